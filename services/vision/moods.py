"""What mood a photo gives, from what is on it and how it is coloured.

Each mood is the plain mean of a few pieces of evidence, each counted from what is usual: unit weights, which with so
few examples do better than fitted ones (Robyn Dawes, "The robust beauty of improper linear models", 1979). Which
colours speak for what follows Valdez & Mehrabian, "Effects of color on emotions" (1994): light colours please,
saturated ones excite, dark ones weigh; and Machajdik & Hanbury, "Affective image classification" (2010), for contrast
and things. On the first half of the labelled photos colours add nothing to things for cheerful and energetic. What the
detector counts speaks for itself: somebody with a ball or on a board is energetic, and what is calm holds few things.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from typing import Any, Self

from services.vision.counting import PERSON
from shared.domain.labels import labels

# How Look.measures() usually are: mean and deviation over 128 photos of everyday life (COCO).
_USUAL = {
    "lightness": (0.545, 0.102),
    "lightness_spread": (0.198, 0.044),
    "chroma": (0.040, 0.023),
    "chroma_spread": (0.026, 0.014),
    "warmth": (0.014, 0.026),
    "redness": (0.004, 0.018),
    "dark": (0.172, 0.144),
    "bright": (0.095, 0.119),
}
_FAR = 2.0  # deviations; what lies further counts no more, but of a mood that colours alone tell
_THING_USUAL, _THING_DEVIATION = -3.2, 1.6  # the log odds of a mood's things, likewise
_LEAST_ODDS = 0.02
_STEEP = 2.5  # of the score around the threshold
_SURE, _PEOPLE = 0.8, 0.7  # how likely somebody is there, and what that counts
_CROWDED, _LIGHT = -0.3, 0.2  # what each kind of thing counts, and a deviation of the lightness


@dataclass(frozen=True, slots=True)
class Cues:
    """`things`: tags of the labels that speak for it; `colours`: measures that do, with the sign in which they do;
    `threshold`: of the evidence; `named`: whether it beat chance where it was not chosen (docs/quality.md). `boxed`: of
    the detector's things those that do, and people beside them; `wide`: few things, a horizon and light do; `far`: what
    lies further counts no more, in deviations."""

    things: frozenset[str]
    colours: Mapping[str, int]
    threshold: float
    named: bool
    boxed: frozenset[str] = frozenset()
    wide: bool = False
    far: float = _FAR


@dataclass(frozen=True, slots=True)
class Seen:
    """What moods are told by: `measures` of the colours, the classifier's labels with their probabilities, what the
    detector counted, and the score of a horizon on a third."""

    measures: Mapping[str, float]
    likely: Sequence[tuple[int, float]] = ()
    counted: Sequence[Mapping[str, Any]] = ()
    horizon: float = 0.0

    @classmethod
    def of(cls, found: Mapping[str, Mapping[str, Any]]) -> Self | None:
        """`found`: facts of stages; None where no colours were measured."""
        if (measures := found.get("colour", {}).get("measures")) is None:
            return None
        likely = [(index, sharp) for index, _, sharp in found.get("classify", {}).get("labels", ())]
        scores = found.get("composition", {}).get("scores", ())
        horizon = next((each["score"] for each in scores if each["name"] == "horizon_third"), 0.0)
        return cls(measures, likely, found.get("objects", {}).get("counted", ()), horizon)

    @property
    def people(self) -> bool:
        return any(each["name"] == PERSON and each["confidence"] >= _SURE for each in self.counted)


def _tags(text: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in text.split())


MOODS = {
    "calm": Cues(
        _tags("""sea lake river coast beach landscape mountain valley forest tree sky flower garden park nature snow
              countryside field monastery temple stupa dock pier harbor lighthouse boathouse gondola canoe sailboat
              barn cat songbird swan duck insect butterfly dome palace"""),
        {},
        threshold=2.0,
        named=True,
        wide=True,
    ),
    "cheerful": Cues(
        _tags("""child toy balloon hot_air_balloon amusement_park carousel festival candy dessert ice_cream sweets
              teddy_bear dog fun play playground swimwear people"""),
        {},
        threshold=1.0,
        named=True,
    ),
    "cozy": Cues(
        _tags("""book fireplace bed bedroom couch blanket quilt candle knitting yarn tea coffee pillow cat living_room
              rocking_chair"""),
        {},
        threshold=1.3,
        named=False,
    ),
    "dramatic": Cues(frozenset(), {"dark": 1, "lightness": -1, "lightness_spread": 1}, threshold=1.3, named=True),
    "energetic": Cues(
        _tags("""sport racing race_car gymnastics baseball basketball football american_football soccer_ball rugby
              tennis volleyball boxing skiing ice_hockey ball motorcycle mountain_bike concert stage market street"""),
        {},
        threshold=2.7,
        named=True,
        boxed=_tags("""skis snowboard ball baseball_bat baseball_glove skateboard surfboard tennis_racket frisbee"""),
    ),
    "fresh": Cues(
        _tags("fruit vegetable citrus berry garden flower grass greenhouse"), {"chroma": 1}, threshold=1.8, named=True
    ),
    "romantic": Cues(
        _tags("wedding gown groom candle flower gondola jewelry beach"), {"lightness": 1}, threshold=1.0, named=True
    ),
    "vibrant": Cues(frozenset(), {"chroma": 1}, threshold=3.0, named=True, far=5.0),
}


def evidence(mood: Cues, seen: Seen) -> float:
    """In deviations from the usual photo."""
    parts = [sign * _deviation(name, seen.measures[name], mood.far) for name, sign in mood.colours.items()]
    if mood.things:
        carriers = _carriers(mood.things)
        mass = min(1.0, sum(probability for index, probability in seen.likely if index in carriers))
        odds = log((mass + _LEAST_ODDS) / (1 - mass + _LEAST_ODDS))
        # Things say as much as all colours together.
        parts += [_clipped((odds - _THING_USUAL) / _THING_DEVIATION, _FAR)] * max(1, len(parts))
    told = sum(parts) / len(parts)
    if mood.boxed:
        told += max((each["confidence"] for each in seen.counted if each["name"] in mood.boxed), default=0.0)
        told += _PEOPLE * seen.people
    if mood.wide:
        light = _deviation("lightness", seen.measures["lightness"], _FAR)
        told += _CROWDED * len(seen.counted) + _LIGHT * light + seen.horizon
    return told


def mood_scores(seen: Seen) -> dict[str, float]:
    """Of each mood, 0..1; .5 lies at its threshold."""
    return {
        name: round(1 / (1 + exp(-_STEEP * (evidence(mood, seen) - mood.threshold))), 3) for name, mood in MOODS.items()
    }


def mood_names(scores: Mapping[str, float]) -> list[str]:
    """Those that a person would name, surest first."""
    named = [name for name, score in scores.items() if score >= 0.5 and MOODS[name].named]
    return sorted(named, key=lambda name: -scores[name])


def _deviation(name: str, value: float, far: float) -> float:
    usual, spread = _USUAL[name]
    return _clipped((value - usual) / spread, far)


def _clipped(value: float, far: float) -> float:
    return max(-far, min(far, value))


@cache
def _carriers(things: frozenset[str]) -> frozenset[int]:
    return frozenset(label.index for label in labels() if not things.isdisjoint(label.tags))

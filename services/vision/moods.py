"""What mood a photo gives, from what is on it and how it is coloured.

Each mood is the plain mean of a few pieces of evidence, each counted from what is usual: unit weights, which with so
few examples do better than fitted ones (Robyn Dawes, "The robust beauty of improper linear models", 1979). Which
colours speak for what follows Valdez & Mehrabian, "Effects of color on emotions" (1994): light colours please,
saturated ones excite, dark ones weigh; and Machajdik & Hanbury, "Affective image classification" (2010), for contrast
and things. On the first half of the labelled photos colours add nothing to things for calm, cheerful and energetic.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log

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
_FAR = 2.0  # deviations; what lies further counts no more
_THING_USUAL, _THING_DEVIATION = -3.2, 1.6  # the log odds of a mood's things, likewise
_LEAST_ODDS = 0.02
_STEEP = 2.5  # of the score around the threshold


@dataclass(frozen=True, slots=True)
class Cues:
    """`things`: tags of the labels that speak for it; `colours`: measures that do, with the sign in which they do;
    `threshold`: of the evidence, chosen on the first half of the labelled photos (eval/mood.py); `named`: whether it
    beat chance on the other."""

    things: frozenset[str]
    colours: Mapping[str, int]
    threshold: float
    named: bool


def _tags(text: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in text.split())


MOODS = {
    "calm": Cues(
        _tags("""sea lake river coast beach landscape mountain valley forest tree sky flower garden park nature snow
              countryside field monastery temple stupa dock pier harbor lighthouse boathouse gondola canoe sailboat
              barn cat songbird swan duck insect butterfly dome palace"""),
        {},
        threshold=1.9,
        named=True,
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
        threshold=1.0,
        named=True,
    ),
    "fresh": Cues(
        _tags("fruit vegetable citrus berry garden flower grass greenhouse"), {"chroma": 1}, threshold=1.8, named=True
    ),
    "romantic": Cues(
        _tags("wedding gown groom candle flower gondola jewelry beach"), {"lightness": 1}, threshold=1.0, named=True
    ),
    "vibrant": Cues(frozenset(), {"chroma": 1, "chroma_spread": 1}, threshold=2.0, named=True),
}


def evidence(mood: Cues, measures: Mapping[str, float], likely: Sequence[tuple[int, float]]) -> float:
    """In deviations from the usual photo. `likely`: the classifier's labels and their probabilities."""
    parts = [sign * _deviation(name, measures[name]) for name, sign in mood.colours.items()]
    if mood.things:
        carriers = _carriers(mood.things)
        mass = min(1.0, sum(probability for index, probability in likely if index in carriers))
        odds = log((mass + _LEAST_ODDS) / (1 - mass + _LEAST_ODDS))
        # Things say as much as all colours together.
        parts += [_clipped((odds - _THING_USUAL) / _THING_DEVIATION)] * max(1, len(parts))
    return sum(parts) / len(parts)


def mood_scores(measures: Mapping[str, float], likely: Sequence[tuple[int, float]]) -> dict[str, float]:
    """Of each mood, 0..1; .5 lies at its threshold."""
    return {
        name: round(1 / (1 + exp(-_STEEP * (evidence(mood, measures, likely) - mood.threshold))), 3)
        for name, mood in MOODS.items()
    }


def mood_names(scores: Mapping[str, float]) -> list[str]:
    """Those that a person would name, surest first."""
    named = [name for name, score in scores.items() if score >= 0.5 and MOODS[name].named]
    return sorted(named, key=lambda name: -scores[name])


def _deviation(name: str, value: float) -> float:
    usual, spread = _USUAL[name]
    return _clipped((value - usual) / spread)


def _clipped(value: float) -> float:
    return max(-_FAR, min(_FAR, value))


@cache
def _carriers(things: frozenset[str]) -> frozenset[int]:
    return frozenset(label.index for label in labels() if not things.isdisjoint(label.tags))

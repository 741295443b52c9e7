"""A detector's boxes -> what is there and how often, as facts and as tags.

How sure is sure was measured on the 100 photos of the evaluation kit that have boxes (docs/models.md): of people, .98
were there from a score of .3 on and all from .5 on; of all other things .63 from .3, .81 from .4, .88 from .5 and .94
from .6 on.

That holds of the bundled detector alone. Of a user's nothing was measured: its scores stay what they are, less of them
is believed, and what it doubts keeps a photo from being one without the thing.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from shared.domain.boxes import areas
from shared.domain.thesaurus import kinds
from shared.inference.base import ObjectBoxes

PERSON = "person"

_FAR = 0.02  # of the photo: where one is so small, there may be more that were not seen
_TINY, _FILLING, _TAKEN_OFF = 0.004, 0.5, 0.2  # of the photo; of the photo; of the score
# A score -> the share of photos on which the thing is there.
_SCORES, _TRUE, _TRUE_OF_PEOPLE = (0.3, 0.4, 0.5, 0.6, 0.8), (0.4, 0.7, 0.83, 0.92, 0.97), (0.8, 0.92, 0.96, 0.98, 0.99)


@dataclass(frozen=True, slots=True)
class Scale:
    """The scores from which on a thing is kept (`kept`), is there as often as it was counted (`counted`), is a tag
    (`sure`), may be one more of what is there (`possible`), and may be there though it is not kept (`doubted`).
    `measured`: whether it is known how likely a thing is there by its score."""

    kept: float
    kept_of_people: float
    counted: float
    sure: float
    sure_of_people: float
    measured: bool
    possible: float
    doubted: float = math.inf

    def least(self, name: str) -> float:
        return self.kept_of_people if name == PERSON else self.kept

    def probability(self, name: str, score: float) -> float:
        """That it is there; the score itself, where nothing was measured."""
        if not self.measured:
            return score
        return float(np.interp(score, _SCORES, _TRUE_OF_PEOPLE if name == PERSON else _TRUE))

    def tagged(self, name: str, share: float) -> float:
        """The probability from which it is a tag, where it covers so much of the photo. People who are neither tiny nor
        fill it are there as soon as they are kept."""
        sure = self.sure_of_people if name == PERSON else self.sure
        if self.measured and name == PERSON and _TINY <= share <= _FILLING:
            sure = self.kept_of_people
        return round(self.probability(name, sure), 3)


# Where n were counted from .45 on, at least n were there: on 44 of 47 photos.
MEASURED = Scale(0.35, 0.3, counted=0.45, sure=0.6, sure_of_people=0.5, measured=True, possible=0.3)
UNMEASURED = Scale(0.5, 0.5, counted=0.7, sure=0.7, sure_of_people=0.7, measured=False, possible=0.5, doubted=0.25)
_SEVERAL = 3  # boxes, and two are there: on 9 of 10 photos with one that is sure
_COUNTED_WELL = 2  # of more there is often one more
_SUBJECT = 0.8  # how likely it must be there


@dataclass(frozen=True, slots=True)
class Thing:
    name: str
    confidence: float  # the probability that it is there
    box: tuple[float, ...]  # left, top, right, bottom, shares of width and height

    @property
    def area(self) -> float:
        left, top, right, bottom = self.box
        return (right - left) * (bottom - top)


def things(boxes: ObjectBoxes, scale: Scale) -> list[Thing]:
    """Without those that are more likely not there."""
    # Somebody who fills the photo is easily seen: where there is doubt, it is a flower or a reef.
    filling = areas(boxes.boxes) > _FILLING
    doubted = scale.measured & filling & np.array([name == PERSON for name in boxes.names], bool)
    return [
        Thing(name, scale.probability(name, float(score)), tuple(map(float, box)))
        for name, score, box in zip(boxes.names, boxes.scores - _TAKEN_OFF * doubted, boxes.boxes, strict=True)
        if score >= scale.least(name)
    ]


def counted(boxes: ObjectBoxes, things: Sequence[Thing], scale: Scale) -> list[dict[str, Any]]:
    """[{name, count, most, confidence, share}]: `count` are there almost surely, `most` perhaps; `confidence` is that
    of the surest, `share` how much of the photo they cover. What is large and sure comes first."""
    by_name: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        by_name[thing.name].append(thing)
    possible = Counter(name for name, score in zip(boxes.names, boxes.scores, strict=True) if score >= scale.possible)
    found = [
        {
            "name": name,
            "count": (count := _count(some, scale)),
            "most": possible[name] + (min(thing.area for thing in some) < _FAR) + (count > _COUNTED_WELL),
            "confidence": round(max(thing.confidence for thing in some), 3),
            "share": round(min(1.0, sum(thing.area for thing in some)), 4),
        }
        for name, some in by_name.items()
    ]
    return sorted(found, key=lambda each: (-each["confidence"] * each["share"] ** 0.5, each["name"]))


def _count(some: Sequence[Thing], scale: Scale) -> int:
    """Of one name, without what is boxed once more as a whole."""
    sure = sum(thing.confidence >= scale.probability(thing.name, scale.counted) for thing in some)
    several = sum(thing.area <= _FILLING for thing in some) >= _SEVERAL
    return max(sure, 2 if several else 1)


def subject(things: Sequence[Thing]) -> list[float] | None:
    """The box of what is large and sure, where anything is."""
    sure = [thing for thing in things if thing.confidence >= _SUBJECT]
    if not sure:
        return None
    best = max(sure, key=lambda thing: thing.confidence * thing.area**0.5)
    return [round(side, 4) for side in best.box]


def tags(counted: Sequence[dict[str, Any]], scale: Scale) -> list[dict[str, Any]]:
    """What is surely there, and what that is a kind of: name and confidence."""
    sure: dict[str, float] = {}
    for each in counted:
        if each["confidence"] >= scale.tagged(each["name"], each["share"]):
            for name in (each["name"], *kinds(each["name"])):
                sure[name] = max(sure.get(name, 0.0), each["confidence"])
    return [{"name": name, "confidence": confidence} for name, confidence in sure.items()]


def surely(counted: Sequence[dict[str, Any]], scale: Scale) -> list[str]:
    """What is there, as surely as a tag is true."""
    return [each["name"] for each in counted if each["confidence"] >= scale.tagged(each["name"], each["share"])]


def several(counted: Sequence[dict[str, Any]]) -> list[str]:
    """That of which at least two are there."""
    return [each["name"] for each in counted if each["count"] > 1]


def perhaps(boxes: ObjectBoxes, counted: Sequence[dict[str, Any]], scale: Scale) -> list[str]:
    """What may be there, and is no tag."""
    names = dict.fromkeys(each["name"] for each in counted)
    doubtful = zip(boxes.names, boxes.scores, strict=True)
    names |= dict.fromkeys(name for name, score in doubtful if score >= scale.doubted)
    sure = surely(counted, scale)
    return [name for name in names if name not in sure]

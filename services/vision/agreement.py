"""Whether a thing that the detector boxed is said in a sentence: where the classifier, or a face, agrees.

Counted on the labelled photos of the evaluation kit, of things boxed with a score of .5 and more: where the classifier
gives next to nothing to what it knows by that name, .67 were there, with a little .88, with more .93. Of what it has no
word for, all were there from .6 on. Of food and animals with a score under .5, one in four is another one, unless the
classifier sees it clearly. Somebody was there in all of 49 cases with a face.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from services.vision.counting import PERSON
from shared.domain.labels import carriers, masses
from shared.domain.thesaurus import kinds

MISTAKEN = frozenset(("animal", "food"))  # kinds of which one thing is easily taken for another
_FILLING, _ASIDE, _FAR = 0.9, 0.1, 0.02  # of the photo: what would be seen clearly, may be overlooked, is tiny
_SURE = 0.5  # of something else, a classifier denies the rest
_CLOSEST = 2  # of a label's tags say what it is; the others what goes with it, a car with a parking meter
_CLEAR, _SEEN, _FAINT = 0.3, 0.05, 0.01  # of the classifier's probability


class Opinion:
    """What else is known of a photo: `likely`, the classifier's labels as the stage classify keeps them, its `tags`,
    and how many `faces` there are."""

    def __init__(self, likely: Sequence[Sequence[float]], tags: AbstractSet[str], faces: int) -> None:
        self.tags, self.faces = tags, faces
        self.surest = max((probability for _, _, probability in likely), default=0.0)
        self.masses = masses(likely, closest=_CLOSEST)


@dataclass(frozen=True, slots=True)
class Bars:
    """How likely the detector's things must be there, by what the classifier gives to them: a good part (`clear`), some
    (`seen`), a little (`faint`), or next to nothing, or it is sure of something else (`denied`; `aside`, of what is so
    small that it need not have seen it); `tagged`: it is one of its tags, or the kind of one. `unknown`: it has no word
    for it; food and animals are denied all the same. Of what is unknown or aside less is enough where there are
    `several`. `of_people`, and `of_people_seen` where there is a face."""

    clear: float
    seen: float
    faint: float
    denied: float
    aside: float
    tagged: float
    unknown: float
    several: float
    of_people: float
    of_people_seen: float

    def told(self, thing: Mapping[str, Any], other: Opinion) -> bool:
        """`thing`: one of the facts of what was counted (services/vision/counting.py)."""
        return bool(thing["confidence"] >= self._bar(thing, other))

    def _bar(self, thing: Mapping[str, Any], other: Opinion) -> float:
        name = thing["name"]
        mass = other.masses.get(name, 0.0)
        if name == PERSON:
            return self.of_people_seen if other.faces else self.of_people
        if thing["share"] > _FILLING and mass < _CLEAR:
            return self.denied
        if name not in carriers():
            if other.surest >= _SURE and not MISTAKEN.isdisjoint(kinds(name)):
                return self.denied
            return self.several if thing["count"] > 1 else self.unknown
        if any(name == tag or name in kinds(tag) for tag in other.tags):
            return self.tagged
        if mass >= _CLEAR:
            return self.clear
        if mass >= _SEEN and thing["share"] >= _FAR:
            return self.seen
        if mass >= _FAINT and other.surest < _SURE:
            return self.faint
        if thing["share"] < _ASIDE:
            return self.several if thing["count"] > 1 else self.aside
        return self.denied


MEASURED = Bars(
    clear=0.7, seen=0.83, faint=0.9, denied=0.97, aside=0.95, tagged=0.6,
    unknown=0.93, several=0.87, of_people=0.95, of_people_seen=0.8,
)  # fmt: skip
# Of a user's detector: its scores are all that is known.
UNMEASURED = Bars(
    clear=0.6, seen=0.7, faint=0.7, denied=0.7, aside=0.7, tagged=0.6,
    unknown=0.7, several=0.7, of_people=0.7, of_people_seen=0.7,
)  # fmt: skip

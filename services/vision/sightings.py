"""What a sentence says of a photo: the things on it that are surely there, and how many."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from services.vision.counting import PERSON
from services.vision.nouns import ACTIVITIES, NO_THING
from services.vision.tagging import TOLD
from shared.domain.captions.said import SETTINGS
from shared.domain.labels import labels
from shared.domain.photo import Photo
from shared.domain.thesaurus import kinds, stems

_MOST = 3  # that a sentence names
MISTAKEN = ("animal", "food")  # kinds of which one thing is easily taken for another
_LEAST_SHARE = 0.004  # of the photo: what is smaller is no subject
_IMPLIED = 0.5  # of a tag's labels carry another: where the one is, the other goes without saying


@dataclass(frozen=True, slots=True)
class _Bars:
    """How likely the detector's things must be there. Less is enough where there are several of a thing, and where the
    classifier sees it as well."""

    alone: float
    several: float
    by_both: float
    of_people: float


# By whether how likely they are was measured (services/vision/counting.py): of a user's detector its scores are all.
_BARS = {True: _Bars(0.91, 0.87, 0.6, 0.94), False: _Bars(0.7, 0.7, 0.6, 0.7)}


@dataclass(frozen=True, slots=True)
class Sighting:
    """`count`: so many are surely there, `most`: so many perhaps."""

    name: str
    count: int = 1
    most: int = 1


def sightings(photo: Photo) -> list[Sighting]:
    """Of what the owner has not struck out: people first, then what was counted, then what else was recognised."""
    unwanted = frozenset(map(stems, photo.edits.get("tags_removed", ())))

    def wanted(name: str) -> bool:
        return unwanted.isdisjoint(map(stems, (name, *kinds(name))))

    tags = {
        tag["name"]: tag["confidence"]
        for tag in photo.found.get("classify", {}).get("tags", ())
        if is_thing(tag["name"]) and wanted(tag["name"])
    }
    sure = [name for name, confidence in tags.items() if confidence >= TOLD]
    counted = [_narrower(each, sure) for each in _generalised(_counted(photo, tags)) if wanted(each.name)]
    counted.sort(key=lambda each: each.name != PERSON)
    there = [each.name for each in counted]
    others = [name for name in narrowest([*there, *sure]) if not any(_alike(name, other) for other in there)]
    return [*counted, *(Sighting(name) for name in others if not (there and name in ACTIVITIES))][:_MOST]


def _counted(photo: Photo, tags: Collection[str]) -> Iterator[Sighting]:
    found = photo.found.get("objects", {})
    bars = _BARS[found.get("measured", True)]
    for each in found.get("counted", ()):
        name, confidence = each["name"], each["confidence"]
        several = each["count"] > 1 and confidence >= bars.several
        seen_too = confidence >= bars.by_both and any(name == tag or name in kinds(tag) for tag in tags)
        told = confidence >= bars.of_people if name == PERSON else confidence >= bars.alone or several or seen_too
        if told and each["share"] >= _LEAST_SHARE:
            yield Sighting(name, each["count"], each["most"])


def _generalised(counted: Iterable[Sighting]) -> Iterator[Sighting]:
    """A dog and a cow become two animals: one of them may be the other."""
    alike: dict[str, list[Sighting]] = defaultdict(list)
    for one in counted:
        alike[next((kind for kind in kinds(one.name) if kind in MISTAKEN), one.name)].append(one)
    for kind, some in alike.items():
        yield some[0] if len(some) == 1 else Sighting(kind, sum(s.count for s in some), sum(s.most for s in some))


def _narrower(one: Sighting, sure: Sequence[str]) -> Sighting:
    """A bird that is surely a parrot."""
    kinds_of_it = [name for name in narrowest(sure) if one.name in kinds(name)]
    return Sighting(kinds_of_it[0], one.count, one.most) if len(kinds_of_it) == 1 and one.count == 1 else one


def _alike(name: str, other: str) -> bool:
    """Whether they may be said of one thing."""
    return stems(name) == stems(other) or not {name, *kinds(name)}.isdisjoint((other, *kinds(other)))


def is_thing(name: str) -> bool:
    """Of the tags of the vocabulary."""
    return name in _carriers() and name not in NO_THING and name not in SETTINGS


def narrowest(names: Sequence[str]) -> list[str]:
    """Without those that another one implies: no animal where there is a dog."""
    carriers = _carriers()

    def implied(name: str, by: str) -> bool:
        narrower, wider = carriers.get(by, frozenset()), carriers.get(name, frozenset())
        return 0 < len(narrower) < len(wider) and len(narrower & wider) >= _IMPLIED * len(narrower)

    return [name for name in names if not any(implied(name, other) for other in names)]


@cache
def _carriers() -> dict[str, frozenset[int]]:
    """Of each tag of the vocabulary, the labels that carry it."""
    carriers: dict[str, set[int]] = {}
    for label in labels():
        for tag in label.tags:
            carriers.setdefault(tag, set()).add(label.index)
    return {tag: frozenset(indexes) for tag, indexes in carriers.items()}

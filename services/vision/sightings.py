"""What a sentence says of a photo: the things on it that are surely there, and how many."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from services.vision.agreement import MEASURED, MISTAKEN, UNMEASURED, Opinion
from services.vision.counting import PERSON
from services.vision.nouns import ACTIVITIES, NO_THING
from services.vision.tagging import TOLD
from shared.domain.captions.said import SETTINGS
from shared.domain.company import faces_on, is_near
from shared.domain.labels import carriers
from shared.domain.photo import Photo
from shared.domain.thesaurus import kinds, stems

_MOST = 3  # that a sentence names
_LEAST_SHARE = 0.004  # of the photo: what is smaller is no subject
_OF_COMPUTERS = frozenset(("keyboard", "computer mouse", "laptop"))  # beside which COCO's television is a screen
_OF_A_KIND = 0.8  # how likely one of the things must be there that are said as their kind
_IMPLIED = 0.5  # of a tag's labels carry another: where the one is, the other goes without saying


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
    counted = [_narrower(each, sure) for each in _generalised(_counted(photo, tags.keys())) if wanted(each.name)]
    counted.sort(key=lambda each: each.name != PERSON)
    there = [each.name for each in counted]
    others = [name for name in narrowest([*there, *sure]) if not any(_alike(name, other) for other in there)]
    return [*counted, *(Sighting(name) for name in others if not (there and name in ACTIVITIES))][:_MOST]


def _counted(photo: Photo, tags: AbstractSet[str]) -> Iterator[Sighting]:
    """What the detector is not alone with. Of food and animals on which the classifier does not agree, their kind."""
    found, faces = photo.found.get("objects", {}), faces_on(photo.found)
    other = Opinion(photo.found.get("classify", {}).get("labels", ()), tags, faces)
    bars = MEASURED if found.get("measured", True) else UNMEASURED
    counted = [each for each in found.get("counted", ()) if each["share"] >= _LEAST_SHARE]
    if not _OF_COMPUTERS.isdisjoint(each["name"] for each in counted):
        counted = [each for each in counted if each["name"] != "television"]
    told = [each for each in counted if bars.told(each, other)]
    for each in told:
        yield _people(each, faces) if each["name"] == PERSON else Sighting(each["name"], each["count"], each["most"])
    if is_near(photo.found) and not any(each["name"] == PERSON for each in told):
        yield Sighting(PERSON, faces, faces)  # nothing but a face is seen of somebody so near
    for kind in sorted(MISTAKEN):
        some = [each for each in counted if kind in kinds(each["name"])]
        surest = max((each["confidence"] for each in some), default=0.0)
        if kind in tags and surest >= _OF_A_KIND and not any(each in told for each in some):
            yield Sighting(kind, 1, 1 + len(some))  # two boxes may be of one


def _people(boxed: Mapping[str, Any], faces: int) -> Sighting:
    """Whichever are more are there; a number is said where there are as many boxes. Of three boxed well there is often
    one more, but where the faces are three as well."""
    count, most = max(boxed["count"], faces), max(boxed["most"], faces)
    if boxed["count"] == faces == most - 1:
        return Sighting(PERSON, count, count)
    return Sighting(PERSON, count, most + (faces > boxed["count"]))


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
    return name in carriers() and name not in NO_THING and name not in SETTINGS


def narrowest(names: Sequence[str]) -> list[str]:
    """Without those that another one implies: no animal where there is a dog."""
    by_tag = carriers()

    def implied(name: str, by: str) -> bool:
        narrower, wider = by_tag.get(by, frozenset()), by_tag.get(name, frozenset())
        return 0 < len(narrower) < len(wider) and len(narrower & wider) >= _IMPLIED * len(narrower)

    return [name for name in names if not any(implied(name, other) for other in names)]

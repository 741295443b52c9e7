"""The tags of a photo: of what its stages found, what its owner says of that, and what fills up where they are few."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

import msgspec

from shared.domain.company import faces_on, people_by_faces
from shared.domain.faces import FOUND_BY
from shared.domain.photo import Photo, Tag
from shared.plugins.taken import STAGES

# The source of a tag that is measured on the pixels: colour, brightness, format.
MEASURED = "pixels"
# Likewise of what the owner says, of what stands in the file, and of where it was taken.
OWNER, EMBEDDED, MAPPED = "owner", "embedded metadata", "geonames"
WRITTEN_BY_PEOPLE = frozenset((OWNER, EMBEDDED))

PERSON = "person"
ELSEWHERE = "describe"  # the stage that asks an endpoint

_ENOUGH = 5  # tags on a photo
_PLAIN = ("kind", "colour")  # stages with plain words, the more useful first
_TRUE = 0.99  # the confidence of what was measured
_TRUE_OF_FACES = 0.95  # chosen, and not counted
# Those that look at the picture here, and who counts the faces on it. What a plugin or an endpoint says may name what
# is not to be seen there.
_LOOKING = frozenset((*STAGES, "people")) - {ELSEWHERE}


def merged_tags(found: Mapping[str, Mapping[str, Any]]) -> list[Tag]:
    """Every stage's tags, the surest word for each name: things first, surest first; measurements, which are true of
    many photos, last."""
    best: dict[str, Tag] = {}
    for facts in found.values():
        for raw in facts.get("tags", ()):
            tag = msgspec.convert(raw, Tag)
            if tag.name not in best or tag.confidence > best[tag.name].confidence:
                best[tag.name] = tag
    return sorted(best.values(), key=lambda tag: (tag.source == MEASURED, -tag.confidence, tag.name))


def told_tags(photo: Photo) -> list[Tag]:
    """What the owner added, then every stage's tags without those that the owner removed."""
    added = photo.edits.get("tags_added", ())
    hidden = {*photo.edits.get("tags_removed", ()), *added}
    found = merged_tags(photo.found)
    by_faces = people_by_faces(photo.found) or (photo.edits.get("drawn") and faces_on(photo.found))
    if by_faces and not any(tag.name == PERSON for tag in found):
        found.insert(0, Tag(PERSON, _TRUE_OF_FACES, FOUND_BY))
    return [Tag(name, 1.0, OWNER) for name in added] + [tag for tag in found if tag.name not in hidden]


def plain_tags(photo: Photo) -> list[Tag]:
    """Of the same, those that neither the map nor the file says, nor anybody elsewhere."""
    looked = {name: facts for name, facts in photo.found.items() if name in _LOOKING}
    if embedded := looked.get("metadata"):
        own = [tag for tag in embedded.get("tags", ()) if tag["source"] not in (MAPPED, EMBEDDED)]
        looked["metadata"] = {**embedded, "tags": own}
    return told_tags(msgspec.structs.replace(photo, found=looked))


def filled(photo: Photo, tags: list[Tag]) -> list[Tag]:
    """Where tags are few, plain words that are true of many photos fill up to five."""
    taken = {*photo.edits.get("tags_removed", ()), *(tag.name for tag in tags)}
    found = [photo.found.get(stage, {}) for stage in _PLAIN]
    plain = dict.fromkeys(word for facts in found for word in facts.get("plain", ()) if word not in taken)
    return tags + [Tag(word, _TRUE, MEASURED) for word in islice(plain, max(0, _ENOUGH - len(tags)))]

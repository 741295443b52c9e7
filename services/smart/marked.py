"""Faces that programs marked in a photo's XMP, with a name: each confirms the face that was found there, unless the
owner has said something of that face already."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import msgspec
import numpy as np

from shared.catalog.parts import Parts, Said
from shared.catalog.people import People, face_words
from shared.domain.actions import Difference
from shared.domain.faces import FOUND_BY, FaceFacts
from shared.domain.ids import new_id
from shared.domain.matching import Box, pairs
from shared.domain.person import LONGEST_NAME, SILENT, PeopleOn, word_of
from shared.domain.photo import Photo
from shared.errors import NotFound

_FACES = 1000  # of one photo
# Of the area that two boxes cover together, what both cover: some programs mark a face, others the whole head.
_SAME = 0.25


class Marked:
    def __init__(self, parts: Parts, people: People) -> None:
        self._parts = parts
        self._people = people

    async def confirm(self, photo: Photo, on: PeopleOn) -> bool:
        """Whether a face is somebody's by that, and `on`, which the photo shows, does not know it yet."""
        regions: list[dict[str, Any]] = photo.found.get("metadata", {}).get("regions", [])
        if not regions:
            return False
        faces = await self._parts.visible(photo, FOUND_BY, limit=_FACES)
        boxes = [msgspec.convert(face.facts, FaceFacts).box for face in faces]
        words = await face_words(self._parts.notes, [face.id for face in faces])
        new = False
        for region, place in matched([region["box"] for region in regions], boxes):
            face = faces[place].id
            if words.get(face, SILENT) == SILENT:
                person = await self._called(photo.owner, regions[region]["name"])
                try:
                    said = await self._parts.notes.change(face, photo, partial(_first, person))
                except NotFound:
                    return False
                words[face] = word_of(said)
            new |= bool(words[face].person) and words[face].person != on.person_of(face)
        return new

    async def _called(self, owner: str, name: str) -> str:
        """Who has that name, on most photos where several do; else somebody new."""
        name = " ".join(name.split())[:LONGEST_NAME]
        if called := await self._people.called(owner, name):
            return called[0].id
        new = new_id()
        await self._people.say(owner, new, [Difference("name", "", name)])
        return new


def matched(regions: Sequence[Box], faces: Sequence[Box]) -> list[tuple[int, int]]:
    """(place of a region, place of its face): those that overlap most first, each once."""
    one, other = (np.array(boxes, np.float64).reshape(-1, 4) for boxes in (regions, faces))
    return pairs(one, other, lambda shares: shares >= _SAME)


def _first(person: str, now: Said) -> Said | None:
    """The owner may have been quicker."""
    return {**now, "person": person} if word_of(now) == SILENT else None

"""Crops of photos that show what matters on them, made by vision when they are first asked for and kept."""

from collections.abc import Callable

import httpx
import msgspec

from services.gateway.asking import asked
from services.gateway.details import THINGS
from services.gateway.people.drawing import shown_faces
from shared.catalog.parts import Parts
from shared.catalog.people import face_words
from shared.domain.boxes import Box, area
from shared.domain.crop import CropOrder, Subject, ordered
from shared.domain.person import SILENT
from shared.domain.photo import Photo

_MOST = 60  # subjects that a frame goes by: the largest
_SURE = 0.6  # of a thing
# Of a face's box, from its top: the mean over photos of faces, of which nine in ten have them from .35 to .43.
_EYES = 0.39


class Crops:
    """`vision` gives the peer's client, when it is wanted."""

    def __init__(self, parts: Parts, vision: Callable[[], httpx.AsyncClient]) -> None:
        self._parts = parts
        self._vision = vision

    async def order(self, photo: Photo, version: int, ratio: str, width: int) -> CropOrder:
        """By who and what is on the photo now. `version` is that of its preview."""
        subjects = await self._faces(photo) or await self._things(photo)
        subjects.sort(key=lambda each: area(each.box), reverse=True)
        return ordered(photo.owner, photo.id, version, ratio, width, subjects[:_MOST])

    async def make(self, order: CropOrder) -> None:
        """Raises Invalid for a preview that cannot be read, Unavailable when vision does not answer."""
        await asked(self._vision(), "/crop", dict[str, str], json=msgspec.to_builtins(order))

    async def _faces(self, photo: Photo) -> list[Subject]:
        """But those that the owner wants ignored."""
        faces = await shown_faces(self._parts, photo)
        words = await face_words(self._parts.notes, [face.id for face in faces]) if faces else {}
        return [_face(face.box) for face in faces if not words.get(face.id, SILENT).ignored]

    async def _things(self, photo: Photo) -> list[Subject]:
        parts = await self._parts.visible(photo, THINGS, limit=_MOST)
        return [Subject(tuple(part.facts["box"])) for part in parts if part.facts["confidence"] >= _SURE]


def _face(box: Box) -> Subject:
    return Subject(box, round(box[1] + _EYES * (box[3] - box[1]), 5))

"""All that is known of one photo: what stands in its record, and the parts that were found on it."""

import asyncio
from typing import Any

import msgspec

from services.gateway import policy
from services.gateway.photo_out import PhotoDetailOut
from shared.catalog.parts import Parts
from shared.domain.faces import FOUND_BY, FaceFacts
from shared.domain.part import Part, PartNote, count_of
from shared.domain.photo import Photo
from shared.domain.principal import Principal

MOST = 200  # faces that are told, and things

_THINGS = "objects"  # the stage that finds them


class Details:
    def __init__(self, parts: Parts, stage_names: tuple[str, ...]) -> None:
        self._parts = parts
        self._stage_names = stage_names

    async def of(self, photo: Photo, principal: Principal) -> PhotoDetailOut:
        """Whose faces are on it is private."""
        told = [self._objects(photo), *([self._faces(photo)] if policy.owns(principal, photo) else [])]
        beside = {name: value for each in await asyncio.gather(*told) for name, value in each.items()}
        return PhotoDetailOut.whole(photo, self._stage_names, **beside)

    async def _objects(self, photo: Photo) -> dict[str, Any]:
        parts = await self._parts.visible(photo, _THINGS, limit=MOST)
        return {
            "objects": [{"id": part.id, **part.facts} for part in parts],
            "objects_total": count_of(photo, _THINGS),
        }

    async def _faces(self, photo: Photo) -> dict[str, Any]:
        parts = await self._parts.visible(photo, FOUND_BY, limit=MOST)
        notes = await self._parts.notes.get_many([part.id for part in parts]) if parts else {}
        faces = [_face(part, notes.get(part.id)) for part in parts]
        return {"faces": faces, "faces_total": count_of(photo, FOUND_BY)}


def _face(part: Part, note: PartNote | None) -> dict[str, Any]:
    facts = msgspec.convert(part.facts, FaceFacts)
    person = note.said.get("person") if note else None
    return {
        "id": part.id,
        "box": list(facts.box),
        "confidence": min(facts.score, facts.second),
        "person": person,
        "confirmed": person is not None,
    }

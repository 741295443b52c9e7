"""All that is known of one photo: what stands in its record, and the parts that were found on it."""

import asyncio
from collections.abc import Mapping

import msgspec

from services.gateway import policy
from services.gateway.photo_out import FaceOut, ObjectOut, PhotoDetailOut
from shared.catalog.parts import Parts
from shared.catalog.people import People, face_words
from shared.domain.faces import FOUND_BY, FaceFacts
from shared.domain.lexicon import ENGLISH
from shared.domain.lexicon.labels import label
from shared.domain.part import Part, count_of
from shared.domain.person import SILENT, FaceWord, Person, people_on
from shared.domain.photo import Photo
from shared.domain.principal import Principal

MOST = 200  # faces that are told, and things

_THINGS = "objects"  # the stage that finds them


class Details:
    def __init__(self, parts: Parts, people: People, stage_names: tuple[str, ...]) -> None:
        self._parts = parts
        self._people = people
        self._stage_names = stage_names

    async def of(self, photo: Photo, principal: Principal, reader: str = ENGLISH) -> PhotoDetailOut:
        """Whose faces are on it is private."""
        own = policy.owns(principal, photo)
        objects, faces = await asyncio.gather(self._objects(photo, reader), self.faces(photo) if own else _none())
        return PhotoDetailOut.whole(
            photo,
            self._stage_names,
            reader,
            objects=objects,
            objects_total=count_of(photo, _THINGS),
            faces=faces,
            faces_total=count_of(photo, FOUND_BY) if own else 0,
        )

    async def _objects(self, photo: Photo, reader: str) -> list[ObjectOut]:
        parts = await self._parts.visible(photo, _THINGS, limit=MOST)
        return [ObjectOut(id=part.id, label=label(part.facts["name"], reader), **part.facts) for part in parts]

    async def faces(self, photo: Photo) -> list[FaceOut]:
        parts = await self._parts.visible(photo, FOUND_BY, limit=MOST)
        if not parts:
            return []
        words = await face_words(self._parts.notes, [part.id for part in parts])
        on = people_on(photo)
        whose = {part.id: words.get(part.id, SILENT).person or on.person_of(part.id) for part in parts}
        people = await self._people.get_many(photo.owner, sorted({*whose.values()} - {""}))
        return [_face(part, words.get(part.id, SILENT), whose[part.id], people) for part in parts]


async def _none() -> list[FaceOut]:
    return []


def _face(part: Part, word: FaceWord, person: str, people: Mapping[str, Person]) -> FaceOut:
    facts = msgspec.convert(part.facts, FaceFacts)
    return FaceOut(
        id=part.id,
        box=list(facts.box),
        confidence=min(facts.score, facts.second),
        person=person or None,
        name=(people[person].name or None) if person in people else None,
        confirmed=bool(person) and word.person == person,
        ignored=word.ignored,
    )

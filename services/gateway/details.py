"""All that is known of one photo: what stands in its record, and the parts that were found on it."""

import asyncio
from collections.abc import Mapping

from services.gateway import policy
from services.gateway.albums_out import InAlbumOut
from services.gateway.drawing import ShownFace, shown_faces
from services.gateway.naming import Naming
from services.gateway.photo_out import FacelessOut, FaceOut, ObjectOut, PhotoDetailOut
from shared.catalog.albums import Albums
from shared.catalog.parts import Parts
from shared.catalog.people import People, face_words
from shared.domain.drawn import faceless_on
from shared.domain.faces import FOUND_BY
from shared.domain.fields import FIELDS
from shared.domain.lexicon import ENGLISH
from shared.domain.lexicon.labels import label
from shared.domain.part import count_of
from shared.domain.person import SILENT, FaceWord, people_on
from shared.domain.photo import Photo
from shared.domain.principal import Principal
from shared.plugins.installed import PLUGINS

MOST = 200  # things that are told

THINGS = "objects"  # the stage that finds them

# What plugins find; and those of it of which nothing is private.
_PLUGGED = [part.name for plugin in PLUGINS for part in plugin.finding]
_PRIVATE = {field.said[0] for field in FIELDS if field.private and field.said}
_PUBLIC = [name for name in _PLUGGED if name not in _PRIVATE]


class Details:
    def __init__(
        self, parts: Parts, people: People, albums: Albums, naming: Naming, stage_names: tuple[str, ...]
    ) -> None:
        self._parts = parts
        self._people = people
        self._albums = albums
        self._naming = naming
        self._stage_names = stage_names

    async def of(self, photo: Photo, principal: Principal, reader: str = ENGLISH) -> PhotoDetailOut:
        """Whose faces are on it is private, and so is in which albums it is."""
        own = policy.owns(principal, photo)
        objects, (faces, faceless), albums, _ = await asyncio.gather(
            self._objects(photo, reader),
            self.people(photo) if own else _nobody(),
            self._in_albums(photo if own else None),
            self._naming.name([photo], principal),
        )
        return PhotoDetailOut.whole(
            photo,
            self._stage_names,
            reader,
            objects=objects,
            objects_total=count_of(photo, THINGS),
            faces=faces,
            faces_total=max(len(faces), count_of(photo, FOUND_BY)) if own else 0,
            people_without_face=faceless,
            albums=albums,
            found={name: photo.found[name] for name in (_PLUGGED if own else _PUBLIC) if name in photo.found},
        )

    async def _objects(self, photo: Photo, reader: str) -> list[ObjectOut]:
        parts = await self._parts.visible(photo, THINGS, limit=MOST)
        return [ObjectOut(id=part.id, label=label(part.facts["name"], reader), **part.facts) for part in parts]

    async def _in_albums(self, photo: Photo | None) -> list[InAlbumOut]:
        """Those that it was put into, by name."""
        ids = photo.more.get("albums", ()) if photo else ()
        found = (await self._albums.get_many(photo.owner, ids)).values() if photo and ids else ()
        return [InAlbumOut(id=each.id, name=each.name) for each in sorted(found, key=lambda each: each.name)]

    async def people(self, photo: Photo) -> tuple[list[FaceOut], list[FacelessOut]]:
        """The faces on it, and who is on it without one."""
        shown, on = await shown_faces(self._parts, photo), people_on(photo)
        faceless = sorted(faceless_on(photo))
        words = await face_words(self._parts.notes, [*(face.id for face in shown), *faceless])
        whose = {id: words.get(id, SILENT).person or on.person_of(id) for id in (*(f.id for f in shown), *faceless)}
        people = await self._people.get_many(photo.owner, sorted({*whose.values()} - {""}))
        names = {id: person.name or None for id, person in people.items()}
        faces = [_face(face, words.get(face.id, SILENT), whose[face.id], names) for face in shown]
        return faces, [FacelessOut(person=person, name=names.get(person)) for id in faceless if (person := whose[id])]


async def _nobody() -> tuple[list[FaceOut], list[FacelessOut]]:
    return [], []


def _face(face: ShownFace, word: FaceWord, person: str, names: Mapping[str, str | None]) -> FaceOut:
    return FaceOut(
        id=face.id,
        box=list(face.box),
        confidence=face.sure,
        person=person or None,
        name=names.get(person),
        confirmed=bool(person) and word.person == person,
        ignored=word.ignored,
        drawn=face.drawn,
    )

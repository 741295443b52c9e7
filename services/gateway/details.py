"""All that is known of one photo: what stands in its record, and the parts that were found on it; to others than its
owner no more than the share tells by which they see it."""

import asyncio
from collections.abc import Mapping

from services.gateway import policy
from services.gateway.albums.out import InAlbumOut
from services.gateway.people.drawing import ShownFace, shown_faces
from services.gateway.people.naming import Naming
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
from shared.domain.share import Subject
from shared.domain.telling import told_to_others
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
        """In which albums it is, is private."""
        own, withheld = policy.owns(principal, photo), policy.withheld(principal, photo)
        told = photo if own else told_to_others(photo, withheld)
        objects, (faces, faceless), albums, _ = await asyncio.gather(
            self._objects(photo, reader),
            self.people(photo) if own else self.people_told(photo, withheld),
            self._in_albums(photo if own else None),
            self._naming.name([told]),
        )
        grant = None if own else policy.shown_by(principal, photo)
        return PhotoDetailOut.whole(
            told,
            principal,
            self._stage_names,
            reader,
            objects=objects,
            objects_total=count_of(photo, THINGS),
            faces=faces,
            faces_total=max(len(faces), count_of(photo, FOUND_BY)) if own else len(faces),
            people_without_face=faceless,
            albums=albums,
            found={name: told.found[name] for name in (_PLUGGED if own else _PUBLIC) if name in told.found},
            share=grant.share or None if grant else None,
            download=grant is None or grant.download,
        )

    async def _objects(self, photo: Photo, reader: str) -> list[ObjectOut]:
        parts = await self._parts.visible(photo, THINGS, limit=MOST)
        return [ObjectOut(id=part.id, label=label(part.facts["name"], reader), **part.facts) for part in parts]

    async def _in_albums(self, photo: Photo | None) -> list[InAlbumOut]:
        """Those that it was put into, by name."""
        ids = photo.more.get("albums", ()) if photo else ()
        found = (await self._albums.get_many(photo.owner, ids)).values() if photo and ids else ()
        return [InAlbumOut(id=each.id, name=each.name) for each in sorted(found, key=lambda each: each.name)]

    async def people_told(self, photo: Photo, withheld: frozenset[Subject]) -> tuple[list[FaceOut], list[FacelessOut]]:
        """As others are told of them: by the names that the owner gave, but of those whom the owner hides, and of faces
        that do not matter, nothing; what the owner said of a face, and who looks like whom, is nobody else's."""
        if "people" in withheld:
            return [], []
        faces, faceless = await self.people(photo)
        ids = {face.person for face in faces if face.person} | {each.person for each in faceless}
        known = await self._people.get_many(photo.owner, sorted(ids))
        hidden = {id for id in ids if id not in known or known[id].hidden}
        named = [face for face in faces if not face.ignored and face.person not in hidden]
        return [face.model_copy(update={"person": None, "confirmed": False, "drawn": False}) for face in named], [
            each.model_copy(update={"person": ""}) for each in faceless if each.name and each.person not in hidden
        ]

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

"""The feature `people`: whose the faces of a library are.

A round comes to its keys in this order. A photo with new faces: each is compared with the people and groups that there
are, at once. The library: a full pass, in which everything may become another group's but what the owner said, and
which no order of arrival misleads; it is done in a child, in every round where there are few faces, else so seldom that
it takes no more than a twentieth of the time. Last every person or group whose photos are others now: it is counted,
and goes where nobody shows it.

Whose faces are is written on their photos alone, each conditional on what was read, and the keys of all whom that
changes are marked before. So a pass may be cut anywhere and done again, and the owner always has the last word.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from services.smart.marked import Marked
from services.smart.people.grouping import Method
from services.smart.people.library import LibraryFaces, Pass, Shelf, allowed, is_before
from services.smart.people.quality import well_seen
from shared.catalog.features import DirtyKeys, Notes
from shared.catalog.libraries import Libraries
from shared.catalog.moments import FacesOn
from shared.catalog.parts import Parts
from shared.catalog.people import People, face_words
from shared.catalog.photos import Photos
from shared.domain.drawn import drawn_on
from shared.domain.faces import FOUND_BY, PLACED_BY, FaceFacts, FaceVectorFacts, Likeness
from shared.domain.features import Keys
from shared.domain.ids import new_id
from shared.domain.part import Part, point_of, shown_run, visible_run
from shared.domain.person import (
    GROUP_KEY,
    LIBRARY_KEY,
    PEOPLE,
    PHOTO_KEY,
    SILENT,
    FaceWord,
    PeopleOn,
    PlacedFace,
    keys_of,
    people_on,
    word_of,
)
from shared.domain.photo import Photo
from shared.domain.question import PEOPLE_KEY, QUESTIONS
from shared.domain.sent import INBOX
from shared.domain.spaces import SpaceSpec
from shared.vectors.base import Dense, VectorIndex

READS = (
    "found.faces.parts.run",
    "found.face_vector.parts.run",
    "stages.faces.state",
    "stages.face_vector.state",
    "found.people.ids",
    "found.metadata.regions",
    "taken_day",
    "more.inbox",
)

_PAGE = 200  # photos
_FRESH = 1000  # photos of a person that may change at once
_NOTES = 500
_FACES = 1000  # of one photo, more than which nobody counts
_SHARE = 20  # as much time as that many passes took lies between two of them
_FEW = 5000  # faces: in every round where there are no more, also on a machine that does much else
_LARGE = 160.0  # pixels: larger faces are no better to look at


def keys(photo: Photo) -> Keys:
    """The photo, and who is on it; none where no face is or was."""
    on = people_on(photo)
    return keys_of(photo.id, on.ids) if on.run or on.faces or visible_run(photo, PLACED_BY) else ()


@dataclass(frozen=True, slots=True)
class _Seen:
    face: PlacedFace
    vector: Dense | None


class PeopleWork:
    """`space`: where faces are compared now, None where nobody says whose they might be. `regroup` does a full pass, in
    a child."""

    def __init__(
        self, photos: Photos, parts: Parts, people: People, vectors: VectorIndex, notes: Notes,
        dirty: DirtyKeys, libraries: Libraries, *,
        space: Callable[[], SpaceSpec | None], regroup: Callable[[Pass], Awaitable[dict[str, str]]],
        method: Method = "average", clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._photos = photos
        self._parts = parts
        self._people = people
        self._marked = Marked(parts, people)
        self._vectors = vectors
        self._notes = notes
        self._dirty = dirty
        self._libraries = libraries
        self._space = space
        self._regroup = regroup
        self._method: Method = method
        self._clock = clock
        self._shelves: dict[tuple[str, str], Shelf] = {}  # by owner and space
        self._rested: dict[str, float] = {}  # by owner: from when on a full pass may be done
        self._changed: dict[str, str] = {}  # by owner: when faces were switched off or on, as far as we know

    async def __call__(self, owner: str, key: str) -> bool:
        library = await self._libraries.get(owner)
        if self._changed.setdefault(owner, library.changed_at) != library.changed_at:
            self._changed[owner] = library.changed_at
            self._shelves = {place: shelf for place, shelf in self._shelves.items() if place[0] != owner}
        if not library.faces:
            # Nobody is placed, named or gathered; shared/runtime/facework.py takes away who was, and then has us tell.
            return key == LIBRARY_KEY
        if key.startswith(PHOTO_KEY):
            return await self._place(owner, key.removeprefix(PHOTO_KEY))
        if key == LIBRARY_KEY:
            return await self._pass(owner)
        return await self._count(owner, key.removeprefix(GROUP_KEY))

    # A photo

    async def _place(self, owner: str, id: str) -> bool:
        photo = (await self._photos.get_many(owner, [id])).get(id)
        if photo is None:
            # Who was on it is counted by their own keys.
            await self._mark(owner, set(), again=True)
            return False
        if INBOX in photo.edits:
            return False  # whoever sent it is nobody whose photos say who is who
        before, run = people_on(photo), shown_run(photo, PLACED_BY)
        marked = bool(run) and await self._marked.confirm(photo, before)
        if before.run == run and not marked:
            return False
        placed = await self._placed(photo, before, await self._seen(photo))
        after = PeopleOn(run, tuple(placed)).drawing(drawn_on(photo))
        await self._mark(owner, {*before.ids, *after.ids}, again=True)
        # Where somebody was quicker, the photo is noticed again.
        told = await self._photos.retell(photo, PEOPLE, lambda now: after.facts() if people_on(now) == before else None)
        return told is not None

    async def _seen(self, photo: Photo) -> list[_Seen]:
        """Its faces, the best first; those that the owner drew, too, where no stage has said anything of them."""
        space = self._space()
        found = {part.id: part for part in await self._parts.visible(photo, FOUND_BY, limit=_FACES)}
        parts = [part for part in await self._parts.visible(photo, PLACED_BY, limit=_FACES) if part.id in found]
        points = [part.point for part in parts]
        vectors = await self._vectors.get(space.name, points) if space else {}
        seen = []
        for part in parts:
            vector = vectors.get(part.point)
            face = _looked_at(found[part.id], part, space.likeness if space else None)
            seen.append(_Seen(face, vector if isinstance(vector, np.ndarray) else None))
        there = {each.face.face for each in seen}
        seen += [_Seen(PlacedFace(id, own=True), None) for id in drawn_on(photo) if id not in there]
        return sorted(seen, key=lambda each: (-each.face.worth, each.face.face))

    async def _placed(self, photo: Photo, before: PeopleOn, seen: Sequence[_Seen]) -> list[PlacedFace]:
        """A face keeps whose it was, and the owner's word counts; others are compared. What is like nobody founds a
        group, where it was seen well enough."""
        words = await face_words(self._parts.notes, [each.face.face for each in seen])
        whose = {
            each.face.face: person
            for each in seen
            if (person := words.get(each.face.face, SILENT).person or before.person_of(each.face.face))
        }
        space = self._space()
        shelf = await self._shelf(photo.owner, space) if space and space.likeness and seen else None
        for each in seen if shelf else ():
            face, word = each.face.face, words.get(each.face.face, SILENT)
            if face in whose or word.ignored or each.vector is None or shelf is None:
                continue
            unborn = [id for id, person in shelf.named.items() if is_before(photo.taken_day or "", person)]
            match = shelf.all.match(each.vector, {*whose.values(), *word.rejected, *unborn})
            if match.decision == "assign" and match.group:
                whose[face] = match.group
            elif each.face.founding:
                whose[face] = new_id()
            if face in whose and each.face.founding:
                shelf.all.add(whose[face], each.vector)
        faces = PeopleOn("", tuple(each.face for each in seen))
        return list(faces.placing(whose, {id: word.ignored for id, word in words.items()}).faces)

    # The library

    async def _pass(self, owner: str) -> bool:
        space = self._space()
        if space is None or space.likeness is None:
            return False
        began = self._clock()
        if began < self._rested.get(owner, began):
            await self._dirty.mark(owner, {(PEOPLE, LIBRARY_KEY)})  # so that it waits
            return False
        library = await self._read(owner, space)
        found = await self._regroup(Pass.over(library, space.likeness, self._method)) if library.ids else {}
        whose = allowed(library, found)
        changed = await self._write(owner, library, whose)
        await self._mark(owner, await self._miscounted(owner, library.counts))
        self._shelves[owner, space.name] = await asyncio.to_thread(Shelf, library, whose, space.likeness)
        took = self._clock() - began
        self._rested[owner] = self._clock() + (_SHARE * took if len(library.ids) > _FEW else 0)
        return changed

    async def _read(self, owner: str, space: SpaceSpec) -> LibraryFaces:
        words: dict[str, FaceWord] = {}
        after = ""
        while notes := await self._parts.notes.of_owner(owner, after=after, limit=_NOTES):
            words |= {note.id: word_of(note.said) for note in notes}
            after = notes[-1].id
        named = {person.id: person for person in await self._people.named(owner)}
        library, place = LibraryFaces(words=words, named=named), None
        while page := await self._photos.moments.with_faces(owner, after=place, limit=_PAGE):
            await self._add(library, page, space)
            library.counts.update(id for photo in page for id in photo.found.people.ids)
            place = (page[-1].sort_at, page[-1].id)
        return library

    async def _add(self, library: LibraryFaces, page: Sequence[FacesOn], space: SpaceSpec) -> None:
        """Their faces, but for those that count for nothing or lie in another space."""
        faces = [
            (face, photo, point_of(face.face, PLACED_BY, photo.on.run))
            for photo in page
            for face in photo.on.faces
            if not face.ignored and not library.word(face.face).ignored
        ]
        vectors = await self._vectors.get(space.name, [point for _, _, point in faces])
        for face, photo, point in faces:
            if isinstance(vector := vectors.get(point), np.ndarray):
                library.add(face, photo.id, photo.taken_day or "", vector)

    async def _write(self, owner: str, library: LibraryFaces, whose: Mapping[str, str]) -> bool:
        moved: dict[str, dict[str, tuple[str, str]]] = {}  # by photo: face -> whose it was, and whose it is
        for face, photo in zip(library.placed, library.photos, strict=True):
            if face.person != whose[face.face]:
                moved.setdefault(photo, {})[face.face] = (face.person, whose[face.face])
        people = {person for faces in moved.values() for both in faces.values() for person in both if person}
        await self._mark(owner, people)
        for start in range(0, len(moved), _PAGE):
            ids = list(moved)[start : start + _PAGE]
            photos = await self._photos.get_many(owner, ids)
            await asyncio.gather(*(self._move(photo, moved[id]) for id, photo in photos.items()))
        return bool(moved)

    async def _miscounted(self, owner: str, counts: Mapping[str, int]) -> set[str]:
        """Of whom something else was told."""
        wrong, after = dict(counts), ""
        while page := await self._people.every(owner, after=after, limit=_PAGE):
            for person in page:
                if person.photos == wrong.get(person.id, 0):
                    wrong.pop(person.id, None)
                else:
                    wrong[person.id] = 0
            after = page[-1].id
        return set(wrong)

    async def _move(self, photo: Photo, faces: Mapping[str, tuple[str, str]]) -> None:
        """Unless somebody placed one of them meanwhile: that stands, and asks for another pass by itself."""

        def facts(now: Photo) -> dict[str, object] | None:
            on = people_on(now)
            if any(on.person_of(face) != before for face, (before, _) in faces.items()):
                return None
            return on.placing({face: after for face, (_, after) in faces.items()}).facts()

        await self._photos.retell(photo, PEOPLE, facts)

    # A person

    async def _count(self, owner: str, id: str) -> bool:
        space = self._space()
        if space is None or space.likeness is None:
            changed = await self._people.recount(owner, id)
        else:
            shelf = await self._shelf(owner, space)
            changed = await self._people.recount(owner, id, shelf.perhaps(id))
        if await self._passing(owner, id):
            await self._mark(owner, {id})
        if changed:
            await self._dirty.mark(owner, {(QUESTIONS, PEOPLE_KEY)})
        return changed

    async def _passing(self, owner: str, id: str) -> bool:
        """Whether one of the photos that were counted may go with nobody knowing that it showed this person: its note
        does not say so yet. The person then stays dirty until it does, or the photo is gone."""
        fresh = await self._photos.moments.unnoted_with(owner, id, limit=_FRESH)
        notes = await self._notes.get_many(fresh) if fresh else {}
        seen = [note.seen.get(PEOPLE) for note in map(notes.get, fresh) if note is not None]
        unsaid = any(each is None or GROUP_KEY + id not in each.keys for each in seen)
        return unsaid or len(seen) < len(fresh) or len(fresh) == _FRESH

    async def _shelf(self, owner: str, space: SpaceSpec) -> Shelf:
        """That of the last pass, with the faces that came since; in a process that did none, as all are placed now."""
        if (owner, space.name) not in self._shelves:
            library, likeness = await self._read(owner, space), space.likeness
            assert likeness
            self._shelves[owner, space.name] = await asyncio.to_thread(Shelf, library, library.persons, likeness)
        return self._shelves[owner, space.name]

    async def _mark(self, owner: str, people: set[str], *, again: bool = False) -> None:
        """`again`: another pass is due, too."""
        dirty = {(PEOPLE, GROUP_KEY + id) for id in people}
        await self._dirty.mark(owner, dirty | ({(PEOPLE, LIBRARY_KEY)} if again else set()))


def _looked_at(found: Part, placed: Part, likeness: Likeness | None) -> PlacedFace:
    """`worth`: large, sharp and towards the camera."""
    facts = msgspec.convert(found.facts, FaceFacts)
    length = msgspec.convert(placed.facts, FaceVectorFacts).length
    founding = (
        likeness is not None
        and bool(placed.spaces)
        and bool(well_seen(np.array([facts.size]), np.array([length], np.float32), likeness)[0])
    )
    towards = max(0.0, float(np.cos(np.radians(2 * facts.yaw))))
    worth = min(facts.size / _LARGE, 1.0) * (0.5 + 0.5 * facts.sharpness) * (0.5 + 0.5 * towards)
    own = facts.drawn and facts.found is None
    return PlacedFace(found.id, founding=founding, worth=round(worth, 3), own=own)

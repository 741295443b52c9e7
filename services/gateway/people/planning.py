"""What an owner's act on people or faces changes, in differences: nothing is written here.

Every act is about what is shown: the faces of a person are those that photos show as theirs.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from services.gateway.acting import MOST, Planned
from shared.catalog.parts import Parts
from shared.catalog.people import People, face_words
from shared.catalog.photos import Photos
from shared.domain.actions import (
    Answers,
    Assign,
    Deny,
    Difference,
    Ignore,
    Merge,
    PeopleChange,
    Reject,
    SayPerson,
    Split,
    face_name,
)
from shared.domain.filter import PhotoFilter
from shared.domain.ids import new_id
from shared.domain.person import SILENT, FaceState, FaceWord, Person, PlacedFace, people_on
from shared.domain.photo import Photo
from shared.domain.scope import Scope
from shared.errors import Conflict, Invalid

Plan = tuple[PeopleChange, Planned]
Become = Callable[[FaceState], FaceState]

_PAGE = 500
_APART = 100  # faces that stand for a group without a name


class Shown(msgspec.Struct, frozen=True):
    """A face on a photo, and what is said of it."""

    photo: str
    face: PlacedFace
    word: FaceWord = SILENT

    @property
    def state(self) -> FaceState:
        return FaceState(**msgspec.structs.asdict(self.word), shown=self.face.person)


class PeoplePlanning:
    """Each returns the change, and what it is about. Raises Invalid for what makes no sense, and Conflict for a name
    that somebody has, unless it is said that they are two."""

    def __init__(self, photos: Photos, parts: Parts, people: People) -> None:
        self._photos = photos
        self._notes = parts.notes
        self._people = people

    async def said(self, person: Person, said: SayPerson, *, another: bool) -> Plan:
        planned, values = Planned(), {}
        for name in ("name", "hidden", "cover", "birth_date", "consent"):
            if (value := getattr(said, name)) is not None:
                values[name] = value
        if values.get("name"):
            await self._check_name(person.owner, values["name"], person.id, another=another)
        _check_birth(values.get("birth_date", ""))
        faces = await self.faces(person)
        if values.get("cover") and values["cover"] not in {each.face.face for each in faces}:
            raise Invalid("The cover must be a face of this person.")
        _tell(planned, person, **values)
        if not person.kept and any(values.get(name) for name in ("name", "hidden", "birth_date", "consent")):
            add(planned, faces, lambda state: given(state, person.id))
        return said, planned

    async def merged(self, into: Person, people: Sequence[Person]) -> Plan:
        others = list({person.id: person for person in people}.values())
        if into.id in {person.id for person in others}:
            raise Invalid("A person cannot be merged with itself.")
        planned = Planned()
        first = [*([into] if not into.kept else []), *others]
        for person in first:
            add(planned, await self.faces(person), lambda state: given(state, into.id))
        for person in others:
            _tell(planned, person, into=into.id)
        inherited = {
            name: next((value for person in others if (value := getattr(person, name))), "")
            for name in ("name", "birth_date")
            if not getattr(into, name)
        }
        _tell(planned, into, **inherited)
        return Merge(people=tuple(person.id for person in others), into=into.id), planned

    async def split(
        self, person: Person, faces: Sequence[str], *, into: Person | None = None, name: str, another: bool
    ) -> tuple[Split, Planned]:
        """`into`: whose they are, where it is nobody new."""
        shown, wanted = await self.faces(person), set(faces)
        taken = [each for each in shown if each.face.face in wanted]
        left = [each for each in shown if each.face.face not in wanted]
        if len(taken) < len(wanted):
            raise Invalid("Some of these faces are not of this person. Look again: they may be others by now.")
        if not left:
            raise Invalid("These are all the faces of this person: nothing would be left.")
        if into and into.id == person.id:
            raise Invalid("A person cannot be split into itself.")
        new, planned = into.id if into else new_id(), Planned()
        apart = () if person.kept else _standing(left)
        add(planned, taken, lambda state: given(_denied(state, person.id, apart), new))
        if name:
            await self._check_name(person.owner, name, new, another=another)
            planned.people[new] = (Difference("name", "", name),)
        return Split(person=person.id, faces=tuple(each.face.face for each in taken), into=new), planned

    async def denied(self, group: Person, person: Person) -> Plan:
        if group.id == person.id:
            raise Invalid("A person cannot be somebody else than itself.")
        planned = Planned()
        apart = () if person.kept else _standing(await self.faces(person))
        add(planned, await self.faces(group), lambda state: _denied(state, person.id, apart))
        return Deny(group=group.id, person=person.id), planned

    async def answered(self, answers: Sequence[tuple[Person, Person, bool]]) -> Plan:
        """To suggestions: (group, person, whether it is them). One change, so that one undo takes it all back."""
        groups = [group.id for group, _, _ in answers]
        if len(set(groups)) < len(groups) or set(groups) & {person.id for _, person, _ in answers}:
            raise Invalid(
                "Answer once for each group, and say of no group both that it is somebody and that it is not."
            )
        same: dict[str, list[Person]] = {}
        for group, person, yes in answers:
            if yes:
                same.setdefault(person.id, []).append(group)
        named = {person.id: person for _, person, _ in answers}
        plans = [await self.merged(named[id], theirs) for id, theirs in same.items()]
        plans += [await self.denied(group, person) for group, person, yes in answers if not yes]
        planned = Planned()
        for _, one in plans:
            planned.people |= one.people
            for photo, differences in one.photos.items():
                planned.photos[photo] = (*planned.photos.get(photo, ()), *differences)
        same_ones, others = (tuple(group.id for group, _, yes in answers if yes is way) for way in (True, False))
        return Answers(yes=same_ones, no=others), planned

    async def assigned(self, photo: Photo, face: str, person: str, *, name: str = "") -> Plan:
        """To that person; by a name alone to who has it, or to somebody new."""
        planned = Planned()
        person = await self.whose(photo.owner, person, name, planned)
        add(planned, [await self.shown(photo, face)], lambda state: given(state, person))
        return Assign(face=face, person=person), planned

    async def rejected(self, photo: Photo, face: str, person: Person | None) -> Plan:
        """Not that person's; by default not whose it is shown to be."""
        shown, planned = await self.shown(photo, face), Planned()
        whose = person or await self._people.find(shown.face.person)
        if whose is None:
            raise Invalid("This face is nobody's. Say whose it is not.")
        others = [each for each in await self.faces(whose) if each.face.face != face]
        apart = () if whose.kept else _standing(others)
        add(planned, [shown], lambda state: _denied(state, whose.id, apart))
        return Reject(face=face, person=whose.id), planned

    async def ignored(self, photo: Photo, face: str) -> Plan:
        planned = Planned()
        add(planned, [await self.shown(photo, face)], lambda state: FaceState(ignored=True, drawn=state.drawn))
        return Ignore(face=face), planned

    async def faces(self, person: Person) -> list[Shown]:
        """All that are shown as theirs, newest first. Raises Invalid where an action could not hold them."""
        mine, after, found = Scope.of(person.owner), None, list[Shown]()
        theirs = PhotoFilter(people=(person.id,), archived=None)
        while page := await self._photos.scoped.page(mine, theirs, after=after, limit=_PAGE):
            photos = await self._photos.get_many(person.owner, [photo.id for photo in page])
            placed = {
                face.face: (photo.id, face)
                for photo in photos.values()
                for face in people_on(photo).faces
                if face.person == person.id
            }
            words = await face_words(self._notes, list(placed))
            found += [Shown(photo, face, words.get(id, SILENT)) for id, (photo, face) in placed.items()]
            if len(found) > MOST:
                raise Invalid(f"This person has more than {MOST:,} faces, which is more than can be changed at once.")
            after = (page[-1].sort_at, page[-1].id)
        return found

    async def whose(self, owner: str, person: str, name: str, planned: Planned) -> str:
        """That person; by a name alone who has it, or somebody new, which is planned, too."""
        if person:
            return person
        called = await self._people.called(owner, name)
        if len(called) > 1:
            raise Conflict(f"There are {len(called)} people called {name}. Say which, by the id.")
        if called:
            return called[0].id
        new = new_id()
        planned.people[new] = (Difference("name", "", name),)
        return new

    async def shown(self, photo: Photo, face: str) -> Shown:
        """Raises Conflict for a face that is not placed yet."""
        for each in await self.all_shown(photo):
            if each.face.face == face:
                return each
        raise Conflict("This face is still being looked at. Try again in a few seconds.")

    async def all_shown(self, photo: Photo) -> list[Shown]:
        faces = people_on(photo).faces
        words = await face_words(self._notes, [each.face for each in faces])
        return [Shown(photo.id, each, words.get(each.face, SILENT)) for each in faces]

    async def _check_name(self, owner: str, name: str, id: str, *, another: bool) -> None:
        others = [person for person in await self._people.called(owner, name) if person.id != id]
        if others and not another:
            raise Conflict(
                f"There is {others[0].name} on {others[0].photos} photos already ({others[0].id}). If they are one "
                "person, merge the two; if not, say that this is another."
            )


def add(planned: Planned, faces: Sequence[Shown], become: Become) -> None:
    for each in faces:
        after = become(each.state)
        if after != each.state:
            difference = Difference(
                face_name(each.face.face), msgspec.to_builtins(each.state), msgspec.to_builtins(after)
            )
            planned.photos[each.photo] = (*planned.photos.get(each.photo, ()), difference)


def _tell(planned: Planned, person: Person, **values: Any) -> None:
    differences = tuple(
        Difference(name, getattr(person, name), value)
        for name, value in values.items()
        if value != getattr(person, name)
    )
    if differences:
        planned.people[person.id] = (*planned.people.get(person.id, ()), *differences)


def given(state: FaceState, person: str) -> FaceState:
    rejected = tuple(id for id in state.rejected if id != person)
    return msgspec.structs.replace(state, person=person, rejected=rejected, ignored=False, shown=person)


def _denied(state: FaceState, person: str, apart: Sequence[str]) -> FaceState:
    return msgspec.structs.replace(
        state,
        person="" if state.person == person else state.person,
        rejected=tuple(dict.fromkeys((*state.rejected, person))),
        apart=tuple(dict.fromkeys((*state.apart, *apart))),
        shown="" if state.shown == person else state.shown,
    )


def _standing(faces: Sequence[Shown]) -> tuple[str, ...]:
    best = sorted(faces, key=lambda each: (-each.face.founding, -each.face.worth, each.face.face))
    return tuple(each.face.face for each in best[:_APART])


def _check_birth(text: str) -> None:
    if not text:
        return
    try:
        born = date.fromisoformat(text)
    except ValueError:
        raise Invalid(f"{text!r} is not a date: write 2019-07-04.") from None
    if not born.year >= 1800 or born > datetime.now(UTC).date():
        raise Invalid(f"Nobody on a photo was born on {text}.")

"""Acts on people and faces: in any order, and taken back, they leave every person and every word as it was."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from services.gateway.people.face_drawing import FaceDrawing
from services.gateway.people.planning import PeoplePlanning, Plan
from shared.catalog.actions import Actions
from shared.domain.actions import Action, Difference, SayPerson
from shared.domain.drawn import MOST_DRAWN, DrawnFace, drawn_on
from shared.domain.edits import drawn
from shared.domain.ids import new_id
from shared.domain.instants import ago
from shared.domain.person import PEOPLE, PeopleOn, Person, PlacedFace, people_on
from shared.domain.photo import Photo, new_photo
from shared.domain.scope import Scope
from shared.errors import Conflict, Invalid, NotFound
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from tests.services.gateway.acting import acting_on

GROUPS = ("g1", "g2", "g3")


class Room:
    """Six photos: three of one group, two of another, and one of a third with one of the first."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.actions = Actions(platform.catalog)
        self.acting = acting_on(platform)
        self.planning = PeoplePlanning(platform.photos, platform.parts, platform.people)
        self.drawing = FaceDrawing(platform.parts, self.planning)
        self.faces: list[tuple[str, str]] = []  # (photo, face)

    async def fill(self) -> None:
        for number, groups in enumerate((["g1"], ["g1"], ["g1", "g3"], ["g2"], ["g2"], ["g3"])):
            id = new_id()
            photo = new_photo(id=id, owner="me", sha256=id, file_name="a", media_type="image/jpeg", bytes=1)
            await self.platform.photos.insert(photo)
            on = PeopleOn("run", tuple(PlacedFace(f"{number} {group}", group, True, worth=0.5) for group in groups))
            await self.platform.photos.tell(photo, PEOPLE, on.facts())
            self.faces += [(id, face.face) for face in on.faces]
        for group in GROUPS:
            await self.platform.people.recount("me", group)

    async def state(self) -> dict[str, Any]:
        """All that is said and shown, but for what merely says nothing: who is not there, and a word of nothing."""
        people = await self.platform.people.every("me", after="", limit=99)
        notes = await self.platform.parts.notes.of_owner("me", after="", limit=99)
        photos = await self.platform.photos.find_many([photo for photo, _ in self.faces])
        told = {person.id: msgspec.structs.replace(person, created="") for person in people}
        return {
            "people": {id: person for id, person in told.items() if person.photos or person.kept},
            "words": {note.id: note.said for note in notes if note.said},
            "shown": {id: people_on(photo) for id, photo in photos.items()},
            "drawn": {id: drawn_on(photo) for id, photo in photos.items()},
        }

    async def person(self, number: int) -> Person:
        people = [each for each in await self.platform.people.every("me", after="", limit=99) if not each.into]
        return people[number % len(people)]

    async def plan(self, kind: str, one: int, other: int) -> Plan:
        person, another = await self.person(one), await self.person(other)
        photo, face = self.faces[one % len(self.faces)]
        found = await self.platform.photos.get("me", photo)
        match kind:
            case "name":
                said = SayPerson(person=person.id, name=f"Name {other}", birth_date="2001-02-03")
                return await self.planning.said(person, said, another=True)
            case "hide":
                said = SayPerson(person=person.id, hidden=not person.hidden, consent=not person.consent)
                return await self.planning.said(person, said, another=True)
            case "merge":
                return await self.planning.merged(person, [another])
            case "split":
                faces = await self.planning.faces(person)
                return await self.planning.split(person, [each.face.face for each in faces[:1]], name="", another=True)
            case "deny":
                return await self.planning.denied(person, another)
            case "answers":
                groups = [await self.person(each) for each in (one, one + 1)]
                answers = zip(groups, (another, another), (True, other % 2 == 0), strict=True)
                return await self.planning.answered(list(answers))
            case "assign":
                return await self.planning.assigned(found, face, another.id)
            case "reject":
                return await self.planning.rejected(found, face, None)
            case "draw":
                left = other / 10
                return await self.drawing.drawn(found, (left, 0.2, left + 0.3, 0.6), person.id, name="")
            case "move":
                return await self.drawing.moved(found, self.drawn(found, other), (0.1, 0.1, 0.2, other / 10 + 0.2))
            case "erase":
                return await self.drawing.erased(found, self.drawn(found, other))
            case "join":
                return await self.drawing.joined(found, another.id, name="")
            case "leave":
                return await self.drawing.left(found, another)
        return await self.planning.ignored(found, face)

    def drawn(self, photo: Photo, number: int) -> str:
        faces = [id for id, face in sorted(drawn_on(photo).items()) if face.box]
        return faces[number % len(faces)] if faces else "nobody"

    async def do(self, kind: str, one: int, other: int) -> Action | None:
        """None where it makes no sense just then, or changes nothing."""
        try:
            return await self.acting.act("me", *await self.plan(kind, one, other), by="me")
        except (Invalid, Conflict, NotFound):
            return None


async def room_in(folder: str | Path) -> Room:
    room = Room(await Platform.open(Settings(home=Path(folder) / "home")))
    await room.fill()
    return room


_KINDS = (
    "name", "hide", "merge", "split", "deny", "assign", "reject", "ignore", "answers",
    "draw", "move", "erase", "join", "leave",
)  # fmt: skip
_acts = some.tuples(some.sampled_from(_KINDS), some.integers(0, 6), some.integers(0, 6))


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(acts=some.lists(_acts, min_size=2, max_size=6), first=some.integers(0, 5))
def test_acts_taken_back_leave_everything_as_it_was(acts: Sequence[tuple[str, int, int]], first: int) -> None:
    async def all_of_it() -> None:
        with TemporaryDirectory() as folder:
            room = await room_in(folder)
            before = await room.state()
            done = [action for kind, one, other in acts if (action := await room.do(kind, one, other))]
            if done:  # one in the middle with what stands in its way, then the rest, the latest first
                await room.acting.undo(await room.actions.get("me", done[first % len(done)].id), together=True)
            for action in reversed(done):
                left = (await room.acting.undo(await room.actions.get("me", action.id))).left
                assert left == 0
            assert await room.state() == before
            await room.platform.close()

    asyncio.run(all_of_it())


async def test_what_was_done_later_stands_in_the_way_and_is_named(tmp_path: Path) -> None:
    room = await room_in(tmp_path)
    named = await room.do("name", 0, 1)
    merged = await room.do("merge", 1, 0)
    assert named
    assert merged
    with pytest.raises(Conflict, match=f"merge \\({merged.id}\\)"):
        await room.acting.undo(await room.actions.get("me", named.id))
    await room.acting.undo(await room.actions.get("me", named.id), together=True)
    assert (await room.actions.get("me", merged.id)).state == "undone"
    await room.platform.close()


async def test_what_concerns_a_person_is_listed_as_theirs(tmp_path: Path) -> None:
    room = await room_in(tmp_path)
    done = []
    for plan in (
        lambda one, _, __: room.planning.said(one, SayPerson(person="g1", name="Anna"), another=False),
        lambda one, other, _: room.planning.merged(one, [other]),
        lambda one, _, third: room.planning.denied(third, one),
    ):
        groups = [await room.platform.people.find(id) for id in GROUPS]
        action = await room.acting.act("me", *await plan(*groups), by="me")
        assert action
        done.append(action.id)
    named, merged, denied = done

    async def listed(person: str) -> list[str]:
        return [action.id for action in await room.actions.page(Scope.of("me"), person=person, after=None, limit=9)]

    assert [await listed(id) for id in ("", *GROUPS, "nobody")] == [
        [denied, merged, named], [denied, merged, named], [merged], [denied], [],
    ]  # fmt: skip
    await room.platform.close()


async def test_no_more_faces_are_drawn_on_a_photo_than_it_may_have(tmp_path: Path) -> None:
    room = await room_in(tmp_path)
    photo = await room.platform.photos.get("me", room.faces[0][0])
    many = tuple(
        Difference(drawn(str(number)), None, DrawnFace((0.1, 0.1, 0.2, 0.2)).said()) for number in range(MOST_DRAWN)
    )
    full = await room.platform.photos.apply(photo, many)
    assert full
    for plan in (
        room.drawing.drawn(full, (0.5, 0.5, 0.8, 0.8), "", name="Anna"),
        room.drawing.joined(full, "g3", name=""),
    ):
        with pytest.raises(Invalid, match="200 faces"):
            await plan
    await room.platform.close()


async def test_what_was_done_since_is_in_the_way_also_where_it_came_back_to_the_same(tmp_path: Path) -> None:
    room = await room_in(tmp_path)
    before = await room.state()
    hidden, shown, again = [await room.do("hide", 0, 0) for _ in range(3)]
    assert hidden
    assert shown
    assert again
    with pytest.raises(Conflict, match=again.id):
        await room.acting.undo(await room.actions.get("me", hidden.id))
    await room.acting.undo(await room.actions.get("me", hidden.id), together=True)
    assert await room.state() == before
    await room.platform.close()


async def test_an_act_that_was_cut_is_finished(tmp_path: Path) -> None:
    room = await room_in(tmp_path)
    change, planned = await room.plan("merge", 0, 1)
    at = ago(seconds=100)
    action = Action(
        id=new_id(), owner="me", by="me", at=at, beat=at, change=change, count=len(planned.photos),
        photos=planned.photos, people=planned.people,
    )  # fmt: skip
    await room.actions.insert(action)
    cut = next(iter(planned.photos))
    await room.acting._people.apply(await room.platform.photos.get("me", cut), planned.photos[cut])
    assert await room.acting.finish(ago(seconds=60)) == 1
    shown = (await room.state())["shown"].values()
    assert not {id for on in shown for id in on.ids} & {"g2"}
    assert len({id for on in shown for id in on.ids}) == 2
    await room.platform.close()

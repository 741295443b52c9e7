from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from shared.domain.actions import Difference
from shared.domain.faces import PLACED_BY
from shared.domain.ids import new_id
from shared.domain.part import point_of
from shared.domain.person import PEOPLE, PeopleOn, PlacedFace
from shared.domain.photo import new_photo
from shared.domain.scope import Entry, Scope
from shared.domain.spaces import FACES
from shared.errors import Invalid
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from shared.search.selfies import Alike, SelfieSearch
from shared.vectors.base import Point, Space

RUN = "1:m:0"


class Room:
    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.selfies = SelfieSearch(platform.vectors, platform.photos, platform.people, space=lambda: FACES)

    async def add(
        self, person: str, cosine: float, owner: str = "me", ignored: bool = False, archived: bool = False
    ) -> str:
        """A photo with a face of that person, so near to what is shown."""
        id, face = new_id(), new_id()
        on = PeopleOn(RUN, (PlacedFace(face, person, True, ignored),))
        photo = new_photo(id=id, owner=owner, sha256=id, file_name="a", media_type="image/jpeg", bytes=1)
        more = {"people": on.ids, "people_count": 1}
        told = msgspec.structs.replace(photo, archived=archived, found={PEOPLE: on.facts()}, more=more)
        await self.platform.photos.insert(told)
        point = Point(point_of(face, PLACED_BY, RUN), owner, at(cosine), id)
        await self.platform.vectors.upsert(FACES.name, [point])
        if person:
            await self.platform.people.recount(owner, person)
        return id

    async def like(self, *cosines: float, scope: Scope | None = None) -> Alike:
        shown = np.stack([at(cosine) for cosine in cosines or (1.0,)])
        return await self.selfies.like(scope or Scope.of("me"), FACES, shown)


def at(cosine: float) -> NDArray[np.float32]:
    return np.array([cosine, np.sqrt(1 - cosine**2)], np.float32)


def told(alike: Alike) -> tuple[list[tuple[str, float, bool]], list[str]]:
    people = [(each.person.id, round(each.likeness, 2), each.same) for each in alike.people]
    return people, [each.photo.id for each in alike.photos]


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    platform = await Platform.open(Settings(home=tmp_path / "home"))
    await platform.vectors.ensure(Space(FACES.name, 2, grouped=True))
    yield Room(platform)
    await platform.close()


async def test_people_are_as_like_as_their_faces_are_on_average_or_one_is_by_far(room: Room) -> None:
    near = [await room.add("anna", 0.5), await room.add("anna", 0.4)]
    one = await room.add("ben", 0.9)
    await room.add("ben", -0.9)
    await room.add("cleo", 0.34)
    await room.add("cleo", 0.1)  # on average too far, and one face is near by chance
    people, photos = told(await room.like())
    assert people == [("ben", 0.8, True), ("anna", 0.45, True)]
    assert photos == [one, *near]


async def test_each_face_that_is_shown_is_searched_by(room: Room) -> None:
    anna, ben = await room.add("anna", 1.0), await room.add("ben", -1.0)
    people, photos = told(await room.like(1.0, -1.0))
    assert {id for id, _, _ in people} == {"anna", "ben"}
    assert set(photos) == {anna, ben}


async def test_who_is_in_no_group_is_shown_where_the_face_is_near(room: Room) -> None:
    alone = await room.add("", 0.6)
    await room.add("", 0.38)
    await room.add("", 0.9, ignored=True)
    await room.add("", 0.9, archived=True)
    assert told(await room.like()) == ([], [alone])


async def test_hidden_people_are_not_found_nor_their_photos(room: Room) -> None:
    await room.add("anna", 0.9)
    assert await room.platform.people.say("me", "anna", [Difference("hidden", False, True)])
    assert told(await room.like()) == ([], [])


async def test_nobody_searches_in_anothers_library(room: Room) -> None:
    await room.add("theirs", 1.0, owner="you")
    shared = Scope((Entry("me", own=True), Entry("you")))
    assert told(await room.like(scope=shared)) == ([], [])
    assert [id for id, _, _ in told(await room.like(scope=Scope.of("you")))[0]] == ["theirs"]


def test_where_no_faces_are_looked_for_nobody_can_be_found(room: Room) -> None:
    off = SelfieSearch(room.platform.vectors, room.platform.photos, room.platform.people, space=lambda: None)
    with pytest.raises(Invalid, match="not looked for"):
        off.space()

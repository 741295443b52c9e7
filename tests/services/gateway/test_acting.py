"""An action that a crash cut is finished, whatever was done of it, and taken back as if nothing had happened."""

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from services.gateway.acting import Planned
from shared.catalog.actions import Actions
from shared.domain.actions import Action, Change, Collect, Delete, Difference, DropAlbum, Rate
from shared.domain.album import Album
from shared.domain.edits import MOST_ALBUMS, album, said
from shared.domain.ids import new_id
from shared.domain.instants import ago, instant
from shared.domain.photo import new_photo
from shared.domain.scope import Scope
from shared.errors import Conflict, Invalid
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from tests.services.gateway.acting import acting_on

PHOTOS = 3


class Room:
    def __init__(self, platform: Platform) -> None:
        self.photos, self.actions, self.albums = platform.photos, Actions(platform.catalog), platform.albums
        self.acting = acting_on(platform)
        self.ids: list[str] = []

    async def fill(self) -> None:
        for n in range(PHOTOS):
            photo = new_photo(id=new_id(), owner="me", sha256=str(n), file_name="a", media_type="image/jpeg", bytes=1)
            await self.photos.insert(photo)
            self.ids.append(photo.id)

    async def cut(self, change: Change) -> Action:
        """What a crash leaves after the first photo."""
        planned = await self.acting.plan("me", self.ids, change, sample=0)
        now = instant()
        action = Action(
            id=new_id(), owner="me", by="me", at=now, beat=now, change=change, count=PHOTOS, photos=planned.photos
        )
        await self.actions.insert(action)
        first = await self.photos.get("me", self.ids[0])
        if isinstance(change, Delete):
            await self.photos.trash.hold(first, until=ago(hours=-1), by=action.id)
        else:
            await self.photos.apply(first, planned.photos[first.id])
        return action

    async def said(self, of: str) -> list[str | None]:
        photos = await self.photos.get_many("me", self.ids)
        return [said(photos[id].edits, album(of)) for id in self.ids]

    async def ratings(self) -> list[int | None]:
        photos = await self.photos.get_many("me", self.ids)
        return [photos[id].rating for id in self.ids if id in photos]


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    platform = await Platform.open(Settings(home=tmp_path / "home"))
    room = Room(platform)
    await room.fill()
    yield room
    await platform.close()


async def test_who_finds_it_finishes_it(room: Room) -> None:
    action = await room.cut(Rate(4))
    assert await room.ratings() == [4, None, None]
    assert await room.acting.finish(ago(seconds=60)) == 0, "somebody is at work on it"
    with pytest.raises(Conflict):
        await room.acting.undo(await room.actions.get("me", action.id))
    assert await room.acting.finish(ago(hours=-1)) == 1
    assert await room.ratings() == [4, 4, 4]
    assert await room.acting.finish(ago(hours=-1)) == 0
    undone = await room.acting.undo(await room.actions.get("me", action.id))
    assert (undone.state, undone.left, await room.ratings()) == ("undone", 0, [None, None, None])


async def test_an_undo_that_was_cut_is_finished_too(room: Room) -> None:
    await room.cut(Rate(4))
    await room.acting.finish(ago(hours=-1))
    (head,) = await room.actions.page(Scope.of("me"), after=None, limit=9)
    action = await room.actions.get("me", head.id)
    await room.actions.move(action.id, "done", "undoing")
    first = await room.photos.get("me", room.ids[0])
    await room.photos.apply(first, tuple(each.back for each in action.photos[first.id]))
    assert await room.acting.finish(ago(hours=-1)) == 1
    assert await room.ratings() == [None, None, None]
    assert (await room.actions.get("me", action.id)).left == 0


async def test_a_deletion_that_was_cut_leaves_what_was_taken_back_meanwhile(room: Room) -> None:
    action = await room.cut(Delete())
    held = await room.photos.find(room.ids[0])
    assert held is not None
    assert await room.photos.trash.release(held)
    await room.acting.finish(ago(hours=-1))
    assert list(await room.photos.get_many("me", room.ids)) == room.ids[:1]
    await room.acting.undo(await room.actions.get("me", action.id))
    assert list(await room.photos.get_many("me", room.ids)) == room.ids


async def test_what_went_meanwhile_is_counted(room: Room) -> None:
    planned = await room.acting.plan("me", [*room.ids, "nobody"], Rate(2), sample=2)
    assert (len(planned.photos), planned.missing, len(planned.sample)) == (3, 1, 2)
    assert [(before.rating, after.rating) for before, after in planned.sample] == [(None, 2), (None, 2)]
    await room.photos.tombstone("me", room.ids[2])
    action = await room.acting.act("me", Rate(2), planned, by="me")
    assert action is not None
    assert (action.state, action.left, await room.ratings()) == ("done", 1, [2, 2])
    await room.photos.tombstone("me", room.ids[1])
    assert (await room.acting.undo(await room.actions.get("me", action.id))).left == 2
    assert await room.ratings() == [None]
    nothing = await room.acting.plan("me", room.ids, Rate(None), sample=0)
    assert (nothing.same, await room.acting.act("me", Rate(None), nothing, by="me")) == (1, None)
    assert msgspec.json.decode(msgspec.json.encode(action), type=Action) == action


async def test_photos_that_were_put_into_an_album_are_all_in_it_or_out_of_it(room: Room) -> None:
    for smart, word in ((False, None), (True, "removed")):
        action = await room.cut(Collect(album="a", add=True))
        await room.acting.finish(ago(hours=-1))
        assert await room.said("a") == ["added"] * PHOTOS
        taken = await room.cut(Collect(album="a", add=False, smart=smart))
        await room.acting.finish(ago(hours=-1))
        assert await room.said("a") == [word] * PHOTOS
        for each in (taken, action):
            assert (await room.acting.undo(await room.actions.get("me", each.id))).left == 0
        assert await room.said("a") == [None] * PHOTOS


async def test_a_photo_is_in_so_many_albums_and_no_more(room: Room) -> None:
    for n in range(MOST_ALBUMS):
        photo = await room.photos.get("me", room.ids[0])
        await room.photos.apply(photo, (Difference(album(str(n)), None, "added"),))
    with pytest.raises(Invalid, match="Take it out of another first"):
        await room.acting.plan("me", room.ids, Collect(album="a", add=True), sample=0)


async def test_an_album_whose_deletion_was_cut_is_deleted_and_had_back(room: Room) -> None:
    for id, parent in (("top", ""), ("gone", "top"), ("below", "gone")):
        await room.albums.insert(Album(id=id, owner="me", created=instant(), name=id, parent=parent))
    at = instant()
    albums = {"gone": (Difference("deleted", "", at),), "below": (Difference("parent", "gone", "top"),)}
    action = Action(
        id=new_id(), owner="me", by="me", at=at, beat=at, change=DropAlbum(album="gone", name="gone"), count=0,
        photos={}, albums=albums,
    )  # fmt: skip
    await room.actions.insert(action)
    await room.albums.say("me", "gone", albums["gone"])
    await room.acting.finish(ago(hours=-1))
    assert {each.id: each.parent for each in await room.albums.every("me")} == {"top": "", "below": "top"}
    undone = await room.acting.undo(await room.actions.get("me", action.id))
    assert (undone.state, undone.left) == ("undone", 0)
    assert {each.id: each.parent for each in await room.albums.every("me")} == {
        "top": "", "gone": "top", "below": "gone",
    }  # fmt: skip
    assert await room.acting.act("me", DropAlbum(album="x", name="x"), Planned(), by="me") is None

"""The trash, over a real catalog."""

import pytest

from shared.catalog.photos import Photos
from shared.domain.instants import ago, instant
from shared.domain.scope import Scope
from shared.errors import Conflict, NotFound
from tests.shared.catalog.photos import done, one


async def test_a_held_photo_is_gone_until_it_is_taken_back(photos: Photos) -> None:
    photo = one()
    await photos.insert(photo)
    held = await photos.trash.hold(photo, until=ago(hours=-1), by="an action")
    assert held is not None
    with pytest.raises(NotFound):
        await photos.get("me", photo.id)
    assert await photos.scoped.page(Scope.of("me"), after=None, limit=9) == []
    assert (await photos.scoped.months(Scope.of("me")), await photos.known("me", ["0"])) == ({}, {})
    with pytest.raises(Conflict):
        await photos.insert(one())
    # What is being worked on goes on, so that nothing is missing when it comes back.
    assert await photos.settle(photo, {"metadata": ({"title": "a"}, done())})
    back = await photos.trash.release(held)
    assert back is not None
    assert ((await photos.get("me", photo.id)).title, back.rev) == ("a", 3)
    assert await photos.trash.release(held) is None
    assert await photos.trash.hold(back, until=instant(), by="an action") is None, "it was taken back from that already"
    assert await photos.trash.hold(back, until=instant(), by="another")


async def test_a_held_photo_is_lost_unless_it_is_taken_back(photos: Photos) -> None:
    photo = one()
    await photos.insert(photo)
    assert await photos.trash.hold(photo, until=instant(), by="an action")
    (held,) = await photos.trash.due(instant(), limit=9)
    assert await photos.trash.release(await photos.find(photo.id) or photo)
    assert not await photos.trash.lose(held)
    assert await photos.trash.hold(photo, until=instant(), by="another")
    (held,) = await photos.trash.due(instant(), limit=9)
    assert await photos.trash.lose(held)
    assert await photos.trash.release(await photos.find(photo.id) or photo) is None
    await photos.insert(one())
    assert [photo.id for photo in await photos.all.tombstones(limit=9)] == [photo.id]

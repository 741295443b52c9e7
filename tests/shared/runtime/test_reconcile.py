"""What got lost is found again."""

import asyncio
import sqlite3
import time
from contextlib import aclosing
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from pymongo import AsyncMongoClient

from shared.broker.base import Broker
from shared.broker.sqlite import SqliteBroker
from shared.catalog.mongo import MongoCatalog
from shared.catalog.photos import PHOTOS, Photos
from shared.domain.ids import new_id
from shared.domain.instants import ago, instant
from shared.domain.original import original_key
from shared.domain.photo import new_photo, to_doc
from shared.domain.stages import StageTable
from shared.errors import Unavailable
from shared.pipeline import DESCRIBER, EMBEDDER, OCR, VISION
from shared.runtime.damage import damage
from shared.runtime.healing import Healer
from shared.runtime.platform import Platform
from shared.runtime.reconcile import Reconciler
from shared.runtime.removal import Remover
from shared.runtime.settings import Settings
from tests.running import PATIENCE


def reconciler(
    platform: Platform, *, photos: Photos | None = None, broker: Broker | None = None, depth: int = 1000
) -> Reconciler:
    remover = Remover(platform.photos, platform.blobs, platform.vectors, platform.parts)
    return Reconciler(
        photos or platform.photos, platform.foundings, platform.blobs, broker or platform.broker, remover,
        Healer(platform.photos, platform.blobs, platform.vectors, platform.parts, platform.pipeline.promised),
        platform.trash, resend_seconds=3600, sweep_seconds=3600, depth=depth,
    )  # fmt: skip


async def stored(platform: Platform, id: str = "") -> str:
    id = id or new_id()
    await platform.blobs.put(original_key("me", id), b"original")
    await platform.photos.insert(
        new_photo(id=id, owner="me", sha256=id, file_name="a", media_type="image/jpeg", bytes=8)
    )
    return id


async def test_counters_that_a_crash_left_wrong_are_right_after_two_looks(platform: Platform, mongodb_url: str) -> None:
    name = f"test_{uuid4().hex}"
    catalog = await MongoCatalog.open(mongodb_url, name)
    await catalog.declare(PHOTOS)
    photos = Photos(catalog, platform.stages)
    photo = new_photo(id=new_id(), owner="me", sha256="0", file_name="a", media_type="image/jpeg", bytes=8)
    doc = to_doc(msgspec.structs.replace(photo, status="ready", settled=platform.stages.digest))
    at_work = reconciler(platform, photos=photos)
    async with AsyncMongoClient(mongodb_url) as client:
        await client[name]["photos"].insert_one({"_id": doc.pop("id"), **doc})
        for counted in ({}, {}, {"ready": 1}):
            assert await photos.all.count_by_status() == counted
            await at_work.look()
        await catalog.close()
        await client.drop_database(name)


async def test_a_photo_whose_event_was_lost_is_sent_again_once(platform: Platform) -> None:
    for _ in range(3):
        await stored(platform)
    before = instant()
    assert await reconciler(platform).resend(before) == 3
    assert await reconciler(platform).resend(before) == 0
    for queue in (VISION, EMBEDDER):
        assert (await platform.broker.depth(queue.name)).ready == 3


async def test_what_waits_long_is_not_sent_again_and_again(platform: Platform) -> None:
    ids = {await stored(platform) for _ in range(7)}
    at_work = reconciler(platform, depth=4)
    assert await at_work.resend(instant()) == 4
    for _ in range(3):  # their time is over each time, and nobody has heard of them yet
        assert await at_work.resend(instant()) == 0
        for queue in (VISION, OCR, DESCRIBER, EMBEDDER):
            assert (await platform.broker.depth(queue.name)).ready == 4

    heard = set()
    for queue in (VISION, OCR, DESCRIBER, EMBEDDER):
        async with aclosing(platform.broker.consume(queue.name, prefetch=3)) as deliveries:
            for _ in range(3):
                delivery = await anext(deliveries)
                heard.add(delivery.event.photo)
                await delivery.ack()
    assert await at_work.resend(ago(hours=1)) == 3, (
        "those that were not sent yet, and only as many as there is room for"
    )
    assert (await platform.broker.depth(VISION.name)).ready == 4
    async with aclosing(platform.broker.consume(VISION.name, prefetch=4)) as deliveries:
        heard |= {(await anext(deliveries)).event.photo for _ in range(4)}
    assert heard == ids


async def test_what_was_sent_before_a_stage_came_on_is_sent_again_once(platform: Platform) -> None:
    whole = StageTable(*platform.stages)
    platform.stages.follow(whole.without("objects", "The detector is being fetched."))
    at_work = reconciler(platform)
    await stored(platform)
    for _ in range(2):
        await at_work.look()
        assert (await platform.broker.depth(VISION.name)).ready == 1, "its hour has not passed"
    platform.stages.follow(whole)
    for _ in range(2):
        await at_work.look()
        assert (await platform.broker.depth(VISION.name)).ready == 2


async def test_work_that_a_clock_ahead_sent_is_sent_again(platform: Platform) -> None:
    id = await stored(platform)
    photo = await platform.photos.find(id)
    assert photo is not None
    await platform.photos.queued(photo, ago(days=-400))
    assert await reconciler(platform).resend(ago(hours=1)) == 1
    assert await reconciler(platform).resend(ago(hours=1)) == 0


async def test_work_that_could_not_be_sent_does_not_rest(platform: Platform, tmp_path: Path) -> None:
    for _ in range(3):
        await stored(platform)
    closed = await SqliteBroker.open(tmp_path / "closed.sqlite")
    await closed.close()
    goes_down: Any = SimpleNamespace(depth=platform.broker.depth, publish=closed.publish)
    with pytest.raises(Unavailable):
        await reconciler(platform, broker=goes_down).resend(ago(hours=1))
    assert await reconciler(platform).resend(ago(hours=1)) == 3


async def test_a_deletion_that_a_crash_cut_is_finished(platform: Platform) -> None:
    gone, kept = await stored(platform), await stored(platform)
    await platform.photos.tombstone("me", gone)
    assert await reconciler(platform).finish_deletions() == 1
    assert await platform.photos.find(gone) is None
    assert [blob.key async for blob in platform.blobs.list("originals/")] == [original_key("me", kept)]


async def test_a_deletion_that_nobody_took_back_is_finished_when_its_time_is_over(platform: Platform) -> None:
    ids = []
    for until in (ago(seconds=1), ago(days=-400), ago(days=1), ago(seconds=-60)):
        photo = await platform.photos.find(await stored(platform))
        assert photo is not None
        await platform.photos.trash.hold(photo, until=until, by="an action")
        ids.append(photo.id)
    at_work = reconciler(platform)
    assert await at_work.empty_trash(instant()) == 2
    assert await at_work.finish_deletions() == 2
    assert await at_work.empty_trash(instant()) == 0
    left = [photo.id for photo in await platform.photos.trash.page("me", after=None, limit=9)]
    assert left == [ids[1], ids[3]], "one that a wrong clock put there stays, for its owner to see"
    there = {blob.key async for blob in platform.blobs.list("originals/")}
    assert there == {original_key("me", id) for id in left}


async def test_what_waits_is_sent_from_each_library_in_turn(platform: Platform) -> None:
    """However many came before of one of them."""
    for n in range(130):
        await waiting(platform, "the import of one", n)
    for n in range(3):
        await waiting(platform, "another", n)
    assert await reconciler(platform, depth=60).resend(ago(seconds=3600)) == 60
    left = {
        owner: len(await platform.photos.all.waiting(owner, limit=999)) for owner in ("the import of one", "another")
    }
    assert left == {"the import of one": 73, "another": 0}
    assert await reconciler(platform, depth=1000).resend(ago(seconds=3600)) == 73, "then all that is left"
    assert [owner async for owner in platform.photos.all.owners_waiting()] == []


async def test_the_queues_are_kept_full_between_two_looks(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.runtime.reconcile._TOP_UP", 0.01)
    for n in range(7):
        await waiting(platform, "me", n)
    reconciling = asyncio.create_task(reconciler(platform, depth=2).run(3600))
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(*(taken(platform, queue.name, 7) for queue in (VISION, OCR, DESCRIBER, EMBEDDER)))
    reconciling.cancel()
    await asyncio.gather(reconciling, return_exceptions=True)


async def taken(platform: Platform, queue: str, count: int) -> None:
    """Takes so many deliveries off the queue, as they come."""
    async with aclosing(platform.broker.consume(queue, prefetch=1)) as deliveries:
        for _ in range(count):
            await (await anext(deliveries)).ack()


async def waiting(platform: Platform, owner: str, n: int) -> None:
    photo = new_photo(id=new_id(), owner=owner, sha256=str(n), file_name="a", media_type="image/jpeg", bytes=8)
    await platform.photos.insert(photo)


async def test_an_original_without_a_record_is_quarantined_and_never_deleted(platform: Platform) -> None:
    kept = await stored(platform)
    orphan = new_id()
    await platform.blobs.put(original_key("me", orphan), b"the only copy")
    at_work = reconciler(platform)
    assert await at_work.sweep() == 0, "its record may still be on the way"
    late = new_id()
    await platform.blobs.put(original_key("me", late), b"whose record comes a moment later")
    assert await at_work.sweep() == 1
    await platform.photos.insert(
        new_photo(id=late, owner="me", sha256=late, file_name="a", media_type="image/jpeg", bytes=8)
    )
    assert await at_work.sweep() == 0
    assert {blob.key async for blob in platform.blobs.list("originals/")} == {
        original_key("me", kept), original_key("me", late),
    }  # fmt: skip
    assert await platform.blobs.read(f"quarantine/{original_key('me', orphan)}") == b"the only copy"


async def test_a_damaged_record_is_told_and_its_original_stays_until_it_is_deleted(platform: Platform) -> None:
    torn, whole = await stored(platform), await stored(platform)
    file = sqlite3.connect(platform.settings.home / "catalog.sqlite")
    file.execute("UPDATE photos SET doc = substr(doc, 2) WHERE id = ?", (torn,))
    file.commit()
    file.close()
    heal = reconciler(platform)
    assert await heal.resend(instant()) == 1
    await heal.sweep()
    assert await heal.sweep() == 0
    assert await damage(platform.photos, platform.foundings) == [
        f"The records of 1 photos cannot be read and were set aside: {torn}."
    ]
    assert [each.id for each in await platform.photos.set_aside()] == [torn]
    await heal._remover.finish("me", torn)
    assert [blob.key async for blob in platform.blobs.list("originals/")] == [original_key("me", whole)]
    assert await damage(platform.photos, platform.foundings) == []


@pytest.mark.parametrize("ahead", [0, 400, -400])
async def test_a_lost_catalog_leaves_every_original_where_it_lies(tmp_path: Path, ahead: int) -> None:
    """Though the clock was that many days ahead of the catalog's when they were uploaded."""
    settings = Settings(home=tmp_path / "home")
    first = await Platform.open(settings)
    then = (int(time.time()) + ahead * 86_400) * 1000
    ids = [str(UUID(int=(then + n) << 80 | 7 << 76 | 2 << 62)) for n in range(3)]  # as new_id makes them
    kept = [original_key("me", await stored(first, id)) for id in ids]
    await first.close()
    for file in settings.home.glob("catalog.sqlite*"):
        file.unlink()
    second = await Platform.open(settings)
    try:
        at_work = reconciler(second)
        assert [await at_work.sweep() for _ in range(3)] == [0, 0, 0]
        assert [blob.key async for blob in second.blobs.list("")] == kept
        [told] = await damage(second.photos, second.foundings)
        assert told.startswith("3 originals and sidecars have no record")
        await second.photos.insert(
            new_photo(id=ids[0], owner="me", sha256="a", file_name="a", media_type="image/jpeg", bytes=8)
        )
        await at_work.sweep()
        [told] = await damage(second.photos, second.foundings)
        assert told.startswith("2 originals")
    finally:
        await second.close()

"""The photos of every library, over a real catalog."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.ids import new_id
from shared.domain.instants import ago, instant
from shared.domain.photo import Mark, Photo, new_photo
from shared.domain.stages import Stage, StageTable
from shared.errors import Conflict, NotFound

TABLE = StageTable(
    *(Stage(name, service="vision", takes="original") for name in ("metadata", "renditions")),
    Stage("classify", service="vision", takes="preview", needs=("renditions",)),
)


@pytest.fixture
async def photos(tmp_path: Path) -> AsyncIterator[Photos]:
    catalog = await SqliteCatalog.open(tmp_path / "catalog.sqlite")
    await catalog.declare(PHOTOS)
    yield Photos(catalog, TABLE)
    await catalog.close()


def one(sha256: str = "0", owner: str = "me") -> Photo:
    return new_photo(id=new_id(), owner=owner, sha256=sha256, file_name="a", media_type="image/jpeg", bytes=1)


def done(version: int = 1) -> Mark:
    return Mark("done", version, instant())


async def test_nobody_sees_anothers_photo(photos: Photos) -> None:
    mine, theirs = one(), one(owner="you")
    await photos.insert(mine)
    await photos.insert(theirs)
    assert await photos.get("me", mine.id) == mine
    with pytest.raises(NotFound):
        await photos.get("me", theirs.id)
    assert await photos.get_many("me", [mine.id, theirs.id]) == {mine.id: mine}
    assert await photos.page("me", after=None, limit=9) == [mine]
    assert await photos.known("me", ["0", "1"]) == {"0": mine.id}
    assert not await photos.tombstone("me", theirs.id)
    with pytest.raises(NotFound):
        await photos.retry("me", theirs.id)


async def test_the_same_bytes_are_one_photo_until_it_is_deleted(photos: Photos) -> None:
    first = one()
    await photos.insert(first)
    with pytest.raises(Conflict):
        await photos.insert(one())
    assert await photos.tombstone("me", first.id)
    assert not await photos.tombstone("me", first.id)
    with pytest.raises(NotFound):
        await photos.get("me", first.id)
    await photos.insert(one())
    assert [photo.id for photo in await photos.tombstones("me", after=None, limit=9)] == [first.id]
    await photos.erase(first.id)
    assert await photos.find(first.id) is None


async def test_marks_of_many_workers_at_once_are_all_kept(photos: Photos) -> None:
    photo = one()
    await photos.insert(photo)
    await asyncio.gather(*(photos.settle(photo.id, {stage.name: ({"by": stage.name}, done())}) for stage in TABLE))
    settled = await photos.get("me", photo.id)
    assert set(settled.stages) == {"metadata", "renditions", "classify"}
    assert (settled.status, settled.settled) == ("ready", TABLE.digest)


async def test_a_newer_mark_and_a_tombstone_win(photos: Photos) -> None:
    photo = one()
    await photos.insert(photo)
    await photos.settle(photo.id, {"classify": ({"by": "new"}, done(2))})
    kept = await photos.settle(photo.id, {"classify": ({"by": "old"}, done(1))})
    assert kept is not None
    assert (kept.found["classify"], kept.stages["classify"].version) == ({"by": "new"}, 2)
    await photos.tombstone("me", photo.id)
    assert await photos.settle(photo.id, {"metadata": ({}, done())}) is None
    assert await photos.settle(new_id(), {"metadata": ({}, done())}) is None


async def test_what_is_unsettled_is_found_and_sent_once(photos: Photos) -> None:
    waiting, finished, sent = one("1"), one("2"), one("3")
    for photo in (waiting, finished, sent):
        await photos.insert(photo)
    await photos.settle(finished.id, {stage.name: ({}, done()) for stage in TABLE})
    assert await photos.queued(sent, instant())
    assert not await photos.queued(sent, instant()), "another replica was quicker"

    async def found(queued_before: str, queued_after: str = "9", photos: Photos = photos) -> set[str]:
        unsettled = await photos.unsettled("me", queued_before=queued_before, queued_after=queued_after, limit=9)
        return {photo.id for photo in unsettled}

    assert await found(ago(hours=1)) == {waiting.id}
    assert await found(instant()) == {waiting.id, sent.id}
    assert await found(ago(hours=1), ago(hours=1)) == {waiting.id, sent.id}, "sent by a clock that was wrong"
    # A new stage makes every photo unsettled again.
    grown = Photos(photos._catalog, StageTable(*TABLE, Stage("ocr", service="vision", takes="preview")))
    assert len(await found(instant(), photos=grown)) == 3
    await photos.unqueued(sent.id)
    assert await found(ago(hours=1)) == {waiting.id, sent.id}


async def test_retry_clears_what_failed_and_keeps_what_is_done(photos: Photos) -> None:
    photo = one()
    await photos.insert(photo)
    failed = Mark("failed", 1, instant(), error="It broke.")
    await photos.settle(photo.id, {"metadata": ({}, done()), "renditions": (None, failed), "classify": (None, failed)})
    assert (await photos.get("me", photo.id)).status == "failed"
    again = await photos.retry("me", photo.id)
    assert set(again.stages) == {"metadata"}
    assert again.status == "processing"
    assert await photos.count_by_status("me") == {"processing": 1}

"""What got lost is found again."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.photo import new_photo, original_key
from shared.pipeline import EMBEDDER, VISION
from shared.runtime.platform import Platform
from shared.runtime.reconcile import Reconciler
from shared.runtime.removal import Remover
from shared.runtime.settings import Settings


@pytest.fixture
async def platform(tmp_path: Path) -> AsyncIterator[Platform]:
    platform = await Platform.open(Settings(home=tmp_path / "home"))
    yield platform
    await platform.close()


def reconciler(platform: Platform, *, sweep_seconds: float = 0) -> Reconciler:
    remover = Remover(platform.photos, platform.blobs, platform.vectors)
    return Reconciler(
        platform.photos, platform.blobs, platform.broker, remover,
        owners=["me"], resend_seconds=3600, sweep_seconds=sweep_seconds,
    )  # fmt: skip


async def stored(platform: Platform) -> str:
    id = new_id()
    await platform.blobs.put(original_key("me", id), b"original")
    await platform.photos.insert(
        new_photo(id=id, owner="me", sha256=id, file_name="a", media_type="image/jpeg", bytes=8)
    )
    return id


async def test_a_photo_whose_event_was_lost_is_sent_again_once(platform: Platform) -> None:
    for _ in range(3):
        await stored(platform)
    before = instant()
    assert await reconciler(platform).resend(before) == 3
    assert await reconciler(platform).resend(before) == 0
    for queue in (VISION, EMBEDDER):
        assert (await platform.broker.depth(queue.name)).ready == 3


async def test_a_deletion_that_a_crash_cut_is_finished(platform: Platform) -> None:
    gone, kept = await stored(platform), await stored(platform)
    await platform.photos.tombstone("me", gone)
    assert await reconciler(platform).finish_deletions() == 1
    assert await platform.photos.find(gone) is None
    assert [blob.key async for blob in platform.blobs.list("originals/")] == [original_key("me", kept)]


async def test_an_original_without_a_record_is_quarantined_and_never_deleted(platform: Platform) -> None:
    kept = await stored(platform)
    orphan = new_id()
    await platform.blobs.put(original_key("me", orphan), b"the only copy")
    assert await reconciler(platform, sweep_seconds=3600).sweep() == 0, "its record may still be on the way"
    assert await reconciler(platform).sweep() == 1
    assert [blob.key async for blob in platform.blobs.list("originals/")] == [original_key("me", kept)]
    assert await platform.blobs.read(f"quarantine/{original_key('me', orphan)}") == b"the only copy"

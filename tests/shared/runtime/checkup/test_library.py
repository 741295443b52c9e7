"""What belongs to a photo and is not there is named, and nothing else is."""

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from shared.domain.ids import SOLE_OWNER, new_id
from shared.domain.instants import instant
from shared.domain.original import original_key, sidecar_key
from shared.domain.photo import Mark, Photo, new_photo
from shared.domain.renditions import rendition_key
from shared.domain.spaces import IMAGE, IMAGE_MULTILINGUAL, SpaceSpec
from shared.runtime.checkup.finding import Finding, find
from shared.runtime.checkup.library import library_checks
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from shared.vectors.base import Point, Space

XMP = b"<x:xmpmeta/>"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", models="fake")


async def look(settings: Settings, *, hashes: bool = False) -> dict[str, Finding]:
    seen: list[tuple[str, int]] = []
    checks = library_checks(settings, hashes=hashes, progress=lambda *told: seen.append(told))
    found = {check.name: await find(check, settings) for check in checks}
    assert {name for name, _ in seen} == {"originals", "sidecars"}
    return found


@pytest.fixture
async def platform(settings: Settings) -> AsyncIterator[Platform]:
    platform = await Platform.open(settings)
    await platform.vectors.ensure(Space(IMAGE.name, IMAGE.dimension))
    yield platform
    await platform.close()


async def kept(platform: Platform, content: bytes) -> Photo:
    photo = new_photo(
        id=new_id(), owner=SOLE_OWNER, sha256=hashlib.sha256(content).hexdigest(), file_name="a",
        media_type="image/jpeg", bytes=len(content), sidecar_sha256=hashlib.sha256(XMP).hexdigest(),
    )  # fmt: skip
    await platform.photos.insert(photo)
    await platform.blobs.put(original_key(SOLE_OWNER, photo.id), content)
    await platform.blobs.put(sidecar_key(SOLE_OWNER, photo.id), XMP)
    for name in ("preview", "thumbnail"):
        await platform.blobs.put(rendition_key(SOLE_OWNER, photo.id, name, 1), b"small")
    for space in (IMAGE, IMAGE_MULTILINGUAL):
        await point(platform, photo.id, space)
    marks = {name: Mark("done", platform.stages[name].version, instant()) for name in ("renditions", "image_vector")}
    settled = await platform.photos.settle(photo, {name: ({}, mark) for name, mark in marks.items()})
    assert settled
    return settled


async def point(platform: Platform, id: str, space: SpaceSpec = IMAGE) -> None:
    vector = np.ones(space.dimension, np.float32)
    await platform.vectors.upsert(space.name, [Point(id, SOLE_OWNER, vector)])


async def test_a_library_that_is_whole(platform: Platform, settings: Settings) -> None:
    for n in range(3):
        await kept(platform, b"original %d" % n)
    await platform.close()
    for hashes in (False, True):
        found = await look(settings, hashes=hashes)
        assert {name: finding.state for name, finding in found.items()} == {
            "originals": "ok", "sidecars": "ok", "derived": "ok",
        }  # fmt: skip


async def test_originals_that_are_gone_cut_or_nobodys(platform: Platform, settings: Settings) -> None:
    gone, short, whole = [await kept(platform, b"original %d" % n) for n in range(3)]
    nobodys = new_id()
    await platform.blobs.delete(original_key(SOLE_OWNER, gone.id))
    await platform.blobs.put(original_key(SOLE_OWNER, short.id), b"orig")
    await platform.blobs.put(original_key(SOLE_OWNER, nobodys), b"original")
    await platform.blobs.delete(sidecar_key(SOLE_OWNER, whole.id))
    await platform.close()
    found = await look(settings)
    assert found["originals"].state == found["sidecars"].state == "failed"
    assert "The originals of 2 of 3 photos are gone or damaged: " in found["originals"].says
    assert {id for id in (gone.id, short.id, whole.id) if id in found["originals"].says} == {gone.id, short.id}
    assert found["originals"].says.endswith(f"1 originals have no record: {original_key(SOLE_OWNER, nobodys)}.")
    assert "python -m services.recover" in found["originals"].fix
    assert found["sidecars"].says == f"The sidecars of 1 of 3 photos are gone or damaged: {whole.id}."
    assert found["derived"].state == "ok"


async def test_bytes_that_changed_are_found_by_their_hash_alone(platform: Platform, settings: Settings) -> None:
    changed, _ = [await kept(platform, b"original %d" % n) for n in range(2)]
    await platform.blobs.put(original_key(SOLE_OWNER, changed.id), b"ariginal 0")
    await platform.blobs.put(sidecar_key(SOLE_OWNER, changed.id), b"<x:xmpmeta />")
    await platform.close()
    assert {finding.state for finding in (await look(settings)).values()} == {"ok"}
    found = await look(settings, hashes=True)
    assert found["originals"].says == f"The originals of 1 of 2 photos are gone or damaged: {changed.id}."
    assert found["sidecars"].says == f"The sidecars of 1 of 2 photos are gone or damaged: {changed.id}."


async def test_what_was_made_and_is_gone_and_points_without_a_photo(platform: Platform, settings: Settings) -> None:
    unseen, unfound, _ = [await kept(platform, b"original %d" % n) for n in range(3)]
    await point(platform, new_id())
    await platform.blobs.delete(rendition_key(SOLE_OWNER, unseen.id, "thumbnail", 1))
    await platform.vectors.delete([unfound.id])
    await platform.close()
    derived = (await look(settings))["derived"]
    assert derived.state == "failed"
    assert "Renditions or vectors of 2 of 3 photos are gone: " in derived.says
    assert unseen.id in derived.says
    assert unfound.id in derived.says
    assert "1 points have no photo" in derived.says

"""What a disk changed is told, and is no damage any more when it is put back."""

import hashlib

import msgspec

from shared.catalog.scrubs import Scrub, Scrubs
from shared.domain.ids import new_id
from shared.domain.instants import ago
from shared.domain.original import original_key
from shared.domain.photo import Photo, new_photo
from shared.runtime.damage import damage
from shared.runtime.leases import Leases
from shared.runtime.originals import OriginalAltered, OriginalMissing
from shared.runtime.platform import Platform
from shared.runtime.scrub import Scrubber

CONTENT = b"original bytes"


def scrubber(platform: Platform, *, rate: float = 1e6, leases: Leases | None = None) -> Scrubber:
    return Scrubber(platform.photos, Scrubs(platform.catalog), platform.blobs, leases or platform.leases, rate=rate)


async def kept(platform: Platform, number: int) -> str:
    content = CONTENT + b" %d" % number
    photo = new_photo(
        id=new_id(), owner="me", sha256=hashlib.sha256(content).hexdigest(), file_name="a", media_type="image/jpeg",
        bytes=len(content),
    )  # fmt: skip
    await platform.blobs.put(original_key("me", photo.id), content)
    await platform.photos.insert(photo)
    return photo.id


async def found(platform: Platform, id: str) -> Photo:
    return await platform.photos.get("me", id)


async def hours_pass(platform: Platform, hours: float) -> Scrub:
    """What was written is that much older."""
    scrubs = Scrubs(platform.catalog)
    scrub = await scrubs.read()
    assert scrub
    older = msgspec.structs.replace(scrub, looked_at=ago(hours=hours), began=ago(hours=hours))
    await scrubs.write(older)
    return older


async def test_damage_is_told_and_goes_when_the_file_is_put_back(platform: Platform) -> None:
    altered, gone, whole = [await kept(platform, n) for n in range(3)]
    await platform.blobs.put(original_key("me", altered), CONTENT + b" ?")
    await platform.blobs.delete(original_key("me", gone))
    assert await scrubber(platform).look() == 3
    assert (await found(platform, altered)).damage == str(OriginalAltered())
    assert (await found(platform, gone)).damage == str(OriginalMissing())
    noticed = (await found(platform, gone)).damage_noticed_at
    assert noticed
    assert (await found(platform, altered)).troubles == ["original:damaged"]
    assert (await found(platform, whole)).troubles == []
    [told] = await damage(platform.photos, platform.foundings)
    assert "The originals of 2 photos are gone or damaged: " in told

    await platform.blobs.put(original_key("me", altered), CONTENT + b" 0")
    assert await scrubber(platform).look() == 0
    assert (await found(platform, altered)).damage == str(OriginalAltered()), "not looked at again within the hour"
    await hours_pass(platform, 2)
    assert await scrubber(platform).look() == 0, "the round is done"
    assert (await found(platform, altered)).troubles == []
    assert (await found(platform, gone)).damage == str(OriginalMissing())
    await platform.blobs.put(original_key("me", gone), b"cut")
    await hours_pass(platform, 2)
    assert await scrubber(platform).look() == 0
    cut = await found(platform, gone)
    assert (cut.damage_kind, cut.damage_noticed_at) == ("original_altered", noticed), "it is damaged since then"


async def test_an_hours_worth_at_once_and_on_from_there_after_a_restart(platform: Platform) -> None:
    ids = [await kept(platform, n) for n in range(20)]
    few = 8 * len(CONTENT) / 3600
    assert await scrubber(platform, rate=few).look() == 8
    assert await scrubber(platform, rate=few).look() == 0
    for id in ids:
        await platform.blobs.delete(original_key("me", id))
    await hours_pass(platform, 1.1)
    assert await scrubber(platform, rate=few).look() == 8
    assert [bool((await found(platform, id)).damage) for id in ids] == [False] * 8 + [True] * 8 + [False] * 4
    await hours_pass(platform, 1.1)
    assert await scrubber(platform, rate=few).look() == 4
    assert len(await platform.photos.all.damaged(limit=100)) == 12


async def test_the_next_round_begins_after_a_month(platform: Platform) -> None:
    await kept(platform, 0)
    assert await scrubber(platform).look() == 1
    await hours_pass(platform, 29 * 24)
    assert await scrubber(platform).look() == 0
    await hours_pass(platform, 31 * 24)
    assert await scrubber(platform).look() == 1


async def test_what_comes_to_an_empty_library_is_read_within_the_hour(platform: Platform) -> None:
    assert await scrubber(platform).look() == 0
    ids = [await kept(platform, n) for n in range(2)]
    await hours_pass(platform, 1.1)
    assert await scrubber(platform).look() == 2
    ids.append(await kept(platform, 2))
    await hours_pass(platform, 1.1)
    assert await scrubber(platform).look() == 0, "a few more are no reason to read all"
    ids.append(await kept(platform, 3))
    await hours_pass(platform, 1.1)
    assert await scrubber(platform).look() == len(ids)


async def test_only_one_process_reads(platform: Platform) -> None:
    await kept(platform, 0)
    async with platform.leases.held("scrub"):
        other = Leases(platform.catalog, holder="other", seconds=30)
        assert await scrubber(platform, leases=other).look() == 0
    assert await scrubber(platform).look() == 1

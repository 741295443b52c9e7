import hashlib
import shutil
from pathlib import Path
from threading import Event

import pytest

from shared.catalog.sqlite_snapshot import write_snapshot
from shared.domain.ids import made_at, new_id
from shared.domain.original import original_key, sidecar_key
from shared.domain.photo import new_photo
from shared.domain.scope import Scope
from shared.domain.sent import SENT, Sent
from shared.errors import Damaged, Unsupported
from shared.imaging.probe import HEAD, Probe, probe
from shared.runtime.originals import OriginalAltered, damage_of
from shared.runtime.platform import Platform
from shared.runtime.recovery import Looked, clear_damaged, put_back, remade, without_original
from shared.runtime.settings import Settings
from tests.drawing import encoded


async def probing(head: bytes, complete: bool) -> Probe:
    return probe(head, complete, 10**6)


async def look(platform: Platform) -> dict[str, Looked]:
    return {looked.key: looked async for looked in remade(platform.photos, platform.blobs, probing)}


async def original(platform: Platform, content: bytes, id: str = "") -> str:
    id = id or new_id()
    await platform.blobs.put(original_key("me", id), content)
    return id


async def recorded(platform: Platform, content: bytes) -> str:
    id, sha256 = await original(platform, content), hashlib.sha256(content).hexdigest()
    await platform.photos.insert(
        new_photo(id=id, owner="me", sha256=sha256, file_name="a", media_type="image/jpeg", bytes=len(content))
    )
    return id


async def keys(platform: Platform, prefix: str) -> list[str]:
    return [blob.key async for blob in platform.blobs.list(prefix)]


async def test_an_original_without_a_record_gets_one_by_which_every_stage_is_due(platform: Platform) -> None:
    large = encoded(1, "PNG", (500, 400)) + bytes(HEAD)
    jpeg, png, old = (
        await original(platform, encoded(0)),
        await original(platform, large),
        await original(platform, encoded(2), "7f2d1c3a-1111-4222-8333-444455556666"),
    )
    await platform.blobs.put(sidecar_key("me", jpeg), b"<xmp/>")
    assert {looked.outcome for looked in (await look(platform)).values()} == {"made"}
    photos = await platform.photos.get_many("me", [jpeg, png, old])
    assert photos[png].sha256 == hashlib.sha256(large).hexdigest()
    assert (photos[png].bytes, photos[png].media_type) == (len(large), "image/png")
    assert (photos[png].file_name, photos[jpeg].file_name) == (f"{png}.png", f"{jpeg}.jpeg")
    assert photos[png].uploaded_at == made_at(png)
    assert photos[old].uploaded_at > photos[png].uploaded_at, "an id of another kind tells no time"
    assert (photos[jpeg].sidecar, photos[png].sidecar) == (True, False)
    assert photos[jpeg].sidecar_sha256 == hashlib.sha256(b"<xmp/>").hexdigest()
    assert all(photo.status == "processing" and not photo.queued_at for photo in photos.values())
    assert not any(photo.stages for photo in photos.values())

    assert {looked.outcome for looked in (await look(platform)).values()} == {"known"}


async def test_a_record_made_anew_has_what_lies_beside_its_original(platform: Platform) -> None:
    told, garbled, altered = new_id(), new_id(), new_id()
    facts = {
        "file_name": "Am Strand.png",
        "uploaded_at": "2024-05-01T10:00:00.000000Z",
        "modified_at": "2023-05-01T10:00:00+02:00",
    }
    await platform.blobs.put(original_key("me", told), encoded(0, "PNG"), facts=facts)
    await platform.blobs.put(original_key("me", garbled), encoded(1, "PNG"), facts={"uploaded_at": "yesterday"})
    await platform.blobs.put(original_key("me", altered), encoded(2, "PNG"), facts=facts)
    path = platform.settings.home / "blobs" / original_key("me", altered)
    path.write_bytes(path.read_bytes() + b"?")
    assert {looked.outcome for looked in (await look(platform)).values()} == {"made"}
    photos = await platform.photos.get_many("me", [told, garbled, altered])
    assert photos[told].file_name == "Am Strand.png"
    assert photos[told].uploaded_at == facts["uploaded_at"]
    assert photos[told].modified_at == "2023-05-01T08:00:00.000000Z"
    assert (photos[garbled].file_name, photos[garbled].uploaded_at) == (f"{garbled}.png", made_at(garbled))
    assert photos[altered].sha256 == hashlib.sha256(encoded(2, "PNG")).hexdigest()
    assert isinstance(await damage_of(photos[altered], platform.blobs), OriginalAltered)


async def test_what_a_guest_sent_waits_again(platform: Platform) -> None:
    id = new_id()
    sent = Sent(link=new_id(), visit=new_id(), by="Aunt Ida")
    await platform.blobs.put(original_key("me", id), encoded(3), facts={"file_name": "a.jpg", SENT: sent.line()})
    await look(platform)
    photo = await platform.photos.find(id)
    assert photo
    assert (photo.archived, photo.more["inbox"], photo.more["sent_by"]) == (True, True, "Aunt Ida")


async def test_an_original_of_an_earlier_release_stays_where_it_is(platform: Platform) -> None:
    id, key = new_id(), ""
    key = original_key("me", id, flat=True)
    await platform.blobs.put(key, encoded(0))
    assert (await look(platform))[key].outcome == "made"
    photo = await platform.photos.get("me", id)
    assert photo.original == key
    assert (await look(platform))[key].outcome == "known"


async def test_what_may_be_an_upload_under_way_is_left_alone(platform: Platform) -> None:
    old, young = await original(platform, encoded(0)), await original(platform, encoded(1))
    await platform.blobs.put(sidecar_key("me", young), b"<xmp/>")
    looked = remade(platform.photos, platform.blobs, probing, before=made_at(young))
    outcomes = {each.key: each.outcome async for each in looked}
    assert outcomes == {
        original_key("me", old): "made" if made_at(old) != made_at(young) else "recent",
        original_key("me", young): "recent",
    }
    assert await keys(platform, "quarantine/") == []


async def test_what_the_catalog_knows_stays_as_it_is_deleted_or_not(platform: Platform) -> None:
    kept, gone = await recorded(platform, encoded(0)), await recorded(platform, encoded(1))
    await platform.photos.tombstone("me", gone)
    assert {looked.outcome for looked in (await look(platform)).values()} == {"known"}
    assert await platform.photos.scoped.count_by(Scope.of("me"), "status") == {"processing": 1}
    photo = await platform.photos.find(kept)
    assert photo is not None
    assert photo.file_name == "a"


async def test_what_can_be_no_photo_of_its_own_is_told_and_kept_in_quarantine(platform: Platform) -> None:
    first = await recorded(platform, encoded(0))
    twin, text = await original(platform, encoded(0)), await original(platform, b"a letter")
    await platform.blobs.put("originals/strange", encoded(1))
    await platform.blobs.put(sidecar_key("me", text), b"<xmp/>")
    told = {key: looked.why for key, looked in (await look(platform)).items() if looked.outcome == "moved"}
    with pytest.raises(Unsupported) as unsupported:
        await probing(b"a letter", True)
    assert told == {
        original_key("me", twin): f"Photo {first} has the same bytes.",
        original_key("me", text): str(unsupported.value),
        "originals/strange": "Its name is not that of an original.",
        sidecar_key("me", text): "It belongs to no photo.",
    }
    assert await keys(platform, "originals/") == [original_key("me", first)]
    assert set(await keys(platform, "quarantine/")) == {f"quarantine/{key}" for key in told}


async def test_photos_whose_original_is_gone_are_told(platform: Platform) -> None:
    await recorded(platform, encoded(0))
    lost = await recorded(platform, encoded(1))
    await platform.blobs.delete(original_key("me", lost))
    assert [id async for id in without_original(platform.photos, platform.blobs)] == [lost]


async def test_a_snapshot_takes_the_place_and_founds_itself_anew(platform: Platform, tmp_path: Path) -> None:
    home, snapshot = platform.settings.home, tmp_path / "snapshot"
    then = await recorded(platform, encoded(0))
    write_snapshot(home / "catalog.sqlite", snapshot, Event())
    later = await recorded(platform, encoded(1))
    await platform.close()
    before = (home / "catalog.sqlite").read_bytes()
    aside = put_back(snapshot, home / "catalog.sqlite")
    assert aside is not None
    assert aside.read_bytes() == before
    assert (home / "catalog.sqlite").stat().st_mode & 0o777 == 0o600
    again = await Platform.open(Settings(home=home))
    assert await again.photos.find(then)
    assert not await again.photos.find(later)
    founding = await again.foundings.read()
    assert founding is not None
    assert founding.newest == later, "nothing that lies there is an orphan"
    await again.close()


async def test_a_damaged_snapshot_takes_nobodys_place(platform: Platform, tmp_path: Path) -> None:
    catalog, snapshot = platform.settings.home / "catalog.sqlite", tmp_path / "snapshot"
    await recorded(platform, encoded(0))
    write_snapshot(catalog, snapshot, Event())
    await platform.close()
    before = catalog.read_bytes()
    whole = snapshot.read_bytes()
    snapshot.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Damaged):
        put_back(snapshot, catalog)
    assert catalog.read_bytes() == before


async def test_what_a_crash_left_of_a_draft_harms_nobody(platform: Platform, tmp_path: Path) -> None:
    catalog, snapshot = platform.settings.home / "catalog.sqlite", tmp_path / "snapshot"
    id = await recorded(platform, encoded(0))
    write_snapshot(catalog, snapshot, Event())
    await platform.close()
    for part in ("", "-journal"):
        catalog.with_name(f"catalog.sqlite.draft{part}").write_bytes(b"half")
    put_back(snapshot, catalog)
    assert not [*catalog.parent.glob("*.draft*")]
    again = await Platform.open(platform.settings)
    assert await again.photos.find(id)
    await again.close()


async def test_only_a_damaged_catalog_is_moved_aside(platform: Platform, tmp_path: Path) -> None:
    await recorded(platform, encoded(0))
    home = shutil.copytree(platform.settings.home, tmp_path / "copy")  # as of one that was killed
    catalog = home / "catalog.sqlite"
    assert clear_damaged(catalog) is None
    catalog.write_bytes(bytes(catalog.stat().st_size))
    aside = clear_damaged(catalog)
    assert aside is not None
    assert not catalog.exists()
    assert clear_damaged(catalog) is None
    (home / "catalog.sqlite-wal").write_bytes(b"the log of a file that is gone")
    aside = clear_damaged(catalog)
    assert aside is not None
    assert aside.with_name(f"{aside.name}-wal").exists()
    assert not (home / "catalog.sqlite-wal").exists()

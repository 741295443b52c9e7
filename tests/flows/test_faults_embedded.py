"""The faults that one process on one disk can meet. After each, nothing is lost and nothing doubled.

docs/reliability.md has a row for every one of these.
"""

import asyncio
import os
import random
import resource
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from shared.domain.ids import SOLE_OWNER, new_id
from shared.domain.photo import new_photo
from shared.pipeline import STAGES
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from tests.drawing import encoded
from tests.failing import zero
from tests.flows.faults import Clock, Disk, children_of, mounted, next_release, poisonous
from tests.flows.importing import importing, until
from tests.flows.whole import all_at, check_whole, drawn, send_in_disorder, sha256
from tests.running import PATIENCE, Heliograph, running, settle, upload

QUICK: dict[str, object] = {"reconcile_seconds": 0.3, "resend_seconds": 3600, "suspicion_seconds": 0.1}


Launch = Callable[..., Heliograph]


@pytest.fixture
def launch() -> Iterator[Launch]:
    """Starts a Heliograph that is killed at the end if it still runs."""
    launched: list[Heliograph] = []

    def launch(home: Path, **settings: Any) -> Heliograph:
        launched.append(Heliograph(home, **{**QUICK, **settings}))
        return launched[-1].start()

    yield launch
    for heliograph in launched:
        heliograph.kill()


def check(home: Path, contents: Sequence[bytes], **options: Any) -> None:
    """Heliograph must be stopped."""
    asyncio.run(check_whole(Settings(home=home, models="fake"), {sha256(content) for content in contents}, **options))


def finish(heliograph: Heliograph, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Waits until all is settled, and stops in good order -> {id: photo}."""
    with heliograph.client() as client:
        photos = settle(client, ids)
        until(lambda: all_at(client, STAGES), "every stage marked")
    assert heliograph.stop() == 0
    return photos


def test_children_killed_mid_batch(home: Path) -> None:
    contents = drawn(20, 10_000, size=(640, 480))
    chance = random.Random(1)
    with running(home, **QUICK, children=2) as heliograph, importing(heliograph, contents) as importer:
        assert heliograph.process
        for answered in range(2, 20, 2):
            importer.wait(answered)
            with suppress(ProcessLookupError):
                os.kill(chance.choice(children_of(heliograph.process.pid)), signal.SIGKILL)
        importer.wait()
        finish(heliograph, list(importer.answered.values()))
    check(home, contents)


def test_sigterm_again_and_again_under_load(home: Path, launch: Launch) -> None:
    contents = drawn(15, 10_100, size=(640, 480))
    heliograph = launch(home)
    with importing(heliograph, contents) as importer:
        for answered in (2, 5, 8, 11):
            importer.wait(answered)
            began = time.monotonic()
            assert heliograph.stop() == 0
            assert time.monotonic() - began < 45, "the shortest grace in deploy/k8s"
            heliograph.start()
        importer.wait()
        finish(heliograph, list(importer.answered.values()))
    assert "Traceback" not in heliograph.log.read_text()
    check(home, contents)


def test_a_poison_photo_condemns_itself_and_none_of_its_neighbours(home: Path, launch: Launch) -> None:
    poison = encoded(10_200, "PNG", size=(5000, 4000))
    contents = [*drawn(5, 10_201, size=(640, 480)), poison, *drawn(9, 10_211, size=(640, 480))]
    heliograph = launch(home)
    with poisonous(poison, [heliograph]) as killer, importing(heliograph, contents) as importer:
        deadline = time.monotonic() + PATIENCE
        while not _failed(heliograph):
            assert time.monotonic() < deadline
            if not heliograph.running:
                heliograph.start()
            time.sleep(0.05)
        importer.wait()
        photos = finish(heliograph, list(importer.answered.values()))
    failed = photos[importer.answered[sha256(poison)]]
    assert failed["stages"]["renditions"]["error"] == "Looking at this photo crashed its worker 3 times."
    assert killer.killed == 4, "once in company, three times alone"
    check(home, contents, condemned=[sha256(poison)])


def _failed(heliograph: Heliograph) -> bool:
    with suppress(httpx.TransportError), heliograph.client() as client:
        return any(photo["status"] == "failed" for photo in client.get("/photos").json()["photos"])
    return False


def test_messages_twice_and_out_of_order(home: Path, launch: Launch) -> None:
    contents = drawn(12, 10_300, size=(640, 480))
    heliograph = launch(home)
    with heliograph.client() as client:
        ids = [upload(client, content).json()["id"] for content in contents]
    heliograph.kill()
    asyncio.run(send_in_disorder(Settings(home=home, models="fake"), ids))
    heliograph.start()
    finish(heliograph, ids)
    check(home, contents)


def test_deletions_against_finishing_stages(home: Path) -> None:
    contents = drawn(30, 10_400, size=(640, 480))
    chance = random.Random(3)
    with running(home, **QUICK, children=2) as heliograph, importing(heliograph, contents, clients=3) as importer:
        gone: set[str] = set()
        with heliograph.client() as client:
            while len(gone) < 20:
                left = [name for name in list(importer.answered) if name not in gone]
                if left:
                    name = chance.choice(left)
                    gone.add(name)
                    assert client.delete(f"/photo/{importer.answered[name]}?forever=true").status_code == 204
        importer.wait()
        finish(heliograph, [id for name, id in importer.answered.items() if name not in gone])
    check(home, [content for content in contents if sha256(content) not in gone])


def test_a_new_release_under_load(home: Path, tmp_path: Path, launch: Launch) -> None:
    contents = drawn(24, 10_500, size=(640, 480))
    release, program = next_release(tmp_path / "release")
    old = launch(home, resend_seconds=0.5)
    with importing(old, contents) as importer:
        importer.wait(10)
        assert old.stop() == 0
        importer.target = new = launch(home, repo=release, resend_seconds=0.5)
        importer.wait()
        with new.client() as client:
            until(lambda: all_at(client, program.stages), "every photo looked at by the new release")
        assert new.stop() == 0
    check(home, contents, program=program)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with mounted(tmp_path / "disk", megabytes=64) as disk:
        if disk is None:
            pytest.skip("mounting a small disk is not allowed here")
        yield disk


def test_a_full_disk(disk: Disk, launch: Launch) -> None:
    contents = drawn(30, 10_600, size=(900, 700))
    heliograph = launch(disk.folder / "home")
    with importing(heliograph, contents) as importer:
        importer.wait(10)
        disk.fill()
        with heliograph.client() as client:
            # More than what is being worked on may let go of meanwhile, in which a small blob would find room.
            large = encoded(10_699, "PNG", size=(1600, 1200), compress_level=0)
            refused = upload(client, large)
            assert (refused.status_code, refused.json()["detail"]) == (507, "The disk of the blobs is full.")
            assert client.get("/photos").status_code == 200, "what is there can be looked at"
        # Said by whoever meets it first: what is in work then, or who asks for more.
        until(lambda: "The disk that holds the queue is full." in heliograph.log.read_text(), "nothing can be noted")
        disk.free()
        importer.wait()
        finish(heliograph, list(importer.answered.values()))
    assert {reason for reason in importer.again if "full" not in reason} == set()
    assert [name for name in heliograph.blobs() if name.startswith("~tmp")] == []
    check(disk.folder / "home", contents)


def test_a_start_on_a_full_disk_lets_photos_be_deleted(disk: Disk, launch: Launch) -> None:
    heliograph = launch(disk.folder / "home")
    reserve = disk.folder / "home" / "reserve"
    with heliograph.client() as client:
        ids = [upload(client, content).json()["id"] for content in drawn(3, 10_650, size=(900, 700))]
        finish(heliograph, ids)
    assert heliograph.stop() == 0
    disk.fill()
    heliograph.start()
    assert not reserve.exists()
    with heliograph.client() as client:
        assert [client.delete(f"/photo/{id}?forever=true").status_code for id in ids] == [204, 204, 204]
        assert client.get("/photos").json()["photos"] == []
        assert client.get("/search", params={"q": "a cat"}).status_code == 200
    assert heliograph.stop() == 0
    disk.free()
    heliograph.start()
    assert reserve.stat().st_blocks * 512 >= reserve.stat().st_size > 0
    assert heliograph.stop() == 0
    check(disk.folder / "home", [])


def test_a_file_larger_than_what_is_left(home: Path) -> None:
    small, large = encoded(10_700), encoded(10_701, "PNG", size=(64, 48)) + os.urandom(3_000_000)
    with running(home, **QUICK) as heliograph, heliograph.client() as client:
        assert heliograph.process
        resource.prlimit(heliograph.process.pid, resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
        refused = upload(client, large)
        assert (refused.status_code, refused.json()["detail"]) == (507, "The disk of the blobs is full.")
        assert heliograph.blobs() == []
        finish(heliograph, [upload(client, small).json()["id"]])
    check(home, [small])


def test_no_descriptors_are_left(home: Path) -> None:
    contents = drawn(3, 10_710)
    with running(home, **QUICK) as heliograph, heliograph.client() as client:
        assert heliograph.process
        pid = heliograph.process.pid
        ids = [upload(client, contents[0]).json()["id"]]
        usual = resource.prlimit(pid, resource.RLIMIT_NOFILE)
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (3, usual[1]))
        for child in children_of(pid):
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        until(lambda: "No process can be started" in upload(client, contents[1]).text, "a child is missed")
        refused = upload(client, contents[1])
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
        resource.prlimit(pid, resource.RLIMIT_NOFILE, usual)
        ids += [upload(client, content).json()["id"] for content in contents[1:]]
        finish(heliograph, ids)
    check(home, contents)


def test_what_was_made_of_photos_is_lost_and_an_original_damaged(home: Path, launch: Launch) -> None:
    contents = drawn(6, 10_720)
    before = launch(home, scrub_rate=0)
    with before.client() as client:
        ids = [upload(client, content).json()["id"] for content in contents]
        finish(before, ids)
    shutil.rmtree(home / "blobs" / "derived")
    for file in (home / "vectors" / "vectors.sqlite", home / "queue.sqlite"):
        file.write_bytes(b"no database" + file.read_bytes()[11:])
    [original] = (home / "blobs" / "originals").rglob(ids[0])
    original.write_bytes(contents[0].replace(b"JFIF", b"JFIG"))  # no decoder minds
    heliograph = launch(home)
    with heliograph.client() as client:
        until(lambda: client.get(f"/photo/{ids[0]}/thumbnail").status_code == 200, "renditions made anew")
        until(lambda: client.get(f"/photo/{ids[0]}").json()["troubles"] == ["original:damaged"], "damage is noticed")
        assert "Put it back from a backup" in client.get(f"/photo/{ids[0]}").json()["damage"]
        assert client.get(f"/photo/{ids[0]}/original").status_code == 422
        assert f"The originals of 1 photos are gone or damaged: {ids[0]}." in client.get("/readyz").json()["damage"][0]
        original.write_bytes(contents[0])
        assert client.get(f"/photo/{ids[0]}/original").content == contents[0]
        finish(heliograph, ids)
    assert heliograph.log.read_text().count("is made anew") >= 2
    check(home, contents)


def test_vectors_and_queue_are_damaged_where_no_start_looks(home: Path, launch: Launch) -> None:
    contents = drawn(6, 10_740)
    before = launch(home)
    with before.client() as client:
        finish(before, [upload(client, content).json()["id"] for content in contents[:5]])
    for name, table in (("vectors/vectors", "point"), ("queue", "message")):
        zero(home / f"{name}.sqlite", table)
    damaged = launch(home)
    with damaged.client() as client:
        assert upload(client, contents[5]).status_code == 201
        until(lambda: "is made anew then" in client.get("/readyz").json().get("detail", ""), "damage is told")
        assert client.get("/readyz").status_code == 503
        assert client.get("/photos").status_code == 200
    assert damaged.stop() == 0
    heliograph = launch(home)
    with heliograph.client() as client:
        assert client.get("/readyz").status_code == 200
        finish(heliograph, [photo["id"] for photo in client.get("/photos").json()["photos"]])
    assert "Traceback" not in heliograph.log.read_text()
    assert heliograph.log.read_text().count("is made anew. (") == 2
    check(home, contents)


def test_a_damaged_catalog_is_told(home: Path, launch: Launch) -> None:
    async def made() -> None:
        platform = await Platform.open(Settings(home=home, models="fake"))
        photo = new_photo(id=id, owner=SOLE_OWNER, sha256="", file_name="a", media_type="image/jpeg", bytes=1)
        await platform.photos.insert(photo)
        await platform.close()

    id = new_id()
    asyncio.run(made())
    catalog = home / "catalog.sqlite"
    zero(catalog, "actions")  # nobody reads it but the snapshot
    heliograph = launch(home)
    with heliograph.client() as client:
        until(lambda: "catalog.sqlite is damaged" in client.get("/readyz").text, "the snapshot meets it")
        assert client.get("/readyz").status_code == 503
        assert client.get(f"/photo/{id}").status_code == 200
    assert heliograph.stop() == 0
    zero(catalog, "photos")
    heliograph = launch(home)
    with heliograph.client() as client:
        assert client.get(f"/photo/{id}").status_code == 503
        told = client.get("/readyz")
        assert told.status_code == 503
        assert "home/catalog.sqlite is damaged" in told.json()["detail"]
        assert "python -m services.recover" in told.json()["detail"]
    assert heliograph.stop() == 0
    catalog.write_bytes(bytes(catalog.stat().st_size))
    with pytest.raises(RuntimeError, match=r"heliograph: The catalog home/catalog\.sqlite is damaged: .*"):
        heliograph.start()
    assert "Traceback" not in heliograph.log.read_text()


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """Of all that is launched afterwards."""
    if not Clock.LIBRARY.exists():
        pytest.skip("needs Debian's libfaketime")
    clock = Clock(tmp_path / "clock")
    for name, value in clock.environment.items():
        monkeypatch.setenv(name, value)
    yield clock
    clock.forget()


def test_clock_jumps(home: Path, clock: Clock, launch: Launch) -> None:
    contents = drawn(10, 10_800, size=(640, 480))
    heliograph = launch(home, sweep_seconds=0.5)
    ids: list[str] = []
    for number, days in enumerate((400, -400, 0, 30, 0)):
        with importing(heliograph, contents[number::5]) as importer:
            importer.wait(1)
            assert heliograph.process
            os.kill(children_of(heliograph.process.pid)[-1], signal.SIGKILL)  # so that something waits for its retry
            clock.set(days)
            until(lambda days=days: abs(_days_ahead(heliograph) - days) < 1, "the clock is believed")
            if days == 30:
                heliograph.kill()
                heliograph.start()
            importer.wait()
            ids += importer.answered.values()
    finish(heliograph, ids)
    check(home, contents)


def _days_ahead(heliograph: Heliograph) -> float:
    with heliograph.client() as client:
        told = parsedate_to_datetime(client.get("/healthz").headers["date"])
    return (told - datetime.now(UTC)) / timedelta(days=1)


def test_work_lost_while_the_clock_was_ahead(home: Path, clock: Clock, launch: Launch) -> None:
    contents = drawn(10, 10_900)
    clock.set(400)
    heliograph = launch(home)
    with heliograph.client() as client:
        ids = [upload(client, content).json()["id"] for content in contents]
    heliograph.kill()
    for file in home.glob("queue.sqlite*"):
        file.unlink()
    clock.set(0)
    heliograph.start()
    finish(heliograph, ids)
    check(home, contents)

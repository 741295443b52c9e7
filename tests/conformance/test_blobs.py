"""The contract of shared/blobs/base.py, on every adapter."""

import asyncio
import random
import sys
import threading
import tracemalloc
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.blobs.base import CHUNK, BlobStore, Stored
from shared.domain.instants import parse_instant
from shared.errors import BlobNotFound, HashMismatch, Unavailable
from tests.conformance.blob_places import BucketPlace, DiskPlace, Place, open_store
from tests.conformance.blob_writer import blob as written_blob

MB = 1_000_000

# The store outlives the examples on purpose: opening one for each would be most of the time.
relaxed = settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
segments = st.from_regex(r"[A-Za-z0-9._-]{1,12}", fullmatch=True)
keys = st.lists(segments.filter(lambda s: s.strip(".") and not s.endswith(".json")), min_size=1)


@pytest.fixture(params=["disk", pytest.param("minio", marks=pytest.mark.server)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "disk":
        place: Place = DiskPlace(tmp_path / "blobs")
    else:
        place = BucketPlace(request.getfixturevalue("s3"))
    yield place
    place.remove()


@pytest.fixture
async def store(place: Place) -> AsyncIterator[BlobStore]:
    store = open_store(place.address)
    yield store
    await store.close()


def noise(size: int, seed: int = 0) -> bytes:
    return random.Random(seed).randbytes(size)


async def chunked(whole: bytes, size: int = 64 * 1024) -> AsyncIterator[bytes]:
    for at in range(0, len(whole), size):
        yield whole[at : at + size]


class Broken(Exception):
    pass


async def broken(whole: bytes) -> AsyncIterator[bytes]:
    async for chunk in chunked(whole):
        yield chunk
    raise Broken


async def listed(store: BlobStore, prefix: str = "") -> list[str]:
    return [stat.key async for stat in store.list(prefix)]


async def ranged(store: BlobStore, key: str, start: int, end: int | None = None) -> bytes:
    return b"".join([chunk async for chunk in store.open(key, start, end)])


async def as_local(store: BlobStore, key: str) -> bytes:
    async with store.local(key) as path:
        return await asyncio.to_thread(path.read_bytes)


# Keys


@relaxed
@given(keys.map("/".join), st.binary(max_size=100))
async def test_any_key_holds_any_bytes(store: BlobStore, key: str, whole: bytes) -> None:
    assert await store.put(key, whole) == Stored(len(whole), sha256(whole).hexdigest())
    assert await store.read(key) == whole
    assert await listed(store) == [key]
    await store.delete(key)
    assert await listed(store) == []


NO_KEYS = ["", "/a", "a/", "a//b", "..", "a/../b", "ä", "a b", "~tmp/a", "x" * 256, "a.json", "a.json/b"]


async def test_what_is_no_key_is_refused_everywhere(store: BlobStore) -> None:
    await store.put("fine", b"1")
    calls: list[Callable[[str], Any]] = [
        lambda key: store.put(key, b"2"),
        lambda key: ranged(store, key, 0),
        lambda key: store.read(key),
        lambda key: store.facts(key),
        lambda key: store.stat(key),
        lambda key: store.delete(key),
        lambda key: store.move(key, "to"),
        lambda key: store.move("fine", key),
        lambda key: as_local(store, key),
    ]
    for key in NO_KEYS:
        for call in calls:
            with pytest.raises(ValueError, match="not a blob key"):
                await call(key)
    assert await listed(store) == ["fine"]
    assert await store.read("fine") == b"1"


async def test_the_longest_key(store: BlobStore) -> None:
    key = "/".join(["k" * 199] * 5)
    await store.put(key, b"deep")
    assert await store.read(key) == b"deep"
    assert await listed(store) == [key]


# put


async def test_a_streamed_put_is_read_back(store: BlobStore) -> None:
    for size in (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2**20, 2**20 + 1, 11 * MB):
        whole = noise(size)
        assert await store.put("o/a", chunked(whole)) == Stored(size, sha256(whole).hexdigest())
        assert await store.read("o/a") == whole
        stat = await store.stat("o/a")
        assert (stat.key, stat.size) == ("o/a", size)
        assert abs(datetime.now(UTC) - parse_instant(stat.modified_at)) < timedelta(minutes=1)
        chunks = [len(chunk) async for chunk in store.open("o/a")]
        assert sum(chunks) == size
        assert all(0 < length <= CHUNK for length in chunks)


@relaxed
@given(st.lists(st.integers(0, 700_000), max_size=8))
async def test_how_the_source_is_cut_does_not_matter(store: BlobStore, sizes: list[int]) -> None:
    whole = noise(sum(sizes))

    async def source() -> AsyncIterator[bytes]:
        at = 0
        for size in sizes:
            yield whole[at : at + size]
            at += size

    assert await store.put("k", source()) == Stored(len(whole), sha256(whole).hexdigest())
    assert await store.read("k") == whole


async def test_putting_again_replaces(store: BlobStore) -> None:
    await store.put("k", noise(300_000))
    await store.put("k", b"short")
    assert await store.read("k") == b"short"
    assert (await store.stat("k")).size == 5
    assert await listed(store) == ["k"]


async def test_the_announced_hash_is_met(store: BlobStore) -> None:
    digest = sha256(b"abc").hexdigest()
    for expected in (digest, digest.upper()):
        assert await store.put("k", b"abc", expected_sha256=expected) == Stored(3, digest)


@pytest.mark.parametrize("size", [0, 7 * MB, 11 * MB])
async def test_another_hash_than_announced_stores_nothing(store: BlobStore, place: Place, size: int) -> None:
    await store.put("old", b"old")
    for key in ("new/k", "old"):
        with pytest.raises(HashMismatch):
            await store.put(key, chunked(noise(size)), expected_sha256=sha256(b"other").hexdigest())
    assert place.traces() == []
    assert await listed(store) == ["old"]
    assert await store.read("old") == b"old"


@pytest.mark.parametrize("size", [0, 7 * MB, 11 * MB])
async def test_a_source_that_raises_stores_nothing(store: BlobStore, place: Place, size: int) -> None:
    await store.put("old", b"old")
    for key in ("new/k", "old"):
        with pytest.raises(Broken):
            await store.put(key, broken(noise(size)))
    assert place.traces() == []
    assert await listed(store) == ["old"]
    assert await store.read("old") == b"old"


async def test_an_os_error_of_the_source_stays_what_it_is(store: BlobStore) -> None:
    async def source() -> AsyncIterator[bytes]:
        yield b"1"
        raise ConnectionResetError("the client is gone")

    with pytest.raises(ConnectionResetError):
        await store.put("k", source())


async def test_nothing_is_visible_before_the_end(store: BlobStore) -> None:
    whole = noise(11 * MB)
    seen: list[list[str]] = []

    async def source() -> AsyncIterator[bytes]:
        async for chunk in chunked(whole, MB):
            yield chunk
        seen.append(await listed(store))

    await store.put("k", source())
    assert seen == [[]]


@pytest.mark.parametrize("after", [0, 100, 168])
async def test_a_put_that_is_cancelled_while_it_receives_stores_nothing(
    store: BlobStore, place: Place, after: int
) -> None:
    async def source() -> AsyncIterator[bytes]:
        for number in range(169):
            if number == after:
                task.cancel()
            yield bytes(64 * 1024)
            await asyncio.sleep(0)

    task = asyncio.create_task(store.put("k", source()))
    with pytest.raises(asyncio.CancelledError):
        await task
    assert place.traces() == []
    assert await listed(store) == []


@pytest.mark.parametrize("delay", [0, 0.001, 0.03])
async def test_a_put_that_is_cancelled_at_its_end_stores_all_or_nothing(
    store: BlobStore, place: Place, delay: float
) -> None:
    whole = noise(7 * MB)

    async def source() -> AsyncIterator[bytes]:
        async for chunk in chunked(whole):
            yield chunk
        asyncio.get_running_loop().call_later(delay, task.cancel)

    task = asyncio.create_task(store.put("k", source()))
    await asyncio.wait([task])
    assert place.traces() == []
    if await listed(store):
        assert await store.read("k") == whole
    else:
        assert task.cancelled()


async def test_64_puts_at_once(store: BlobStore) -> None:
    wholes = [noise(200_000 + number, number) for number in range(64)]
    stored = await asyncio.gather(*(store.put(f"k/{n:02}", chunked(whole)) for n, whole in enumerate(wholes)))
    assert stored == [Stored(len(whole), sha256(whole).hexdigest()) for whole in wholes]
    assert await asyncio.gather(*(store.read(f"k/{n:02}") for n in range(64))) == wholes
    assert await listed(store, "k/") == [f"k/{n:02}" for n in range(64)]


async def test_puts_of_one_key_leave_one_of_them(store: BlobStore) -> None:
    wholes = [noise(100_000, number) for number in range(8)]
    await asyncio.gather(*(store.put("k", chunked(whole)) for whole in wholes))
    assert await store.read("k") in wholes


async def test_a_reader_of_a_blob_that_is_replaced_gets_one_of_the_two(store: BlobStore) -> None:
    wholes = [bytes([number]) * (3 * MB) for number in range(4)]
    await store.put("k", wholes[0])
    stop = False

    async def replace() -> None:
        while not stop:
            for whole in wholes:
                await store.put("k", chunked(whole))

    replacing = asyncio.create_task(replace())
    try:
        for _ in range(8):
            assert await ranged(store, "k", 0) in wholes
            assert await store.read("k") in wholes
    finally:
        stop = True
        await replacing


async def test_a_reader_keeps_the_blob_that_it_opened(store: BlobStore) -> None:
    old = noise(11 * MB)
    await store.put("k", chunked(old))
    got: list[bytes] = []
    async with aclosing(store.open("k")) as stream:
        try:
            async for chunk in stream:
                if not got:
                    await store.put("k", b"new")
                got.append(chunk)
        except Unavailable:
            assert old.startswith(b"".join(got))
        else:
            assert b"".join(got) == old
    assert await store.read("k") == b"new"


# Facts

# As long as a file's name can be, in the script that takes most bytes.
FACTS = {"file_name": "海" * 250 + ".jpeg", "media_type": "image/jpeg", "empty": ""}


@pytest.mark.parametrize("size", [3, 9 * MB])
async def test_facts_come_and_go_with_the_blob(store: BlobStore, size: int) -> None:
    whole = noise(size)
    await store.put("o/a", chunked(whole), facts=FACTS)
    told = await store.facts("o/a")
    assert told.pop("sha256", "not known before") in (sha256(whole).hexdigest(), "not known before")
    assert told == FACTS
    assert await listed(store) == ["o/a"]
    await store.move("o/a", "q/o/a")
    assert (await store.facts("q/o/a")).items() >= FACTS.items()
    await store.put("o/a", b"another")
    assert await store.facts("o/a") == {}
    for key in ("o/a", "q/o/a"):
        await store.delete(key)
        with pytest.raises(BlobNotFound):
            await store.facts(key)


async def test_the_facts_are_those_of_the_last_put(store: BlobStore) -> None:
    await store.put("a", b"1", facts={"file_name": "1.jpg"})
    await store.put("a", b"2", facts={"file_name": "2.jpg"})
    assert await store.facts("a") == {"file_name": "2.jpg", "sha256": sha256(b"2").hexdigest()}
    await store.put("b", b"3")
    await store.move("b", "a")
    assert await store.facts("a") == {}


async def test_a_put_that_failed_leaves_the_facts_that_were(store: BlobStore, place: Place) -> None:
    await store.put("a", b"1", facts={"file_name": "1.jpg"})
    with pytest.raises(Broken):
        await store.put("a", broken(b"2"), facts={"file_name": "2.jpg"})
    assert (await store.facts("a"))["file_name"] == "1.jpg"
    assert place.traces() == []


# What is not there


async def test_a_missing_blob_is_not_found(store: BlobStore) -> None:
    await store.put("a/b", b"1")
    for key in ("a", "b", "a/c", "a/b.", "c/d/e"):
        for call in (
            ranged(store, key, 0),
            ranged(store, key, 5, 5),
            ranged(store, key, 5, 9),
            store.read(key),
            store.stat(key),
            store.move(key, "to"),
            as_local(store, key),
        ):
            with pytest.raises(BlobNotFound):
                await call
    assert await listed(store) == ["a/b"]


async def test_not_found_is_raised_at_the_first_step(store: BlobStore) -> None:
    stream = store.open("k")
    with pytest.raises(BlobNotFound):
        await anext(stream)


# Ranges


@pytest.mark.parametrize("size", [0, 1000, 2 * CHUNK + 5])
@relaxed
@given(data=st.data())
async def test_a_range_is_the_slice(store: BlobStore, size: int, data: st.DataObject) -> None:
    whole = noise(size)
    if f"k{size}" not in await listed(store):
        await store.put(f"k{size}", whole)
    start = data.draw(st.integers(0, size + 10))
    end = data.draw(st.none() | st.integers(0, size + 10))
    assert await ranged(store, f"k{size}", start, end) == whole[start:end]


# delete


async def test_delete(store: BlobStore) -> None:
    await store.put("a/b/c", b"1")
    await store.put("a/d", b"2")
    await store.delete("a/b/c")
    with pytest.raises(BlobNotFound):
        await store.read("a/b/c")
    assert await listed(store) == ["a/d"]
    await store.put("a/b", b"3")
    assert await store.read("a/b") == b"3"


async def test_deleting_what_is_not_there_is_no_error(store: BlobStore) -> None:
    await store.put("a/b", b"1")
    for key in ("a", "b", "a/c", "a/b/c"):
        await store.delete(key)
    assert await listed(store) == ["a/b"]


# list

TRICKY = ["B", "a", "a-/x", "a-b", "a.b/c/d", "a.c", "aa/0", "ab", "b/A", "b/_", "b/a", "b/a-", "b/a0/z", "b/a_"]


async def test_list_is_sorted_by_key(store: BlobStore) -> None:
    shuffled = random.sample(TRICKY, len(TRICKY))
    await asyncio.gather(*(store.put(key, key.encode()) for key in shuffled))
    stats = [stat async for stat in store.list("")]
    assert [stat.key for stat in stats] == TRICKY
    assert [stat.size for stat in stats] == [len(key) for key in TRICKY]
    listed_at, stat_at = (parse_instant(stat.modified_at) for stat in (stats[0], await store.stat("B")))
    assert abs(listed_at - stat_at) <= timedelta(seconds=1)  # S3 tells one with milliseconds, the other without


async def test_list_by_prefix(store: BlobStore) -> None:
    await asyncio.gather(*(store.put(key, b"") for key in TRICKY))
    for prefix in ("b/", "b/a0/", "a.b/", "aa/", "a/", "c/", "a/b/c/"):
        assert await listed(store, prefix) == [key for key in TRICKY if key.startswith(prefix)]


async def test_what_is_no_folder_prefix_is_refused(store: BlobStore) -> None:
    for prefix in ("a", "b/a", "/", "a//", "../"):
        with pytest.raises(ValueError, match="not a"):
            await listed(store, prefix)


async def test_a_long_list_is_complete_while_others_come_and_go(store: BlobStore) -> None:
    stay = [f"k/{number:02}" for number in range(60)]
    await asyncio.gather(*(store.put(key, b"1") for key in stay))
    stop = False

    async def churn() -> None:
        while not stop:
            for number in range(0, 60, 7):
                await store.put(f"k/{number:02}x/y", b"2")
                await store.delete(f"k/{number:02}x/y")

    churning = asyncio.create_task(churn())
    try:
        for _ in range(2):
            seen = await listed(store, "k/")
            assert seen == sorted(set(seen))
            assert [key for key in seen if not key.endswith("/y")] == stay
    finally:
        stop = True
        await churning


async def test_a_list_can_be_left_early(store: BlobStore) -> None:
    await asyncio.gather(*(store.put(f"k/{number}", b"1") for number in range(5)))
    async with aclosing(store.list("")) as stream:
        assert (await anext(stream)).key == "k/0"


# move


@pytest.mark.parametrize("size", [5, 11 * MB])
async def test_move(store: BlobStore, size: int) -> None:
    whole, at = noise(size), "a/k"
    await store.put(at, chunked(whole))
    for to in ("a/k2", "b", "x/y/z"):
        await store.move(at, to)
        assert await listed(store) == [to]
        at = to
    assert await store.read(at) == whole


async def test_move_replaces_the_target(store: BlobStore) -> None:
    await store.put("a", b"1")
    await store.put("b", b"22")
    await store.move("a", "b")
    assert await listed(store) == ["b"]
    assert await store.read("b") == b"1"


async def test_a_key_moved_to_itself_stays(store: BlobStore) -> None:
    await store.put("a/b", b"1")
    await store.move("a/b", "a/b")
    assert await store.read("a/b") == b"1"
    with pytest.raises(BlobNotFound):
        await store.move("a/c", "a/c")


async def test_a_failed_move_leaves_the_target(store: BlobStore) -> None:
    await store.put("b", b"2")
    with pytest.raises(BlobNotFound):
        await store.move("a", "b")
    assert await store.read("b") == b"2"


# local


async def test_a_local_file_has_the_bytes(store: BlobStore) -> None:
    whole = noise(2 * MB)
    await store.put("a/b", chunked(whole))
    async with store.local("a/b") as path:
        assert await asyncio.to_thread(path.read_bytes) == whole
    assert await store.read("a/b") == whole


# The event loop, and memory

_opened_by: list[int] | None = None


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if _opened_by is not None and event in {"open", "os.rename", "os.remove", "os.scandir", "socket.connect"}:
        _opened_by.append(threading.get_ident())


sys.addaudithook(_audit)


@contextmanager
def watched() -> Iterator[list[int]]:
    """The threads that touch a file or socket."""
    global _opened_by
    seen: list[int] = []
    _opened_by = seen
    try:
        yield seen
    finally:
        _opened_by = None


async def test_files_and_sockets_are_touched_in_other_threads_only(store: BlobStore) -> None:
    with watched() as seen:
        await store.put("a/b", chunked(noise(3 * MB)))
        await store.read("a/b")
        await ranged(store, "a/b", 5)
        await store.stat("a/b")
        await listed(store)
        await store.move("a/b", "c/d")
        async with store.local("c/d"):
            pass
        await store.check()
        await store.delete("c/d")
    assert threading.get_ident() not in seen
    assert seen


async def test_a_whole_blob_is_never_in_memory(store: BlobStore) -> None:
    chunk = noise(64 * 1024)

    async def source() -> AsyncIterator[bytes]:
        for _ in range(1280):
            yield chunk

    tracemalloc.start()
    try:
        await store.put("k", source())
        async for _ in store.open("k"):
            pass
        async with store.local("k"):
            pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (await store.stat("k")).size == 80 * 2**20
    assert peak < 40 * 2**20  # two parts of 8 MiB, the SDK's and the socket's copies of one, and what waits


# Life and death


async def test_another_store_sees_what_was_put(store: BlobStore, place: Place) -> None:
    await store.put("a/b", b"1")
    other = open_store(place.address)
    try:
        assert await other.read("a/b") == b"1"
        await other.put("c", b"2")
    finally:
        await other.close()
    assert await listed(store) == ["a/b", "c"]


async def test_check_of_a_healthy_store(store: BlobStore) -> None:
    await store.check()
    assert await listed(store) == []


@pytest.mark.parametrize("acknowledged", [1, 15])
async def test_every_acknowledged_blob_survives_a_kill(place: Place, acknowledged: int) -> None:
    writer = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.conformance.blob_writer", place.address, stdout=asyncio.subprocess.PIPE
    )
    assert writer.stdout
    keys = [(await writer.stdout.readline()).decode().strip() for _ in range(acknowledged)]
    writer.kill()
    keys += (await writer.stdout.read()).decode().split()
    await writer.wait()
    store = open_store(place.address)
    try:
        there = await listed(store)
        assert set(keys) <= set(there)
        for key in there:
            assert await store.read(key) == written_blob(key)
    finally:
        await store.close()

"""What the embedded index promises beyond the contract: the protocol of its disk."""

import asyncio
import contextlib
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from shared.domain.ids import new_id
from shared.errors import Unavailable
from shared.vectors.base import Dense, Point, Space
from shared.vectors.sqlite import SqliteVectorIndex
from tests.failing import denied_once

ROOT = Path(__file__).parents[3]
DENSE, SPARSE = Space("image", 16, one_bit=True), Space("words", 0, idf=True)


def unit(seed: int) -> Dense:
    vector = np.random.default_rng(seed).standard_normal(DENSE.dimension).astype(np.float32)
    return vector / np.linalg.norm(vector)


@contextlib.asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[SqliteVectorIndex]:
    index = await SqliteVectorIndex.open(folder)
    try:
        await index.ensure(DENSE)
        await index.ensure(SPARSE)
        yield index
    finally:
        await index.close()


async def found(index: SqliteVectorIndex, vector: Dense, limit: int = 5) -> list[str]:
    return [hit.id for hit in await index.search(DENSE.name, "me", vector, limit=limit)]


CHILD = """
import asyncio, sys
from pathlib import Path
from shared.vectors.base import Point
from shared.vectors.sqlite import SqliteVectorIndex
from shared.domain.ids import new_id
from tests.shared.vectors.test_sqlite import DENSE, SPARSE, unit

async def write(index, worker):
    for turn in range(100000):
        seed, id = worker * 100000 + turn, new_id()
        await index.upsert(DENSE.name, [Point(id, "me", unit(seed))])
        await index.upsert(SPARSE.name, [Point(id, "me", {f"word{seed}": 1.0})])
        gone = turn % 5 == 4
        if gone:
            await index.delete([id])
        print(seed, id, int(gone), flush=True)
        await index.search(DENSE.name, "me", unit(seed), limit=1)

async def main():
    index = await SqliteVectorIndex.open(Path(sys.argv[1]))
    await index.ensure(DENSE)
    await index.ensure(SPARSE)
    await asyncio.gather(*(write(index, worker) for worker in range(8)))

asyncio.run(main())
"""


@pytest.mark.parametrize("acknowledged", [1, 150])
async def test_what_was_acknowledged_outlives_a_kill(tmp_path: Path, acknowledged: int) -> None:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CHILD, str(tmp_path), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert child.stdout
    try:
        lines = [await child.stdout.readline() for _ in range(acknowledged)]
    finally:
        child.send_signal(signal.SIGKILL)
        lines += (await child.stdout.read()).splitlines()
        await child.wait()
    assert set(os.listdir(tmp_path)) == {"vectors.sqlite", "vectors.sqlite-wal"}
    async with opened(tmp_path) as index:
        for seed, point, gone in (line.decode().split() for line in lines if len(line.split()) == 3):
            dense = (await found(index, unit(int(seed)), limit=1)) == [point]
            words = [hit.id for hit in await index.search(SPARSE.name, "me", {f"word{seed}": 1.0}, limit=1)] == [point]
            assert dense is words is (gone == "0")
    assert len(lines) >= acknowledged


async def filled(folder: Path, count: int) -> list[str]:
    async with opened(folder) as index:
        points = [Point(new_id(), "me", unit(seed)) for seed in range(count)]
        await index.upsert(DENSE.name, points)
        await found(index, unit(0))
    return [point.id for point in points]


async def test_a_start_reads_the_segment_and_what_came_since(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.vectors.segment.LOOKED_AT", 50)
    ids = await filled(tmp_path, 60)
    file = tmp_path / "image.segment"
    written = file.stat().st_mtime_ns
    async with opened(tmp_path) as index:
        late = new_id()
        await index.upsert(DENSE.name, [Point(late, "me", unit(100)), Point(ids[1], "you", unit(1))])
        await index.delete([ids[0]])
    async with opened(tmp_path) as index:
        assert await found(index, unit(100), limit=1) == [late]
        assert sorted(await found(index, unit(0), limit=100)) == sorted([late, *ids[2:]])
        assert [hit.id for hit in await index.search(DENSE.name, "you", unit(1), limit=9)] == [ids[1]]
        await index.upsert(DENSE.name, [Point(ids[0], "me", unit(0))])
    async with opened(tmp_path) as index:
        assert await found(index, unit(0), limit=1) == [ids[0]]
    assert file.stat().st_mtime_ns == written, "nothing was written anew"


async def test_a_start_reads_the_words_and_what_came_since(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.vectors.segment.LOOKED_AT", 50)
    ids = sorted(new_id() for _ in range(60))
    file = tmp_path / f"{SPARSE.name}.segment"

    async def holding(index: SqliteVectorIndex, word: str, owner: str = "me") -> list[str]:
        return [hit.id for hit in await index.search(SPARSE.name, owner, {word: 1.0}, limit=100)]

    async with opened(tmp_path) as index:
        points = [Point(id, "me", {"sea": 1.0, f"only {at}": 1.0}) for at, id in enumerate(ids)]
        await index.upsert(SPARSE.name, points)
        assert await holding(index, "sea") == ids
    written = file.stat().st_mtime_ns
    async with opened(tmp_path) as index:
        await index.upsert(SPARSE.name, [Point(ids[1], "you", {"sea": 1.0}), Point(ids[2], "me", {"land": 1.0})])
        await index.delete([ids[0]])
    async with opened(tmp_path) as index:
        assert await holding(index, "sea") == ids[3:]
        assert await holding(index, "only 2") == await holding(index, "only 0") == []
        assert await holding(index, "land") == [ids[2]]
        assert await holding(index, "sea", "you") == [ids[1]]
        assert file.stat().st_mtime_ns == written, "nothing was written anew"
        await index.compact()
        assert file.stat().st_mtime_ns != written, "it held what is gone"
        assert await holding(index, "sea") == ids[3:]


@pytest.mark.parametrize("how", ["absent", "damaged", "newer than the rows", "of lost rows"])
async def test_a_segment_heals_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    monkeypatch.setattr("shared.vectors.segment.LOOKED_AT", 50)
    ids = await filled(tmp_path, 60)
    file = tmp_path / "image.segment"
    if how == "damaged":
        content = bytearray(file.read_bytes())
        content[4] ^= 255
        file.write_bytes(content)
    elif how == "absent":
        file.unlink()
    else:
        changed = "update space set revision = 0" if how == "newer than the rows" else "delete from identity"
        with contextlib.closing(sqlite3.connect(tmp_path / "vectors.sqlite")) as rows, rows:
            rows.execute(changed)
    async with opened(tmp_path) as index:
        assert sorted(await found(index, unit(3), limit=100)) == sorted(ids)
        assert (await found(index, unit(3), limit=1)) == [ids[3]]
    assert file.exists()


async def test_a_file_of_the_first_release_is_taken_over(tmp_path: Path) -> None:
    point = new_id()
    with contextlib.closing(sqlite3.connect(tmp_path / "vectors.sqlite")) as rows, rows:
        rows.execute(
            "create table space (name text primary key, dimension integer not null, idf integer not null) strict"
        )
        rows.execute(
            "create table point (id text not null, space text not null, owner text not null, vector blob not null,"
            " unique (space, id)) strict"
        )
        rows.execute("create index point_of_owner on point (space, owner)")
        rows.execute("insert into space values ('image', 16, 0)")
        rows.execute("insert into point values (?, 'image', 'me', ?)", (point, unit(1).astype("<f2").tobytes()))
    async with opened(tmp_path) as index:
        assert await found(index, unit(1)) == [point]
        await index.upsert(DENSE.name, [Point(new_id(), "me", unit(2))])
        assert len(await found(index, unit(1))) == 2
        assert {group for id, _, group in [each async for each in index.scroll("image")] if id == point} == {point}
        await index.delete(groups=[point])
        assert len(await found(index, unit(1))) == 1


async def test_groups_are_told_from_the_segment_and_from_what_came_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.vectors.segment.LOOKED_AT", 50)
    photos = [new_id() for _ in range(20)]
    faces = Space("faces", 16, grouped=True)
    points = [Point(new_id(), "me", unit(seed), photos[seed % 20]) for seed in range(60)]
    async with opened(tmp_path) as index:
        await index.ensure(faces)
        await index.upsert(faces.name, points)
        await index.search(faces.name, "me", unit(0), limit=1)
    assert (tmp_path / "faces.segment").exists()
    async with opened(tmp_path) as index:
        await index.upsert(faces.name, [Point(new_id(), "me", unit(99), photos[7])])
        await index.delete(groups=[photos[3]])
        hits = await index.search(faces.name, "me", unit(99), limit=40, best_per_group=True)
        assert hits[0].group == photos[7]
        assert sorted(hit.group for hit in hits) == sorted({*photos} - {photos[3]})
        hits = await index.search(faces.name, "me", unit(99), limit=40, among=photos[5:8])
        assert sorted({hit.group for hit in hits}) == sorted(photos[5:8])
        assert len(hits) == 10


async def test_a_second_opener_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.vectors.rows._LOCK_SECONDS", 0.05)
    async with opened(tmp_path):
        with pytest.raises(Unavailable, match="Another process"):
            await SqliteVectorIndex.open(tmp_path)
    async with opened(tmp_path) as index:
        await index.check()


async def test_a_damaged_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "vectors.sqlite").write_bytes(b"garbage" * 4096)
    with pytest.raises(Unavailable, match=r"is damaged: file is not a database\."):
        await SqliteVectorIndex.open(tmp_path)


async def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match="cannot be used"):
        await SqliteVectorIndex.open(tmp_path / "file" / "vectors")


async def test_a_folder_that_vanishes_is_noticed(tmp_path: Path) -> None:
    async with opened(tmp_path / "vectors") as index:
        await index.upsert(DENSE.name, [Point(new_id(), "me", unit(1))])
        await index.search(DENSE.name, "me", unit(1), limit=1)
        shutil.rmtree(tmp_path / "vectors")
        with pytest.raises(Unavailable, match="gone"):
            await index.check()


async def test_upserts_that_wait_share_a_commit(tmp_path: Path) -> None:
    async with opened(tmp_path) as index:
        statements: list[str] = []
        await index._in_thread(index._rows._db.set_trace_callback, statements.append)
        points = [Point(new_id(), "me", unit(seed)) for seed in range(200)]
        await asyncio.gather(*(index.upsert(DENSE.name, [point]) for point in points))
        commits = [statement for statement in statements if statement.lower() == "commit"]
        assert 1 <= len(commits) <= 100
        assert sorted(await found(index, unit(0), limit=500)) == [point.id for point in points]


async def test_a_commit_and_a_rollback_that_fail_cost_nothing_after_them(tmp_path: Path) -> None:
    async with opened(tmp_path) as index:
        lost, kept = (Point(new_id(), "me", unit(seed)) for seed in range(2))
        await index._in_thread(index._rows._db.set_authorizer, denied_once("COMMIT", "ROLLBACK"))
        with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
            await index.upsert(DENSE.name, [lost])
        await index.upsert(DENSE.name, [kept])
        assert await found(index, unit(0)) == [kept.id]


async def test_a_cancelled_caller_takes_nobody_along(tmp_path: Path) -> None:
    async with opened(tmp_path) as index:
        points = [Point(new_id(), "me", unit(seed)) for seed in range(3)]
        first, second, third = (asyncio.create_task(index.upsert(DENSE.name, [point])) for point in points)
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.gather(first, third)
        with pytest.raises(asyncio.CancelledError):
            await second
        assert {points[0].id, points[2].id} <= set(await found(index, unit(0)))


async def test_a_search_never_misses_a_point_that_is_being_replaced(tmp_path: Path) -> None:
    async with opened(tmp_path) as index:
        points = [Point(new_id(), "me", unit(seed)) for seed in range(50)]
        await index.upsert(DENSE.name, points)
        expected = [point.id for point in points]

        async def replace() -> None:
            for _ in range(60):
                await index.upsert(DENSE.name, points)

        replacing = asyncio.create_task(replace())
        searches = 0
        while not replacing.done():
            assert sorted(await found(index, unit(0), limit=90)) == expected
            searches += 1
        await replacing
        assert searches > 5


async def test_what_is_buried_does_not_pile_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.vectors.over._LEAST", 1024)
    async with opened(tmp_path) as index:
        points = [Point(new_id(), "me", unit(seed)) for seed in range(300)]
        for _ in range(8):
            await index.upsert(DENSE.name, points)
            await index.upsert(SPARSE.name, [Point(point.id, "me", {"sea": 1.0}) for point in points])
            for seed in (0, 299):
                assert (await found(index, unit(seed)))[0] == points[seed].id
            hits = await index.search(SPARSE.name, "me", {"sea": 1.0}, limit=500)
            assert [hit.id for hit in hits] == [point.id for point in points]
        slots = [made._since for made in index._made.values()]
        assert all(len(each) < 300 + 1024 + 300 for each in slots)


async def test_closing_finishes_what_was_asked(tmp_path: Path) -> None:
    index = await SqliteVectorIndex.open(tmp_path)
    await index.ensure(DENSE)
    points = [Point(new_id(), "me", unit(seed)) for seed in range(20)]
    asked = [asyncio.create_task(index.upsert(DENSE.name, [point])) for point in points]
    await asyncio.sleep(0.01)
    await index.close()
    done = await asyncio.gather(*asked, return_exceptions=True)
    async with opened(tmp_path) as index:
        there = await found(index, unit(0), limit=50)
    assert sorted(there) == [point.id for point, error in zip(points, done, strict=True) if error is None]


@pytest.mark.parametrize("count", [3, 2500], ids=["rows", "segment"])
async def test_compacted_the_files_hold_nothing_of_what_is_gone(tmp_path: Path, count: int) -> None:
    ids = [new_id() for _ in range(count)]
    async with opened(tmp_path) as index:
        await index.upsert(DENSE.name, [Point(id, "me", unit(seed)) for seed, id in enumerate(ids)])
        await found(index, unit(0))  # a segment is made for who asks
        await index.delete([ids[0]])
        await index.upsert(DENSE.name, [Point(ids[1], "me", unit(count))])
        marks = [unit(seed).astype("<f2").tobytes() for seed in (0, 1)]
        assert any(mark in text for mark in marks for text in texts(tmp_path)), "else nothing is shown"
        await index.compact()
        assert not any(mark in text for mark in marks for text in texts(tmp_path))
        assert await found(index, unit(count), 1) == [ids[1]]
        assert await found(index, unit(2), 1) == [ids[2]]
        await index.delete(ids)
        await index.compact()
        assert await found(index, unit(2)) == []
        assert unit(2).astype("<f2").tobytes() not in b"".join(texts(tmp_path))


def texts(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in folder.iterdir()]

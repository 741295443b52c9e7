import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest

from shared.catalog.founding import FOUNDING, Foundings
from shared.catalog.photos import PHOTOS
from shared.catalog.sqlite import SqliteCatalog
from shared.catalog.sqlite_snapshot import photos_in
from shared.domain.photo import new_photo, to_doc
from shared.errors import Damaged, Transient
from shared.runtime.snapshots import Snapshots, kept
from tests.failing import ERRORS, failing, needs_strace

SUNDAY = date(2026, 11, 29)


def before(*days: int) -> set[date]:
    return {SUNDAY - timedelta(days=day) for day in days}


@pytest.mark.parametrize(
    ("there", "stay"),
    [
        ((), ()),
        ((0,), (0,)),
        ((0, 1, 2), (0, 1)),  # one week
        ((0, 1, 2, 6, 7, 8, 13, 14, 15, 21), (0, 1, 7, 14)),  # a day each: this week began six days ago
        ((0, 9, 30, 31, 300, 400), (0, 9, 30, 300)),  # the last two are of two weeks; then those before
        ((40, 41, 42, 400), (40, 41, 42, 400)),
    ],
)
def test_two_are_kept_by_day_and_two_by_week(there: tuple[int, ...], stay: tuple[int, ...]) -> None:
    assert kept(before(*there), SUNDAY) == before(*stay)


def test_after_any_number_of_days_there_is_one_of_a_week_ago() -> None:
    there: set[date] = set()
    for number in range(60):
        today = SUNDAY + timedelta(days=number)
        there = kept({*there, today}, today)
        if number > 21:
            assert len(there) == 4
            assert {today, today - timedelta(days=1)} <= there
            assert 7 < (today - min(there)).days < 21


def test_a_day_that_has_not_come_pushes_none_out_and_is_kept_until_then() -> None:
    there = before(0, 1, -400, -401)
    assert kept(there, SUNDAY) == there
    assert kept(there, SUNDAY + timedelta(days=401)) == there - before(1)


class Library:
    """A catalog in use."""

    def __init__(self, home: Path, catalog: SqliteCatalog) -> None:
        self.snapshots = Snapshots(home)
        self.catalog = catalog
        self.foundings = Foundings(catalog)

    async def add(self, name: str) -> None:
        photo = new_photo(id=name, owner="me", sha256=name, file_name="a.jpg", media_type="image/jpeg", bytes=1)
        await self.catalog.insert(PHOTOS.name, to_doc(photo))

    async def look(self, day: int = 0) -> bool:
        return await self.snapshots.look(SUNDAY + timedelta(days=day), self.foundings)


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    library = await opened(tmp_path)
    yield library
    await library.catalog.close()


async def opened(home: Path) -> Library:
    catalog = await SqliteCatalog.open(home / "catalog.sqlite")
    await catalog.declare(PHOTOS, FOUNDING)
    return Library(home, catalog)


async def test_one_a_day_where_something_has_changed(library: Library, tmp_path: Path) -> None:
    assert not await library.look(), "there is nothing yet"
    await library.add("a")
    assert await library.look()
    await library.add("b")
    assert not await library.look(), "of this day there is one"
    assert await library.look(1)
    assert not await library.look(2)
    days = library.snapshots.days()
    assert {day: photos_in(path) for day, path in days.items()} == {SUNDAY + timedelta(days=1): 2, SUNDAY: 1}
    assert [path.stat().st_mode & 0o777 for path in (library.snapshots.folder, *days.values())] == [
        0o700, 0o600, 0o600,
    ]  # fmt: skip

    await library.catalog.close()  # folds the log into the file, which is then written to
    again = await opened(tmp_path)
    assert not await again.look(3)
    await again.add("c")
    assert await again.look(3)
    await again.catalog.close()


async def test_renewed_they_are_one_of_what_is_there(library: Library) -> None:
    await library.add("a")
    await library.look()
    await library.add("b")
    await library.look(1)
    (library.snapshots.folder / "2026-01-01.draft").write_bytes(b"a crash left it")
    await library.add("c")
    making = asyncio.create_task(library.look(2))
    await library.snapshots.renew(SUNDAY + timedelta(days=2), library.foundings)
    await making
    assert [photos_in(path) for path in library.snapshots.days().values()] == [3]
    assert [path.name for path in library.snapshots.folder.iterdir()] == [f"{SUNDAY + timedelta(days=2)}.sqlite"]


async def test_a_draft_that_a_crash_left_is_no_snapshot_and_goes(library: Library) -> None:
    library.snapshots.folder.mkdir()
    draft = library.snapshots.folder / "2026-11-28.draft"
    draft.write_bytes(b"half")
    (library.snapshots.folder / "notes.sqlite").write_bytes(b"of its owner")
    assert library.snapshots.days() == {}
    await library.add("a")
    assert await library.look()
    assert sorted(path.name for path in library.snapshots.folder.iterdir()) == ["2026-11-29.sqlite", "notes.sqlite"]


async def test_those_that_are_not_kept_go(library: Library) -> None:
    for day in range(4):
        await library.add(f"{day}")
        assert await library.look(day)
    assert [(SUNDAY - day).days for day in library.snapshots.days()] == [-3, -2, 0]


async def test_want_of_room_is_told_once(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await library.add("a")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))
    for _ in range(3):
        assert not await library.look()
    (told,) = caplog.messages
    assert "make room there" in told
    assert list(library.snapshots.folder.iterdir()) == []


async def test_a_damaged_catalog_pushes_no_snapshot_out(
    library: Library, tmp_path_factory: pytest.TempPathFactory
) -> None:
    await library.add("a")
    assert await library.look()
    await library.catalog.close()
    readable = await opened(tmp_path_factory.mktemp("home"))
    library.foundings = readable.foundings
    os.truncate(library.snapshots.catalog, library.snapshots.catalog.stat().st_size // 2)
    with pytest.raises(Damaged):
        await library.look(1)
    assert list(library.snapshots.days()) == [SUNDAY]
    await readable.catalog.close()


async def test_none_is_made_while_originals_have_no_record(library: Library) -> None:
    await library.add("a")
    await library.foundings.write("")
    await library.foundings.count(3)
    assert not await library.look()
    await library.foundings.count(0)
    assert await library.look()


@needs_strace
@pytest.mark.parametrize("error", ERRORS)
async def test_each_call_of_a_snapshot_fails_once(library: Library, tmp_path: Path, error: str) -> None:
    await library.add("0")
    assert await library.look()
    before = library.snapshots.folder / f"{SUNDAY}.sqlite"
    today = library.snapshots.folder / f"{SUNDAY + timedelta(days=1)}.sqlite"
    drafts = [today.with_suffix(end) for end in (".draft", ".draft-journal")]
    paths = [tmp_path / "catalog.sqlite", tmp_path / "catalog.sqlite-wal", today.parent, today, *drafts]
    photos = 1
    for call in ("mkdir", "openat", "pread64", "pwrite64", "fdatasync", "unlink", "utimensat", "fsync", "rename"):
        # There are many of SQLite's, and to it most errors are one: three share them.
        first, step = (1 + ERRORS.index(error), 3) if call in ("pread64", "pwrite64") else (1, 1)
        for number in count(first, step):
            await library.add(f"{call} {number}")
            photos += 1
            with failing(os.getpid(), [call], error, when=str(number), paths=paths) as failed:
                [outcome] = await asyncio.gather(library.look(1), return_exceptions=True)
            assert isinstance(outcome, bool | Transient), "above all, the catalog is not damaged"
            await library.look(1)
            assert photos_in(today) == photos, f"{call} {number}"
            today.unlink()
            if not failed:
                break
        assert number > first, f"{call} was never called"
        assert sorted(today.parent.iterdir()) == [before]

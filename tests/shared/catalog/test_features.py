from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from shared.catalog.features import DIRTY_KEYS, NOTES, DirtyKeys, Notes
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.features import Note, Seen


@pytest.fixture
async def catalog(tmp_path: Path) -> AsyncIterator[SqliteCatalog]:
    catalog = await SqliteCatalog.open(tmp_path / "catalog.sqlite")
    await catalog.declare(DIRTY_KEYS, NOTES)
    yield catalog
    await catalog.close()


def note(rev: int, day: str = "2023-07-14") -> Note:
    return Note(photo="a", owner="me", rev=rev, table="t", seen={"days": Seen((day,), "d")})


async def test_a_key_marked_twice_is_one_and_work_on_the_first_marking_does_not_clear_it(
    catalog: SqliteCatalog,
) -> None:
    keys = DirtyKeys(catalog)
    await keys.mark("me", [("days", "2023-07-14")])
    [before] = await keys.page("me", "days", after=None, limit=10, tries=3)
    await keys.mark("me", [("days", "2023-07-14")])
    assert await keys.count() == {"days": 1}
    assert not await keys.clear(before)
    [after] = await keys.page("me", "days", after=None, limit=10, tries=3)
    assert await keys.clear(after)
    assert not await keys.clear(after)
    assert await keys.count() == {}


async def test_pages_are_greatest_first_of_one_feature_and_owner(catalog: SqliteCatalog) -> None:
    keys = DirtyKeys(catalog)
    await keys.mark("me", [("days", f"2023-07-{day}") for day in range(10, 15)] + [("similar", "2023-07-12")])
    await keys.mark("you", [("days", "2023-07-12")])
    seen: list[str] = []
    while page := await keys.page("me", "days", after=seen[-1] if seen else None, limit=2, tries=3):
        seen += [key.key for key in page]
    assert seen == [f"2023-07-{day}" for day in range(14, 9, -1)]


async def test_each_library_with_work_is_named_once(catalog: SqliteCatalog) -> None:
    keys = DirtyKeys(catalog)
    for owner in ("b", "a", "a and more"):
        await keys.mark(owner, [("days", f"{owner} {n}") for n in range(3)])
    await keys.mark("only another feature's", [("similar", "x")])
    await keys.mark("broken", [("days", "x")])
    [broken] = await keys.page("broken", "days", after=None, limit=1, tries=1)
    await keys.failed(broken, "no")
    assert [owner async for owner in keys.owners("days", tries=1)] == ["a", "a and more", "b"]
    assert await keys.count() == {"days": 10, "similar": 1}


async def test_what_failed_too_often_waits_for_its_next_marking(catalog: SqliteCatalog) -> None:
    keys = DirtyKeys(catalog)
    await keys.mark("me", [("days", "a")])
    for failures in range(3):
        [key] = await keys.page("me", "days", after=None, limit=10, tries=3)
        assert key.failures == failures
        await keys.failed(key, "broken")
    assert await keys.page("me", "days", after=None, limit=10, tries=3) == []
    await keys.mark("me", [("days", "a")])
    [key] = await keys.page("me", "days", after=None, limit=10, tries=3)
    assert (key.failures, key.error) == (0, "")


async def test_a_failure_of_an_earlier_marking_is_forgotten(catalog: SqliteCatalog) -> None:
    keys = DirtyKeys(catalog)
    await keys.mark("me", [("days", "a")])
    [old] = await keys.page("me", "days", after=None, limit=10, tries=3)
    await keys.mark("me", [("days", "a")])
    await keys.failed(old, "broken")
    [key] = await keys.page("me", "days", after=None, limit=10, tries=3)
    assert key.failures == 0


async def test_a_note_is_written_only_over_the_one_that_was_read(catalog: SqliteCatalog) -> None:
    notes = Notes(catalog)
    assert await notes.write(note(1), over=None)
    assert not await notes.write(note(2), over=None), "somebody else was quicker"
    assert await notes.write(note(3), over=note(1))
    assert not await notes.write(note(2), over=note(1))
    assert (await notes.get_many(["a", "b"])) == {"a": note(3)}
    assert not await notes.forget(note(1))
    assert await notes.forget(note(3))
    assert await notes.count() == 0


async def test_notes_are_paged_by_photo(catalog: SqliteCatalog) -> None:
    notes = Notes(catalog)
    for photo in "cab":
        await notes.write(msgspec.structs.replace(note(1), photo=photo), over=None)
    first = await notes.page(after="", limit=2)
    rest = await notes.page(after=first[-1].photo, limit=2)
    assert [each.photo for each in first + rest] == ["a", "b", "c"]
    assert await notes.count() == 3

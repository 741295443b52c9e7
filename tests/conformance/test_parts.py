"""Parts and their notes on every catalog: in pages, of one run at a time, gone with their photo."""

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from shared.catalog.base import Catalog
from shared.catalog.parts import PART_NOTES, PARTS, Parts
from shared.catalog.photos import PHOTOS, Photos
from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.part import Part, new_run, summary
from shared.domain.photo import Mark, Photo, new_photo, to_doc
from shared.errors import NotFound
from shared.pipeline import STAGES

from .catalogs import ADAPTERS, EVERY_ADAPTER


@pytest.fixture(params=EVERY_ADAPTER)
async def catalog(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Catalog]:
    async with ADAPTERS[request.param](request, tmp_path) as opens:
        catalog = await opens()
        await catalog.declare(PHOTOS, PARTS, PART_NOTES)
        yield catalog


@pytest.fixture
def parts(catalog: Catalog) -> Parts:
    return Parts(catalog)


def photo(owner: str = "me") -> Photo:
    id = new_id()
    return new_photo(id=id, owner=owner, sha256=id, file_name="a", media_type="image/jpeg", bytes=1)


def found(photo: Photo, run: str, count: int, stage: str = "faces") -> list[Part]:
    return [
        Part(
            id=new_id(), photo=photo.id, owner=photo.owner, stage=stage, run=run, position=position,
            facts={"box": [0.5, 1, 2, 3], "name": "Ärger"}, blobs=("chip",), spaces=("faces-1",),
        )
        for position in range(count)
    ]  # fmt: skip


async def test_a_photo_shows_the_pages_of_the_run_that_its_mark_tells(parts: Parts) -> None:
    plain, run, other = photo(), new_run(1, "old"), new_run(2, "new")
    old, new = found(plain, run, 3), found(plain, other, 5)
    await parts.write([*reversed(old), *new, *found(plain, run, 2, "things"), *found(photo(), run, 1)])
    mark = Mark("done", 2, instant())
    marked = msgspec.structs.replace(plain, found={"faces": summary(other, 5)}, stages={"faces": mark})
    assert await parts.page(plain.id, "faces", run, limit=9) == old
    first = await parts.visible(marked, "faces", limit=2)
    rest = await parts.visible(marked, "faces", after=(first[-1].position, first[-1].key), limit=9)
    assert first + rest == new
    assert await parts.visible(plain, "faces", limit=9) == []
    pages = [page async for page in parts.of_all_runs(plain.id, "faces")]
    assert sorted(part.key for page in pages for part in page) == sorted(part.key for part in old + new)
    assert await parts.at([new[1].point, new_id(), old[0].point]) == {new[1].point: new[1], old[0].point: old[0]}


async def test_an_owner_has_pages_too(parts: Parts) -> None:
    mine, run = photo(), new_run(1, "model")
    each = found(mine, run, 4)
    await parts.write([*each, *found(photo("you"), run, 1), *found(mine, run, 1, "things")])
    first = await parts.of_owner("me", "faces", limit=3)
    assert first + await parts.of_owner("me", "faces", after=first[-1].key, limit=3) == each
    again = msgspec.structs.replace(each[1], run=new_run(2, "model"))
    await parts.write([again])
    assert sorted(part.run for part in await parts.called("me", "faces", each[1].id)) == sorted([run, again.run])
    assert await parts.called("you", "faces", each[1].id) == await parts.called("me", "faces", new_id()) == []


async def test_writing_again_replaces_and_removing_removes(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.catalog.parts._PAGE", 2)
    here, there, run = photo(), photo(), new_run(1, "model")
    mine, theirs = found(here, run, 5), found(there, run, 3)
    await parts.write([*mine, *theirs])
    changed = msgspec.structs.replace(mine[0], facts={"name": "Anna"})
    await parts.write([changed])
    assert await parts.page(here.id, "faces", run, limit=9) == [changed, *mine[1:]]
    await parts.remove([part.key for part in mine[:3]])
    assert await parts.page(here.id, "faces", run, limit=9) == mine[3:]
    await parts.remove_of(here.id)
    assert await parts.page(here.id, "faces", run, limit=9) == []
    assert await parts.page(there.id, "faces", run, limit=9) == theirs


async def test_what_is_said_of_a_part_lasts_until_its_photo_goes(catalog: Catalog, parts: Parts) -> None:
    photos, mine, other = Photos(catalog, STAGES), photo(), photo()
    for each in (mine, other):
        await catalog.insert(PHOTOS.name, to_doc(each))
    one, two = sorted([new_id(), new_id()])
    await parts.notes.say(one, mine, {"person": "anna", "rejected": ["ben"]})
    await parts.notes.say(one, mine, {"person": None, "confirmed": True})
    await parts.notes.say(two, mine, {"drawn": True})
    await parts.notes.say(new_id(), other, {"drawn": True})
    notes = await parts.notes.of_photo(mine.id, limit=9)
    assert [(note.id, note.said) for note in notes] == [
        (one, {"rejected": ["ben"], "confirmed": True}), (two, {"drawn": True}),
    ]  # fmt: skip
    assert len(await parts.notes.of_owner("me", limit=9)) == 3
    assert await parts.notes.get_many([two, new_id()]) == {two: notes[1]}
    await photos.tombstone("me", mine.id)
    await parts.notes.remove_of(mine.id)
    with pytest.raises(NotFound):
        await parts.notes.say(one, mine, {"person": "anna"})
    assert await parts.notes.of_photo(mine.id, limit=9) == []
    assert len(await parts.notes.of_owner("me", limit=9)) == 1

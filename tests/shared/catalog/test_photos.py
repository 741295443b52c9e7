"""The photos of every library, over a real catalog."""

import asyncio
import sqlite3
from pathlib import Path

import msgspec
import pytest

from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.edits import Edit
from shared.domain.filter import Box, PhotoFilter
from shared.domain.instants import ago, instant
from shared.domain.part import summary, swept
from shared.domain.photo import EFFECTIVE_FIELDS, Mark, to_doc
from shared.domain.scope import Scope
from shared.domain.stages import BY_BOX, Stage, StageTable
from shared.errors import Conflict, NotFound
from tests.shared.catalog.photos import TABLE, done, facts, names, one

ARCHIVED = PhotoFilter(archived=True)


async def test_nobody_sees_anothers_photo(photos: Photos) -> None:
    mine, theirs = one(), one(owner="you")
    await photos.insert(mine)
    await photos.insert(theirs)
    assert await photos.get("me", mine.id) == mine
    with pytest.raises(NotFound):
        await photos.get("me", theirs.id)
    assert await photos.get_many("me", [mine.id, theirs.id]) == {mine.id: mine}
    assert list(await photos.scoped.listed(Scope.of("me"), [mine.id, theirs.id])) == [mine.id]
    assert [photo.id for photo in await photos.scoped.page(Scope.of("me"), after=None, limit=9)] == [mine.id]
    assert await photos.known("me", ["0", "1"]) == {"0": mine.id}
    assert not await photos.tombstone("me", theirs.id)


async def test_the_same_bytes_are_one_photo_until_it_is_deleted(photos: Photos) -> None:
    first = one()
    await photos.insert(first)
    with pytest.raises(Conflict):
        await photos.insert(one())
    assert await photos.tombstone("me", first.id)
    assert not await photos.tombstone("me", first.id)
    with pytest.raises(NotFound):
        await photos.get("me", first.id)
    await photos.insert(one())
    assert [photo.id for photo in await photos.all.tombstones(limit=9)] == [first.id]
    await photos.all.erase(first.id)
    assert await photos.find(first.id) is None


async def test_marks_of_many_workers_at_once_are_all_kept(photos: Photos) -> None:
    photo = one()
    await photos.insert(photo)
    await asyncio.gather(*(photos.settle(photo, {stage.name: ({"by": stage.name}, done())}) for stage in TABLE))
    settled = await photos.get("me", photo.id)
    assert set(settled.stages) == {"metadata", "renditions", "classify"}
    assert (settled.status, settled.settled) == ("ready", TABLE.digest)


async def test_a_newer_mark_and_a_tombstone_win(photos: Photos) -> None:
    photo = one()
    await photos.insert(photo)
    await photos.settle(photo, {"classify": ({"by": "new"}, done(2))})
    kept = await photos.settle(photo, {"classify": ({"by": "old"}, done(1))})
    assert kept is not None
    assert (kept.found["classify"], kept.stages["classify"].version) == ({"by": "new"}, 2)
    await photos.tombstone("me", photo.id)
    assert await photos.settle(photo, {"metadata": ({}, done())}) is None
    assert await photos.settle(one("2"), {"metadata": ({}, done())}) is None


async def test_what_was_made_of_facts_or_fields_that_changed_meanwhile_is_dropped(catalog: SqliteCatalog) -> None:
    photos = Photos(
        catalog,
        StageTable(*TABLE, Stage("text", service="embedder", takes="record", needs=("classify",), reads=("title",))),
    )
    for sha256, change in (("a", "facts"), ("b", "title"), ("c", "nothing")):
        await photos.insert(plain := one(sha256))
        read = await photos.settle(plain, {"classify": ({"label": "cat"}, done())})
        assert read is not None
        if change == "facts":
            await photos.settle(read, {"classify": ({"label": "dog"}, done())})
        elif change == "title":
            await photos.edit(read, Edit(title="Rex"))
        else:
            await photos.settle(read, {"metadata": ({}, done())})
        after = await photos.settle(read, {"text": ({}, done())})
        assert after is not None
        assert ("text" in after.stages) is (change == "nothing"), "else it is due"


async def test_what_a_feature_finds_unsettles_only_who_reads_it(catalog: SqliteCatalog) -> None:
    reader = Stage("reader", service="vision", takes="record", reads=("tag_names",))
    photos = Photos(catalog, StageTable(*TABLE, reader))
    photo = one()
    await photos.insert(photo)
    settled = await photos.settle(photo, {stage.name: ({"by": stage.name}, done()) for stage in (*TABLE, reader)})
    assert settled
    assert settled.settled
    assert await photos.queued(settled, sent := instant())
    told = await photos.tell(settled, "concerts", {"bands": ["b1"]})
    assert told
    assert told.found == {**settled.found, "concerts": {"bands": ["b1"]}}
    assert (told.stages, told.settled, told.status) == (settled.stages, settled.settled, "ready")
    assert await photos.get("me", photo.id) == msgspec.structs.replace(told, queued_at=sent)
    assert await photos.tell(told, "concerts", {"bands": ["b1"]}) is None, "that is said"
    # Its tags are the photo's as well, which a stage reads: that alone is due again, and sent again.
    again = await photos.tell(told, "concerts", {"tags": [{"name": "violin", "confidence": 0.9, "source": "ears"}]})
    assert again
    assert (again.tag_names, again.found["concerts"].keys()) == (["violin"], {"tags"})
    assert settled.stages.keys() - again.stages.keys() == {"reader"}
    assert (again.settled, again.queued_at) == ("", "")
    with pytest.raises(ValueError, match="stage"):
        await photos.tell(again, "classify", {})
    assert await photos.tombstone("me", photo.id)
    assert await photos.tell(again, "concerts", {}) is None, "it is gone"


async def test_what_a_plugin_found_is_forgotten_with_its_marks(photos: Photos) -> None:
    photo = one()
    await photos.insert(photo)
    told = await photos.tell(photo, "visitor", {"tags": [{"name": "guest", "confidence": 1.0, "source": "visitor"}]})
    assert told
    assert told.tag_names == ["guest"]
    forgotten = await photos.forget(told, ["visitor"])
    assert forgotten
    assert not forgotten.found
    assert not forgotten.tag_names
    assert await photos.forget(forgotten, ["visitor"]) is None


async def test_what_is_no_tag_is_not_told(photos: Photos) -> None:
    photo = one()
    await photos.insert(photo)
    with pytest.raises(msgspec.ValidationError):
        await photos.tell(photo, "visitor", {"tags": ["guest"]})


async def test_what_features_and_stages_say_at_once_is_all_kept(photos: Photos) -> None:
    photo = one()
    await photos.insert(photo)
    await asyncio.gather(
        photos.settle(photo, {"classify": ({"by": "me"}, done())}),
        photos.tell(photo, "concerts", {"bands": ["b1"]}),
        photos.tell(photo, "people", {"ids": ["p1"]}),
    )
    assert (await photos.get("me", photo.id)).found.keys() == {"classify", "concerts", "people"}


async def test_of_two_runs_that_find_parts_the_first_stands(catalog: SqliteCatalog) -> None:
    photos = Photos(catalog, StageTable(Stage("faces", service="vision", takes="preview", parts=BY_BOX)))
    photo = one()
    await photos.insert(photo)
    first = await photos.settle(photo, {"faces": (summary("1:m:a", 2), done())})
    assert first is not None
    second = await photos.settle(photo, {"faces": (summary("1:m:b", 1), done())})
    assert second is not None
    assert second.found["faces"]["parts"]["run"] == "1:m:a"
    assert await photos.refuse(photo, "faces", {}) is None, "it was read before"
    refusing = await photos.refuse(first, "faces", swept(first.found["faces"]))
    assert refusing is not None
    assert refusing.stages == first.stages
    late = await photos.settle(first, {"faces": (summary("1:m:c", 1), done())})
    assert late is not None
    assert late.found["faces"] == refusing.found["faces"]


async def test_a_sidecar_that_comes_later_is_read_also_when_the_stage_was_at_work(photos: Photos) -> None:
    before = one("1")
    await photos.insert(before)
    await photos.settle(before, {stage.name: ({}, done()) for stage in TABLE})
    at_work = await photos.get("me", before.id)
    beside = await photos.beside("me", before.id, "b" * 64)
    assert (beside.sidecar, beside.sidecar_sha256, beside.settled) == (True, "b" * 64, "")
    assert "metadata" not in beside.stages
    late = await photos.settle(at_work, {"metadata": ({"title": "old"}, done())})
    assert late is not None
    assert "metadata" not in late.stages, "what was read without it is no longer what stands there"
    whole = await photos.settle(beside, {"metadata": ({"title": "new"}, done())})
    assert whole is not None
    assert whole.title == "new"


async def test_what_is_unsettled_is_found_and_sent_once(photos: Photos) -> None:
    waiting, finished, sent = one("1"), one("2"), one("3")
    for photo in (waiting, finished, sent):
        await photos.insert(photo)
    await photos.settle(finished, {stage.name: ({}, done()) for stage in TABLE})
    assert await photos.queued(sent, instant())
    assert not await photos.queued(sent, instant()), "another replica was quicker"

    async def found(queued_before: str, queued_after: str = "9", photos: Photos = photos) -> set[str]:
        unsettled = await photos.all.unsettled(queued_before=queued_before, queued_after=queued_after, limit=9)
        return {photo.id for photo in unsettled}

    assert await found(ago(hours=1)) == {waiting.id}
    assert await found(instant()) == {waiting.id, sent.id}
    assert await found(ago(hours=1), ago(hours=1)) == {waiting.id, sent.id}, "sent by a clock that was wrong"
    # A new stage makes every photo unsettled again.
    grown = Photos(photos._catalog, StageTable(*TABLE, Stage("ocr", service="vision", takes="preview")))
    assert len(await found(instant(), photos=grown)) == 3
    await photos.unqueued(sent.id)
    assert await found(ago(hours=1)) == {waiting.id, sent.id}


async def test_retry_clears_what_failed_and_keeps_what_is_done(photos: Photos) -> None:
    photo = one()
    await photos.insert(photo)
    failed = Mark("failed", 1, instant(), error="It broke.")
    await photos.settle(photo, {"metadata": ({}, done()), "renditions": (None, failed), "classify": (None, failed)})
    assert (await photos.get("me", photo.id)).status == "failed"
    again = await photos.retry(await photos.get("me", photo.id))
    assert set(again.stages) == {"metadata"}
    assert again.status == "processing"
    assert await photos.scoped.count_by(Scope.of("me"), "status") == {"processing": 1}


async def test_an_edit_wins_moves_counts_and_clears_what_was_made_from_it(photos: Photos) -> None:
    reading = Photos(
        photos._catalog, StageTable(*TABLE, Stage("text", service="embedder", takes="record", reads=("title",)))
    )
    photo = one()
    await photos.insert(photo)
    await reading.settle(photo, {**facts(title="IMG 1"), "text": ({}, done())})
    loved = await reading.edit(photo, Edit(favourite=True, rating=5))
    assert (loved.favourite, loved.rating, loved.status, set(loved.stages)) == (True, 5, "ready", {*facts(), "text"})
    assert names(await reading.scoped.page(Scope.of("me"), PhotoFilter(favourite=True), after=None, limit=9)) == ["0"]
    named = await reading.edit(photo, Edit(title="Piazza", archived=True))
    assert (named.title, named.status, named.queued_at, "text" in named.stages) == ("Piazza", "processing", "", False)
    assert named == await reading.get("me", photo.id)
    assert await reading.scoped.page(Scope.of("me"), after=None, limit=9) == []
    assert (await reading.scoped.months(Scope.of("me")), await reading.scoped.months(Scope.of("me"), ARCHIVED)) == (
        {},
        {"2023-07": 1},
    )
    back = await reading.edit(photo, Edit(title=None, archived=None, favourite=None, rating=None))
    assert (back.title, back.archived, back.edits) == ("IMG 1", False, {})
    assert await reading.scoped.months(Scope.of("me")) == {"2023-07": 1}


async def test_the_catalog_of_the_release_before_migrates_at_start(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript((Path(__file__).parent / "release_1.sql").read_text())
    connection.close()
    catalog = await SqliteCatalog.open(path)
    await catalog.declare(PHOTOS)
    photos = Photos(catalog, TABLE)
    assert names(await photos.scoped.page(Scope.of("me"), after=None, limit=9)) == ["000", "111"]
    assert names(await photos.scoped.page(Scope.of("me"), PhotoFilter(tags=("cat",)), after=None, limit=9)) == ["111"]
    assert await photos.scoped.months(Scope.of("me")) == {}, "not known before"
    # What the first release settled is work for reconcile, and whoever settles it makes the new fields.
    waiting = await photos.all.unsettled(queued_before=instant(), queued_after="9", limit=9)
    assert sorted(names(waiting)) == ["000", "111"]
    for photo in waiting:
        await photos.settle(photo, {})
    assert await photos.scoped.months(Scope.of("me")) == {"2026-11": 1, "2008-10": 1}
    facets = await photos.scoped.facets(Scope.of("me"))
    assert (facets["cameras"], facets["places"]) == ({"Canon EOS 40D": 1}, {"Arezzo": 1, "Italy": 1})
    (point,) = await photos.scoped.points(Scope.of("me"), PhotoFilter(box=Box(11, 43, 12, 44)), after=None, limit=9)
    assert (await photos.get("me", point.id)).sha256 == "111"
    ready = await photos.get("me", waiting[-1].id)
    stored = await catalog.get("photos", dict, ready.id) or {}
    # What no stage settles is not made for old records: it reads as its default.
    assert {name: stored.get(name, value) for name, value in to_doc(ready).items()} == to_doc(ready)
    assert set(EFFECTIVE_FIELDS) <= set(stored)
    await catalog.close()

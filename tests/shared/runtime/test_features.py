"""Features under every order of events that hundreds of seeds find: photos come, move to another day and go, while two
processes notice and two work, with leases that end too early, and crashes before or after any step. Afterwards one look
of reconcile and rounds until nothing is dirty: every day and group must be as if made from the library at once."""

import asyncio
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from services.smart.features import FEATURES
from services.smart.features.album_proposals import AlbumProposalsWork
from services.smart.features.days import DaysWork
from services.smart.features.occasions import OccasionsWork
from services.smart.features.questions import QuestionsWork
from services.smart.features.similar import SPACE, SimilarWork
from services.smart.verifier import Verifier
from shared.catalog.album_proposals import ALBUM_PROPOSALS, AlbumProposals
from shared.catalog.albums import ALBUM_PLACES, ALBUM_RECORDS, Albums
from shared.catalog.days import DAYS, Days
from shared.catalog.features import DIRTY_KEYS, NOTES, DirtyKeys, Notes
from shared.catalog.libraries import LIBRARIES, Libraries
from shared.catalog.occasions import HOMES, OCCASION_RECORDS, Occasions
from shared.catalog.people import PERSONS, People
from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.proposals import PROPOSALS, SIMILAR, Proposals
from shared.catalog.questions import QUESTION_RECORDS, Questions
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.events import LibraryChanged
from shared.domain.features import Feature, FeatureTable
from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.occasion import OCCASIONS
from shared.domain.photo import Mark, Photo, new_photo
from shared.domain.scope import Scope
from shared.domain.stages import Stage, StageTable
from shared.errors import Transient, Unavailable
from shared.runtime.features import Runner
from shared.runtime.leases import LEASES, Leases
from shared.runtime.noticing import Noticer
from shared.vectors.sqlite import SqliteVectorIndex

from .interleaving import Scheduler, Stepped, living

OWNER, ME = "me", Scope.of("me")
STAGES = StageTable(
    Stage("metadata", service="vision", takes="original"), Stage("fingerprint", service="vision", takes="preview")
)
SEEDS = range(60)


class Silent:
    """A broker that keeps what it is told."""

    def __init__(self) -> None:
        self.said: list[Any] = []

    async def publish(self, event: Any, **_: Any) -> None:
        self.said.append(event)


class Smart:
    """What one process of smart is made of, on these ports."""

    def __init__(
        self, catalog: Any, vectors: Any, holder: str, *, table: FeatureTable = FEATURES, lease: float = 30.0,
        clock: Any = None,
    ) -> None:  # fmt: skip
        self.photos = Photos(catalog, STAGES)
        nothing: Any = None  # nobody looks that closely here: there are no image vectors
        self.dirty, self.notes = DirtyKeys(catalog), Notes(catalog)
        self.days, self.proposals = Days(catalog), Proposals(catalog)
        self.occasions = Occasions(catalog)
        self.table = table
        self.noticer = Noticer(self.photos, self.dirty, self.notes, table)
        people = People(catalog, self.photos)
        works = {
            "days": DaysWork(self.photos, vectors, self.days, self.notes, self.dirty),
            "similar": SimilarWork(self.photos, vectors, self.proposals, self.dirty, Verifier(nothing, nothing)),
            "occasions": OccasionsWork(self.photos, vectors, self.occasions, people, self.notes, self.dirty),
            "album_proposals": AlbumProposalsWork(
                self.photos,
                vectors,
                AlbumProposals(catalog),
                self.occasions,
                people,
                Albums(catalog),
                self.proposals,
                self.dirty,
            ),
            "questions": QuestionsWork(
                self.photos,
                vectors,
                self.occasions,
                People(catalog, self.photos),
                Libraries(catalog),
                Questions(catalog),
                self.dirty,
            ),
        }
        self.broker: Any = Silent()
        leases = Leases(catalog, holder=holder, seconds=lease, **({"clock": clock} if clock else {}))
        self.runner = Runner(table, works, self.dirty, leases, self.broker, pause=0)

    async def rounds(self) -> int:
        return sum([await self.runner.look(feature) for feature in self.table])

    async def quiet(self) -> None:
        """What features tell of photos is noticed as well."""
        while await self.rounds() or await self.noticer.reconcile():
            pass

    async def add(self, day: str, phash: str = "0f0f0f0f0f0f0f0f") -> str:
        id = new_id()
        await self.photos.insert(
            new_photo(id=id, owner=OWNER, sha256=id, file_name="a", media_type="image/jpeg", bytes=1)
        )
        await self.settle(id, day, phash)
        return id

    async def settle(self, id: str, day: str, phash: str = "0f0f0f0f0f0f0f0f") -> None:
        facts = {"taken_at": f"{day}T00:00:00", "taken_instant": f"{day}T00:00:00.000000Z"}
        marks = Mark("done", 1, instant())
        if photo := await self.photos.find(id):
            await self.photos.settle(photo, {"metadata": (facts, marks), "fingerprint": ({"phash": phash}, marks)})

    async def delete(self, id: str) -> None:
        await self.photos.tombstone(OWNER, id)
        await self.photos.all.erase(id)


Stores = tuple[SqliteCatalog, SqliteVectorIndex]


@pytest.fixture
async def stores(tmp_path: Path) -> AsyncIterator[Stores]:
    catalog = await SqliteCatalog.open(tmp_path / "catalog.sqlite")
    vectors = await SqliteVectorIndex.open(tmp_path / "vectors")
    await catalog.declare(
        PHOTOS,
        DIRTY_KEYS,
        NOTES,
        LEASES,
        DAYS,
        PROPOSALS,
        PERSONS,
        OCCASION_RECORDS,
        HOMES,
        ALBUM_RECORDS,
        ALBUM_PLACES,
        ALBUM_PROPOSALS,
    )
    await catalog.declare(LIBRARIES, QUESTION_RECORDS)
    await vectors.ensure(SPACE)
    yield catalog, vectors
    await vectors.close()
    await catalog.close()


async def state(smart: Smart) -> tuple[dict[str, int], set[frozenset[str]]]:
    days = {day.day: day.count for day in await smart.days.page(Scope.of(OWNER), after=None, limit=100)}
    groups = await smart.proposals.page(Scope.of(OWNER), SIMILAR, after=None, limit=100)
    return days, {frozenset(group.photos) for group in groups}


async def check_whole(smart: Smart, vectors: SqliteVectorIndex) -> None:
    ids = [photo.id for photo in await smart.photos.scoped.page(Scope.of(OWNER), after=None, limit=100)]
    photos = (await smart.photos.get_many(OWNER, ids)).values()
    days: dict[str, int] = {}
    alike: dict[str, set[str]] = {}
    for photo in photos:
        days[photo.day] = days.get(photo.day, 0) + 1
        alike.setdefault(str(photo.phash), set()).add(photo.id)
    groups = {frozenset(ids) for ids in alike.values() if len(ids) > 1}
    assert await state(smart) == (days, groups)
    gathered = {day for day, count in days.items() if count >= 3}
    assert {each.first[:10] for each in await smart.occasions.page(ME, after=None, limit=100)} == gathered
    told: dict[str, int] = {}
    for photo in photos:
        for id in photo.more.get(OCCASIONS, ()):
            told[id] = told.get(id, 0) + 1
    assert {each.id: each.count for each in await smart.occasions.page(ME, after=None, limit=100)} == told
    for day in await smart.days.page(Scope.of(OWNER), after=None, limit=100):
        there = {photo.id for photo in photos if photo.day == day.day}
        assert {*day.best, day.cover} <= there
    assert {note.photo for note in await smart.notes.page(after="", limit=100)} == {p.id for p in photos}
    assert {photo.noted for photo in photos} <= {FEATURES.digest}
    assert {id async for id, _, _ in vectors.scroll(SPACE.name)} == {photo.id for photo in photos}
    assert await smart.dirty.count() == {}


LOOKS = ("0f0f0f0f0f0f0f0f", "ffffffff00000000")
MONTH = ("2023-07-14", "2023-07-15")


async def explore(seed: int, catalog: SqliteCatalog, vectors: SqliteVectorIndex) -> None:
    scheduler = Scheduler(seed, crashes=4)
    ticks = count()
    steps: Any = Stepped(catalog, scheduler), Stepped(vectors, scheduler)

    def process(name: str) -> Smart:
        # Every look at this clock is a second: leases of the living end too early as well.
        return Smart(*steps, name, lease=4.0, clock=lambda: float(next(ticks)))

    calm = Smart(catalog, vectors, "calm")
    ids = [await calm.add(MONTH[number % 2], LOOKS[number % 2]) for number in range(4)]
    told: list[str] = list(ids)
    if seed % 2:  # a library that was at rest
        await calm.noticer.notice(OWNER, told)
        await calm.quiet()
        told.clear()
    busy = {"writers": 2}

    async def change() -> None:
        writer = process("writer")
        for _ in range(4):
            id = scheduler.random.choice(ids)
            if await writer.photos.find(id) is None:
                continue
            act = scheduler.random.random()
            if act < 0.3:
                await writer.delete(id)
            else:
                await writer.settle(id, scheduler.random.choice(MONTH), scheduler.random.choice(LOOKS))
            if scheduler.random.random() < 0.7:  # the message was not lost
                told.append(id)

    async def write(name: str) -> None:
        await living(name, change)
        busy["writers"] -= 1

    async def listen(name: str) -> None:
        while busy["writers"] or told:
            if not told:
                await scheduler.idle()
                continue
            id = told.pop(scheduler.random.randrange(len(told)))
            heard: list[bool] = []

            async def hear(id: str = id, heard: list[bool] = heard) -> None:
                try:
                    await process(name).noticer.notice(OWNER, [id])
                except Unavailable:
                    return
                heard.append(True)

            await living(name, hear)
            if not heard:
                told.append(id)

    async def work(name: str) -> None:
        while busy["writers"] or told:
            await scheduler.idle()

            async def once() -> None:
                try:
                    await process(name).rounds()
                except Transient:
                    return

            await living(name, once)

    tasks = [*map(write, ("writer 1", "writer 2")), *map(listen, ("ear 1", "ear 2")), *map(work, ("hand 1", "hand 2"))]
    await scheduler.run(*(asyncio.create_task(task) for task in tasks))
    # What crashes left behind: a deletion is finished by another reconciler.
    for photo in await calm.photos.all.tombstones(limit=10):
        await calm.photos.all.erase(photo.id)
    await calm.noticer.reconcile()
    for id in (f"{feature.name}/{OWNER}" for feature in FEATURES):
        await catalog.delete(LEASES.name, id)
    await calm.quiet()
    await check_whole(calm, vectors)
    for photo in await calm.photos.scoped.page(Scope.of(OWNER), after=None, limit=100):
        await calm.delete(photo.id)
    await calm.noticer.reconcile()
    await calm.quiet()
    assert await state(calm) == ({}, set())


@pytest.mark.parametrize("seeds", [SEEDS[start : start + 20] for start in range(0, len(SEEDS), 20)], ids=str)
async def test_no_change_is_lost_whatever_crashes(stores: Stores, seeds: range) -> None:
    for seed in seeds:
        try:
            await explore(seed, *stores)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {error}") from error


async def test_many_photos_of_a_day_are_one_key_and_one_event(stores: Stores) -> None:
    smart = Smart(*stores, "one")
    ids = [await smart.add("2023-07-14", f"{number:016x}") for number in range(30)]
    await smart.noticer.notice(OWNER, ids)
    assert (await smart.dirty.count())["days"] == 1
    assert await smart.runner.look(FEATURES["days"]) == 1
    assert await state(smart) == ({"2023-07-14": 30}, set())
    assert smart.broker.said == [LibraryChanged(owner=OWNER, feature="days")]
    await smart.noticer.notice(OWNER, ids)
    assert "days" not in await smart.dirty.count(), "nothing changed"


async def test_a_new_version_makes_everything_dirty_again(stores: Stores) -> None:
    smart = Smart(*stores, "one")
    for number in range(3):
        await smart.add(f"2023-07-1{number}")
    assert await smart.noticer.reconcile() == 3
    await smart.quiet()
    assert await smart.noticer.reconcile() == 0
    days, *others = FEATURES
    newer = FeatureTable(Feature("days", keys=days.keys, reads=days.reads, version=days.version + 1), *others)
    later = Smart(*stores, "one", table=newer)
    assert await later.noticer.reconcile() == 3
    assert await later.dirty.count() == {"days": 3}, "and only what is new"


async def test_a_day_that_a_photo_only_passed_through_does_not_keep_it(stores: Stores) -> None:
    """It was somewhere else before anybody took note of it there."""
    smart = Smart(*stores, "one")
    passing, _ = [await smart.add(day) for day in MONTH]
    await smart.noticer.reconcile()
    await smart.quiet()
    for day in (MONTH[1], MONTH[0]):
        await smart.settle(passing, day)
        await smart.dirty.mark(OWNER, {("days", MONTH[1])})
        await smart.runner.look(FEATURES["days"])
    await smart.noticer.notice(OWNER, [passing])
    await smart.quiet()
    assert (await state(smart))[0] == {MONTH[0]: 1, MONTH[1]: 1}
    assert await smart.dirty.count() == {}


async def test_a_day_worked_on_while_a_photo_was_away_has_it_again(stores: Stores) -> None:
    smart = Smart(*stores, "one")
    ids = [await smart.add(MONTH[0]) for _ in range(2)]
    await smart.noticer.reconcile()
    await smart.quiet()
    await smart.settle(ids[0], MONTH[1])
    await smart.dirty.mark(OWNER, {("days", MONTH[0])})
    await smart.runner.look(FEATURES["days"])
    assert (await state(smart))[0] == {MONTH[0]: 1}
    await smart.settle(ids[0], MONTH[0])
    await smart.noticer.notice(OWNER, ids)
    await smart.quiet()
    assert (await state(smart))[0] == {MONTH[0]: 2}


async def test_a_deletion_that_nobody_told_is_noticed(stores: Stores) -> None:
    smart = Smart(*stores, "one")
    ids = [await smart.add("2023-07-14") for _ in range(3)]
    await smart.noticer.reconcile()
    await smart.quiet()
    await smart.delete(ids[0])
    assert await smart.noticer.reconcile() == 1
    await smart.quiet()
    assert await state(smart) == ({"2023-07-14": 2}, {frozenset(ids[1:])})


async def test_a_key_that_breaks_its_work_three_times_waits_for_the_next_change(
    stores: Stores, caplog: pytest.LogCaptureFixture
) -> None:
    smart = Smart(*stores, "one")
    ids = [await smart.add(day) for day in MONTH]
    await smart.noticer.reconcile()
    good = smart.runner._works["days"]
    runs: list[str] = []

    async def broken(owner: str, key: str) -> bool:
        runs.append(key)
        if key == MONTH[0]:
            raise ZeroDivisionError("a bug")
        return await good(owner, key)

    smart.runner._works = {"days": broken}
    while await smart.runner.look(FEATURES["days"]):
        pass
    assert runs == [MONTH[1], MONTH[0], MONTH[0], MONTH[0]]
    assert (await state(smart))[0] == {MONTH[1]: 1}, "the other day is no worse off"
    assert sum("broke on" in record.message for record in caplog.records) == 3
    smart.runner._works = {"days": good}
    photo = await smart.photos.get(OWNER, ids[0])
    await smart.photos.settle(photo, {"metadata": ({"rating": 4}, Mark("done", 1, instant()))})
    await smart.settle(ids[0], MONTH[1])
    await smart.noticer.notice(OWNER, ids)
    await smart.runner.look(FEATURES["days"])
    assert (await state(smart))[0] == {MONTH[1]: 2}


async def test_while_another_holds_the_lease_nothing_is_worked_on(stores: Stores) -> None:
    one, other = Smart(*stores, "one"), Smart(*stores, "other")
    await one.add("2023-07-14")
    await one.noticer.reconcile()
    lease = await Leases(stores[0], holder="one", seconds=30).take(f"days/{OWNER}")
    assert lease is not None
    assert await other.runner.look(FEATURES["days"]) == 0
    await Leases(stores[0], holder="one", seconds=30).free(lease)
    assert await other.runner.look(FEATURES["days"]) == 1


async def test_photos_that_are_still_looked_at_do_not_count_yet(stores: Stores) -> None:
    smart = Smart(*stores, "one")
    id = new_id()
    photo: Photo = new_photo(id=id, owner=OWNER, sha256=id, file_name="a", media_type="image/jpeg", bytes=1)
    await smart.photos.insert(photo)
    await smart.noticer.notice(OWNER, [id])
    assert await smart.noticer.reconcile() == 0
    assert await smart.dirty.count() == {}


async def test_who_is_not_the_one_to_clear_a_key_marks_it_again(stores: Stores) -> None:
    """Two worked on it at once, and the older result may have been written last."""
    smart = Smart(*stores, "one")
    await smart.add("2023-07-14")
    await smart.noticer.reconcile()
    good, runs = smart.runner._works["days"], 0

    async def beside_another(owner: str, key: str) -> bool:
        nonlocal runs
        runs += 1
        if runs == 1:
            [dirty] = await smart.dirty.page(OWNER, "days", after=None, limit=1, tries=3)
            await smart.dirty.clear(dirty)
        return await good(owner, key)

    smart.runner._works = {"days": beside_another}
    while await smart.runner.look(FEATURES["days"]):
        pass
    assert runs == 2

"""The feature `questions`, in a library that changes: the same whatever step dies, and never against what was said."""

import pytest

from services.smart.features.questions import QuestionsWork, keys
from shared.catalog.libraries import LIBRARIES, Libraries
from shared.catalog.photos import Photos
from shared.catalog.questions import QUESTION_RECORDS, Questions
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.actions import Difference
from shared.domain.instants import ago, instant
from shared.domain.question import FOREVER, Question
from shared.domain.scope import Scope
from shared.errors import Unavailable
from shared.vectors.sqlite import SqliteVectorIndex
from tests.services.smart.features.test_occasions import AREZZO, OWNER, SIENA, STAGES, Library, Stores
from tests.services.smart.features.test_occasions import stores as stores
from tests.shared.runtime.test_erasing import Fuse

ME = Scope.of(OWNER)
MONTH = "month:2008-10"


@pytest.fixture
async def declared(stores: Stores) -> Stores:
    await stores[0].declare(LIBRARIES, QUESTION_RECORDS)
    return stores


def working(catalog: SqliteCatalog, vectors: SqliteVectorIndex, library: Library, fuse: Fuse) -> QuestionsWork:
    return QuestionsWork(
        Photos(catalog, STAGES), vectors, library.occasions, library.people, Libraries(catalog),
        Questions(fuse.of(catalog)), library.dirty,
    )  # fmt: skip


async def told(questions: Questions) -> dict[str, tuple[str, int]]:
    found = await questions.page(ME, now=instant(), after=None, limit=100)
    return {each.id: (each.state, each.touches) for each in found}


async def test_questions_follow_their_photos_wherever_it_dies(declared: Stores) -> None:
    catalog, vectors = declared
    library, questions = Library(*declared), Questions(catalog)
    await library.shoot("2008-10-18T10:00:00", 3, where=AREZZO)
    lost = await library.shoot("2008-10-18T11:00:00", 4)
    await library.shoot("2008-10-25T10:00:00", 3, where=SIENA)
    other = await library.shoot("2008-10-25T11:00:00", 2)
    for calls in range(30):
        work = working(catalog, vectors, library, fuse := Fuse(calls))
        try:
            await work(OWNER, MONTH)
        except Unavailable:
            assert fuse.blown
        else:
            break
    first, second = await questions.page(ME, now=instant(), after=None, limit=100)
    assert ({*first.photos}, {*second.photos}) == ({*lost}, {*other})
    assert not await work(OWNER, MONTH)

    # One photo less, and one question that is no more.
    photo = await library.photos.get(OWNER, lost[0])
    await library.photos.apply(photo, (Difference("archived", None, True),))
    for id in other:
        await library.photos.tombstone(OWNER, id)
    work = working(catalog, vectors, library, Fuse(1000))
    assert await work(OWNER, MONTH)
    [left] = await questions.page(ME, now=instant(), after=None, limit=100)
    assert (left.id, {*left.photos}) == (first.id, {*lost[1:]})


async def test_what_was_said_stands(declared: Stores) -> None:
    catalog, vectors = declared
    library, questions = Library(*declared), Questions(catalog)
    await library.shoot("2008-10-18T10:00:00", 3, where=AREZZO)
    lost = await library.shoot("2008-10-18T11:00:00", 4)
    work = working(catalog, vectors, library, Fuse(1000))
    await work(OWNER, MONTH)
    [asked] = await questions.page(ME, now=instant(), after=None, limit=100)

    async def now() -> Question:
        found = await questions.find(asked.id)
        assert found
        return found

    assert await questions.rest(asked, ago(days=-30))
    await library.shoot("2008-10-18T11:20:00", 2)
    assert await work(OWNER, MONTH)
    assert ((await now()).state, (await now()).touches) == ("skipped", 6)
    assert await told(questions) == {}
    assert len(await questions.page(ME, now=ago(days=-31), after=None, limit=100)) == 1
    assert await questions.rest(await now(), FOREVER)
    await work(OWNER, MONTH)
    assert await questions.page(ME, now=ago(days=-365), after=None, limit=100) == []
    assert await questions.ask(await now())

    await questions.answered(asked.id, "an action")
    assert not await questions.rest(await now(), "")
    for id in lost:
        await library.photos.tombstone(OWNER, id)
    await work(OWNER, MONTH)
    assert (await now()).state == "answered"
    await questions.reopen(asked.id, "another")
    assert (await now()).state == "answered"
    await questions.reopen(asked.id, "an action")
    assert (await told(questions)).keys() == {asked.id}


async def test_a_photo_stands_under_its_month_or_the_day_that_it_came(declared: Stores) -> None:
    library = Library(*declared)
    dated, undated = await library.add("2008-10-18T10:00:00"), await library.add("")
    assert keys(await library.photos.get(OWNER, dated)) == (MONTH,)
    [key] = keys(await library.photos.get(OWNER, undated))
    assert key.startswith("undated:20")

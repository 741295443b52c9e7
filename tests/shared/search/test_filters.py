"""Searching within a filter: as the catalog says, and as words say."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from shared.domain.filter import PhotoFilter, Span
from shared.domain.photo import Tag
from shared.domain.scope import Scope
from shared.search.answer import Answer, Asked
from shared.search.engine import Order, SearchEngine
from shared.search.parse import parse
from tests.shared.search.library import Axes, Library

TODAY = date(2026, 11, 21)


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    library = await Library.open(tmp_path)
    yield library
    await library.index.close()


async def ask(
    library: Library, q: str, *, order: Order = "relevance", limit: int = 10, within: PhotoFilter | None = None
) -> Answer:
    engine = SearchEngine(library.index, library.photos, Axes(("a cat", "a dog")))
    query = parse(q, today=TODAY, names=library.photos.names("me"))
    return await engine.search(Scope.of("me"), query, limit=limit, order=order, within=within or PhotoFilter())


def ids(answer: Answer) -> list[str]:
    return [hit.photo.id for hit in answer.hits]


async def taken(library: Library, day: str, looks: float = 0.5, **fields: object) -> str:
    return await library.add(
        [looks, 0.0],
        day=day,
        month=day[:7],
        taken_day=day,
        taken_month=day[:7],
        sort_at=f"{day}T12:00:00.000000Z",
        **fields,
    )


async def test_a_date_in_words_is_a_filter_and_a_reason(library: Library) -> None:
    old, new = await taken(library, "2019-05-04"), await taken(library, "2021-05-04")
    answer = await ask(library, "a cat in 2019")
    assert ids(answer) == [old]
    assert answer.hits[0].why[0] == Asked("date", "2019", "2019-05-04")
    assert answer.understood.text == "a cat"
    assert [(chip.kind, chip.words, chip.rest) for chip in answer.understood.chips] == [("date", "in 2019", "a cat")]
    assert sorted(ids(await ask(library, "a cat in may"))) == sorted([old, new])
    assert ids(await ask(library, "a cat in 1999")) == []


async def test_filters_alone_are_a_list_newest_first(library: Library) -> None:
    days = ["2019-03-01", "2019-08-01", "2019-06-01"]
    first, last, middle = [await taken(library, day, looks=0.01) for day in days]
    await taken(library, "2021-01-01")
    answer = await ask(library, "2019")
    assert ids(answer) == [last, middle, first]
    assert answer.hits[0].why == (Asked("date", "2019", "2019-08-01"),)
    assert ids(await ask(library, "2019", order="oldest", limit=2)) == [first, middle]


async def test_what_was_chosen_beside_the_words_narrows_too(library: Library) -> None:
    red = await taken(library, "2019-03-01", colours=["red"])
    await taken(library, "2019-03-02", colours=["blue"])
    await taken(library, "2021-03-02", colours=["red"])
    chosen = PhotoFilter(colours=("red",))
    assert ids(await ask(library, "a cat in 2019", within=chosen)) == [red]
    assert len((await ask(library, "", within=chosen)).hits) == 2
    assert ids(await ask(library, "a cat in 2019", within=PhotoFilter(days=(Span("2020-01-01", "2020-12-31"),)))) == []
    assert ids(await ask(library, "")) == []


async def test_a_frequent_filter_is_found_however_deep(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.search.retrieve.MANY", 2)
    monkeypatch.setattr("shared.search.engine.DEPTH", 4)
    for n in range(12):
        await taken(library, "2021-01-01", looks=0.9 - n / 100)
    wanted = [await taken(library, "2019-01-01", looks=0.6 - n / 100) for n in range(4)]
    assert ids(await ask(library, "a cat from 2019", limit=3)) == wanted[:3]


async def test_archived_photos_are_shown_when_they_are_asked_for(library: Library) -> None:
    plain, archived = await taken(library, "2019-01-01"), await taken(library, "2019-01-02", archived=True)
    assert ids(await ask(library, "a cat")) == [plain]
    assert ids(await ask(library, "archived photos")) == [archived]
    assert sorted(ids(await ask(library, "a cat", within=PhotoFilter(archived=None)))) == sorted([plain, archived])


async def test_what_is_left_out_is_left_out(library: Library) -> None:
    tags = [Tag("dog", 0.9, "net")]
    await taken(library, "2019-01-01", looks=0.9, tags=tags, tag_names=["dog"])
    without = await taken(library, "2019-01-01", looks=0.6)
    titled = await taken(library, "2019-01-01", looks=0.5, title="A ferry", found={"metadata": {"title": "A ferry"}})
    assert ids(await ask(library, "a cat without dogs")) == [without, titled]
    assert ids(await ask(library, "a cat without ferries")) != []
    assert titled not in ids(await ask(library, "a cat without ferries"))
    assert titled not in ids(await ask(library, "2019 without ferries"))


async def test_a_wish_comes_sooner_and_leaves_nothing_out(library: Library) -> None:
    blue = await taken(library, "2019-01-01", looks=0.51, colours=["blue"])
    red = await taken(library, "2019-01-01", looks=0.5, colours=["red"])
    engine = SearchEngine(library.index, library.photos, Axes(("a red cat",)))
    query = parse("a red cat", names=library.photos.names("me"))
    answer = await engine.search(Scope.of("me"), query, limit=10)
    assert ids(answer) == [red, blue]
    assert answer.hits[0].why[0] == Asked("colour", "red", soft=True)
    assert not any(isinstance(why, Asked) for why in answer.hits[1].why)


async def test_relevant_hits_in_the_order_of_time(library: Library) -> None:
    days = ["2020-01-01", "2022-01-01", "2021-01-01"]
    one, three, two = [await taken(library, day, looks=0.5 + n / 100) for n, day in enumerate(days)]
    await taken(library, "2023-01-01", looks=0.01)
    assert ids(await ask(library, "a cat", order="newest")) == [three, two, one]
    assert ids(await ask(library, "a cat", order="oldest", limit=2)) == [one, two]


async def test_either_date_says_which_it_was(library: Library) -> None:
    await taken(library, "2019-01-01")
    await taken(library, "2021-01-01")
    hits = (await ask(library, "2019 or 2021")).hits
    assert [hit.why for hit in hits] == [
        (Asked("date", "2021", "2021-01-01"),),
        (Asked("date", "2019", "2019-01-01"),),
    ]


@pytest.mark.parametrize("q", ["red without red", "2019 2020", "-", '"', "🐕", "the of", "not", "x" * 1000])
async def test_calm_answers(library: Library, q: str) -> None:
    await taken(library, "2019-01-01", looks=0.01, colours=["red"])
    await ask(library, q)
    assert ids(await ask(library, "red without red")) == []


async def test_words_that_find_nothing_beside_what_was_understood_do_not_count_and_are_named(library: Library) -> None:
    old, new = await taken(library, "2019-05-04"), await taken(library, "2019-06-04")
    await taken(library, "2021-05-04")
    answer = await ask(library, "photos of my trip to the moon in 2019")
    assert ids(answer) == [new, old]
    assert [(chip.kind, chip.label, chip.rest) for chip in answer.understood.chips] == [
        ("date", "2019", "photos of my trip to the moon"),
        ("unused", "trip moon", "in 2019"),
    ]
    assert answer.hits[0].why == (Asked("date", "2019", "2019-06-04"),)
    assert ids(await ask(library, "photos of my trip to the moon")) == []
    assert ids(await ask(library, "photos of my trip to the moon in 1999")) == []


async def test_what_may_show_a_thing_is_left_out_with_it_and_how_sure_that_is_is_said(library: Library) -> None:
    without = await taken(library, "2019-01-01", perhaps=["boat"])
    await taken(library, "2019-01-02", perhaps=["person"])
    await taken(library, "2019-01-03", tag_names=["child"], tags=[Tag("child", 0.9, "net")])
    answer = await ask(library, "without people in 2019")
    assert ids(answer) == [without]
    assert [(chip.label, chip.sure < 1) for chip in answer.understood.chips] == [("not people", True), ("2019", False)]
    assert ids(await ask(library, "photos in 2019 without boats"))[0] != without


async def test_a_portrait_is_upright_or_of_a_person_and_says_which(library: Library) -> None:
    upright = await taken(library, "2019-01-01", traits=["upright"])
    person = await taken(library, "2019-01-02", traits=["wide"], tag_names=["woman"])
    named = await taken(library, "2019-01-03", traits=["wide"], file_name="portrait.jpg")
    answer = await ask(library, "portraits")
    assert ids(answer) == [person, upright]
    assert [hit.why[0] for hit in answer.hits] == [
        Asked("trait", "portrait", "woman"),
        Asked("trait", "portrait", "upright"),
    ]
    assert ids(await ask(library, "portrait format")) == [upright]
    assert named not in ids(answer)


async def test_where_faces_tell_of_portraits_they_alone_do(library: Library) -> None:
    await taken(library, "2019-01-01", traits=["upright"])
    await taken(library, "2019-01-02", traits=["wide"], tag_names=["woman"])
    portrait = await taken(library, "2019-01-03", traits=["wide", "portrait"])
    group = await taken(library, "2019-01-04", traits=["wide", "group", "crowd"])
    assert ids(await ask(library, "portraits")) == [portrait]
    assert ids(await ask(library, "group photos in 2019")) == ids(await ask(library, "crowds")) == [group]

"""Search over several libraries, of some only a part."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from shared.domain.filter import PhotoFilter
from shared.domain.ids import new_id
from shared.domain.photo import Tag, from_doc
from shared.domain.scope import Entry, Scope
from shared.domain.spaces import IMAGE, SPACES, WORDS, Spaces
from shared.domain.where import Has, In
from shared.search import retrieve
from shared.search.engine import SearchEngine
from shared.search.parse import parse
from shared.search.similar import Similar

from .library import Axes, Library

CAT = "a photo of a cat"
ME = Entry("me", own=True)


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    library = await Library.open(tmp_path)
    yield library
    await library.index.close()


async def ask(library: Library, *entries: Entry, q: str = CAT, spaces: tuple = SPACES, **how: object) -> list[str]:  # type: ignore[type-arg]
    engine = SearchEngine(library.index, library.photos, Axes((CAT,)), spaces=lambda: Spaces(spaces))
    answer = await engine.search(Scope(entries), parse(q), limit=20, **how)  # type: ignore[arg-type]
    return [hit.photo.id for hit in answer.hits]


async def test_the_libraries_answer_together_best_first(library: Library) -> None:
    far, near = await library.add([0.7, 0.0]), await library.add([0.75, 0.0], owner="you")
    nearest, hidden = await library.add([0.8, 0.0]), await library.add([0.9, 0.0], owner="them")
    assert await ask(library, ME, Entry("you")) == [nearest, near, far]
    assert await ask(library, ME) == [nearest, far]
    assert await ask(library) == []
    assert hidden not in await ask(library, ME, Entry("you"), q="", within=PhotoFilter(archived=None))


@pytest.mark.parametrize("many", [20_000, 2], ids=["all are scored", "searched deeper"])
async def test_what_lies_outside_the_part_is_found_by_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(retrieve, "MANY", many)
    shown = [await library.add([0.6, 0.0], said={"cat": 1.0}, owner="you", tag_names=["ours"]) for _ in range(3)]
    okapi = {"tags": [Tag("okapi", 1.0, "owner")], "tag_names": ["okapi"]}
    secret = await library.add([0.9, 0.0], said={"cat": 1.0, "okapi": 1.0}, owner="you", **okapi)
    tagged = Entry("you", Has("tag_names", "ours"))
    listed = Entry("you", In("id", frozenset([*shown, *(new_id() for _ in range(100))])))
    for part in (tagged, listed):
        assert set(await ask(library, ME, part)) == set(shown)
        for q in ("cat", "okapi", "an okapi", '"okapi"'):
            assert secret not in await ask(library, ME, part, q=q)
    assert secret in await ask(library, ME, Entry("you"), q="okapi")


async def test_words_weigh_what_they_do_in_their_owners_library(library: Library) -> None:
    """In mine nearly every photo says cat, in yours one in ten: there it tells more."""
    mine = [await library.add([0.5, 0.0], said={"cat": 1.0}) for _ in range(5)]
    yours = await library.add([0.5, 0.0], said={"cat": 1.0}, owner="you")
    for _ in range(9):
        await library.add(said={"dog": 1.0}, owner="you")
    assert await ask(library, ME, Entry("you")) == [yours, *sorted(mine)]


async def test_a_private_space_proposes_nothing_of_anothers(library: Library) -> None:
    private = tuple(replace(space, private=space.name in (IMAGE.name, WORDS.name)) for space in SPACES)
    mine = await library.add([0.5, 0.0], said={"cat": 1.0})
    await library.add([0.9, 0.0], said={"cat": 1.0}, owner="you")
    assert await ask(library, ME, Entry("you"), spaces=private) == [mine]
    assert await ask(library, Entry("you"), spaces=private) == []


async def test_alike_across_libraries_as_far_as_they_are_seen(library: Library) -> None:
    async def copies(owner: str, photo: str) -> set[str]:
        return {copy} if (owner, photo) == ("me", one) else set()

    one, copy = await library.add([1.0, 0.0]), await library.add([0.9, 0.0])
    alike = await library.add([0.95, 0.0], owner="you", tag_names=["shown"])
    secret = await library.add([0.99, 0.0], owner="you")
    similar = Similar(library.index, library.photos, copies)

    async def to(id: str, *entries: Entry) -> list[str]:
        found = await similar.to_photo(Scope(entries), from_doc(library.records[id]), limit=9)
        return [hit.photo.id for hit in found]

    part = Entry("you", Has("tag_names", "shown"))
    assert await to(one, ME) == [copy]
    assert await to(one, ME, part) == [copy, alike]
    assert await to(one, ME, Entry("you")) == [copy, secret, alike]
    assert set(await to(alike, ME, part)) == {one, copy}
    assert await to(alike, part) == []
    look = await library.index.get(IMAGE.name, [one])
    seen = await similar.to_look(Scope((ME, part)), IMAGE, look[one], None, limit=9)  # type: ignore[arg-type]
    assert [hit.photo.id for hit in seen] == [one, alike, copy]

"""Album proposals on every catalog: shown by rank, answered once, never written over what was answered."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from shared.catalog.album_proposals import ALBUM_PROPOSALS, AlbumProposals
from shared.catalog.base import Catalog
from shared.domain.album_proposal import AlbumProposal, Source
from shared.domain.scope import Entry, Scope

from .catalogs import ADAPTERS, EVERY_ADAPTER

MINE = Scope.of("me")


@pytest.fixture(params=EVERY_ADAPTER)
async def proposals(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AlbumProposals]:
    async with ADAPTERS[request.param](request, tmp_path) as opens:
        catalog: Catalog = await opens()
        await catalog.declare(ALBUM_PROPOSALS)
        yield AlbumProposals(catalog)


async def made(proposals: AlbumProposals, id: str, source: Source = "occasion", **facts: Any) -> AlbumProposal:
    new = AlbumProposal(id=id, owner=facts.pop("owner", "me"), source=source, about=(id,), at="", count=9, **facts)
    assert await proposals.write(new, over=None)
    found = await proposals.find(id)
    assert found
    return found


async def test_open_ones_with_a_rank_are_shown_to_their_owner(proposals: AlbumProposals) -> None:
    for id, rank in (("a", 2), ("b", 0), ("c", 1), ("d", 3)):
        await made(proposals, id, rank=rank, photos=["p"], left_out={"q": "copy"})
    await made(proposals, "e", owner="you", rank=1)
    assert [head.id for head in await proposals.shown(MINE)] == ["c", "a", "d"]
    assert await proposals.shown(Scope((Entry("me"),))) == [], "what is shared tells nothing of it"
    (first, *_) = await proposals.shown(MINE)
    assert await proposals.say(first, "dismissed")
    assert not await proposals.say(first, "taken"), "it was answered meanwhile"
    assert not await proposals.rank(first, 7)
    assert [head.id for head in await proposals.shown(MINE)] == ["a", "d"]
    assert [head.id for head in await proposals.dismissed(MINE, after="", limit=9)] == ["c"]
    assert await proposals.dismissed(MINE, after="c", limit=9) == []
    await proposals.follow("c", "open", "")
    assert [head.id for head in await proposals.shown(MINE)] == ["c", "a", "d"]
    assert [head.id for head in await proposals.heads("me", state="open")] == ["a", "b", "c", "d"]


async def test_what_follows_from_photos_leaves_what_was_said(proposals: AlbumProposals) -> None:
    first = await made(proposals, "a", rank=1)
    assert not await proposals.write(first, over=None), "there is one"
    assert await proposals.say(first, "taken", "album")
    more = msgspec.structs.replace(first, count=12, photos=["p"], state="open", rank=0)
    assert not await proposals.write(more, over=first), "it was answered meanwhile"
    taken = await proposals.find("a")
    assert taken
    assert await proposals.write(more, over=taken)
    after = await proposals.find("a")
    assert after
    assert (after.count, after.photos, after.state, after.album, after.rank) == (12, ["p"], "taken", "album", 1)
    assert not await proposals.remove(taken)
    assert await proposals.remove(after)
    assert await proposals.find("a") is None


async def test_those_about_people_are_forgotten(proposals: AlbumProposals) -> None:
    sources: tuple[Source, ...] = ("occasion", "person", "pair", "place", "theme")
    for source in sources:
        await made(proposals, source, source)
    await made(proposals, "theirs", "person", owner="you")
    people = await proposals.heads("me", sources=("person", "pair"))
    assert [head.id for head in people] == ["pair", "person"]
    await proposals.forget_people("me")
    assert [head.id for head in await proposals.heads("me")] == ["occasion", "place", "theme"]
    assert await proposals.find("theirs")

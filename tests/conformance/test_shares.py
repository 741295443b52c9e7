"""Shares, circles and the hands of albums on every catalog."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from shared.catalog import shares as module
from shared.catalog.base import Catalog
from shared.catalog.shares import CIRCLES, HANDS, SHARES, AlbumHands, Circles, Shares
from shared.domain.ids import OwnerId
from shared.domain.instants import instant
from shared.domain.share import Circle, Contribution, Share

from .catalogs import ADAPTERS, EVERY_ADAPTER

ME, YOU = OwnerId("me"), OwnerId("you")


@pytest.fixture(params=EVERY_ADAPTER)
async def catalog(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Catalog]:
    async with ADAPTERS[request.param](request, tmp_path) as opens:
        catalog = await opens()
        await catalog.declare(SHARES, CIRCLES, HANDS)
        yield catalog


async def made(shares: Shares, id: str, **said: Any) -> Share:
    share = Share(
        **{"id": id, "owner": ME, "by": "a", "kind": "library", "to": "account", "created": instant(), **said}
    )
    await shares.insert(share)
    return share


async def test_shares_are_found_by_whose_they_are_who_they_are_to_and_their_album(catalog: Catalog) -> None:
    shares = Shares(catalog)
    one = await made(shares, "1", whom="b", tells=["place"], query={"rating": 4})
    two = await made(shares, "2", whom="c", kind="album", album="x", role="editor")
    three = await made(shares, "3", owner=YOU, to="circle", whom="b", kind="photos", photos=["p", "q"])
    assert await shares.of(ME) == [one, two]
    assert await shares.to("account", "b") == [one]
    assert await shares.to("circle", "b") == [three]
    assert await shares.of_album("x") == [two]
    assert await shares.change("1", {"tells": ["people", "camera"], "query": None, "expires": "2040"})
    found = await shares.find("1")
    assert found
    assert (found.tells, found.query, found.expires, found.whom) == (["people", "camera"], None, "2040", "b")
    assert await shares.take("1", "b", taken=True)
    assert await shares.take("1", "b", taken=True)
    assert (await shares.of(ME))[0].taken == ["b"]
    assert await shares.refuse("1", "b")
    assert ((await shares.of(ME))[0].taken, (await shares.of(ME))[0].refused) == ([], ["b"])
    assert await shares.delete("1")
    for missing in (shares.change("1", {"tells": []}), shares.take("1", "b", taken=True), shares.delete("1")):
        assert not await missing
    assert await shares.end_all("circle", "b") == 1
    assert await shares.end_of(ME) == 1
    assert await shares.of(ME) == await shares.of(YOU) == []


async def test_who_goes_is_forgotten_by_all(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    shares, circles, hands = Shares(catalog), Circles(catalog), AlbumHands(catalog)
    for n in range(5):
        await made(shares, f"c{n}", to="circle", whom="x", taken=["gone", "stays"])
        await hands.contribute(f"a{n}", ME, "gone", Contribution(library=YOU))
        await hands.contribute(f"a{n}", ME, "stays", Contribution(library=YOU, tells=["place"]))
        await circles.insert(Circle(id=f"of them {n}", account="stays", name="x", members=["gone", "stays"]))
    await made(shares, "to them", whom="gone")
    await circles.insert(Circle(id="theirs", account="gone", name="x", members=["stays"]))
    assert await shares.forget("gone") == 6
    assert await hands.forget("gone") == 5
    assert await circles.forget("gone") == 6
    for forgotten in (shares.forget("gone"), hands.forget("gone"), circles.forget("gone")):
        assert await forgotten == 0
    monkeypatch.undo()
    assert {tuple(share.taken) for share in await shares.of(ME)} == {("stays",)}
    assert [len(each.members) for each in await circles.of("stays")] == [1] * 5
    assert await circles.having("gone") == await circles.of("gone") == []
    assert {tuple(each.contributions) for each in await hands.of(ME)} == {("stays",)}


async def test_who_contribute_at_once_all_stand_there(catalog: Catalog) -> None:
    hands = AlbumHands(catalog)
    said = [hands.contribute("x", ME, f"account-{n}", Contribution(library=YOU)) for n in range(8)]
    await asyncio.gather(*said)
    await hands.contribute("x", ME, "account-0", Contribution(library=YOU, tells=["camera"]))
    found = await hands.get_many(["x", "y"])
    assert {*found} == {"x"}
    assert {*found["x"].contributions} == {f"account-{n}" for n in range(8)}
    assert found["x"].contributions["account-0"].tells == ["camera"]


async def test_circles_change_and_go(catalog: Catalog) -> None:
    circles = Circles(catalog)
    circle = Circle(id="1", account="a", name="Family", members=["b"])
    await circles.insert(circle)
    assert await circles.find("1") == circle
    assert await circles.having("b") == await circles.of("a") == [circle]
    assert await circles.change("1", {"members": ["c"], "name": "Friends"})
    assert await circles.having("b") == []
    assert (await circles.get_many(["1"]))["1"].members == ["c"]
    assert await circles.delete("1")
    assert not await circles.change("1", {"name": "x"})

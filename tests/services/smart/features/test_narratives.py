"""An endpoint words what is over: told facts alone, believed only where it says nothing else."""

import json
from collections.abc import AsyncIterator, Iterator
from datetime import date
from pathlib import Path

import pytest

from services.smart.features.narratives import NAME, NarrativesWork, Narrator, keys_of, mark_all
from shared.catalog.accounts import Accounts
from shared.catalog.days import Days
from shared.catalog.features import DirtyKeys
from shared.catalog.narratives import Narratives
from shared.catalog.spending import Budget, Spending
from shared.domain.actions import Difference
from shared.domain.day import Day
from shared.domain.gist import Gist, Town
from shared.endpoint.client import Endpoint
from shared.endpoint.pace import Pace
from shared.endpoint.place import Place
from shared.errors import Unavailable
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from tests.servers.endpoint import Standin, endpoint, refused, said

JULY = "month:2023-07"
TRUE = "{P1} is on four of ten photos, taken on two days in July 2023, most of them in {T1}."
GIST = Gist(count=5, located=4, dated=5, towns=(Town("Arezzo", "Italy", 4),), people={"anna": 2}, things={"dog": 3})


def text(words: str) -> str:
    return json.dumps({"text": words})


class Bench:
    def __init__(self, platform: Platform, server: Standin) -> None:
        self.platform, self.server = platform, server
        self.days, self.narratives = Days(platform.catalog), Narratives(platform.catalog)
        self.dirty, self.spending = DirtyKeys(platform.catalog), Spending(platform.catalog)
        self.endpoint = Endpoint(Place(server.url, "mouth", private=True))
        self.work = self.made(Budget(100))

    def made(self, budget: Budget, *, calm: float = 0.0, today: str = "2023-08-01") -> NarrativesWork:
        narrator = Narrator(self.endpoint, self.spending, budget, Pace(at_once=1, rate=60_000), "en")
        return NarrativesWork(
            self.days, self.platform.people, self.narratives, self.dirty, narrator, calm=calm,
            today=lambda: date.fromisoformat(today),
        )  # fmt: skip

    async def text(self) -> str | None:
        found = await self.narratives.find("me", JULY)
        return found.text if found else None

    async def marked(self) -> set[str]:
        return {each.key for each in await self.dirty.page("me", NAME, after=None, limit=100, tries=3)}


@pytest.fixture
def server() -> Iterator[Standin]:
    with endpoint() as standin:
        standin.usual = said(text(TRUE))
        yield standin


@pytest.fixture
async def bench(tmp_path: Path, server: Standin) -> AsyncIterator[Bench]:
    platform = await Platform.open(Settings(home=tmp_path / "home", models="fake"))
    bench = Bench(platform, server)
    await platform.people.say("me", "anna", [Difference("name", "", "Anna")])
    for name in ("2023-07-14", "2023-07-15"):
        day = Day(day=name, count=5, places=["Arezzo"], best=[], cover="", dated=5, gist=GIST)
        await bench.days.write("me", name, day, over="")
    yield bench
    await bench.endpoint.close()
    await platform.close()


async def test_what_is_true_is_kept_and_asked_for_once(bench: Bench) -> None:
    assert await bench.work("me", JULY)
    assert await bench.text() == TRUE
    assert not await bench.work("me", JULY)
    [asked] = bench.server.asked
    assert "Anna" not in str(asked)
    assert "Arezzo" not in str(asked)
    assert (await bench.spending.today()).tokens == 700


async def test_what_is_invented_is_asked_again_and_else_not_told(bench: Bench) -> None:
    bench.server.replies = [said(text("A wedding in Florence.")), said(text(TRUE))]
    assert await bench.work("me", JULY)
    assert await bench.text() == TRUE
    assert "'Florence' is a name that is not in the facts." in str(bench.server.asked[1])
    await bench.narratives.remove("me", JULY)
    bench.server.replies = [said("I had rather not."), said(text("Eleven photos."))]
    assert not await bench.work("me", JULY)
    assert await bench.text() == ""
    assert not await bench.work("me", JULY)
    assert len(bench.server.asked) == 4, "what it cannot say it is not asked again"


async def test_another_day_is_told_anew_and_none_takes_it_away(bench: Bench) -> None:
    await bench.work("me", JULY)
    day, revision = await bench.days.read("me", "2023-07-15")
    assert day
    await bench.days.write("me", "2023-07-15", None, over=revision)
    bench.server.usual = said(text("Five photos in {T1}, in Italy."))
    assert not await bench.work("me", JULY), "five photos are not all there"
    _, revision = await bench.days.read("me", "2023-07-14")
    await bench.days.write("me", "2023-07-14", None, over=revision)
    assert await bench.work("me", JULY)
    assert await bench.text() is None


async def test_what_is_not_over_or_not_calm_waits(bench: Bench) -> None:
    assert not await bench.made(Budget(100), today="2023-07-31")("me", JULY)
    assert await bench.marked() == set(), "it is looked at again when it is over"
    assert not await bench.made(Budget(100), calm=300.0)("me", JULY)
    assert await bench.marked() == {JULY}
    assert bench.server.asked == []


async def test_while_it_is_away_or_the_budget_spent_nothing_is_lost(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def at_once(_: float) -> None:
        """Nobody waits ten minutes for a test."""

    monkeypatch.setattr("services.smart.features.narratives.asyncio.sleep", at_once)
    with pytest.raises(Unavailable, match="allowed in a day"):
        await bench.made(Budget(0))("me", JULY)
    bench.server.replies = [refused(503)]
    with pytest.raises(Unavailable, match="failed"):
        await bench.work("me", JULY)
    assert await bench.text() is None


async def test_who_is_hidden_is_told_to_nobody(bench: Bench) -> None:
    await bench.platform.people.say("me", "anna", [Difference("hidden", False, True)])
    assert not await bench.work("me", JULY)
    assert "{P1}" not in str(bench.server.asked[0]["messages"][1])


async def test_without_an_endpoint_nothing_is_done(bench: Bench) -> None:
    work = NarrativesWork(bench.days, bench.platform.people, bench.narratives, bench.dirty, None)
    assert not await work("me", JULY)
    assert await bench.marked() == set()
    await mark_all(bench.platform.photos, Accounts(bench.platform.catalog), bench.dirty)
    assert await bench.marked() == set(), "no photos are there"
    assert keys_of("2023-07-14") == {(NAME, JULY), (NAME, "year:2023")}

"""The feature `narratives`: an endpoint words the summaries of months and years that are over, where that is switched
on. It is told facts alone. What it says is checked, once asked again, and else the template stands, as it did from the
beginning. Photos mark none of its keys: the feature `days` does, and a look over all libraries now and then.
"""

import asyncio
import hashlib
import time
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime

from shared import telemetry
from shared.catalog.accounts import Accounts
from shared.catalog.days import Days
from shared.catalog.features import DirtyKeys
from shared.catalog.narratives import Narrative, Narratives, narrative_id
from shared.catalog.people import People
from shared.catalog.photos import Photos
from shared.catalog.spending import Budget, Spending
from shared.domain import narrating
from shared.domain.captions.gists import Numbers
from shared.domain.checking.checker import wrong
from shared.domain.features import Keys
from shared.domain.gist import together
from shared.domain.ids import SOLE_OWNER
from shared.domain.instants import instant
from shared.domain.periods import period_of
from shared.domain.photo import Photo
from shared.domain.scope import Scope
from shared.endpoint.away import Away
from shared.endpoint.client import Endpoint, Unreadable
from shared.endpoint.pace import Pace
from shared.errors import Invalid, PutOff, Unavailable

NAME = "narratives"
READS = ()

_SPENT = "As many photos or tokens as are allowed in a day have gone to the endpoint."
_REST = 600.0  # seconds at most, while the endpoint is away or the day's budget spent
_PAGE = 100


def keys(_: Photo) -> Keys:
    return ()


def keys_of(day: str) -> set[tuple[str, str]]:
    """What a change of this day marks."""
    return {(NAME, f"month:{day[:7]}"), (NAME, f"year:{day[:4]}")}


class Narrator:
    """Asks: within the budget and pace of the endpoint, twice at most."""

    def __init__(self, endpoint: Endpoint, spending: Spending, budget: Budget, pace: Pace, language: str) -> None:
        self._endpoint = endpoint
        self._spending = spending
        self._budget = budget
        self._pace = pace
        self.language = language
        self.asked = hashlib.sha256(f"{narrating.VERSION} {endpoint.place.model} {language}".encode()).hexdigest()
        self.host = endpoint.place.host

    async def close(self) -> None:
        await self._endpoint.close()

    async def text(self, facts: dict[str, object]) -> tuple[str, int | None]:
        """-> what may be told, "" where that is nothing, and the tokens that it cost. Raises Away, and PutOff where no
        more may be spent today."""
        messages, spent = narrating.question(facts, self.language), list[int]()
        for _ in range(2):
            if not await self._spending.take(self._budget):
                raise PutOff(_SPENT)
            answer = ""
            try:
                async with self._pace.turn():
                    reply = await self._endpoint.ask(messages, narrating.SCHEMA)
                answer = reply.text
                if reply.tokens:
                    spent.append(reply.tokens)
                    telemetry.ENDPOINT_TOKENS.inc(reply.tokens)
                    await self._spending.add(reply.tokens)
                text = narrating.read(answer)
                why = " ".join(wrong(text, facts, self.language))
                if not why:
                    return text, sum(spent) or None
            except Unreadable as error:
                why = str(error)
            except Invalid as error:
                why = str(error)
            messages += narrating.again(answer, why)
        return "", sum(spent) or None


class NarrativesWork:
    """Without a narrator it does nothing. `calm`: seconds for which the facts must have stayed as they are, so that an
    import is not told over and over."""

    def __init__(
        self, days: Days, people: People, narratives: Narratives, dirty: DirtyKeys, narrator: Narrator | None, *,
        tell: Collection[str] = (), calm: float = 300.0, clock: Callable[[], float] = time.monotonic,
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
    ) -> None:  # fmt: skip
        self._days = days
        self._people = people
        self._narratives = narratives
        self._dirty = dirty
        self._narrator = narrator
        self._tell = tell
        self._calm = calm
        self._clock = clock
        self._today = today
        self._since: dict[tuple[str, str], tuple[str, float]] = {}  # what the facts were found to be, and when

    async def __call__(self, owner: str, key: str) -> bool:
        period, narrator = period_of(key), self._narrator
        if narrator is None or period is None or period.last >= self._today():
            return False
        days = await self._days.between(owner, period.first.isoformat(), period.last.isoformat())
        if not days:
            return await self._narratives.remove(owner, key)
        gist = together(day.comes_to for day in days)
        people = await self._people.get_many(owner, list(gist.people))
        names = {id: each.name for id, each in people.items() if each.name and not each.hidden}
        facts, fills = narrating.facts_of(period, gist, Numbers.of(days), names, self._tell)
        digest = narrating.digest_of(facts, fills)
        before = await self._narratives.find(owner, key)
        if before and (before.facts, before.asked) == (digest, narrator.asked):
            return False
        if not self._is_calm(owner, key, digest):
            await self._dirty.mark(owner, {(NAME, key)})  # so that it waits
            return False
        try:
            text, tokens = await narrator.text(facts)
        except (Away, PutOff) as error:
            await asyncio.sleep(min(_REST, getattr(error, "pause", _REST)))
            raise Unavailable(f"{error}") from error
        await self._narratives.write(
            Narrative(
                id=narrative_id(owner, key), owner=owner, of=key, facts=digest, asked=narrator.asked,
                language=narrator.language, text=text, at=instant(), host=narrator.host, tokens=tokens,
            )
        )  # fmt: skip
        self._since.pop((owner, key), None)
        return bool(text)

    def _is_calm(self, owner: str, key: str, digest: str) -> bool:
        known, since = self._since.setdefault((owner, key), (digest, self._clock()))
        if known != digest:
            self._since[owner, key] = (digest, self._clock())
            return self._calm <= 0
        return self._clock() - since >= self._calm


async def mark_all(photos: Photos, accounts: Accounts, dirty: DirtyKeys) -> None:
    """Has every month and year of every library be looked at: what is worded already is found so without asking."""
    owners, after = {str(SOLE_OWNER)}, ""
    while page := await accounts.page(after=after, limit=_PAGE):
        owners |= {account.library for account in page if account.library}
        after = page[-1].id
    for owner in sorted(owners):
        months = [
            month for month in await photos.scoped.count_by(Scope.of(owner), "taken_month") if len(month or "") == 7
        ]
        await dirty.mark(owner, {key for month in months for key in keys_of(month)})

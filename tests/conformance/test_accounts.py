"""Accounts, sessions and attempts on every catalog: one first account, one name, one use of each code and token."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from shared.catalog.accounts import ACCOUNTS, SESSIONS, Accounts, Sessions
from shared.catalog.attempts import ATTEMPTS, Attempts
from shared.catalog.base import Catalog, Patch
from shared.catalog.identities import IDENTITIES, Identities
from shared.catalog.passkeys import PASSKEYS, Passkeys
from shared.catalog.spent import SPENT, Spent
from shared.domain.account import FIRST_SEAT, Account, Session, called, hashed
from shared.domain.identity import Identity, identity_id
from shared.domain.ids import OwnerId, new_id
from shared.domain.instants import ago, instant
from shared.domain.passkey import Passkey
from shared.domain.where import Eq, Lt
from shared.errors import Conflict, Invalid

from .catalogs import ADAPTERS, EVERY_ADAPTER


@pytest.fixture(params=EVERY_ADAPTER)
async def catalog(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Catalog]:
    async with ADAPTERS[request.param](request, tmp_path) as opens:
        catalog = await opens()
        await catalog.declare(ACCOUNTS, SESSIONS, ATTEMPTS, PASSKEYS, IDENTITIES, SPENT)
        yield catalog


def account(name: str, seat: str = "", library: str | None = None) -> Account:
    id = new_id()
    owner = OwnerId(library) if library else None
    return Account(
        id=id, name=name, called=called(name), seat=seat or id, role="member", library=owner, created=instant()
    )


def session(of: str, **more: str) -> Session:
    now, later = instant(), "9999-01-01T00:00:00.000000Z"
    fields = {"refresh": hashed("first"), "ends": later, "idle_ends": later} | more
    return Session(id=new_id(), account=of, created=now, used=now, proven_at=now, **fields)  # type: ignore[arg-type]


async def test_one_is_the_first_and_every_name_is_one_account(catalog: Catalog) -> None:
    accounts = Accounts(catalog)
    assert await accounts.first() is None
    many = [account(f"n{n}", FIRST_SEAT, "me") for n in range(5)]
    made = await asyncio.gather(*map(accounts.insert, many), return_exceptions=True)
    assert [type(each) for each in made if each is not None] == [Conflict] * 4
    first = await accounts.first()
    assert first is not None
    await accounts.insert(other := account("Zoë  Ångström", library="you"))
    for same in ("zoë ångström", "ZOË ÅNGSTRÖM", " Zoe\u0308 A\u030angstro\u0308m ", "Ｚoë Ångström"):
        with pytest.raises(Conflict, match="has that name"):
            await accounts.insert(account(same))
        with pytest.raises(Conflict, match="has that name"):
            await accounts.change(first.id, {"name": same})
        assert await accounts.named(same) == other
    for none in ("", " ", "a\u0000b", "a\nb\u0007", "x" * 65, "\u202eabc"):
        with pytest.raises(Invalid):
            await accounts.change(first.id, {"name": none})
        assert await accounts.named(none) is None
    assert await accounts.change(first.id, {"name": " New \u00a0 name "}, if_=Eq("role", "member"))
    assert not await accounts.change(first.id, {"name": "Other"}, if_=Eq("role", "admin"))
    changed = await accounts.named("new NAME")
    assert changed is not None
    assert (changed.id, changed.name) == (first.id, "New name")
    assert await accounts.of_library(OwnerId("you")) == other
    await asyncio.gather(*(accounts.insert(account(f"guest {n}")) for n in range(3)))
    pages = [await accounts.page(limit=2)]
    while page := await accounts.page(after=pages[-1][-1].id, limit=2):
        pages.append(page)
    assert len({each.id for page in pages for each in page}) == 5
    assert await accounts.page(Eq("role", "admin"), limit=9) == []
    assert await accounts.delete(other.id)
    assert await accounts.named("Zoë Ångström") is None


async def test_codes_and_counters_work_once(catalog: Catalog) -> None:
    accounts = Accounts(catalog)
    await accounts.insert(mine := account("mine"))
    await accounts.change(mine.id, {"recovery": ["a", "b", "c"]})
    assert sum(await asyncio.gather(*(accounts.spend(mine.id, "b") for _ in range(5)))) == 1
    assert not await accounts.spend(mine.id, "none")
    found = await accounts.find(mine.id)
    assert found is not None
    assert found.recovery == ["a", "c"]
    later = [accounts.change(mine.id, {"totp_counter": 7}, if_=Lt("totp_counter", 7)) for _ in range(5)]
    assert sum(await asyncio.gather(*later)) == 1


async def test_a_session_has_one_next_token(catalog: Catalog) -> None:
    sessions = Sessions(catalog)
    mine, others = [session("me") for _ in range(3)], session("you")
    for each in (*mine, others):
        await sessions.insert(each)
    now = instant()
    turns = (sessions.rotate(mine[0], hashed(f"next {n}"), now=now, idle_ends=now) for n in range(5))
    won = await asyncio.gather(*turns)
    assert sum(won) == 1
    found = await sessions.find(mine[0].id)
    assert found is not None
    assert (found.before, found.refresh) == (hashed("first"), hashed(f"next {won.index(True)}"))
    await sessions.insert(over := session("me", ends=ago(days=1)))
    await sessions.end_old("me", instant())
    assert [each.id for each in await sessions.of("me")] == [each.id for each in mine[1:]], "one is idle since now"
    assert await sessions.find(over.id) is None
    assert await sessions.end_all("me", but=mine[2].id) == [mine[1].id]
    assert [each.id for each in await sessions.of("me")] == [mine[2].id]
    assert await sessions.of("you") == [others]


async def test_a_passkey_counts_forward_and_what_is_spent_stays_so(catalog: Catalog) -> None:
    passkeys, spent = Passkeys(catalog), Spent(catalog)
    passkey = Passkey(
        id="Ab-_9", account="a", name="Phone", host="localhost", public_key="x", counter=0, created=instant()
    )
    await passkeys.insert(passkey)
    with pytest.raises(Conflict):
        await passkeys.insert(msgspec.structs.replace(passkey, account="b"))
    assert await passkeys.use(passkey, 0, backed_up=True, now=instant()), "one that counts nothing"
    used = await asyncio.gather(*(passkeys.use(passkey, 3, backed_up=True, now=instant()) for _ in range(5)))
    assert sum(used) == 1
    assert not await passkeys.use(passkey, 2, backed_up=True, now=instant())
    assert not await passkeys.use(passkey, 0, backed_up=True, now=instant()), "it counted before"
    assert not await passkeys.rename(passkey.id, "b", "Mine")
    assert not await passkeys.delete(passkey.id, "b")
    assert await passkeys.rename(passkey.id, "a", "Mine")
    assert [(each.name, each.counter) for each in await passkeys.of("a", limit=9)] == [("Mine", 3)]
    assert await passkeys.of("b", limit=9) == []
    assert await passkeys.delete(passkey.id, "a")
    first = await asyncio.gather(*(spent.spend("ticket", ago(seconds=-60)) for _ in range(5)))
    assert sum(first) == 1
    assert await spent.spend("old", ago(seconds=60))
    assert (await spent.thin(instant()), await spent.thin(instant())) == (1, 0)
    assert (await spent.is_spent("ticket"), await spent.is_spent("old")) == (True, False)


async def test_one_is_one_at_a_provider_and_its_sign_ins_are_found(catalog: Catalog) -> None:
    identities, sessions = Identities(catalog), Sessions(catalog)

    def identity(subject: str, of: str, issuer: str = "https://a") -> Identity:
        id = identity_id(issuer, subject)
        return Identity(id=id, account=of, issuer=issuer, subject=subject, linked=instant())

    await identities.insert(mine := identity("1", "me"))
    for taken in (identity("1", "you"), identity("2", "me")):
        with pytest.raises(Conflict):
            await identities.insert(taken)
    await identities.insert(identity("2", "me", "https://b"))
    await identities.call(mine.id, "Mara")
    found = await identities.of("me", "https://a")
    assert found == msgspec.structs.replace(mine, label="Mara")
    assert not await identities.delete(identity("1", "you"))
    assert await identities.delete(mine)
    assert await identities.find(mine.id) is None
    kept = [session("me", provider_session=sid) for sid in ("one", "one", "two", "")]
    for each in kept:
        await sessions.insert(each)
    assert {each.id for each in await sessions.of_provider("one")} == {each.id for each in kept[:2]}
    assert await sessions.of_provider("three") == []


async def test_attempts_at_once_count_one_by_one(catalog: Catalog) -> None:
    attempts = Attempts(catalog, b"key", first=100.0, most=600.0)
    waits = await asyncio.gather(*(attempts.take("a", 3) for _ in range(10)))
    assert sum(wait == 0 for wait in waits) == 3
    assert all(0 < wait <= 100 for wait in waits if wait)
    assert await attempts.take("b", 3) == 0
    await attempts.give_back("a")
    assert await attempts.take("a", 3) == 0
    await attempts.forget("a")
    assert [await attempts.take("a", 2) for _ in range(2)] == [0, 0]
    assert 0 < await attempts.take("a", 2) <= 100
    # Each that fails after a wait doubles the next, up to the most; as long after the last one all is forgotten.
    for count, seconds, least, greatest in ((3, 1, 100, 199), (40, 0, 500, 600), (40, 601, 0, 0)):
        [found] = await catalog.get_many(ATTEMPTS.name, dict, [attempts.place("a")])
        patch = Patch(set={"count": count, "at": ago(seconds=seconds)})
        assert await catalog.patch(ATTEMPTS.name, found, patch)
        assert least <= await attempts.take("a", 2) <= greatest, count

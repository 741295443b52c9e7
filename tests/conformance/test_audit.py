"""The audit log on every catalog: everybody reads what is theirs, in the order of time, and what is old goes."""

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from services.gateway.accounts.auditing import Audit
from shared.catalog.accounts import ACCOUNTS, Accounts
from shared.catalog.audit import AUDIT, AuditLog
from shared.catalog.base import Catalog
from shared.domain.account import Account
from shared.domain.audit import ADMINS, Entry, read_as, readers_of
from shared.domain.ids import OwnerId, new_id
from shared.domain.instants import ago, instant
from shared.domain.principal import Principal

from .catalogs import ADAPTERS, EVERY_ADAPTER

ONE = Principal(kind="user", id="one", account="one", library=OwnerId("me"), manages=True)
TWO = Principal(kind="user", id="two", account="two", library=OwnerId("lib"))


@pytest.fixture(params=EVERY_ADAPTER)
async def catalog(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Catalog]:
    async with ADAPTERS[request.param](request, tmp_path) as opens:
        catalog = await opens()
        await catalog.declare(AUDIT, ACCOUNTS)
        yield catalog


async def test_everybody_reads_what_is_theirs(catalog: Catalog) -> None:
    log, accounts = AuditLog(catalog), Accounts(catalog)
    for id, seat in (("one", "first"), ("two", "two")):
        account = Account(
            id=id, name=id.title(), called=id, seat=seat, role="member", library=OwnerId(id), created=instant()
        )
        await accounts.insert(account)
    audit = Audit(log, accounts)
    await audit.write("sign_in.refused", None, name="nobody", address="10.0.0.9")
    await audit.write("sign_in", TWO, address="10.0.0.2")
    await audit.write("account.role", ONE, about="two", detail={"role": "guest"}, concerns=("two",))
    await audit.write("deleted", TWO, about="a photo")
    await audit.write("deleted", ONE, about="another")

    async def whats(principal: Principal, *more: str, **asked: str) -> list[str]:
        return [f"{e.what} {e.name}" for e in await log.page([*more, *read_as(principal)], limit=9, **asked)]

    assert await whats(TWO) == ["deleted Two", "account.role One", "sign_in Two"]
    assert await whats(ONE, ADMINS) == ["deleted One", "account.role One", "sign_in Two", "sign_in.refused nobody"]
    assert await whats(ONE, ADMINS, what="sign_in") == ["sign_in Two", "sign_in.refused nobody"]
    assert await whats(ONE, ADMINS, what="sign_in.refused") == ["sign_in.refused nobody"]
    assert await whats(ONE, ADMINS, account="two") == ["sign_in Two"]
    assert await whats(TWO, account="one") == ["account.role One"]
    assert await log.page([], limit=9) == []
    first = await log.page([ADMINS], limit=2)
    rest = await log.page([ADMINS], after=first[-1].id, limit=2)
    assert [entry.what for entry in [*first, *rest]] == ["account.role", "sign_in", "sign_in.refused"]


async def test_what_is_old_goes_and_what_is_not_stays(catalog: Catalog) -> None:
    log = AuditLog(catalog)
    entry = Entry(id=new_id(), at=ago(days=3), what="sign_in", readers=readers_of("sign_in"))
    young = msgspec.structs.replace(entry, id=new_id(), at=ago(days=1))
    for each in (entry, young):
        await log.append(each)
    assert await log.thin(ago(days=2)) == 1
    assert await log.thin(ago(days=2)) == 0
    assert await log.page([ADMINS], limit=9) == [young]

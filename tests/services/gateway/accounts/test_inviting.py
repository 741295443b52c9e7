"""A link makes one account, whoever comes with it and wherever it dies; somebody always runs the installation."""

import asyncio

import pytest

from services.gateway.accounts.administering import Administration
from services.gateway.accounts.entrance import Entrance
from services.gateway.accounts.inviting import Inviting
from services.gateway.accounts.signing_in import Caller
from shared.catalog.invitations import Invitations
from shared.domain.account import Account, Role, hashed, principal_of
from shared.domain.where import Eq
from shared.errors import Conflict, NotFound
from shared.runtime.platform import Platform

PASSWORD = "a long way home it is"


def inviting(platform: Platform, entrance: Entrance) -> Inviting:
    return Inviting(Invitations(platform.catalog), entrance.standing, entrance.passwords, entrance.audit)


async def accepted(platform: Platform, entrance: Entrance, name: str, role: Role) -> Account:
    links = inviting(platform, entrance)
    _, token = await links.invite(None, role, None, 1, "")
    return await links.accept(token, name, PASSWORD, Caller())


async def test_of_two_with_one_link_one_has_an_account(platform: Platform) -> None:
    entrance = Entrance.of(platform)
    links, accounts = inviting(platform, entrance), entrance.standing.accounts
    invitation, token = await links.invite(None, "member", None, 1, "")
    results = await asyncio.gather(
        *(links.accept(token, name, PASSWORD, Caller()) for name in ("One", "Other")), return_exceptions=True
    )
    assert sorted(type(result) for result in results if not isinstance(result, Account)) == [NotFound]
    assert [account.id for account in await accounts.page(limit=9)] == [invitation.id]


async def test_who_died_between_the_account_and_its_link_has_used_it(platform: Platform) -> None:
    entrance = Entrance.of(platform)
    links, invitations = inviting(platform, entrance), Invitations(platform.catalog)
    _, token = await links.invite(None, "member", None, 1, "")
    invitation = await invitations.by_secret(hashed(token))
    assert invitation
    one = await links.accept(token, "One", PASSWORD, Caller())
    await invitations.insert(invitation)
    for name in ("One", "Other"):
        with pytest.raises(NotFound):
            await links.accept(token, name, PASSWORD, Caller())
    assert await entrance.standing.accounts.page(limit=9) == [one]
    assert await links.waiting() == []


async def test_of_two_admins_who_lower_each_other_one_is_left(platform: Platform) -> None:
    entrance = Entrance.of(platform)
    administration = Administration(entrance.standing, platform.photos, entrance.audit)
    one, other = [await accepted(platform, entrance, name, "admin") for name in ("One", "Other")]
    await asyncio.gather(
        administration.change(principal_of(one), other.id, {"role": "member"}, ""),
        administration.change(principal_of(other), one.id, {"state": "disabled"}, ""),
        return_exceptions=True,
    )
    left = await entrance.standing.accounts.page(Eq("role", "admin"), limit=9)
    assert [account for account in left if account.active]
    for account in left:
        if account.active and len(left) == 1:
            for values in ({"role": "guest"}, {"state": "disabled"}):
                with pytest.raises(Conflict):
                    await administration.change(None, account.id, values, "")

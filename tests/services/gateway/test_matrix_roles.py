"""The matrix once there are accounts: every route as an admin, a member, a guest, and somebody who may no more, with
what is another's. Who runs the installation reaches into nobody's library."""

from dataclasses import dataclass

import pytest

from services.gateway.entrance import Entrance
from services.gateway.signing_in import Caller
from shared.domain.account import FIRST_SEAT, Account, Role, called
from shared.domain.ids import OwnerId, new_id
from shared.domain.instants import instant

from .test_matrix import _ENDLESS, _TO_RUN, ROWS, TELLING, TOKEN, World, but_open
from .test_matrix import world as world  # a fixture

WHO: dict[str, tuple[Role, OwnerId | None]] = {
    "admin": ("admin", OwnerId("me")),
    "member": ("member", OwnerId("you")),
    "other": ("member", OwnerId("them")),
    "guest": ("guest", None),
}


@dataclass
class House:
    world: World
    entrance: Entrance  # another gateway's
    accounts: dict[str, Account]
    tokens: dict[str, str]


@pytest.fixture
async def house(world: World) -> House:
    entrance = Entrance.of(world.platform)
    accounts, tokens = {}, {}
    for name, (role, library) in WHO.items():
        id = new_id()
        seat = FIRST_SEAT if name == "admin" else id
        account = Account(
            id=id, name=name, called=called(name), seat=seat, role=role, library=library, created=instant()
        )
        await entrance.standing.accounts.insert(account)
        accounts[name] = account
        tokens[name] = (await entrance.ways.signing.begin(account, Caller())).access.token
    return House(world, entrance, accounts, tokens)


async def test_nobody_reaches_anothers(house: House) -> None:
    world = house.world
    for who, theirs in (
        ("admin", world.theirs), ("member", world.mine), ("guest", world.mine), ("guest", world.theirs),
    ):  # fmt: skip
        for name, row in but_open().items():
            if row.asks in ("self", "nothing") or name == _ENDLESS:
                continue
            answer = await world.ask(name, theirs, house.tokens[who])
            told = f"{who}: {name}: {answer.text}"
            if row.asks == "thing":
                assert answer.status_code == 404, told
            elif who == "guest" and row.asks == "library":
                assert answer.status_code == 403, told
            if name in _TO_RUN:
                assert (answer.status_code == 403) is (who != "admin"), told
            assert not world.tells(answer, theirs), told
        assert await world.untouched(theirs)


async def test_everybody_has_their_own(house: House) -> None:
    for who, of in (("admin", house.world.mine), ("member", house.world.theirs)):
        for name, parameters in TELLING.items():
            asked = {key: of.photo.places[0] if key == "place" else value for key, value in parameters.items()}
            asked = {key: of.photo.places[0][:4] if key == "q" else value for key, value in asked.items()}
            answer = await house.world.ask(name, of, house.tokens[who], params=asked)
            assert house.world.tells(answer, of), f"{who}: {name}"
            for other in ("other", "guest"):
                answer = await house.world.ask(name, of, house.tokens[other], params=asked)
                assert answer.status_code == 200, f"{other}: {name}"
                assert not house.world.tells(answer, of), f"{other}: {name}"


async def test_what_is_ones_own_is_no_keys_and_no_other_members(house: House) -> None:
    [session] = await house.entrance.standing.sessions.of(house.accounts["member"].id)
    path = f"/account/sessions/{session.id}"
    for name, row in ROWS.items():
        if row.asks != "self":
            continue
        answer = await house.world.ask(name, house.world.mine, TOKEN)
        assert answer.status_code == 403, f"{name}: {answer.text}"
        if "{id}" in name:
            ask = house.world.send
            there, missing = [await ask("DELETE", at, house.tokens["other"]) for at in (path, f"{path}x")]
            assert there.status_code == missing.status_code == 404
            assert there.text.replace(session.id, "") == missing.text.replace(f"{session.id}x", "")
    assert await house.entrance.standing.sessions.find(session.id)


async def test_who_may_no_more_may_nothing(house: House) -> None:
    """An account that was disabled, a session that was ended, one whose time is over, an account that is gone."""
    standing = house.entrance.standing
    [idle] = await standing.sessions.of(house.accounts["other"].id)
    await standing.accounts.change(house.accounts["admin"].id, {"state": "disabled"})
    await standing.sessions.end_all(house.accounts["member"].id)
    await standing.sessions.change(idle.id, {"idle_ends": instant()})
    await standing.accounts.delete(house.accounts["guest"].id)
    for who, token in (*house.tokens.items(), ("the admin's token", TOKEN)):
        for name in but_open():
            answer = await house.world.ask(name, house.world.mine, token)
            assert answer.status_code == 401, f"{who}: {name}"
            assert not house.world.tells(answer, house.world.mine), name
    assert await house.world.untouched(house.world.mine)

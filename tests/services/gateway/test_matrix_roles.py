"""The matrix once there are accounts: every route as an admin, a member, a guest, and somebody who may no more, with
what is another's. Who runs the installation reaches into nobody's library."""

from dataclasses import dataclass

import pytest

from services.gateway.accounts.entrance import Entrance
from services.gateway.accounts.signing_in import Caller
from services.gateway.sharing.linking import LinkIn
from shared.domain.account import FIRST_SEAT, Account, Key, Role, called
from shared.domain.ids import OwnerId, new_id
from shared.domain.instants import ago, instant
from shared.domain.share import Share

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


async def test_a_guest_of_a_link_reaches_what_that_shows(house: House) -> None:
    """And nothing else of anybody, by any route, with any id; a signed-in admin who came by it no more than they."""
    world, mine, theirs = house.world, house.world.mine, house.world.theirs
    linking = house.entrance.ways.linking
    share = Share(
        id=new_id(), owner=OwnerId("me"), by=house.accounts["admin"].id, kind="photos", photos=[mine.photo.id],
        to="link", created=instant(),
    )  # fmt: skip
    await house.entrance.standing.granting.shares.insert(share)
    _, token = await linking.make(share, LinkIn(title="Shown"))
    shown = await linking.open(share.id, token, None, "Ida", "192.0.2.7")
    private = {
        mine.person.id, mine.person.name, mine.trashed.id, mine.trashed.file_name, mine.face, mine.group.id,
        mine.action.id, mine.album.id, mine.album.name, mine.occasion.id, mine.occasion.title, mine.share.id,
    }  # fmt: skip
    seen = set()
    for name, row in ROWS.items():
        method, _, path = name.rpartition(" ")
        for of, bearer in ((mine, ""), (theirs, house.tokens["admin"])):
            headers = {"Cookie": f"heliograph-link={shown}"}
            at = f"/l/{share.id}/api{of.path(name) if method else path}"
            sent = row.body(of) if row.body else None
            answer = await world.send(method or "GET", at, bearer, headers=headers, json=sent)
            # Vision, which would cut pictures and clean files, is away.
            assert answer.status_code in (200, 204, 403, 404, 422, 503), f"{name}: {answer.text}"
            assert not world.tells(answer, theirs), name
            assert not {word for word in private if word in answer.text and word not in at}, name
            if answer.status_code < 300 or answer.status_code == 503:
                seen.add(name)
                assert of is mine or "{id}" not in name, f"{name} shows another's"
    assert seen == {
        "GET /photos", "GET /photos/months", "GET /facets", "GET /search", "GET /photo/{id}", "GET /link",
        "GET /photo/{id}/original", "HEAD /photo/{id}/original", "GET /photo/{id}/{rendition}",
        "HEAD /photo/{id}/{rendition}", "POST /photos/download", "GET /link/download", "HEAD /link/download",
        "POST /link/name", "GET /photo/{id}/crop", "HEAD /photo/{id}/crop",
    }  # fmt: skip
    assert await world.untouched(mine)
    assert await world.untouched(theirs)


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


async def test_only_who_runs_it_manages_accounts(house: House) -> None:
    """And nobody another's keys: with ids that are there, and that are not, alike."""
    member = house.accounts["member"]
    key = Key(id=new_id(), account=member.id, name="theirs", scopes=["see"], created=instant())
    await house.entrance.standing.keys.insert(key)
    rows = [name for name in ROWS if name.split()[-1].startswith(("/accounts", "/invitations", "/account/keys"))]
    rows = [name for name in rows if ROWS[name].asks == "self"]
    assert len(rows) == 12
    for who in ("other", "guest", "admin"):
        for name in rows:
            method, path = name.split()
            theirs = key.id if "keys" in path else member.id
            answers = []
            for id in (theirs, new_id()):
                sent = ROWS[name].body and ROWS[name].body(house.world.mine)  # type: ignore[misc]
                if who == "admin" and "keys" not in path:
                    continue
                answer = await house.world.send(method, path.replace("{id}", id), house.tokens[who], json=sent)
                answers.append((answer.status_code, answer.text.replace(id, "...")))
            if "{id}" in path:
                assert len(set(answers)) <= 1, f"{who}: {name}"
                assert {status for status, _ in answers} <= {403, 404}, f"{who}: {name} {answers}"
            elif "keys" not in path and who != "admin":
                assert {status for status, _ in answers} == {403}, f"{who}: {name}"
    assert await house.entrance.standing.keys.find(key.id) == key
    assert await house.entrance.standing.accounts.find(member.id) == member
    ask = house.world.send
    assert (await ask("GET", "/accounts", house.tokens["admin"])).status_code == 200
    told = (await ask("GET", "/accounts", house.tokens["admin"])).text
    assert not {word for word in house.world.theirs.secrets if word in told}
    # Not a moment after they have shown their password last.
    [session] = await house.entrance.standing.sessions.of(house.accounts["admin"].id)
    await house.entrance.standing.sessions.change(session.id, {"proven_at": ago(hours=1)})
    for name in rows:
        method, path = name.split()
        if method == "GET" or (method == "DELETE" and "/accounts/" not in path):
            continue
        sent = ROWS[name].body and ROWS[name].body(house.world.mine)  # type: ignore[misc]
        answer = await ask(method, path.replace("{id}", member.id), house.tokens["admin"], json=sent)
        assert (answer.status_code, answer.json()["needs"]) == (403, "proof"), name

"""Attempts are slowed by what is tried, and nobody can shut another out; what ends, ends at once."""

import asyncio
from dataclasses import dataclass

import pytest

from services.gateway.accounts.entrance import Entrance
from services.gateway.accounts.passwords import Passwords, checked
from services.gateway.accounts.signing_in import Caller, SignIn
from services.gateway.auth import SOLE_USER
from shared.catalog.audit import AuditLog
from shared.domain.account import FIRST_SEAT, TOKEN_KEY, Account, Key, Right, called, hashed, principal_of
from shared.domain.ids import OwnerId, new_id
from shared.domain.instants import ago, instant
from shared.domain.principal import SERVICE, Principal
from shared.errors import Forbidden, Invalid, Overloaded, Unauthorized
from shared.runtime.platform import Platform

PASSWORD = "correct horse 17 battery"


@dataclass
class Door:
    entrance: Entrance
    log: AuditLog
    mara: Account

    async def begin(self) -> SignIn:
        return await self.entrance.ways.signing.begin(self.mara, Caller())

    async def tried(self, password: str, caller: Caller, name: str = "Mara") -> type[Exception] | None:
        try:
            await self.entrance.ways.signing.login(name, password, None, caller)
        except (Unauthorized, Overloaded) as error:
            return type(error)
        return None


@pytest.fixture
async def door(platform: Platform) -> Door:
    entrance = Entrance.of(platform)
    mara = Account(
        id=new_id(), name="Mara", called=called("Mara"), seat=FIRST_SEAT, role="admin", library=OwnerId("me"),
        created=instant(), password=await entrance.passwords.hash(PASSWORD),
    )  # fmt: skip
    await entrance.standing.accounts.insert(mara)
    return Door(entrance, AuditLog(platform.catalog), mara)


async def test_who_guesses_shuts_out_nobody_else(door: Door) -> None:
    known = Caller(address="10.0.0.1", device=(await door.begin()).device)
    guesser = Caller(address="10.6.6.6")
    heard = [await door.tried(f"guess number {n}", guesser) for n in range(7)]
    assert heard == [Unauthorized] * 5 + [Overloaded] * 2, "by the name and the address both"
    assert await door.tried(PASSWORD, guesser) is Overloaded, "nor is the right one looked at"
    assert await door.tried("", guesser, "Nobody") is Unauthorized, "another name has tries of its own"
    # From everywhere at once it is the name that is slowed ...
    heard = [await door.tried("guess", Caller(address=f"10.7.0.{n}")) for n in range(6)]
    assert heard == [Unauthorized] * 5 + [Overloaded]
    assert await door.tried(PASSWORD, Caller(address="10.8.0.1")) is Overloaded
    # ... and not for a device that has signed in before, which nobody can forge.
    assert await door.tried(PASSWORD, known) is None
    for forged in ("x", f"x.{known.device.partition('.')[2]}", known.device[:-2] + "AA", ".", f"{known.device}é"):
        assert await door.tried(PASSWORD, Caller(address="10.0.0.1", device=forged)) is Overloaded, forged


async def test_two_tabs_at_once_have_one_next_token(door: Door) -> None:
    signing = door.entrance.ways.signing
    signed = await door.begin()
    assert signed.refresh
    tabs = await asyncio.gather(*(signing.refresh(signed.refresh, Caller()) for _ in range(5)))
    assert sum(tab.refresh is not None for tab in tabs) == 1
    assert {tab.session.id for tab in tabs} == {signed.session.id}
    await door.entrance.standing.sessions.change(signed.session.id, {"rotated": ago(seconds=11)})
    with pytest.raises(Unauthorized):
        await signing.refresh(signed.refresh, Caller())
    with pytest.raises(Unauthorized, match="ended"):
        await signing.refresh(next(tab.refresh for tab in tabs if tab.refresh), Caller())
    ended = await door.log.page([door.mara.id], what="session.ended", limit=9)
    assert [(entry.about, entry.detail) for entry in ended] == [(signed.session.id, {"why": "used twice"})]


async def test_a_session_ends_by_time_by_account_and_by_hand(door: Door) -> None:
    signing, standing = door.entrance.ways.signing, door.entrance.standing
    for values in ({"ends": ago(seconds=1)}, {"idle_ends": ago(seconds=1)}):
        signed = await door.begin()
        await standing.sessions.change(signed.session.id, values)
        assert signed.refresh
        with pytest.raises(Unauthorized):
            await signing.refresh(signed.refresh, Caller())
        with pytest.raises(Unauthorized):
            await door.entrance.authentication.check(principal_of(door.mara, session=signed.session.id))
    signed = await door.begin()
    asker = principal_of(door.mara, session=signed.session.id)
    assert await door.entrance.authentication.still(asker)
    await signing.logout(None, asker, Caller())
    assert not await door.entrance.authentication.still(asker)
    signed = await door.begin()
    asker = principal_of(door.mara, session=signed.session.id)
    await standing.accounts.change(door.mara.id, {"role": "member"})
    standing.changed()
    assert not await door.entrance.authentication.still(asker), "an admin no more"
    await standing.accounts.change(door.mara.id, {"state": "disabled"})
    assert signed.refresh
    with pytest.raises(Unauthorized):
        await signing.refresh(signed.refresh, Caller())
    assert await door.tried(PASSWORD, Caller()) is Unauthorized


async def test_what_is_protected_asks_for_proof_again(door: Door) -> None:
    authentication, sessions = door.entrance.authentication, door.entrance.standing.sessions
    signed = await door.begin()
    asker = principal_of(door.mara, session=signed.session.id)
    await authentication.proven(asker)
    await sessions.change(signed.session.id, {"proven_at": ago(minutes=5, seconds=1)})
    with pytest.raises(Forbidden) as refused:
        await authentication.proven(asker)
    assert refused.value.needs == "proof"
    signing = door.entrance.ways.signing
    for password, code in (("wrong", None), (None, "123456")):
        with pytest.raises(Unauthorized):
            await signing.prove(asker, password, code, Caller())
    with pytest.raises(Forbidden):
        await authentication.proven(asker)
    await signing.prove(asker, PASSWORD, None, Caller())
    await authentication.proven(asker)
    with pytest.raises(Forbidden, match="sign in"):
        await authentication.proven(principal_of(door.mara, key=key(door.mara, "see")))


def key(of: Account, *scopes: Right, **more: object) -> Key:
    fields = {"id": new_id(), "account": of.id, "name": "k", "scopes": list(scopes), "created": instant()} | more
    return Key(**fields)  # type: ignore[arg-type]


async def test_a_key_grants_what_it_says_for_as_long_as_it_says(door: Door) -> None:
    authentication, standing = door.entrance.authentication, door.entrance.standing
    made = key(door.mara, "see", "add")
    word = f"hg_key_{made.id.replace('-', '')}_{'s' * 43}"
    former = f"hg_key_{made.id.replace('-', '')}_{'f' * 43}"
    await standing.keys.insert(made)

    async def of(given: str) -> Principal | None:
        try:
            return await authentication.of_bearer(given.encode())
        except Unauthorized:
            return None

    async def changed(**values: object) -> None:
        await standing.keys.change(made.id, values)
        standing.changed()

    assert await of(word) is None
    await changed(secret=hashed(word), before=hashed(former), before_ends=instant())
    found = await of(word)
    assert found == Principal(
        kind="key", id=made.id, library=OwnerId("me"), scopes=frozenset({"see", "add"}), account=door.mara.id
    )
    assert await authentication.still(found)
    assert await of(former) is None
    await changed(before_ends="9999-01-01T00:00:00.000000Z", scopes=["manage", "see"])
    managing = await of(former)
    assert managing is not None
    assert managing.manages
    assert not await authentication.still(found), "its scopes are others"
    await standing.accounts.change(door.mara.id, {"role": "guest", "library": None})
    standing.changed()
    guests = await of(word)
    assert guests is not None
    assert (guests.scopes, guests.manages, guests.library) == (frozenset({"see"}), False, None)
    for ended in ({"expires": ago(seconds=1)}, {"expires": None, "off": True}):
        await changed(**ended)
        assert await of(word) is None
    for none in ("hg_key_", f"hg_key_{'z' * 32}_x", f"hg_key_{new_id()}", TOKEN_KEY, f"hg_key_{TOKEN_KEY}_x"):
        assert await of(none) is None, none


async def test_where_nobody_has_an_account_all_is_as_it_was(platform: Platform) -> None:
    entrance = Entrance.of(platform)
    assert not await entrance.standing.closed()
    assert await entrance.authentication.still(SOLE_USER)
    assert await entrance.authentication.still(SERVICE)
    await entrance.ways.signing.first("Mara", PASSWORD, Caller())
    assert await entrance.standing.closed()
    assert not await entrance.authentication.still(SOLE_USER), "what was begun before has to sign in"


@pytest.mark.parametrize("password", [
    "", "eleven-lett", "x" * 129, "qwertyuiop123", "QWERTYUIOP123", "passwordpassword", "123456789012",
    "aaaaaaaaaaaaaa",
])  # fmt: skip
def test_a_password_that_would_be_guessed_is_refused(password: str) -> None:
    with pytest.raises(Invalid):
        checked(password)


async def test_passwords_are_compared_few_at_once_in_any_script_and_at_one_cost() -> None:
    passwords = Passwords(1)
    kept = await passwords.hash("Ångström und Käse, bitte")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert await passwords.fits("Ångström und Käse, bitte", kept)
    assert not await passwords.fits("Angstrom und Kase, bitte", kept)
    assert not await passwords.fits("anything", "")
    assert not passwords.is_weaker(kept)
    assert passwords.is_weaker(kept.replace("t=3", "t=2"))
    many = await asyncio.gather(*(passwords.fits("x", "no hash at all") for _ in range(40)), return_exceptions=True)
    assert sum(isinstance(each, Overloaded) for each in many) == 40 - 17
    assert await passwords.fits("Ångström und Käse, bitte", kept), "and goes on"
    for same in ("emoji 👩‍👩‍👧 and words", "漢字漢字仮名交文字列長長", "   blanks   count   "):
        assert checked(same) == same

"""Access tokens: only ours, only now, only by one algorithm."""

from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from services.gateway.accounts.tokens import LIFE, AccessTokens, new_refresh, same, session_of
from shared.domain.account import Session, hashed
from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.errors import Unauthorized
from shared.runtime.secret import Secret

SECRET = Secret(b"s" * 32)
FORTNIGHT = timedelta(days=14)


def session(ends: datetime | None = None) -> Session:
    now = datetime.now(UTC)
    at, later = instant(now), instant(ends or now + timedelta(days=1))
    return Session(
        id=new_id(), account="mara", created=at, used=at, ends=later, idle_ends=later, proven_at=at, refresh=""
    )


def test_it_is_read_as_it_was_made_and_for_ten_minutes_at_most() -> None:
    tokens, mine = AccessTokens(SECRET), session()
    now = datetime.now(UTC)
    made = tokens.issue("mara", mine, now)
    assert AccessTokens(SECRET).read(made.token) == ("mara", mine.id)
    assert made.ends == now + LIFE <= now + timedelta(minutes=10)
    assert tokens.ends(made.token) == made.ends.replace(microsecond=0)
    soon = tokens.issue("mara", session(now + timedelta(minutes=1)), now)
    assert soon.ends <= now + timedelta(minutes=1), "a session's end is its tokens' end"
    with pytest.raises(Unauthorized):
        tokens.read(tokens.issue("mara", mine, now - timedelta(minutes=11)).token)


def test_keys_change_by_themselves_and_overlap() -> None:
    now = datetime.now(UTC)
    made = [AccessTokens(SECRET).issue("mara", session(), now + FORTNIGHT * n).token for n in (-1, 0, 1)]
    kids = [jwt.get_unverified_header(token)["kid"] for token in made]
    assert [int(kid) - int(kids[1]) for kid in kids] == [-1, 0, 1]
    for n, taken in ((-2, False), (-1, True), (0, True), (1, True), (2, False)):
        kid = str(int(kids[1]) + n)
        token = forged(kid=kid, key=SECRET.key(f"access token {kid}"))
        if taken:
            assert AccessTokens(SECRET).read(token) == ("mara", "one")
        else:
            with pytest.raises(Unauthorized):
                AccessTokens(SECRET).read(token)


def forged(kid: Any = None, key: bytes | None = None, algorithm: str = "HS256", **claims: Any) -> str:
    now = datetime.now(UTC)
    right: dict[str, Any] = {
        "iss": "heliograph", "aud": "heliograph-gateway", "iat": now, "exp": now + LIFE, "sub": "mara", "sid": "one",
    }  # fmt: skip
    present = str(int(now.timestamp()) // int(FORTNIGHT.total_seconds()))
    kid = present if kid is None else kid
    told = {name: value for name, value in (right | claims).items() if value is not None}
    if key is None:
        key = SECRET.key(f"access token {present}")
    return jwt.encode(told, key if algorithm != "none" else None, algorithm, headers={"kid": kid})


@pytest.mark.parametrize("wrong", [
    {"algorithm": "none"}, {"algorithm": "HS512"}, {"algorithm": "HS384"}, {"key": b"x" * 32}, {"kid": "1"},
    {"kid": ""}, {"kid": "../secret"}, {"aud": "another"}, {"aud": ["heliograph-gateway", "another"]},
    {"iss": "another"},
    {"exp": datetime(2020, 1, 1, tzinfo=UTC)}, {"iat": datetime(2999, 1, 1, tzinfo=UTC)}, {"aud": None}, {"iss": None},
    {"exp": None}, {"iat": None}, {"sub": None}, {"sid": None}, {"sid": 7}, {"sid": ["one"]}, {"exp": "soon"},
    {"nbf": datetime(2999, 1, 1, tzinfo=UTC)},
])  # fmt: skip
@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
def test_what_we_did_not_make_is_none(wrong: dict[str, Any]) -> None:
    assert AccessTokens(SECRET).read(forged()) == ("mara", "one")
    with pytest.raises(Unauthorized):
        AccessTokens(SECRET).read(forged(**wrong))


@pytest.mark.parametrize("text", ["", ".", "..", "a.b.c", "ü.ü.ü", "e30.e30.e30", "x" * 9000])
def test_what_is_no_token_is_none(text: str) -> None:
    with pytest.raises(Unauthorized):
        AccessTokens(SECRET).read(text)


def test_a_refresh_token_names_its_session() -> None:
    id = new_id()
    one, other = new_refresh(id), new_refresh(id)
    assert session_of(one) == session_of(other) == id
    assert same(one, hashed(one))
    assert not same(one, hashed(other))
    assert not same("", "")
    for none in ("", "hg_refresh_", f"hg_refresh_{id}", one.replace("refresh", "key"), f"hg_refresh_{'z' * 32}_secret"):
        assert session_of(none) is None, none

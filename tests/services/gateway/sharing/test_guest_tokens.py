"""What a guest's browser shows opens its own link, as that is opened now, and nothing else."""

from datetime import UTC, datetime, timedelta

import jwt
import pytest

from services.gateway.sharing.guest_tokens import GuestTokens, opener
from shared.domain.ids import OwnerId, new_id
from shared.domain.share import Link
from shared.errors import Unauthorized
from shared.runtime.secret import Secret

SECRET = Secret(b"s" * 32)
TOKENS = GuestTokens(SECRET)
LINK = Link(id=new_id(), owner=OwnerId("me"), secret="a" * 64)


def test_a_visit_has_a_name_and_goes_on() -> None:
    first = TOKENS.read(TOKENS.issue(LINK, "Ida"), LINK)
    assert first.name == "Ida"
    assert TOKENS.read(TOKENS.issue(LINK, "Aunt Ida", first.id), LINK).id == first.id
    assert TOKENS.read(TOKENS.issue(LINK, "Ida"), LINK).id != first.id


@pytest.mark.parametrize(
    "other",
    [
        Link(id=new_id(), owner=LINK.owner, secret=LINK.secret),
        Link(id=LINK.id, owner=LINK.owner, secret="b" * 64),
        Link(id=LINK.id, owner=LINK.owner, secret=LINK.secret, password="$argon2id$x"),
    ],
    ids=["another link", "another address", "another password"],
)
def test_it_opens_nothing_else(other: Link) -> None:
    with pytest.raises(Unauthorized):
        TOKENS.read(TOKENS.issue(LINK, ""), other)


def _claims(**others: object) -> dict[str, object]:
    now = datetime.now(UTC)
    claims: dict[str, object] = {
        "iss": "heliograph", "aud": "heliograph-guest", "exp": now + timedelta(hours=1), "iat": now, "sub": LINK.id,
        "sid": "x", "name": "", "fits": opener(LINK),
    }  # fmt: skip
    return claims | others


def test_nobody_else_makes_one() -> None:
    key = SECRET.key("guest of a link")
    TOKENS.read(jwt.encode(_claims(), key, "HS256"), LINK)
    ended = _claims(exp=datetime.now(UTC) - timedelta(minutes=1))
    for forged in (
        "",
        "x.y.z",
        jwt.encode(_claims(), "0" * 32, "HS256"),
        jwt.encode(_claims(), None, "none"),  # type: ignore[arg-type]
        jwt.encode(_claims(aud="heliograph-gateway"), key, "HS256"),
        jwt.encode(_claims(name=7), key, "HS256"),
        jwt.encode(ended, key, "HS256"),
        GuestTokens(Secret(b"t" * 32)).issue(LINK, ""),
    ):
        with pytest.raises(Unauthorized):
            TOKENS.read(forged, LINK)

"""What a provider of sign-in answers is data: bounded, timed, of addresses that may be asked, and of whom it should."""

from collections.abc import AsyncIterator, Callable

import httpx
import msgspec
import pytest
from pydantic import SecretStr

from services.gateway.accounts import provider_claims
from services.gateway.accounts.provider import NotRedeemed, Provider
from shared.errors import Unavailable
from shared.runtime.settings import Settings

ISSUER = "https://auth.example/realms/home"
SAID = {
    "issuer": ISSUER, "authorization_endpoint": "https://auth.example/authorize",
    "token_endpoint": "https://auth.example/token", "jwks_uri": "https://auth.example/jwks",
}  # fmt: skip

Answer = Callable[[httpx.Request], httpx.Response]


def provider(answer: Answer, **settings: object) -> Provider:
    more = {"oidc_issuer": ISSUER, "oidc_client_id": "heliograph", "oidc_client_secret": SecretStr("s: +/%é")}
    made = Provider(Settings(**{**more, **settings}))  # type: ignore[arg-type]
    made._client = httpx.AsyncClient(transport=httpx.MockTransport(lambda request: _sent(answer(request))))
    return made


def _sent(answer: httpx.Response) -> httpx.Response:
    """As it comes over a wire: not read yet."""
    if isinstance(answer.stream, httpx.ByteStream):
        return httpx.Response(answer.status_code, headers=answer.headers, content=_once(answer.content))
    return answer


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content


async def endless() -> AsyncIterator[bytes]:
    while True:
        yield b" " * 65_536


@pytest.mark.parametrize(("answer", "says"), [
    (httpx.Response(200, json={**SAID, "issuer": f"{ISSUER}/"}), "to the last slash"),
    (httpx.Response(200, json={**SAID, "authorization_endpoint": "javascript:alert(1)"}), "without TLS"),
    (httpx.Response(200, json={**SAID, "authorization_endpoint": "http://auth.example/authorize"}), "without TLS"),
    (httpx.Response(200, json={**SAID, "end_session_endpoint": "http://auth.example/leave"}), "without TLS"),
    (httpx.Response(200, json=[SAID]), "cannot be read"),
    (httpx.Response(200, json={"issuer": ISSUER}), "cannot be read"),
    (httpx.Response(200, content=b"<html>\xff"), "cannot be read"),
    (httpx.Response(302, headers={"Location": "http://127.0.0.1:9/"}), "answered 302"),
    (httpx.Response(500), "answered 500"),
])  # fmt: skip
async def test_what_is_no_discovery_is_not_followed(answer: httpx.Response, says: str) -> None:
    with pytest.raises(Unavailable, match=says):
        await provider(lambda _: answer).discovered()


async def test_it_is_asked_for_no_more_than_it_should_say() -> None:
    with pytest.raises(Unavailable, match="longer than any should be"):
        await provider(lambda _: httpx.Response(200, content=endless())).discovered()


@pytest.mark.parametrize("place", ["http://127.0.0.1:9/realm", "https://127.0.0.1:9/realm", "http://[::1]:9/"])
async def test_the_own_network_is_asked_only_where_a_setting_says_so(place: str) -> None:
    settings = {"oidc_issuer": place, "oidc_client_id": "heliograph"}
    with pytest.raises(Unavailable, match="HELIOGRAPH_OIDC_PRIVATE=true allows it"):
        await Provider(Settings(**settings)).discovered()  # type: ignore[arg-type]
    with pytest.raises(Unavailable, match="does not answer"):
        await Provider(Settings(**settings, oidc_private=True)).discovered()  # type: ignore[arg-type]


@pytest.mark.parametrize(("ways", "sent"), [
    ([], "heliograph:s%3A%20%2B%2F%25%C3%A9"),
    (["client_secret_post", "client_secret_basic"], "heliograph:s%3A%20%2B%2F%25%C3%A9"),
    (["client_secret_post"], ""),
])  # fmt: skip
async def test_the_secret_is_sent_as_the_provider_wants_it(ways: list[str], sent: str) -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if request.method == "GET":
            return httpx.Response(200, json={**SAID, "token_endpoint_auth_methods_supported": ways})
        return httpx.Response(400, json={"error": "invalid_grant"})

    with pytest.raises(NotRedeemed, match="invalid_grant") as refused:
        await provider(answer).redeem("code", "verifier", "https://photos.example/back")
    assert "s:" not in str(refused.value)
    posted = asked[-1]
    basic = httpx.BasicAuth(*sent.split(":", 1))._auth_header if sent else None
    assert posted.headers.get("authorization") == basic
    form = httpx.QueryParams(posted.content.decode())
    assert (form["code_verifier"], form.get("client_secret")) == ("verifier", None if sent else "s: +/%é")


async def test_keys_are_asked_for_once_more_and_then_after_a_while() -> None:
    there = [{"kid": "one"}]
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return httpx.Response(200, content=msgspec.json.encode({"keys": there} if "jwks" in asked[-1] else SAID))

    asking = provider(answer)
    assert await asking.keys("one") == await asking.keys(None) == there
    there.append({"kid": "two"})
    assert await asking.keys("two") == [{"kid": "two"}]
    for made_up in ("x", "y", "z"):
        assert await asking.keys(made_up) == []
    assert asked.count("/jwks") == 3


@pytest.mark.parametrize(("said", "bytes"), [
    (1, 2**30), (0, 0), ("2.5", 5 * 2**29), (-1, None), (True, None), ("many", None), (None, None), ([5], None),
    (1e300, None), ("nan", None), ("inf", None),
])  # fmt: skip
def test_a_quota_is_a_number_of_gib(said: object, bytes: int | None) -> None:
    assert provider_claims.quota({"q": said}, "q") == bytes


def test_a_name_is_one_that_an_account_can_have() -> None:
    assert list(provider_claims.names({"preferred_username": "a\u0000b", "name": " Zoë  A ", "email": "z@x"})) == [
        "Zoë A", "z", "guest",
    ]  # fmt: skip
    assert provider_claims.label({"email": 7}) == "guest"
    assert provider_claims.role({"a.b": "admin", "a": {"b": "guest"}}, "a.b") == "admin"
    assert provider_claims.role({"a": {"b": ["x", "guest", "member"]}}, "a.b") == "member"
    assert provider_claims.role({"a": "root"}, "a.b") is None

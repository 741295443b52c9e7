"""A provider of sign-in as it is asked (OpenID Connect Core and Discovery 1.0): what it answers is data, of a bounded
size, in a bounded time, from an address that may be asked."""

import asyncio
import base64
import time
from collections.abc import Mapping
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

import httpx
import msgspec

from shared.domain.stored import decoder, stored
from shared.endpoint.address import Asked, CheckedTransport
from shared.errors import Invalid, Unavailable
from shared.runtime.settings import Settings

_SECONDS = 10.0  # for an answer
_MOST = 256 * 1024  # bytes of one
_FRESH = 3600.0  # seconds for which what it says of itself, and its keys, are not asked again
_KEYS_PAUSE = 30.0  # seconds after asking for a key in vain, as anybody can name one
_DISCOVERY = "/.well-known/openid-configuration"
_ASKED = Asked("the provider", "HELIOGRAPH_OIDC_PRIVATE")

T = TypeVar("T")
Claims = dict[str, Any]


class NotRedeemed(Invalid):
    """The provider takes the code for none of ours."""


@stored
class Discovered(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider says of itself. `names_itself`: whether its answers say whose they are (RFC 9207)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str = ""
    end_session_endpoint: str = ""
    token_endpoint_auth_methods_supported: list[str] = msgspec.field(default_factory=list)
    names_itself: bool = msgspec.field(default=False, name="authorization_response_iss_parameter_supported")


@stored
class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    id_token: str
    access_token: str = ""


@stored
class Keys(msgspec.Struct, frozen=True, kw_only=True):
    keys: list[dict[str, Any]]


class Provider:
    """Raises Unavailable where it does not answer, or not as it should. No error holds a secret."""

    def __init__(self, settings: Settings) -> None:
        assert settings.oidc_issuer
        assert settings.oidc_client_id
        self.issuer = settings.oidc_issuer
        self.client_id = settings.oidc_client_id
        self.name = settings.oidc_name or urlsplit(self.issuer).hostname or self.issuer
        self.scopes = " ".join(dict.fromkeys(("openid", *settings.oidc_scopes.split())))
        self._secret = settings.oidc_client_secret
        # As shared/endpoint asks: no proxy of the environment, no redirect, no packed answers. Sign-ins are rare, so
        # that no connection is kept.
        self._client = httpx.AsyncClient(
            transport=CheckedTransport(private=settings.oidc_private, asked=_ASKED), timeout=None, trust_env=False,
            headers={"Accept": "application/json", "Accept-Encoding": "identity", "Connection": "close"},
        )  # fmt: skip
        self._discovered: tuple[float, Discovered] | None = None
        self._keys: tuple[float, list[dict[str, Any]]] | None = None
        self._missed = float("-inf")
        self._asking = asyncio.Lock()

    async def discovered(self) -> Discovered:
        async with self._asking:
            if self._discovered is None or time.monotonic() - self._discovered[0] > _FRESH:
                found = _read(await self._get(self.issuer.rstrip("/") + _DISCOVERY), Discovered)
                if found.issuer != self.issuer:
                    raise Unavailable(
                        f"The provider calls itself {found.issuer[:200]}, and HELIOGRAPH_OIDC_ISSUER says "
                        f"{self.issuer}: they have to be the same, to the last slash."
                    )
                for address in (found.authorization_endpoint, found.end_session_endpoint):
                    if address and urlsplit(address).scheme not in ("https", urlsplit(self.issuer).scheme):
                        raise Unavailable("The provider says an address without TLS for where people sign in.")
                self._discovered = (time.monotonic(), found)
            return self._discovered[1]

    async def keys(self, kid: str | None) -> list[dict[str, Any]]:
        """Its public keys (JWK) of that id, or all. They are asked for once more where there is none."""
        there = await self.discovered()
        async with self._asking:
            now = time.monotonic()
            known = _named(self._keys[1], kid) if self._keys and now - self._keys[0] <= _FRESH else []
            if not known and now - self._missed > _KEYS_PAUSE:
                self._keys = (now, _read(await self._get(there.jwks_uri), Keys).keys)
                known = _named(self._keys[1], kid)
                self._missed = self._missed if known else now
            return known

    async def redeem(self, code: str, verifier: str, back: str) -> Tokens:
        """What the code stands for. `back`: where the code was sent. Raises NotRedeemed."""
        there = await self.discovered()
        form = {
            "grant_type": "authorization_code", "code": code, "code_verifier": verifier, "redirect_uri": back,
            "client_id": self.client_id,
        }  # fmt: skip
        headers: dict[str, str] = {}
        if self._secret:
            secret, ways = self._secret.get_secret_value(), there.token_endpoint_auth_methods_supported
            if "client_secret_post" in ways and "client_secret_basic" not in ways:
                form["client_secret"] = secret
            else:  # what holds where it says nothing; RFC 6749 2.3.1 has both escaped first
                words = f"{quote(self.client_id, safe='')}:{quote(secret, safe='')}"
                headers["Authorization"] = f"Basic {base64.b64encode(words.encode()).decode()}"
        status, answer = await self._ask("POST", there.token_endpoint, data=form, headers=headers)
        if status in (400, 401, 403):
            raise NotRedeemed(f"The provider did not take the code: it answered {status}, {_error(answer)}.")
        return _read(_ok(status, answer), Tokens)

    async def userinfo(self, access_token: str) -> Claims:
        """What it tells of who signed in besides; nothing where it has nothing to tell."""
        there = await self.discovered()
        if not there.userinfo_endpoint or not access_token:
            return {}
        bearer = {"Authorization": f"Bearer {access_token}"}
        return _read(_ok(*await self._ask("GET", there.userinfo_endpoint, headers=bearer)), dict)

    async def _get(self, url: str) -> bytes:
        return _ok(*await self._ask("GET", url))

    async def _ask(self, method: str, url: str, **options: Any) -> tuple[int, bytes]:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Unavailable("The provider says an address that is none.")
        try:
            async with asyncio.timeout(_SECONDS), self._client.stream(method, url, **options) as response:
                return response.status_code, await _limited(response)
        except TimeoutError as error:
            raise Unavailable(f"The provider did not answer in {_SECONDS:g} seconds.") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unavailable(f"The provider does not answer ({type(error).__name__}).") from error


async def _limited(response: httpx.Response) -> bytes:
    body = bytearray()
    async for some in response.aiter_raw():
        body += some
        if len(body) > _MOST:
            raise Unavailable("The provider's answer is longer than any should be.")
    return bytes(body)


def _ok(status: int, answer: bytes) -> bytes:
    if status != httpx.codes.OK:
        raise Unavailable(f"The provider answered {status}.")
    return answer


def _read(answer: bytes, into: type[T]) -> T:
    try:
        return decoder(into).decode(answer)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unavailable("What the provider says cannot be read. Is HELIOGRAPH_OIDC_ISSUER right?") from error


def _error(answer: bytes) -> str:
    """The word of RFC 6749 5.2 for what is wrong, for who reads the log."""
    try:
        said = msgspec.json.decode(answer)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return "without a reason"
    word = str(said.get("error", "")) if isinstance(said, Mapping) else ""
    return word[:60] if word.isascii() and word.isprintable() and word else "without a reason"


def _named(keys: list[dict[str, Any]], kid: str | None) -> list[dict[str, Any]]:
    return [key for key in keys if kid is None or key.get("kid") == kid]


def check_issuer(said: str | None, discovered: Discovered) -> bool:
    """Whether an answer may be of this provider (RFC 9207)."""
    return said == discovered.issuer if said is not None else not discovered.names_itself

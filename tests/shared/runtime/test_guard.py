"""Who may ask: with a token whoever brings it, without one only this machine and its own page."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import httpx
import pytest
from pydantic import SecretStr
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse

from shared.domain.principal import SERVICE, Principal
from shared.errors import Forbidden, Unauthorized, Unavailable
from shared.runtime import guard
from shared.runtime.authenticator import Authenticator
from shared.runtime.guard import Guard

HERE, AWAY = "127.0.0.1", "192.168.1.7"
TOKEN = "a-long-random-word"

Asking = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


@asynccontextmanager
async def asking(app: Guard, address: str, **options: object) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app, client=(address, 50_000))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost", **options) as client:  # type: ignore[arg-type]
        yield client


def guarded(token: str | None, *, guess_seconds: float = 0.0, accounts: Authenticator | None = None) -> Guard:
    return Guard(
        PlainTextResponse("in"),
        token=SecretStr(token) if token else None,
        principal=SERVICE,
        open_paths=("/", "/app/", "/healthz"),
        guess_seconds=guess_seconds,
        accounts=accounts,
    )


@pytest.mark.parametrize(("address", "host", "status"), [
    (HERE, "localhost", 200), (HERE, "127.0.0.1:8000", 200), ("::1", "[::1]:8000", 200), (HERE, "a.localhost", 200),
    ("127.9.9.9", "LOCALHOST:80", 200), ("::ffff:127.0.0.1", "localhost", 200),
    (AWAY, "localhost", 403), (AWAY, "127.0.0.1", 403), ("fe80::1", "[::1]", 403), ("", "localhost", 403),
    (HERE, "evil.example", 421), (HERE, "", 421), (HERE, "localhost.evil.example", 421), (HERE, "[", 400),
    (HERE, "[::1", 400), (HERE, "user@127.0.0.1", 400), (HERE, "evil.example\\@127.0.0.1", 400),
    (HERE, "127.0.0.1 evil.example", 400), (HERE, "10.0.0.1", 421),
])  # fmt: skip
async def test_without_a_token_it_is_the_address_and_the_name(address: str, host: str, status: int) -> None:
    async with asking(guarded(None), address) as client:
        for path in ("/photos", "/healthz"):
            assert (await client.get(path, headers={"Host": host})).status_code == status


@pytest.mark.parametrize(("origin", "status"), [
    ("http://localhost:8000", 200), ("http://localhost:9000", 403), ("http://evil.example", 403), ("null", 403),
    ("http://[", 403), ("", 403),
])  # fmt: skip
async def test_without_a_token_no_other_page_asks_through_the_browser(origin: str, status: int) -> None:
    async with asking(guarded(None), HERE) as client:
        answer = await client.get("/photos", headers={"Host": "localhost:8000", "Origin": origin})
        assert answer.status_code == status


async def test_with_a_token_the_address_is_nothing_and_the_token_all() -> None:
    for address in (HERE, AWAY):
        async with asking(guarded(TOKEN), address) as client:
            for path in ("/", "/app/", "/app/x", "/healthz"):
                assert (await client.get(path)).status_code == 200
            for sent in ("", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x", "Bearer ü"):
                answer = await client.get("/photos", headers={"Authorization": sent.encode()})
                assert answer.status_code == 401, sent
                assert answer.headers["www-authenticate"] == "Bearer"
            assert (await client.get("/photos", headers={"Authorization": f"bearer  {TOKEN} "})).status_code == 200


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "x-forwarded-anything"])
async def test_what_a_proxy_hands_on_is_never_this_machines(header: str) -> None:
    async with asking(guarded(None), HERE) as client:
        for value in ("", "127.0.0.1", "for=127.0.0.1"):
            assert (await client.get("/photos", headers={header: value})).status_code == 403


class Household:
    """Where the header says who asks."""

    def __init__(self, closed: bool) -> None:
        self.is_closed = closed
        self.away = False

    async def closed(self) -> bool:
        if self.away:
            raise Unavailable("The catalog is away.")
        return self.is_closed

    async def principal(self, asking: HTTPConnection) -> Principal | None:
        match asking.headers.get("x-who"):
            case None:
                return None
            case "foreign":
                raise Forbidden("Another site.")
            case "ended":
                raise Unauthorized("It has ended.")
            case who:
                return Principal(kind="user", id=who)


async def test_once_there_are_accounts_no_address_and_no_token_opens_anything() -> None:
    household = Household(closed=False)
    for token in (None, TOKEN):
        app = guarded(token, accounts=household)
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        async with asking(app, HERE) as here, asking(app, AWAY) as away:
            household.is_closed = False
            assert (await here.get("/photos", headers=bearer)).status_code == 200
            household.is_closed = True
            for client in (here, away):
                for headers, closed, opened in (
                    ({}, 401, 200), (bearer, 401, 200), ({"X-Who": "mara"}, 200, 200), ({"X-Who": "ended"}, 401, 200),
                    ({"X-Who": "foreign"}, 403, 403), ({"X-Who": "mara", "Host": "["}, 400, 400),
                ):  # fmt: skip
                    assert (await client.get("/photos", headers=headers)).status_code == closed, headers
                    assert (await client.get("/healthz", headers=headers)).status_code == opened, headers
                told = await client.get("/photos", headers={"X-Who": "ended"})
                assert told.json()["detail"] == "It has ended."
                assert told.headers["www-authenticate"] == "Bearer"
            household.away = True
            assert (await here.get("/photos", headers={"X-Who": "mara"})).status_code == 503
            assert (await here.get("/healthz")).status_code == 200
            household.away = False


async def test_a_host_that_is_none_is_refused_with_a_token_too() -> None:
    async with asking(guarded(TOKEN), AWAY) as client:
        for host, status in (
            ("[", 400),
            ("a b", 400),
            ("my_photos.example:8000", 200),
            ("[2001:db8::1]", 200),
            ("", 200),
        ):
            answer = await client.get("/photos", headers={"Host": host, "Authorization": f"Bearer {TOKEN}"})
            assert answer.status_code == status, host


async def test_guesses_are_slowed_and_nobody_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    slept = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(guard, "asyncio", type("", (), {"sleep": staticmethod(sleep)}))
    app = guarded(TOKEN, guess_seconds=2.0)
    async with asking(app, AWAY) as guesser, asking(app, HERE) as other:
        for n in range(10):
            await guesser.get("/photos", headers={"Authorization": f"Bearer guess-{n}"})
        assert slept == [0, 0, 0, 0.25, 0.5, 1.0, 2.0, 2.0, 2.0, 2.0]
        slept.clear()
        right = await guesser.get("/photos", headers={"Authorization": f"Bearer {TOKEN}"})
        nothing = await guesser.get("/photos")
        assert (right.status_code, nothing.status_code, slept) == (200, 401, [])
        await other.get("/photos", headers={"Authorization": "Bearer guess"})
        assert slept == [0]
    assert [record.getMessage() for record in caplog.records if record.name == "shared.runtime.guesses"] == [
        f"{AWAY} has sent 4 wrong tokens",
        f"{AWAY} has sent 8 wrong tokens",
    ]


async def test_a_guess_that_waits_holds_nobody_up() -> None:
    app = guarded(TOKEN, guess_seconds=60.0)
    async with asking(app, AWAY) as client, asyncio.TaskGroup() as group:
        guesses = [group.create_task(client.get("/photos", headers={"Authorization": "Bearer x"})) for _ in range(12)]
        right = await client.get("/photos", headers={"Authorization": f"Bearer {TOKEN}"})
        assert right.status_code == 200
        assert not all(guess.done() for guess in guesses)
        for guess in guesses:
            guess.cancel()

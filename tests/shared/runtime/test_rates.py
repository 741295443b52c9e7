"""How often one asker is answered a minute."""

from collections.abc import Awaitable, Callable

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.domain.principal import Principal
from shared.runtime.rates import Rate, Rates


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_minutes_worth_may_come_at_once_and_then_each_in_its_turn() -> None:
    clock = Clock()
    rate = Rate(60, clock)
    assert [rate.wait("a") for _ in range(60)] == [0.0] * 60
    assert rate.wait("a") == pytest.approx(1.0)
    assert rate.wait("a") == pytest.approx(1.0)  # what was refused counts nothing
    assert rate.wait("b") == 0.0
    clock.now += 1.0
    assert rate.wait("a") == 0.0
    assert rate.wait("a") == pytest.approx(1.0)
    clock.now += 1000.0
    assert [rate.wait("a") for _ in range(61)] == [*[0.0] * 60, pytest.approx(1.0)]


def test_none_is_no_limit() -> None:
    rate = Rate(0, Clock())
    assert not any(rate.wait("a") for _ in range(100_000))


def _said(who: Principal | None) -> Callable[[ASGIApp], ASGIApp]:
    def known(app: ASGIApp) -> ASGIApp:
        async def asked(scope: Scope, receive: Receive, send: Send) -> None:
            scope["state"] = {"principal": who} if who else {}
            await app(scope, receive, send)

        return asked

    return known


async def _statuses(app: ASGIApp, count: int, address: str) -> list[httpx.Response]:
    transport = httpx.ASGITransport(app, client=(address, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://a") as client:
        return [await client.get("/") for _ in range(count)]


async def test_the_known_are_counted_by_who_they_are_and_strangers_by_their_address() -> None:
    async def told(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("ok")(scope, receive, send)

    rates = Rates(told, known=5, strangers=3)
    ask: Callable[..., Awaitable[list[httpx.Response]]] = _statuses
    answers = await ask(_said(None)(rates), 4, "10.0.0.1")
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].headers["retry-after"] == "20"
    assert answers[-1].json()["detail"].endswith("Try again in 20 seconds.")
    assert [answer.status_code for answer in await ask(_said(None)(rates), 1, "10.0.0.2")] == [200]
    # From the same address, and from two: they are known by their id.
    one = _said(Principal(kind="user", id="one"))(rates)
    assert [answer.status_code for answer in await ask(one, 5, "10.0.0.1")] == [200] * 5
    assert [answer.status_code for answer in await ask(one, 1, "10.0.0.3")] == [429]
    key = _said(Principal(kind="key", id="one"))(rates)
    assert [answer.status_code for answer in await ask(key, 1, "10.0.0.3")] == [200]
    # Guests of a link are as many as have its address.
    guest = _said(Principal(kind="guest", id="link:1", session="a visit"))(rates)
    assert [answer.status_code for answer in await ask(guest, 6, "10.0.0.1")] == [200] * 5 + [429]
    assert [answer.status_code for answer in await ask(guest, 1, "10.0.0.2")] == [200]

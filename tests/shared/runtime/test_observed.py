"""Requests are measured and named by their route, in and out."""

import httpx
import pytest
from prometheus_client import REGISTRY
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route

from shared import tracing
from shared.runtime.observed import Observed, ObservedTransport

CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


async def answer(request: Request) -> Response:
    return PlainTextResponse(tracing.traceparent())


async def broken(request: Request) -> Response:
    raise KeyError("bug")


def client(prefix: str) -> httpx.AsyncClient:
    inner = Starlette(routes=[Route("/{id}", answer), Route("/{id}/broken", broken)])
    app = Observed(Starlette(routes=[Route("/healthz", answer), Mount(f"/{prefix}", inner)]), "tested")
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://localhost")


def answers(route: str, status: int) -> float:
    labels = {"method": "GET", "route": route, "status": str(status)}
    return REGISTRY.get_sample_value("heliograph_http_request_seconds_count", labels) or 0.0


def asked(peer: str, status: str) -> float:
    labels = {"peer": peer, "status": status}
    return REGISTRY.get_sample_value("heliograph_peer_request_seconds_count", labels) or 0.0


async def test_answers_go_by_the_routes_pattern() -> None:
    before = answers("/{id}", 200), answers("/{id}/broken", 500), answers("none", 404)
    async with client("patterns") as http:
        for id in range(3):
            await http.get(f"/patterns/{id}")
        await http.get("/patterns/1/broken")
        await http.get("/nowhere")
    after = answers("/{id}", 200), answers("/{id}/broken", 500), answers("none", 404)
    assert [now - then for then, now in zip(before, after, strict=True)] == [3, 1, 1]


async def test_the_callers_trace_goes_on() -> None:
    async with client("traced") as http:
        assert (await http.get("/traced/1", headers={"traceparent": CALLER})).text.split("-")[1] == CALLER.split("-")[1]
        first, second = [(await http.get("/traced/1")).text for _ in range(2)]
        assert first.split("-")[1] != second.split("-")[1]
        assert (await http.get("/healthz", headers={"traceparent": CALLER})).text == ""
    assert tracing.traceparent() == ""


async def test_a_peer_learns_the_trace_and_is_measured() -> None:
    def peer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/away":
            raise httpx.ConnectError("away")
        return httpx.Response(200, text=request.headers["traceparent"])

    transport = ObservedTransport("measured", httpx.MockTransport(peer))
    async with httpx.AsyncClient(transport=transport, base_url="http://peer") as http:
        with tracing.span("question", parent=CALLER):
            assert (await http.get("/text")).text.split("-")[1] == CALLER.split("-")[1]
        with pytest.raises(httpx.ConnectError):
            await http.get("/away")
    assert (asked("measured", "200"), asked("measured", "none")) == (1, 1)

"""HTTP between people and services, seen from both ends: measured, traced, and named in the logs."""

import time

import httpx
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared import logs, telemetry, tracing

# Asked every few seconds by machines: they would bury the rest.
_UNTRACED = ("/healthz", "/readyz", "/metrics")


class Observed:
    """ASGI middleware: every answer's time by route and status, and its span, a part of the caller's trace."""

    def __init__(self, app: ASGIApp, service: str) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with logs.about(service=self._service):
            if scope["type"] != "http":
                await self._app(scope, receive, send)
            elif scope["path"] in _UNTRACED:
                await self._timed(scope, receive, send)
            else:
                await self._traced(scope, receive, send)

    async def _traced(self, scope: Scope, receive: Receive, send: Send) -> None:
        method, parent = scope["method"], Headers(scope=scope).get("traceparent", "")
        with tracing.span(method, kind=tracing.SpanKind.SERVER, parent=parent) as span:
            span.set_attribute("http.request.method", method)
            status = await self._timed(scope, receive, send)
            logs.trail.info("%s %s answered %d", method, _route(scope), status)
            span.update_name(f"{method} {_route(scope)}")
            span.set_attributes({"http.route": _route(scope), "http.response.status_code": status})

    async def _timed(self, scope: Scope, receive: Receive, send: Send) -> int:
        began, status = time.perf_counter(), 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            seconds = time.perf_counter() - began
            telemetry.HTTP_SECONDS.labels(scope["method"], _route(scope), status).observe(seconds)
        return status


class ObservedTransport(httpx.AsyncBaseTransport):
    """The way to a peer, which learns of what trace the request is a part."""

    def __init__(self, peer: str, transport: httpx.AsyncBaseTransport) -> None:
        self._peer = peer
        self._transport = transport

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        began, status = time.perf_counter(), "none"
        with tracing.span(f"{request.method} {self._peer}{request.url.path}", kind=tracing.SpanKind.CLIENT):
            request.headers["traceparent"] = tracing.traceparent()
            try:
                response = await self._transport.handle_async_request(request)
                status = str(response.status_code)
                return response
            finally:
                telemetry.PEER_SECONDS.labels(self._peer, status).observe(time.perf_counter() - began)

    async def aclose(self) -> None:
        await self._transport.aclose()


def _route(scope: Scope) -> str:
    """The route's pattern, never the path: ids in label values would grow without bound."""
    return getattr(scope.get("route"), "path", "none")

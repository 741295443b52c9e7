"""What an orchestrator and Prometheus ask of every service: alive, ready, metrics."""

from collections.abc import Mapping
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route

from shared.domain.principal import SERVICE
from shared.errors import Unavailable
from shared.runtime.body import BodyLimit
from shared.runtime.guard import Guard
from shared.runtime.platform import Platform
from shared.runtime.problem import told

_OPEN = ("/healthz", "/readyz", "/metrics")


def ops_app(platform: Platform, app: Any = None, files: Mapping[str, int] | None = None) -> Any:
    """An ASGI app with /healthz, /readyz and /metrics before what `app` answers to peers, who bring the
    services' token.
    `files`: the paths that take more than JSON, and how many bytes."""

    async def alive(request: Request) -> Response:
        return PlainTextResponse("ok")

    async def ready(request: Request) -> Response:
        try:
            await check_ready(platform)
        except Unavailable as error:
            return told(error)
        return PlainTextResponse(
            "\n".join(["ok", *platform.noticed, *(f"left to others: {clause}" for clause in platform.pipeline.left)])
        )

    async def metrics(request: Request) -> Response:
        return exposition()

    routes: list[Route | Mount] = [Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", metrics)]
    ops = Starlette(routes=[*routes, Mount("/", app)] if app else routes)
    settings = platform.settings
    guarded = Guard(
        ops,
        token=settings.peers_token,
        principal=SERVICE,
        open_paths=_OPEN,
        guess_seconds=settings.guess_seconds,
    )
    return BodyLimit(guarded, most=settings.max_json, files=files or {})


async def check_ready(platform: Platform) -> None:
    """Raises Unavailable, with a sentence, unless everything has started and every store can be used."""
    if not platform.ready:
        loads = f" It loads: {', '.join(sorted(platform.loading))}." if platform.loading else ""
        raise Unavailable(f"Heliograph is still starting.{loads}")
    await platform.check()


def exposition() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

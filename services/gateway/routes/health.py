"""Is it alive, is it ready, and how is it doing."""

from typing import Literal

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel
from starlette.responses import Response

from services.gateway.problems import responses
from shared.errors import Unavailable
from shared.runtime.platform import Platform


class Ok(BaseModel):
    status: Literal["ok"] = "ok"


def build(platform: Platform) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/healthz")
    async def alive() -> Ok:
        """The process answers."""
        return Ok()

    @router.get("/readyz", responses=responses(503))
    async def ready() -> Ok:
        """Everything has started and every store can be used."""
        if not platform.ready:
            raise Unavailable("Heliograph is still starting.")
        await platform.check()
        return Ok()

    @router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
    async def metrics() -> Response:
        """Prometheus metrics."""
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return router

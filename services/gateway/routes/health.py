"""Is it alive, is it ready, and how is it doing."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.gateway import policy
from services.gateway.auth import Asker, Somebody
from services.gateway.problems import responses
from shared.runtime.damage import damage
from shared.runtime.ops import check_ready, exposition
from shared.runtime.platform import Platform


class Ok(BaseModel):
    status: Literal["ok"] = "ok"


class Ready(Ok):
    damage: list[str] = Field(description="What was found damaged, a sentence each; the rest can be used")
    noticed: list[str] = Field(description="What does not work though all else goes on, a sentence each")
    left: list[str] = Field(description="Work that this process leaves to others, and why, a clause each")


def build(platform: Platform) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/healthz")
    async def alive() -> Ok:
        """The process answers."""
        return Ok()

    @router.get("/readyz", responses=responses(503))
    async def ready(somebody: Somebody) -> Ready:
        """Everything has started and every store can be used. What is damaged is told to who runs the installation."""
        await check_ready(platform)
        told = somebody is not None and policy.runs(somebody)
        damaged = await damage(platform.photos, platform.foundings) if told else []
        return Ready(damage=damaged, noticed=platform.noticed if told else [], left=platform.pipeline.left)

    @router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
    async def metrics(asker: Asker) -> Response:
        """Prometheus metrics."""
        policy.may(asker, "manage", policy.INSTALLATION)
        return exposition()

    return router

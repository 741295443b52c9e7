"""The gateway's FastAPI assembly: middleware, error map, routers."""

from collections.abc import AsyncIterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.responses import FileResponse
from starlette.staticfiles import StaticFiles

from services.gateway import auth, problems
from services.gateway.live import live
from services.gateway.routes import health, media, photos, search
from services.gateway.uploads import Uploads
from shared.pipeline import STAGES
from shared.runtime.guard import Guard
from shared.runtime.platform import Platform
from shared.search.engine import SearchEngine

# What a browser must fetch before it can know a token, and what an orchestrator asks.
_OPEN = ("/", "/static/", "/healthz", "/readyz")
_PAGE = Path(__file__).parent / "page"

_DESCRIPTION = """
An AI photo library people run themselves. Upload a photo, watch it become understood, find it by meaning.

```
curl -F file=@cat.jpg localhost:8000/upload
curl localhost:8000/photo/<id>
curl 'localhost:8000/search?q=a+kitten'
```

Every error is an RFC 9457 problem: a `title`, a `status`, and a `detail` that says what to do.
"""


def build_app(platform: Platform, uploads: Uploads, engine: SearchEngine) -> FastAPI:
    app = FastAPI(title="Heliograph", version=_version(), description=_DESCRIPTION)
    problems.install(app)
    stage_names = tuple(stage.name for stage in STAGES)
    app.include_router(photos.build(platform, uploads, stage_names))
    app.include_router(media.build(platform))
    app.include_router(search.build(engine, stage_names))
    app.include_router(health.build(platform))

    @app.get("/events", response_class=EventSourceResponse, tags=["live"])
    async def events(owner: Annotated[str, Depends(auth.owner_of)]) -> AsyncIterable[ServerSentEvent]:
        """Server-sent events: uploaded, progressed, deleted, each with the photo's id."""
        async for event in live(platform.broker, owner):
            yield event

    @app.get("/", include_in_schema=False)
    async def page() -> FileResponse:
        return FileResponse(_PAGE / "index.html")

    app.mount("/static", StaticFiles(directory=_PAGE), name="static")
    app.add_middleware(Guard, token=platform.settings.token, open_paths=_OPEN)
    return app


def _version() -> str:
    try:
        return version("heliograph")
    except PackageNotFoundError:  # run from a checkout
        return "0.1.0"

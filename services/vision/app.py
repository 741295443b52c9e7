"""What peers ask of vision: `POST /look`, a picture -> what is seen on it, and `POST /faces`, a picture -> the faces on
it, cut out. Nothing is stored."""

import asyncio
import tempfile
from base64 import b64encode
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.responses import JSONResponse, Response

from shared.children import ChildFailed
from shared.domain.faces import CHIP, FOUND_BY
from shared.domain.photo import Photo, new_photo
from shared.errors import Damaged, HeliographError, Invalid
from shared.inference.base import Found
from shared.inference.pool import Done, Work
from shared.runtime.problem import told
from shared.waiting import Priority

_FIRST = Priority.QUESTION

Running = Callable[[Work], Awaitable[Done]]


def build_app(decode: Running, look: Running, stages: Sequence[str]) -> FastAPI:
    """`decode` runs renditions on an original, `look` the `stages` on its preview, and that which finds faces. The body
    is the file itself; what it may be and how large is the gateway's to say."""
    app = FastAPI(title="Heliograph vision")

    @app.exception_handler(HeliographError)
    async def known(request: Request, error: HeliographError) -> JSONResponse:
        return told(error)

    @app.post("/look")
    async def look_at(request: Request) -> Response:
        seen = await seen_on(request, tuple(stages))
        return JSONResponse({name: found.facts for name, found in seen.items()})

    @app.post("/faces")
    async def faces_on(request: Request) -> Response:
        seen = await seen_on(request, (FOUND_BY,))
        faces = [{"facts": face.facts, "chip": b64encode(face.blobs[CHIP]).decode()} for face in seen[FOUND_BY].parts]
        return JSONResponse({"faces": faces})

    async def seen_on(request: Request, wanted: tuple[str, ...]) -> dict[str, Found]:
        photo = _unsaved()
        with tempfile.TemporaryDirectory(prefix="heliograph-look-") as folder:
            path = Path(folder, "picture")
            await asyncio.to_thread(path.write_bytes, await request.body())
            opened = await _run(decode, Work(photo, ("renditions",), path=path, priority=_FIRST))
        preview = opened["renditions"].blobs["preview"]
        return await _run(look, Work(photo, wanted, preview=preview, priority=_FIRST))

    return app


def _unsaved() -> Photo:
    return new_photo(id="", owner="", sha256="", file_name="", media_type="", bytes=0)


async def _run(stages: Running, work: Work) -> dict[str, Found]:
    """Raises Damaged, too, for a picture that a child does not survive."""
    try:
        done = await stages(work)
    except ChildFailed as error:
        raise Damaged(f"The picture cannot be read: {error}.") from error
    found = {}
    for name, (outcome, _) in done.items():
        if isinstance(outcome, Invalid):
            raise outcome
        found[name] = outcome
    return found

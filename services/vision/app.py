"""What peers ask of vision: `POST /look`, a picture -> what is seen on it, and with ?preview=true what others look at,
as base64 under "renditions"; `POST /faces`, a picture -> the faces on it,
cut out; `POST /crop`, a CropOrder, and `POST /copy`, a CopyOrder, which are carried out. Of the pictures nothing is
stored."""

import asyncio
import tempfile
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec
from fastapi import FastAPI, Request
from starlette.responses import JSONResponse, Response

from shared.children import ChildFailed
from shared.domain.clean_copy import CopyOrder
from shared.domain.crop import CropOrder
from shared.domain.faces import CHIP, FOUND_BY
from shared.domain.photo import Photo, new_photo
from shared.errors import Damaged, HeliographError, Invalid
from shared.inference.base import Found
from shared.inference.pool import Done, Work
from shared.runtime.problem import told
from shared.waiting import Priority

_FIRST = Priority.QUESTION

Running = Callable[[Work], Awaitable[Done]]
Ordered = TypeVar("Ordered", CropOrder, CopyOrder)
Keeping = Callable[[Ordered], Awaitable[None]]


def build_app(
    decode: Running, look: Running, stages: Sequence[str], keep: Keeping[CropOrder], keep_copy: Keeping[CopyOrder]
) -> FastAPI:
    """`decode` runs renditions on an original, `look` the `stages` on its preview, and that which finds faces. The body
    is the file itself; what it may be and how large is the gateway's to say. `keep` makes crops, `keep_copy` clean
    copies."""
    app = FastAPI(title="Heliograph vision")

    @app.exception_handler(HeliographError)
    async def known(request: Request, error: HeliographError) -> JSONResponse:
        return told(error)

    @app.post("/look")
    async def look_at(request: Request, preview: bool = False) -> Response:
        seen, opened = await seen_on(request, tuple(stages))
        shown = {"renditions": {"preview": b64encode(opened).decode()}} if preview else {}
        return JSONResponse({name: found.facts for name, found in seen.items()} | shown)

    @app.post("/faces")
    async def faces_on(request: Request) -> Response:
        seen, _ = await seen_on(request, (FOUND_BY,))
        faces = [{"facts": face.facts, "chip": b64encode(face.blobs[CHIP]).decode()} for face in seen[FOUND_BY].parts]
        return JSONResponse({"faces": faces})

    @app.post("/crop")
    async def crop(request: Request) -> Response:
        return await carried_out(request, CropOrder, keep)

    @app.post("/copy")
    async def copy(request: Request) -> Response:
        return await carried_out(request, CopyOrder, keep_copy)

    async def carried_out(request: Request, kind: type[Ordered], keeping: Keeping[Ordered]) -> Response:
        try:
            order = msgspec.json.decode(await request.body(), type=kind)
        except msgspec.MsgspecError as error:
            raise Invalid(f"This is no {kind.__name__}: {error}.") from error
        with _survived():
            await keeping(order)
        return JSONResponse({})

    async def seen_on(request: Request, wanted: tuple[str, ...]) -> tuple[dict[str, Found], bytes]:
        """-> what the stages found, and the preview."""
        photo = _unsaved()
        with tempfile.TemporaryDirectory(prefix="heliograph-look-") as folder:
            path = Path(folder, "picture")
            await asyncio.to_thread(path.write_bytes, await request.body())
            opened = await _run(decode, Work(photo, ("renditions",), path=path, priority=_FIRST))
        preview = opened["renditions"].blobs["preview"]
        return await _run(look, Work(photo, wanted, preview=preview, priority=_FIRST)), preview

    return app


def _unsaved() -> Photo:
    return new_photo(id="", owner="", sha256="", file_name="", media_type="", bytes=0)


@contextmanager
def _survived() -> Iterator[None]:
    """Raises Damaged for a picture that a child does not survive."""
    try:
        yield
    except ChildFailed as error:
        raise Damaged(f"The picture cannot be read: {error}.") from error


async def _run(stages: Running, work: Work) -> dict[str, Found]:
    with _survived():
        done = await stages(work)
    found = {}
    for name, (outcome, _) in done.items():
        if isinstance(outcome, Invalid):
            raise outcome
        found[name] = outcome
    return found

"""What the gateway asks of the embedder: `POST /text?space=...` with a question -> its vectors in these spaces, as
little-endian float32 (see shared/search/encoder.py), and `POST /look {space, facts}` -> the vector of a picture on
which vision found these facts."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import numpy as np
from fastapi import FastAPI, Query, Request
from numpy.typing import NDArray
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from shared.domain.photo import new_photo
from shared.domain.spaces import maker
from shared.errors import HeliographError, Invalid
from shared.inference.pool import Done, Work
from shared.runtime.problem import told


class LookIn(BaseModel):
    """`facts`: by stage, what was found."""

    space: str
    facts: dict[str, dict[str, Any]]


class LookOut(BaseModel):
    vector: list[float]


def build_app(
    encode: Callable[[str, tuple[str, ...]], Awaitable[NDArray[np.float32]]],
    embed: Callable[[Work], Awaitable[Done]],
    placers: Callable[[], tuple[str, ...]],
) -> FastAPI:
    """`placers`: the names of the models that photos are placed by now."""
    app = FastAPI(title="Heliograph embedder")

    @app.exception_handler(HeliographError)
    async def known(request: Request, error: HeliographError) -> JSONResponse:
        return told(error)

    @app.post("/text")
    async def text(request: Request, space: Annotated[list[str], Query()]) -> Response:
        try:
            question = (await request.body()).decode()
        except UnicodeDecodeError as error:
            raise Invalid("The question is no text in UTF-8.") from error
        try:
            row = await encode(question, tuple(space))
        except ValueError as error:
            raise Invalid(str(error)) from error
        return Response(row.astype("<f4").tobytes(), media_type="application/octet-stream")

    @app.post("/look")
    async def look(body: LookIn) -> LookOut:
        model = maker(body.space, "place", placers())
        if model is None:
            raise Invalid(f"There is no space of pictures called {body.space!r}.")
        photo = new_photo(id="", owner="", sha256="", file_name="", media_type="", bytes=0)
        photo.found = body.facts
        outcome, _ = (await embed(Work(photo, ("image_vector",), models={"image_vector": (model,)})))["image_vector"]
        if isinstance(outcome, Invalid):
            raise outcome
        vector = outcome.vectors[body.space]
        return LookOut(vector=[float(number) for number in vector])

    return app

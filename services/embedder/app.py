"""What the gateway asks of the embedder: `POST /text?space=...` with a question -> its vectors in these spaces, as
little-endian float32 (see shared/search/encoder.py), `POST /look {space, facts}` -> the vector of a picture on which
vision found these facts, and `POST /faces {space, faces}` -> the vectors of faces that vision cut out."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Annotated, Any

import numpy as np
from fastapi import FastAPI, Query, Request
from numpy.typing import NDArray
from pydantic import Base64Bytes, BaseModel
from starlette.responses import JSONResponse, Response

from shared.domain.faces import FOUND_BY, PLACED_BY
from shared.domain.part import Part
from shared.domain.photo import Photo, new_photo
from shared.errors import HeliographError, Invalid
from shared.inference.base import Found
from shared.inference.pool import Done, Work
from shared.runtime.problem import told
from shared.waiting import Priority


class LookIn(BaseModel):
    """`facts`: by stage, what was found. `preview`: a JPEG, where the model of the space looks itself."""

    space: str
    facts: dict[str, dict[str, Any]]
    preview: Base64Bytes | None = None


class LookOut(BaseModel):
    vector: list[float]


class FaceIn(BaseModel):
    """`facts`: FaceFacts; `chip`: the face's blob."""

    facts: dict[str, Any]
    chip: Base64Bytes


class FacesIn(BaseModel):
    space: str
    faces: list[FaceIn]


class FacesOut(BaseModel):
    """In the order of the faces."""

    vectors: list[list[float]]


def build_app(
    encode: Callable[[str, tuple[str, ...]], Awaitable[NDArray[np.float32]]],
    embed: Callable[[Work], Awaitable[Done]],
    placers: Callable[[], Mapping[str, str]],
    compare: Callable[[Work], Awaitable[Done]],
    comparers: Callable[[], Mapping[str, str]],
) -> FastAPI:
    """`embed` places pictures, `compare` faces. `placers`, `comparers`: by space, the models that do it now."""
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
        model = placers().get(body.space)
        if model is None:
            raise Invalid(f"There is no space of pictures called {body.space!r}.")
        photo = _unsaved()
        photo.found = body.facts
        work = Work(photo, ("image_vector",), preview=body.preview, models={"image_vector": (model,)})
        found = await _run(embed, replace(work, priority=Priority.QUESTION if body.preview else work.priority))
        vector = found.vectors[body.space]
        return LookOut(vector=[float(number) for number in vector])

    @app.post("/faces")
    async def faces(body: FacesIn) -> FacesOut:
        model = comparers().get(body.space)
        if model is None:
            raise Invalid(f"There is no space of faces called {body.space!r}.")
        parts = tuple((_face(position, face.facts), face.chip) for position, face in enumerate(body.faces))
        work = Work(_unsaved(), (PLACED_BY,), parts=parts, models={PLACED_BY: (model,)}, priority=Priority.QUESTION)
        vectors = [part.vectors[body.space] for part in (await _run(compare, work)).parts]
        return FacesOut(vectors=[[float(number) for number in vector] for vector in vectors])

    return app


async def _run(act: Callable[[Work], Awaitable[Done]], work: Work) -> Found:
    """What its one stage finds. Raises the Invalid that it says instead."""
    ((outcome, _),) = (await act(work)).values()
    if isinstance(outcome, Invalid):
        raise outcome
    return outcome


def _unsaved() -> Photo:
    return new_photo(id="", owner="", sha256="", file_name="", media_type="", bytes=0)


def _face(position: int, facts: dict[str, Any]) -> Part:
    return Part(id=str(position), photo="", owner="", stage=FOUND_BY, run="", position=position, facts=facts)

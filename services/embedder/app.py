"""What the gateway asks of the embedder: `POST /text {space, texts}` -> their vectors in that space, and `POST /look
{space, facts}` -> the vector of a picture on which vision found these facts."""

from typing import Any

from fastapi import FastAPI, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from services.embedder.encoder import Encoded, Question
from shared.children import ChildPool
from shared.domain.photo import new_photo
from shared.domain.spaces import IMAGE
from shared.errors import HeliographError, Invalid
from shared.inference.pool import Done, Work
from shared.runtime.problem import told


class TextIn(BaseModel):
    space: str
    texts: list[str] = Field(max_length=256)


class TextOut(BaseModel):
    """`known`: each text's best cosine to the vocabulary that photos of the space are described with."""

    vectors: list[list[float]]
    known: list[float] | None = None


class LookIn(BaseModel):
    """`facts`: by stage, what was found."""

    space: str
    facts: dict[str, dict[str, Any]]


class LookOut(BaseModel):
    vector: list[float]


def build_app(encoder: ChildPool[Question, Encoded], stages: ChildPool[Work, Done]) -> FastAPI:
    app = FastAPI(title="Heliograph embedder")

    @app.exception_handler(HeliographError)
    async def known(request: Request, error: HeliographError) -> JSONResponse:
        return told(error)

    @app.post("/text")
    async def text(body: TextIn) -> TextOut:
        encoded = await encoder.run(Question(body.space, tuple(body.texts)))
        known = None if encoded.known is None else encoded.known.tolist()
        return TextOut(vectors=encoded.vectors.tolist(), known=known)

    @app.post("/look")
    async def look(body: LookIn) -> LookOut:
        if body.space != IMAGE.name:
            raise Invalid(f"There is no space of pictures called {body.space!r}.")
        photo = new_photo(id="", owner="", sha256="", file_name="", media_type="", bytes=0)
        photo.found = body.facts
        outcome, _ = (await stages.run(Work(photo, ("image_vector",))))["image_vector"]
        if isinstance(outcome, Invalid):
            raise outcome
        vector = outcome.vectors[body.space]
        return LookOut(vector=[float(number) for number in vector])

    return app

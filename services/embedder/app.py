"""The one synchronous call between services: `POST /text {space, texts}` -> their vectors in that space."""

from fastapi import FastAPI
from pydantic import BaseModel, Field

from services.embedder.encoder import Encoded, Question
from shared.children import ChildPool


class TextIn(BaseModel):
    space: str
    texts: list[str] = Field(max_length=256)


class TextOut(BaseModel):
    """`known`: each text's best cosine to the vocabulary that photos of the space are described with."""

    vectors: list[list[float]]
    known: list[float] | None = None


def build_app(encoder: ChildPool[Question, Encoded]) -> FastAPI:
    app = FastAPI(title="Heliograph embedder")

    @app.post("/text")
    async def text(body: TextIn) -> TextOut:
        encoded = await encoder.run(Question(body.space, tuple(body.texts)))
        known = None if encoded.known is None else encoded.known.tolist()
        return TextOut(vectors=encoded.vectors.tolist(), known=known)

    return app

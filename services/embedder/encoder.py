"""Questions -> vectors of the spaces in which photos lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from services.embedder.models import MODELS, VOCABULARIES
from shared.domain.spaces import IMAGE, TEXT
from shared.errors import Invalid
from shared.inference.base import Device, TextEmbedder
from shared.inference.conse import Conse
from shared.inference.registry import load_model


@dataclass(frozen=True, slots=True)
class Question:
    space: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Encoded:
    """`vectors`: float32 (n, d), unit rows. `known`: float32 (n,), each text's best cosine to the vocabulary that
    photos of the space are described with; None where the space has no vocabulary."""

    vectors: NDArray[np.float32]
    known: NDArray[np.float32] | None = None


def query_encoder(model: str, models: Path, device: Device = "cpu") -> "QueryEncoder":
    """`model` is a name in MODELS. Raises ValueError on another, Unavailable when its files are not there."""
    return QueryEncoder(load_model(MODELS, model, models, device), load_model(VOCABULARIES, model, models, device))


class QueryEncoder:
    def __init__(self, embedder: TextEmbedder, vocabulary: Conse) -> None:
        self._embedder = embedder
        self._vocabulary = vocabulary

    def __call__(self, batch: Sequence[Question]) -> list[Encoded]:
        return [self.encode(question.space, question.texts) for question in batch]

    def encode(self, space: str, texts: Sequence[str]) -> Encoded:
        """Raises Invalid when texts have no place in that space."""
        if space not in (IMAGE.name, TEXT.name):
            raise Invalid(f"There is no space of text called {space!r}.")
        embedded = self._embedder.run(texts)
        if space == TEXT.name:
            return Encoded(embedded)
        return Encoded(*self._vocabulary.questions(embedded))

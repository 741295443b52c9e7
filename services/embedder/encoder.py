"""Questions -> vectors of the spaces in which photos lie."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from services.embedder.models import MODELS, VOCABULARIES
from shared.inference.base import Device, TextEmbedder
from shared.inference.conse import Conse
from shared.inference.registry import load_model


def query_encoder(model: str, models: Path, device: Device = "cpu") -> "QueryEncoder":
    """`model` is a name in MODELS. Raises ValueError on another, Unavailable when its files are not there."""
    return QueryEncoder(load_model(MODELS, model, models, device), load_model(VOCABULARIES, model, models, device))


class QueryEncoder:
    """Texts -> for each a row of float32: its best cosine to the vocabulary that photos are described with, then its
    unit vector in each of spaces.OF_TEXT. The text model runs once for all of them."""

    def __init__(self, embedder: TextEmbedder, vocabulary: Conse) -> None:
        self._embedder = embedder
        self._vocabulary = vocabulary

    def __call__(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        meanings = self._embedder.run(texts)
        looks, known = self._vocabulary.questions(meanings)
        return list(np.hstack([known[:, np.newaxis], looks, meanings]).astype(np.float32))

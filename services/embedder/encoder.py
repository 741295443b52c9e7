"""Questions -> vectors of the spaces in which photos lie."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from services.embedder.models import MODELS, MULTILINGUAL_MODELS, MULTILINGUAL_VOCABULARIES, VOCABULARIES
from shared.domain.spaces import IMAGE, IMAGE_MULTILINGUAL, TEXT
from shared.inference.base import Device, TextEmbedder
from shared.inference.conse import Conse
from shared.inference.registry import load_model

Question = tuple[str, tuple[str, ...]]  # a text, and the names of the spaces in which it is asked
Rows = NDArray[np.float32]

KNOWN = frozenset((IMAGE.name, IMAGE_MULTILINGUAL.name, TEXT.name))


class Reader:
    """A text model, and the spaces that are made with it: `looks`, and `meanings` where there is one."""

    def __init__(self, embedder: TextEmbedder, vocabulary: Conse, looks: str, meanings: str = "") -> None:
        self.embedder, self.vocabulary = embedder, vocabulary
        self.spaces = frozenset(filter(None, (looks, meanings)))
        self._looks, self._meanings = looks, meanings

    def read(self, texts: Sequence[str]) -> Mapping[str, Rows]:
        """By space, shape (n, 1 + its dimension): how well the vocabulary of photos can say each (its best cosine; 0 in
        a space that has none), then its unit vector."""
        meanings = self.embedder.run(texts)
        looks, known = self.vocabulary.questions(meanings)
        rows = {self._looks: np.hstack([known[:, np.newaxis], looks])}
        if self._meanings:
            rows[self._meanings] = np.hstack([np.zeros((len(texts), 1), np.float32), meanings])
        return rows


def readers(model: str, models: Path, device: Device = "cpu") -> tuple[Reader, Reader]:
    """That of English and that of many languages. `model` is a name in MODELS. Raises ValueError on another,
    Unavailable when its files are not there."""
    load = partial(load_model, name=model, models=models, device=device)
    return (
        Reader(load(MODELS), load(VOCABULARIES), IMAGE.name, TEXT.name),
        Reader(load(MULTILINGUAL_MODELS), load(MULTILINGUAL_VOCABULARIES), IMAGE_MULTILINGUAL.name),
    )


def query_encoder(model: str, models: Path, device: Device = "cpu") -> "QueryEncoder":
    """As `readers`."""
    return QueryEncoder(readers(model, models, device))


class QueryEncoder:
    """Questions -> for each a row of float32: of every space in which it is asked, in that order, what a Reader says.
    A text model runs once for all of them, and only if one wants a space of its."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        self._readers = readers

    def __call__(self, questions: Sequence[Question]) -> list[Rows]:
        read: list[dict[str, Rows]] = [{} for _ in questions]
        for reader in self._readers:
            places = [place for place, (_, spaces) in enumerate(questions) if not reader.spaces.isdisjoint(spaces)]
            if not places:
                continue
            for space, rows in reader.read([questions[place][0] for place in places]).items():
                for place, row in zip(places, rows, strict=True):
                    read[place][space] = row
        return [
            np.concatenate([found[space] for space in spaces]).astype(np.float32)
            for found, (_, spaces) in zip(read, questions, strict=True)
        ]

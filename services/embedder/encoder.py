"""Questions -> vectors of the spaces in which photos lie."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from services.embedder.models import MODELS, PLACERS
from shared.inference.base import Device, TextEmbedder
from shared.inference.conse import Conse
from shared.inference.registry import chosen, imported

Rows = NDArray[np.float32]


class Asked(NamedTuple):
    """A space in which a question is asked, by its name, and the task and the model that make it."""

    space: str
    task: str
    model: str


class Question(NamedTuple):
    text: str
    spaces: tuple[Asked, ...]


class Loaded:
    """The text models and vocabularies in memory: each once, whoever uses it."""

    def __init__(self, models: Path, device: Device = "cpu") -> None:
        self._models = models
        self._device = device
        self._loaded: dict[str, Any] = {}

    def embedder(self, name: str) -> TextEmbedder:
        """Raises ValueError for a name that is not in MODELS, Unavailable when its files are not there."""
        embedder: TextEmbedder = self._load(chosen(MODELS, name))
        return embedder

    def placer(self, name: str) -> dict[str, tuple[TextEmbedder, Conse]]:
        """By space, what embeds a question for it and the vocabulary as that has it. Raises as `embedder` does, of
        PLACERS."""
        spaces = chosen(PLACERS, name)
        return {space: (self._load(reads), self._load(places)) for space, (reads, places) in spaces.items()}

    def vocabularies(self, name: str) -> dict[str, Conse]:
        """By space, that of a placer alone: what embeds its questions is not loaded."""
        return {space: self._load(places) for space, (_, places) in chosen(PLACERS, name).items()}

    def _load(self, path: str) -> Any:
        if path not in self._loaded:
            self._loaded[path] = imported(path)(self._models, self._device)
        return self._loaded[path]


def query_encoder(model: str, models: Path, device: Device = "cpu") -> "QueryEncoder":
    """With models of that name loaded. Raises ValueError and Unavailable as they do."""
    loaded = Loaded(models, device)
    loaded.embedder(model), loaded.placer(model)
    return QueryEncoder(loaded)


class QueryEncoder:
    """Questions -> for each a row of float32: of every space in which it is asked, in that order, how well the
    vocabulary of photos can say it (its best cosine; 0 in a space that has none), then its unit vector. A text model
    runs once for all of them, and only if one wants a space of its. Those of users' models are asked elsewhere
    (services/embedder/reading.py)."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded

    def __call__(self, questions: Sequence[Question]) -> list[Rows]:
        """Raises ValueError for a model that is not there, or does not make the space."""
        wanted = [[self._makers(asked) for asked in question.spaces] for question in questions]
        texts: dict[TextEmbedder, dict[str, None]] = defaultdict(dict)  # of each model, in order
        for question, makers in zip(questions, wanted, strict=True):
            for embedder, _ in makers:
                texts[embedder][question.text] = None
        meanings = {
            (embedder, text): row
            for embedder, some in texts.items()
            for text, row in zip(some, embedder.run(list(some)), strict=True)
        }
        return [
            np.concatenate([_row(meanings[embedder, question.text], vocabulary) for embedder, vocabulary in makers])
            for question, makers in zip(questions, wanted, strict=True)
        ]

    def _makers(self, asked: Asked) -> tuple[TextEmbedder, Conse | None]:
        if asked.task == "embed":
            return self._loaded.embedder(asked.model), None
        made = self._loaded.placer(asked.model)
        if asked.space not in made:
            raise ValueError(f"the model {asked.model!r} does not make the space {asked.space}")
        return made[asked.space]


def _row(meaning: Rows, vocabulary: Conse | None) -> Rows:
    if vocabulary is None:
        return np.concatenate([np.zeros(1, np.float32), meaning])
    (look,), (known,) = vocabulary.questions(meaning[np.newaxis])
    return np.concatenate([[known], look]).astype(np.float32)

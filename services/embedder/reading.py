"""Questions -> vectors of the space of a user's image-text model, in a child of their own: torch takes seconds to load,
in which our text models go on answering. It lives as long as it is asked now and then."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from services.embedder.models import TEXT_TOWERS
from shared.inference.base import Device, Vectors
from shared.inference.registry import load_model


class Reading(NamedTuple):
    """`model`: by what it is loaded."""

    text: str
    model: str


def reading(folder: Path, device: Device = "cpu") -> Callable[[Sequence[Reading]], list[Vectors]]:
    """For each a row as QueryEncoder has them: 0, as there is no vocabulary, and the unit vector. Of two models the one
    that is asked last stays in memory with the one before it."""
    loaded: dict[str, Any] = {}

    def tower(model: str) -> Any:
        if model not in loaded:
            if len(loaded) == 2:  # the one that is searched, and the one that is being filled
                del loaded[next(iter(loaded))]
            loaded[model] = load_model(TEXT_TOWERS, model, folder, device)
        loaded[model] = loaded.pop(model)
        return loaded[model]

    def answers(batch: Sequence[Reading]) -> list[Vectors]:
        of_model: dict[str, list[int]] = defaultdict(list)
        for position, asked in enumerate(batch):
            of_model[asked.model].append(position)
        rows: list[Vectors] = [np.zeros(0, np.float32)] * len(batch)
        for model, positions in of_model.items():
            vectors = tower(model).run([batch[position].text for position in positions])
            for position, vector in zip(positions, vectors, strict=True):
                rows[position] = np.concatenate([np.zeros(1, np.float32), vector])
        return rows

    return answers

"""ConSE: photos and questions in one space, without a model that was trained on both (Norouzi et al., ICLR 2014).

A photo is the mean of its likely labels' vectors, weighted by how likely they are; a question is its text's vector.
Both are taken from the mean label, or else every photo would lie near every other.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shared.domain.labels import labels
from shared.inference import bundled
from shared.inference.base import Device

Vectors = NDArray[np.float32]


def load(models: Path, device: Device = "cpu") -> "Conse":
    """The vocabulary as MiniLM embeds it. Raises Unavailable when the models folder lacks the bundled models. The
    device does not matter."""
    return _load(models, bundled.LABEL_VECTORS)


def load_multilingual(models: Path, device: Device = "cpu") -> "Conse":
    """The same as the Universal Sentence Encoder embeds it."""
    return _load(models, bundled.MULTILINGUAL_LABEL_VECTORS)


def _load(models: Path, name: str) -> "Conse":
    with np.load(bundled.require(models) / name) as file:
        return Conse(file["vectors"])


def label_vectors(embed: Callable[[Sequence[str]], Vectors]) -> Vectors:
    """-> shape (1000, d), unit rows. A caption tells how people speak of a thing, the dictionary what it is: two to
    one found photos best."""
    captions = embed([label.caption for label in labels()])
    return _unit(2 * captions + embed([label.described for label in labels()]))


class Conse:
    """`vectors`: those of the labels, shape (1000, d), unit rows."""

    def __init__(self, vectors: Vectors) -> None:
        self._mean = vectors.mean(axis=0)
        self._labels = vectors - self._mean
        self._known = _unit(self._labels)

    def photo(self, likely: Sequence[tuple[int, float]]) -> Vectors:
        """(label, its probability), at least one -> a unit vector, shape (d,). The probabilities need not sum to 1."""
        indexes, weights = zip(*likely, strict=True)
        return _unit(np.array(weights, np.float32) @ self._labels[list(indexes)])

    def questions(self, embedded: Vectors) -> tuple[Vectors, Vectors]:
        """Embedded texts, shape (n, d) -> unit vectors of that shape, and each one's best cosine to the labels:
        how well the vocabulary can say it."""
        vectors = _unit(embedded - self._mean)
        return vectors, (vectors @ self._known.T).max(axis=1, initial=-1.0)


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Vectors = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return unit

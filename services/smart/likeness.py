"""How alike photos are, by what is known of them: their perceptual hashes, their image vectors, their times.

Pure: arrays in, arrays out. A thing that is not known of one of two photos makes them neither alike nor different: its
entries are NaN.
"""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from shared.domain.clock import clock_of
from shared.domain.photo import ListedPhoto

Matrix = NDArray[np.float64]  # shape (n, n), symmetric

BITS = 64


def bits(phash: str) -> NDArray[np.float32]:
    """16 hex digits -> shape (64,), +1 or -1: the cosine of two is 1 - distance / 32."""
    raw = np.frombuffer(bytes.fromhex(phash), np.uint8)
    return np.unpackbits(raw).astype(np.float32) * 2 - 1


def distances(phashes: Sequence[str | None]) -> Matrix:
    """Hamming distances, 0..64."""
    return (BITS - _products([bits(phash) if phash else None for phash in phashes])) / 2


def cosines(vectors: Sequence[NDArray[np.float32] | None]) -> Matrix:
    """Of unit vectors, -1..1."""
    return np.asarray(np.clip(_products(vectors), -1, 1))


def _products(vectors: Sequence[NDArray[np.float32] | None]) -> Matrix:
    dimension = next((len(vector) for vector in vectors if vector is not None), 1)
    rows = np.stack([np.zeros(dimension, np.float32) if vector is None else vector for vector in vectors])
    products = (rows @ rows.T).astype(np.float64)
    unknown = np.array([vector is None for vector in vectors])
    products[unknown], products[:, unknown] = np.nan, np.nan
    return products


def seconds_apart(photos: Sequence[ListedPhoto]) -> Matrix:
    """Only of photos that tell when they were taken: when they were uploaded says nothing, and their names may tell
    when they were sent."""
    taken = np.array([_seconds(photo) for photo in photos])
    return np.asarray(np.abs(taken[:, None] - taken[None, :]))


def _seconds(photo: ListedPhoto) -> float:
    unknown = clock_of(photo) is None or photo.date_source == "name"
    return float("nan") if unknown else datetime.fromisoformat(photo.sort_at).timestamp()

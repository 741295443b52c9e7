"""Whether two photos are the same picture, or of one burst, or alike: what was measured by eval/duplicates.py.

Pure: arrays in, arrays out. Every strength is 0..1, and 0.5 or more says yes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.smart.likeness import Matrix

BURST = 10.0  # seconds between two photos of one burst, at most

# A logistic model of hash distance and cosine, fitted on one half of the evalkit's photos and their altered copies. The
# bias is so high that hardly two different ones of that half come near (docs/quality.md).
_BIAS, _PER_BIT, _PER_COSINE = -5.0, -0.317, 10.56
_HASH_ALONE = 8.0  # bits: without an image vector the hash must speak clearly
_ONE_MOMENT = 4.0  # what photos of one moment are forgiven, in the model's own measure


# From which cosine on two pictures are worth looking at, point for point, whatever their hashes say.
LOOKS = 0.9


@dataclass(frozen=True, slots=True)
class Strengths:
    """Shape (n, n) each, symmetric. `same` is for copies of one picture, `near` for photos of one moment or motif."""

    same: Matrix
    near: Matrix


def strengths(distance: Matrix, cosine: Matrix, seconds: Matrix) -> Strengths:
    """From hash distances (0..64), cosines (-1..1) and seconds apart; NaN where a thing is not known."""
    evidence = _evidence(distance, cosine)
    same = _logistic(evidence)
    # Photos taken one after the other are two photos, however alike.
    same = np.where(seconds > 0, 0.0, same)
    near = _logistic(np.where(seconds <= BURST, evidence + _ONE_MOMENT, evidence))
    return Strengths(np.nan_to_num(same), np.nan_to_num(near))


def promising(distance: Matrix, cosine: Matrix) -> NDArray[np.bool_]:
    """Whether two photos could be any of it, if they were taken at one moment or are looked at more closely."""
    return np.asarray((_evidence(distance, cosine) + _ONE_MOMENT >= 0) | (cosine >= LOOKS))


def _evidence(distance: Matrix, cosine: Matrix) -> Matrix:
    evidence = _BIAS + _PER_BIT * distance + _PER_COSINE * cosine
    return np.asarray(np.where(np.isnan(evidence), _PER_BIT * (distance - _HASH_ALONE), evidence))


def _logistic(value: Matrix) -> Matrix:
    return np.asarray(1 / (1 + np.exp(-np.clip(value, -50, 50))))

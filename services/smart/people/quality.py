"""Which faces were seen well enough to found a group."""

import numpy as np
from numpy.typing import NDArray

from shared.domain.faces import Likeness

_LEAST = 24.0  # pixels of the shorter side of its box


def well_seen(sizes: NDArray[np.float64], lengths: NDArray[np.float32], likeness: Likeness) -> NDArray[np.bool_]:
    """`sizes` in pixels and `lengths` of raw vectors, shape (n,). The length is a free measure of quality: blur, a
    turned head, a hand before the face, and no face at all make it short (docs/models.md)."""
    return np.asarray((sizes >= _LEAST) & (lengths >= likeness.clear))

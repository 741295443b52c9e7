"""Which few of many photos to show: good ones, and not five times the same.

Pure: arrays in, indices out.
"""

import numpy as np
from numpy.typing import NDArray

_RELEVANCE = 0.6  # how much quality counts against variety
_SAME = 0.92  # photos as alike as this are never shown beside each other


def varied(quality: NDArray[np.float64], alike: NDArray[np.float64], limit: int, *, same: float = _SAME) -> list[int]:
    """Greedy maximal marginal relevance (Carbonell & Goldstein 1998): each next one is the best that is least like
    those chosen before. `quality` has shape (n,), 0..1; `alike` (n, n), symmetric, 0..1. Fewer than `limit` come back
    when all the rest is the same as what is chosen."""
    chosen: list[int] = []
    nearest = np.zeros(len(quality))  # how alike each is to the most alike one chosen
    open_ = np.ones(len(quality), bool)
    while len(chosen) < limit and open_.any():
        gain = np.where(open_, _RELEVANCE * quality - (1 - _RELEVANCE) * nearest, -np.inf)
        best = int(gain.argmax())
        chosen.append(best)
        nearest = np.maximum(nearest, alike[best])
        open_ &= nearest < same
        open_[best] = False
    return chosen

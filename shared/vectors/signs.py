"""One bit a dimension: the signs of vectors, by which those are found that are worth a closer look.

Vectors whose signs agree in many dimensions have a large cosine (Charikar 2002, similarity estimation by rounding).
"""

import numpy as np
from numpy.typing import NDArray

Signs = NDArray[np.uint64]  # shape (words of 64 dimensions, vectors): a word of all vectors lies in one row


def signs_of(vectors: NDArray[np.floating]) -> Signs:
    """`vectors`: shape (n, dimension)."""
    packed = np.packbits(vectors > 0, axis=1)
    words = np.zeros((len(vectors), -(-packed.shape[1] // 8) * 8), np.uint8)
    words[:, : packed.shape[1]] = packed
    return np.ascontiguousarray(words.view(np.uint64).T)


def likeliest(signs: Signs, query: NDArray[np.floating], count: int) -> NDArray[np.intp]:
    """Where the `count` vectors stand whose signs differ least from the query's; of equals the first."""
    apart = np.zeros(signs.shape[1], np.uint16)
    for ours, theirs in zip(signs, signs_of(query[np.newaxis])[:, 0], strict=True):
        apart += np.bitwise_count(ours ^ theirs)
    within = np.bincount(apart).cumsum()
    last = int(np.searchsorted(within, count))
    nearer = np.flatnonzero(apart < last)
    return np.concatenate([nearer, np.flatnonzero(apart == last)[: count - len(nearer)]])

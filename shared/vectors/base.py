"""VectorIndex: points in named spaces, found by nearness. It is derived: every point can be made again.

The contract, which tests/conformance/test_vectors.py runs on every adapter:
- A space holds either dense unit vectors of one dimension (score = cosine, exact to 1e-3) or sparse vectors
  of word -> weight. A sparse score is the sum over shared words of query weight x point weight x idf(word),
  idf(word) = ln(1 + (n - df + .5) / (df + .5)) within the owner's points where the space says idf, else 1;
  n = the owner's points in the space, df = those of them that hold the word.
- ensure makes a space ready; it is idempotent. Another kind or dimension under the same name raises ValueError.
- upsert replaces by id, and is durable when it returns. A dense vector of a wrong length, or with a NaN, raises
  ValueError and nothing of the call is stored.
- search sees every upsert and delete that returned before it. It returns at most `limit` hits of that owner only,
  best first, ties by id; a sparse search returns only points that share a word. `among` narrows to these ids;
  an empty `among` finds nothing.
- neighbours searches with the stored vector of a point, without the point itself; a missing point has none.
- delete removes ids from one space, or from all where none is given; missing ids are no error.
- A space that was never ensured raises ValueError on upsert, and finds nothing on search.
"""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Dense = NDArray[np.float32]  # shape (dimension,), unit length
Sparse = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Space:
    """One per model and version: its name tells both, e.g. "image.conse-1". `dimension` is 0 when sparse."""

    name: str
    dimension: int
    idf: bool = False

    @property
    def sparse(self) -> bool:
        return self.dimension == 0


@dataclass(frozen=True, slots=True)
class Point:
    id: str
    owner: str
    vector: Dense | Sparse


@dataclass(frozen=True, slots=True)
class Hit:
    id: str
    score: float


class VectorIndex(Protocol):
    async def ensure(self, space: Space) -> None: ...

    async def upsert(self, space: str, points: Sequence[Point]) -> None: ...

    async def delete(self, ids: Sequence[str], *, space: str | None = None) -> None: ...

    async def get(self, space: str, ids: Sequence[str]) -> dict[str, Dense | Sparse]: ...

    async def search(
        self,
        space: str,
        owner: str,
        vector: Dense | Sparse,
        *,
        limit: int,
        among: Collection[str] | None = None,
    ) -> list[Hit]: ...

    async def neighbours(self, space: str, owner: str, id: str, *, limit: int) -> list[Hit]: ...

    def scroll(self, space: str) -> AsyncIterator[tuple[str, str]]:
        """(id, owner) of every point, in the order of ids, never all held at once."""
        ...

    async def check(self) -> None:
        """Raises Unavailable with a sentence when the index cannot be used."""
        ...

    async def close(self) -> None: ...

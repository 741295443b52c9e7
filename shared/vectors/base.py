"""VectorIndex: points in named spaces, found by nearness. It is derived: every point can be made again.

The contract, which tests/conformance/test_vectors.py runs on every adapter:
- A point's id is a UUID, and so is its group; upsert raises ValueError for another.
- In a `grouped` space every point belongs to a group: the parts of a photo have a vector each, and the photo's id as
  their group. Elsewhere a point is its own group, as it is where it is told none; another raises ValueError on upsert.
- A space holds either dense vectors of one dimension (score = cosine, exact to 1e-3; they are kept at unit length,
  and at least to float16 precision) or sparse vectors of word -> weight (float32).
  A sparse score is the sum over shared words of query weight x point weight x idf(word),
  idf(word) = ln(1 + (n - df + .5) / (df + .5)) within the owner's points where the space says idf, else 1;
  n = the owner's points in the space, df = those of them that hold the word.
- ensure makes a space ready; it is idempotent. Another dimension or kind under the same name raises ValueError.
- upsert replaces by id (its owner and its group too), and is durable when it returns. A dense vector of a wrong length,
  without a direction (all zero) or with a NaN raises ValueError and nothing of the call is stored; so does a weight
  that is negative or not finite. A word of weight 0 counts as absent. The same holds for the vector of a search.
- search sees every upsert and delete that returned before it. It returns at most `limit` hits of that owner only,
  best first, ties by id (but which of several equals gets the last place may differ between adapters); a sparse
  search returns only points that share a word. `among` narrows to the points of these groups; an empty `among` finds
  nothing. `best_per_group` keeps the best hit of each group, of which there are then at most `limit`.
- neighbours searches with the stored vector of a point, without the point itself; a point that is missing, or is
  another owner's, has none.
- delete removes these ids, and every point of these groups, from one space, or from all where none is given; what is
  not there is no error.
- give hands every point of these groups, in all spaces, to an owner, and leaves all else of them as it is: from then on
  they are found there and nowhere else. What is theirs already costs no write. Of two who give the same to different
  owners at once either may have the last word, in each space.
- A space that was never ensured raises ValueError on upsert, and finds nothing on search.
- After compact, nothing of a point that was deleted or replaced before is in files of ours any more. What a server
  keeps in its own files is its own business: there it does nothing.
- What the world does to it (no disk, no server, no answer in time) is raised as Transient, with a sentence.
"""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Dense = NDArray[np.float32]  # shape (dimension,), unit length
Sparse = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Space:
    """One per model and version: its name tells both, e.g. "image.conse-1". `dimension` is 0 when sparse. `one_bit`: an
    adapter may look for the nearest by the signs of vectors, and miss a few of a hundred thousand. `grouped`: several
    points may belong together."""

    name: str
    dimension: int
    idf: bool = False
    one_bit: bool = field(default=False, compare=False)
    grouped: bool = False

    @property
    def sparse(self) -> bool:
        return self.dimension == 0


@dataclass(frozen=True, slots=True)
class Point:
    id: str
    owner: str
    vector: Dense | Sparse
    group: str = ""  # empty: its own, which is its id


@dataclass(frozen=True, slots=True)
class Hit:
    id: str
    group: str
    score: float


class VectorIndex(Protocol):
    async def ensure(self, space: Space) -> None: ...

    async def upsert(self, space: str, points: Sequence[Point]) -> None: ...

    async def delete(
        self, ids: Sequence[str] = (), *, groups: Sequence[str] = (), space: str | None = None
    ) -> None: ...

    async def give(self, groups: Sequence[str], owner: str) -> None: ...

    async def get(self, space: str, ids: Sequence[str]) -> dict[str, Dense | Sparse]: ...

    async def search(
        self,
        space: str,
        owner: str,
        vector: Dense | Sparse,
        *,
        limit: int,
        among: Collection[str] | None = None,
        best_per_group: bool = False,
    ) -> list[Hit]: ...

    async def neighbours(self, space: str, owner: str, id: str, *, limit: int) -> list[Hit]: ...

    def scroll(self, space: str) -> AsyncIterator[tuple[str, str, str]]:
        """(id, owner, group) of every point, in the order of ids, never all held at once."""
        ...

    async def compact(self) -> None: ...

    async def check(self) -> None:
        """Raises Unavailable with a sentence when the index cannot be used."""
        ...

    async def close(self) -> None: ...

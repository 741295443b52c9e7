"""Several spaces asked at once, each of which proposes its nearest photos and is heard on all others' too."""

import asyncio
from collections.abc import Collection, Mapping, Sequence

from shared.search.fuse import Scores
from shared.vectors.base import Dense, Hit, Sparse, VectorIndex


async def propose(
    vectors: VectorIndex,
    owner: str,
    asked: Mapping[str, Dense | Sparse],
    *,
    depth: int,
    among: Collection[str] | None = None,
) -> dict[str, Scores]:
    """By space: its score of every photo that is among the first `depth` of any space. A photo that has no point
    in a space has no score there. `among` narrows to these photos."""
    first = _scores(
        await asyncio.gather(
            *(vectors.search(space, owner, vector, limit=depth, among=among) for space, vector in asked.items())
        )
    )
    proposed = frozenset[str]().union(*first)
    missing = [proposed - known.keys() for known in first]
    # What one space proposed may be near in another too, just not among its first.
    rest = _scores(
        await asyncio.gather(
            *(
                vectors.search(space, owner, vector, limit=len(photos), among=photos)
                for (space, vector), photos in zip(asked.items(), missing, strict=True)
            )
        )
    )
    return {space: known | more for space, known, more in zip(asked, first, rest, strict=True)}


def _scores(answers: Sequence[Sequence[Hit]]) -> list[dict[str, float]]:
    return [{hit.id: hit.score for hit in hits} for hits in answers]

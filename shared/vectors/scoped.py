"""The index as requests reach it: by an entry of their scope, written once over the port.

A private space answers its owner alone: through another's entry it is empty, whoever asks and however; so is one that
tells of what the entry withholds, and one that is not known.
"""

from collections.abc import Collection, Iterable

from shared.domain.scope import Entry
from shared.domain.spaces import SpaceSpec
from shared.vectors.base import Dense, Hit, Sparse, VectorIndex


class ScopedVectors:
    """Of an entry with a condition `among` must hold no more than meets it: an index knows no photo's fields."""

    def __init__(self, index: VectorIndex, spaces: Iterable[SpaceSpec]) -> None:
        self._index = index
        self._told_by = {space.name: space.tells for space in spaces if not space.private}

    async def search(
        self,
        space: str,
        entry: Entry,
        vector: Dense | Sparse,
        *,
        limit: int,
        among: Collection[str] | None = None,
        best_per_group: bool = False,
    ) -> list[Hit]:
        if not self._open(space, entry):
            return []
        return await self._index.search(
            space, entry.owner, vector, limit=limit, among=among, best_per_group=best_per_group
        )

    async def neighbours(self, space: str, entry: Entry, id: str, *, limit: int) -> list[Hit]:
        """Of a point of the entry's owner."""
        return await self._index.neighbours(space, entry.owner, id, limit=limit) if self._open(space, entry) else []

    def _open(self, space: str, entry: Entry) -> bool:
        tells = self._told_by.get(space)
        return entry.own or (tells is not None and tells.isdisjoint(entry.withheld))

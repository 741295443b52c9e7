"""What the features still have to do, and what they have taken note of: written once over the Catalog port.

- A dirty key is a record of its own. Marking it again gives it another `rev`, so that work on it clears only what it
  has seen: a key that was dirtied meanwhile stays dirty.
- A note is written only over the note that was read.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch, Sort
from shared.catalog.owners import owners
from shared.domain.features import Note
from shared.domain.ids import new_id
from shared.domain.stored import stored
from shared.domain.where import Eq, Le, Where, all_of
from shared.errors import Conflict


@stored
class DirtyKey(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    owner: str
    feature: str
    key: str
    rev: str  # another with every marking
    failures: int = 0  # how often the work on it broke since it was marked
    error: str = ""


DIRTY_KEYS = Collection(
    "dirty_keys",
    orders=(Order(("owner", "feature"), "key", ("failures",)), Order(("feature",), "owner", ("failures",))),
    counters=("feature",),
    document=DirtyKey,
)
NOTES = Collection("notes", orders=(Order((), "id", ("owner",)),), counters=("table",), document=Note)


class DirtyKeys:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def mark(self, owner: str, dirty: Iterable[tuple[str, str]]) -> None:
        """Durable when it returns."""
        await asyncio.gather(*(self._mark(owner, feature, key) for feature, key in sorted(dirty)))

    async def page(self, owner: str, feature: str, *, after: str | None, limit: int, tries: int) -> list[DirtyKey]:
        """Greatest key first: the newest day. Those that broke `tries` times wait for their next marking."""
        where = all_of(Eq("owner", owner), Eq("feature", feature), Le("failures", tries - 1))
        return await self._catalog.find(
            DIRTY_KEYS.name, DirtyKey, where, sort=Sort("key", descending=True),
            after=(after, _id(owner, feature, after)) if after is not None else None, limit=limit,
        )  # fmt: skip

    def owners(self, feature: str, *, tries: int) -> AsyncIterator[str]:
        """Whose libraries have dirty keys that did not break `tries` times."""
        return owners(self._catalog, DIRTY_KEYS.name, all_of(Eq("feature", feature), Le("failures", tries - 1)))

    async def clear(self, dirty: DirtyKey) -> bool:
        """False when it was marked again, or cleared by somebody else."""
        return await self._catalog.delete(DIRTY_KEYS.name, dirty.id, if_=Eq("rev", dirty.rev))

    async def failed(self, dirty: DirtyKey, error: str) -> None:
        patch = Patch(set={"failures": dirty.failures + 1, "error": error})
        await self._catalog.patch(DIRTY_KEYS.name, dirty.id, patch, if_=Eq("rev", dirty.rev))

    async def count(self) -> dict[str, int]:
        """Feature -> how many of its keys are dirty, in all libraries."""
        return await self._catalog.count_by(DIRTY_KEYS.name, "feature", per=None)

    async def _mark(self, owner: str, feature: str, key: str) -> None:
        id = _id(owner, feature, key)
        doc = {"id": id, "owner": owner, "feature": feature, "key": key, "rev": new_id(), "failures": 0, "error": ""}
        again = Patch(set={name: doc[name] for name in ("rev", "failures", "error")})
        while not await self._catalog.patch(DIRTY_KEYS.name, id, again):
            try:
                await self._catalog.insert(DIRTY_KEYS.name, doc)
            except Conflict:
                continue  # somebody marked it in between
            return


def _id(owner: str, feature: str, key: str) -> str:
    return f"{owner}/{feature}/{key}"


class Notes:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def get_many(self, photos: Sequence[str]) -> dict[str, Note]:
        return await self._catalog.get_many(NOTES.name, Note, photos)

    async def write(self, note: Note, *, over: Note | None) -> bool:
        """False, and nothing written, unless the note that lies there is `over` (None: there is none)."""
        doc: dict[str, Any] = msgspec.to_builtins(note)
        if over is not None:
            return await self._catalog.patch(NOTES.name, note.photo, Patch(set=doc), if_=_same(over))
        try:
            await self._catalog.insert(NOTES.name, {"id": note.photo, **doc})
        except Conflict:
            return False
        return True

    async def forget(self, note: Note) -> bool:
        return await self._catalog.delete(NOTES.name, note.photo, if_=_same(note))

    async def page(self, *, after: str, limit: int) -> list[Note]:
        """Of every library, in the order of photos, from the one behind `after`."""
        cursor = (after, after) if after else None
        return await self._catalog.find(NOTES.name, Note, sort=Sort("id"), after=cursor, limit=limit)

    async def count(self) -> int:
        return sum((await self._catalog.count_by(NOTES.name, "table", per=None)).values())


def _same(note: Note) -> Where:
    return all_of(Eq("rev", note.rev), Eq("table", note.table))

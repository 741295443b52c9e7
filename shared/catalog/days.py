"""The days of every library, written once over the Catalog port. They are derived: made anew whenever their photos
change."""

from typing import Any

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch, Sort
from shared.domain.day import Day
from shared.domain.ids import new_id
from shared.domain.where import Eq
from shared.errors import Conflict, NotFound

DAYS = Collection("days", orders=(Order(("owner",), "day"),), document=Day)


class Days:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def page(self, owner: str, *, after: str | None, limit: int) -> list[Day]:
        """Newest first, those before the day `after`."""
        return await self._catalog.find(
            DAYS.name, Day, Eq("owner", owner), sort=Sort("day", descending=True),
            after=(after, _id(owner, after)) if after else None, limit=limit,
        )  # fmt: skip

    async def get(self, owner: str, day: str) -> Day:
        """Raises NotFound for a day without photos."""
        found, _ = await self.read(owner, day)
        if found is None:
            raise NotFound(f"There are no photos of {day} in your library.")
        return found

    async def read(self, owner: str, day: str) -> tuple[Day | None, str]:
        """The day, and the revision that `write` wants; both empty where there is none."""
        doc = await self._catalog.get(DAYS.name, dict, _id(owner, day))
        return (msgspec.convert(doc, Day), doc.get("rev", "")) if doc else (None, "")

    async def write(self, owner: str, name: str, day: Day | None, *, over: str) -> bool:
        """Writes the day, or takes it away; False, and nothing written, unless its revision is `over`."""
        id, same = _id(owner, name), Eq("rev", over)
        if day is None:
            return not over or await self._catalog.delete(DAYS.name, id, if_=same)
        doc: dict[str, Any] = {"owner": owner, "rev": new_id(), **msgspec.to_builtins(day)}
        if over:
            return await self._catalog.patch(DAYS.name, id, Patch(set=doc), if_=same)
        try:
            await self._catalog.insert(DAYS.name, {"id": id, **doc})
        except Conflict:
            return False
        return True


def _id(owner: str, day: str) -> str:
    return f"{owner}/{day}"

"""The days of every library, written once over the Catalog port. They are derived: made anew whenever their photos
change."""

from typing import Any

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch, Sort
from shared.catalog.merging import every, merged
from shared.domain.day import Day
from shared.domain.ids import new_id
from shared.domain.scope import Entry, Scope
from shared.domain.where import Eq, Ge, Gt, Le, Lt, all_of
from shared.errors import Conflict, NotFound

DAYS = Collection("days", orders=(Order(("owner",), "day"),), document=Day)

_MOST = 400  # of a year, and some


class Days:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def page(self, scope: Scope, *, after: str | None, limit: int) -> list[Day]:
        """Newest first, those before the day `after`. A day on which several libraries have photos is there for each,
        and all of them stand on one page, which may so be longer than `limit`. A day tells of all its photos: nobody
        hears of it who sees only some of a library."""

        async def of(entry: Entry) -> list[Day]:
            place = (after, _id(entry.owner, after)) if after else None
            return await self._catalog.find(
                DAYS.name, Day, Eq("owner", entry.owner), sort=newest, after=place, limit=limit
            )

        newest = Sort("day", descending=True)
        pages = await every([of(entry) for entry in scope.whole.entries])
        found = merged(pages, lambda day: day.day, descending=True, limit=limit * len(pages))
        return [day for day in found if day.day >= found[limit - 1].day] if len(found) > limit else found

    async def between(self, owner: str, first: str, last: str) -> list[Day]:
        """Those of one library between two days, both inclusive, oldest first."""
        where = all_of(Eq("owner", owner), Ge("day", first), Le("day", last))
        return await self._catalog.find(DAYS.name, Day, where, sort=Sort("day"), limit=_MOST)

    async def beside(self, owner: str, day: str, *, later: bool) -> Day | None:
        """The next day that has photos, or the one before; None where there is none."""
        beyond = Gt("day", day) if later else Lt("day", day)
        found = await self._catalog.find(
            DAYS.name, Day, all_of(Eq("owner", owner), beyond), sort=Sort("day", descending=not later), limit=1
        )
        return found[0] if found else None

    async def get(self, scope: Scope, day: str) -> Day:
        """That of the first library that has it, one's own before others'. Raises NotFound for a day without photos."""
        for entry in sorted(scope.whole.entries, key=lambda entry: not entry.own):
            found, _ = await self.read(entry.owner, day)
            if found:
                return found
        raise NotFound(f"There are no photos of {day} in your library.")

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

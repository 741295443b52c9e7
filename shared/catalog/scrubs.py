"""How far the originals have been read again, to compare them with their hashes."""

import msgspec

from shared.catalog.base import Catalog, Collection, Patch
from shared.domain.stored import stored
from shared.errors import Conflict

_ALL = "all"  # libraries: there is one record


@stored
class Scrub(msgspec.Struct, frozen=True, kw_only=True):
    id: str = _ALL
    began: str  # an instant: this round
    looked_at: str  # an instant: the last hour's worth
    last: str = ""  # the photo that was read last in this round
    done: bool = False  # this round
    photos: int = 0  # that were read in this round


SCRUBS = Collection("scrubs", document=Scrub)


class Scrubs:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def read(self) -> Scrub | None:
        return await self._catalog.get(SCRUBS.name, Scrub, _ALL)

    async def write(self, scrub: Scrub) -> None:
        """By who has the lease. Where another was quicker after all, originals are read twice."""
        doc = msgspec.to_builtins(scrub)
        fields = {name: value for name, value in doc.items() if name != "id"}
        while not await self._catalog.patch(SCRUBS.name, scrub.id, Patch(set=fields)):
            try:
                await self._catalog.insert(SCRUBS.name, doc)
            except Conflict:
                continue
            return

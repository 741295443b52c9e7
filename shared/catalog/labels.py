"""Labels: names of the records whose ids stand on photos, people's for instance. They are read where they are shown, so
that a rename writes one record.

Most records may have no name, as groups of faces: only those that have one are read. So their collection declares
BY_NAME among its orders.
"""

import msgspec

from shared.catalog.base import Catalog, Order, Sort
from shared.catalog.merging import every
from shared.domain.scope import Scope
from shared.domain.stored import stored
from shared.domain.where import Eq, Gt, all_of

BY_NAME = Order(("owner",), "name")

_PAGE = 1000


@stored
class Labelled(msgspec.Struct, frozen=True):
    """What a record must have whose id stands on photos. Without a name, hidden or deleted, it is shown nowhere.
    `birth_date`, "2019-07-04", is a person's, where it is known; `called_kind`, `within` and `whose` are an occasion's:
    of what kind it was, at which places, and whose."""

    id: str
    owner: str
    name: str
    hidden: bool = False
    deleted: str = ""
    birth_date: str = ""
    called_kind: str = ""
    within: list[str] = msgspec.field(default_factory=list)
    whose: str = ""


class Labels:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def of(self, scope: Scope, collection: str) -> dict[str, str]:
        """Id -> name, of the scope's libraries."""
        return {record.id: record.name for record in await self.records(scope, collection)}

    async def records(self, scope: Scope, collection: str) -> list[Labelled]:
        """Those that are shown."""
        found = await every(
            [self._of(owner, collection) for owner in dict.fromkeys(entry.owner for entry in scope.entries)]
        )
        return [record for records in found for record in records if not (record.hidden or record.deleted)]

    async def _of(self, owner: str, collection: str) -> list[Labelled]:
        named, sort = all_of(Eq("owner", owner), Gt("name", "")), Sort(BY_NAME.sort)
        found: list[Labelled] = []
        while True:
            after = (found[-1].name, found[-1].id) if found else None
            page = await self._catalog.find(collection, Labelled, named, sort=sort, after=after, limit=_PAGE)
            found += page
            if len(page) < _PAGE:
                return found

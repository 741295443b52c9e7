"""Labels: names of the records that photos name by their ids, a person's for instance. They are read where they are
shown, so that a rename writes one record."""

from collections.abc import Sequence

import msgspec

from shared.catalog.base import Catalog
from shared.catalog.merging import every
from shared.domain.scope import Scope
from shared.domain.stored import stored

_PAGE = 1000


@stored
class Labelled(msgspec.Struct, frozen=True):
    """What a record must have whose ids stand on photos. Without a name it is shown nowhere."""

    id: str
    owner: str
    name: str = ""


class Labels:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def of(self, scope: Scope, collection: str, ids: Sequence[str]) -> dict[str, str]:
        """Id -> name, of those that have one and are the scope's."""
        owners = {entry.owner for entry in scope.entries}
        pages = (ids[first : first + _PAGE] for first in range(0, len(ids), _PAGE))
        found = await every([self._catalog.get_many(collection, Labelled, page) for page in pages])
        records = (record for page in found for record in page.values())
        return {record.id: record.name for record in records if record.name and record.owner in owners}

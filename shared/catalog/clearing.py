"""Taking away many documents at once."""

from shared.catalog.base import Catalog
from shared.domain.where import Where

_PAGE = 500  # documents


async def clear(catalog: Catalog, collection: str, where: Where) -> int:
    """Takes away all of which the condition holds, some hundred at a time -> how many. Cut off, the rest stays."""
    gone = 0
    while ids := await catalog.find_ids(collection, where, limit=_PAGE):
        await catalog.delete_many(collection, ids)
        gone += len(ids)
    return gone

"""Whose documents meet a condition, told without reading more than one of each."""

from collections.abc import AsyncIterator

import msgspec

from shared.catalog.base import Catalog, Sort
from shared.domain.stored import stored
from shared.domain.where import Where

_BEHIND_ALL = "\U0010ffff"  # as an id


@stored
class _Owned(msgspec.Struct, frozen=True):
    id: str
    owner: str


async def owners(catalog: Catalog, collection: str, where: Where) -> AsyncIterator[str]:
    """In the order of their names: a step for each. The collection has an order by owner, and the condition pins its
    partition."""
    after: tuple[str, str] | None = None
    while found := await catalog.find(collection, _Owned, where, sort=Sort("owner"), after=after, limit=1):
        yield found[0].owner
        after = (found[0].owner, _BEHIND_ALL)

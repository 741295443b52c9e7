"""What an endpoint said of each photo's picture, so that it is asked once for what it was sent once."""

from typing import Any

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Sort
from shared.domain.stored import stored
from shared.domain.where import Eq, all_of


@stored
class Description(msgspec.Struct, frozen=True, kw_only=True):
    """`key`: of what was asked: the picture, the words, the model. `facts`: as they stand on the photo."""

    id: str  # the photo's
    owner: str
    key: str
    facts: dict[str, Any]


DESCRIPTIONS = Collection("descriptions", orders=(Order(("owner", "key"), "id"),), document=Description)


class Descriptions:
    """Each goes with its photo; of what one photo was asked, the next of the same owner with the same picture knows."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def find(self, owner: str, key: str) -> dict[str, Any] | None:
        """The facts, where any photo of the owner's has them."""
        where = all_of(Eq("owner", owner), Eq("key", key))
        found = await self._catalog.find(DESCRIPTIONS.name, Description, where, sort=Sort("id"), limit=1)
        return found[0].facts if found else None

    async def write(self, photo: str, owner: str, key: str, facts: dict[str, Any]) -> None:
        description = Description(id=photo, owner=owner, key=key, facts=facts)
        await self._catalog.replace_many(DESCRIPTIONS.name, [msgspec.to_builtins(description)])

    async def remove_of(self, photo: str) -> None:
        await self._catalog.delete_many(DESCRIPTIONS.name, [photo])

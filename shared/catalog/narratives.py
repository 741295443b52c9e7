"""Texts of summaries that an endpoint wrote, with placeholders where it was told none; each is shown as long as it is
of the facts that there are (shared/domain/narrating.py)."""

import msgspec

from shared.catalog.base import Catalog, Collection, Order
from shared.domain.stored import stored


@stored
class Narrative(msgspec.Struct, frozen=True, kw_only=True):
    """`facts`: their digest; `asked`: of what was asked, the words and the model. `text`: "" where the endpoint said
    nothing that could be used; it is not asked that again. `tokens`: those that it cost, as far as it tells."""

    id: str
    owner: str
    of: str  # "month:2023-07"
    facts: str
    asked: str
    language: str
    text: str
    at: str  # an instant
    host: str
    tokens: int | None = None


NARRATIVES = Collection("narratives", orders=(Order(("owner",), "id"),), document=Narrative)


class Narratives:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def find(self, owner: str, of: str) -> Narrative | None:
        return await self._catalog.get(NARRATIVES.name, Narrative, narrative_id(owner, of))

    async def write(self, narrative: Narrative) -> None:
        await self._catalog.replace_many(NARRATIVES.name, [msgspec.to_builtins(narrative)])

    async def remove(self, owner: str, of: str) -> bool:
        return await self._catalog.delete(NARRATIVES.name, narrative_id(owner, of))


def narrative_id(owner: str, of: str) -> str:
    return f"{owner}/{of}"

"""Documents among a list of very many ids. A question would be as long as the list: what else must hold is asked, and
the answers are sifted here as they come."""

from collections import Counter
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import aclosing
from typing import Any, NamedTuple

from pymongo.asynchronous.collection import AsyncCollection

from shared.catalog.base import Doc
from shared.catalog.declared import conjuncts
from shared.catalog.documents import as_text, values_at
from shared.catalog.mongo_language import both, filter_of
from shared.domain.where import In, Where, all_of

MANY = 10_000  # ids; so many are still sent


class Sifted(NamedTuple):
    documents: AsyncCollection[Doc]
    rest: Mapping[str, Any]  # what else must hold
    among: frozenset[Any]

    @classmethod
    def of(cls, documents: AsyncCollection[Doc], where: Where | None) -> "Sifted | None":
        """None where no such list must hold."""
        terms = conjuncts(where)
        lists = [term for term in terms if isinstance(term, In) and term.field == "id" and len(term.values) > MANY]
        if not lists:
            return None
        rest = all_of(*(term for term in terms if term not in lists))
        return cls(documents, filter_of(rest), frozenset.intersection(*(frozenset(each.values) for each in lists)))

    async def ids(self, limit: int) -> list[str]:
        async with aclosing(self.lots(limit)) as lots:
            return await anext(lots, [])

    async def lots(
        self, size: int, beyond: Mapping[str, Any] | None = None, order: Iterable[tuple[str, int]] = ()
    ) -> AsyncGenerator[list[str], None]:
        """Their ids in that order, up to `size` at a time."""
        lot: list[str] = []
        async with self.documents.find(both(self.rest, beyond or {}), {"_id": 1}, sort=list(order) or None) as walk:
            async for each in walk:
                if each["_id"] in self.among:
                    lot.append(each["_id"])
                if len(lot) == size:
                    yield lot
                    lot = []
        if lot:
            yield lot

    async def counts(self, condition: Mapping[str, Any], field: str) -> dict[str, int]:
        """By the values of the field, of those that meet the condition as well."""
        counts = Counter[str]()
        async for each in self.documents.find(both(condition, self.rest), {"_id": 1, field: 1}):
            if each["_id"] in self.among:
                values = {value for value in values_at(each, field) if isinstance(value, str | int | float)}
                counts.update(map(as_text, values))
        return dict(counts)

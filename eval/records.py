"""Records in memory, as search asks for them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from shared.domain.filter import PhotoFilter
from shared.domain.photo import Photo, from_doc
from shared.domain.scope import Scope
from shared.domain.where import value_at
from shared.search.names import NAMED, Names
from shared.search.retrieve import Direction, passes


class Records:
    """`docs`: id -> record. They may change."""

    def __init__(self, docs: Mapping[str, Mapping[str, Any]]) -> None:
        self._docs = docs
        self.read: list[str] = []  # ids, as they were asked for

    async def listed(self, scope: Scope, ids: Sequence[str]) -> dict[str, Photo]:
        self.read += ids
        return {id: photo for id in ids if (photo := self._shown(scope, id))}

    async def page(
        self, scope: Scope, filter: PhotoFilter, *, order: Direction, after: tuple[str, str] | None, limit: int
    ) -> list[Photo]:
        newest = order == "newest"
        photos = sorted(self._of(scope, filter), key=lambda photo: (photo.sort_at, photo.id), reverse=newest)
        rest = [photo for photo in photos if after is None or ((photo.sort_at, photo.id) < after) == newest]
        return [photo for photo in rest if after != (photo.sort_at, photo.id)][:limit]

    async def ids(self, scope: Scope, filter: PhotoFilter, *, limit: int) -> list[str]:
        return [photo.id for photo in self._of(scope, filter)][:limit]

    async def few(self, scope: Scope, filter: PhotoFilter, *, most: int) -> list[str] | None:
        ids = await self.ids(scope, filter, limit=most + 1)
        return ids if len(ids) <= most else None

    async def passing(self, scope: Scope, filter: PhotoFilter, ids: Sequence[str]) -> set[str]:
        return {id for id in ids if (photo := self._shown(scope, id)) and passes(photo, filter)}

    def names(self, owner: str) -> Names:
        """What the owner's records can answer."""
        docs = [doc for doc in self._docs.values() if doc["owner"] == owner and doc["state"] == "active"]
        counts = {field.filter: _counts(docs, field.name) for field in NAMED}
        return Names(counts, months=_counts(docs, "taken_month"), statuses=_counts(docs, "status"))

    def _of(self, scope: Scope, filter: PhotoFilter) -> list[Photo]:
        return [photo for id in self._docs if (photo := self._shown(scope, id)) and passes(photo, filter)]

    def _shown(self, scope: Scope, id: str) -> Photo | None:
        photo = from_doc(self._docs[id]) if id in self._docs else None
        return photo if photo and scope.shows(photo) else None


def _counts(docs: Sequence[Mapping[str, Any]], field: str) -> Counter[str]:
    values = (value_at(doc, field) for doc in docs)
    return Counter(each for value in values for each in (value if isinstance(value, list) else [value]) if each)

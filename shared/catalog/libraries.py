"""What owners have set for their whole library: one small record each, which every process knows for some seconds."""

import time
from collections.abc import Callable

import msgspec

from shared.catalog.base import Catalog, Collection, Patch
from shared.domain.stored import stored
from shared.errors import Conflict

LASTS = 3.0  # seconds that what was read holds


@stored
class Library(msgspec.Struct, frozen=True, kw_only=True):
    """`faces`: they are looked for, and compared. `remember_deleted`: files that were deleted for good are not taken
    again unasked."""

    id: str  # its owner's
    faces: bool = True
    remember_deleted: bool = False


LIBRARIES = Collection("libraries", document=Library)


class Libraries:
    def __init__(self, catalog: Catalog, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._catalog = catalog
        self._clock = clock
        self._known: dict[str, tuple[float, Library]] = {}

    async def get(self, owner: str) -> Library:
        """As it was set some seconds ago at most; one in which nothing was set is as every library begins."""
        read_at, library = self._known.get(owner, (0.0, None))
        if library is None or self._clock() - read_at > LASTS:
            library = await self.read(owner)
        return library

    async def read(self, owner: str) -> Library:
        """As it is set now."""
        found = await self._catalog.get(LIBRARIES.name, Library, owner) or Library(id=owner)
        self._known[owner] = self._clock(), found
        return found

    async def change(self, owner: str, **said: bool) -> Library:
        """Durable when it returns. `said`: by the names of Library; the rest stays."""
        while said and not await self._catalog.patch(LIBRARIES.name, owner, Patch(set=said)):
            try:
                await self._catalog.insert(LIBRARIES.name, {**msgspec.to_builtins(Library(id=owner)), **said})
            except Conflict:
                continue
            break
        return await self.read(owner)

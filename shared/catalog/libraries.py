"""What owners have set for their whole library: one small record each, which every process knows for some seconds."""

import time
from collections.abc import Callable

import msgspec

from shared.catalog.base import Catalog, Collection, Patch, Sort, SparseOrder
from shared.domain.instants import instant
from shared.domain.stored import stored
from shared.domain.where import Eq
from shared.errors import Conflict

LASTS = 3.0  # seconds that what was read holds


@stored
class Library(msgspec.Struct, frozen=True, kw_only=True):
    """`faces`: they are looked for, and compared. `remember_deleted`: files that were deleted for good are not taken
    again unasked.

    `changed_at`: when faces were switched on or off last; while the library's photos are gone through for that,
    `walking` is that instant, too, `walked` how many of them were, and `walked_to` the last
    (shared/runtime/facework.py)."""

    id: str  # its owner's
    faces: bool = True
    remember_deleted: bool = False
    changed_at: str = ""  # an instant
    walking: str = ""  # likewise; empty: nothing is gone through
    walked: int = 0
    walked_to: str = ""  # a photo


LIBRARIES = Collection("libraries", orders=(SparseOrder((), "walking"),), document=Library)


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

    async def change(self, owner: str, **wanted: bool) -> Library:
        """Durable when it returns. `wanted`: by the names of Library; the rest stays."""
        said: dict[str, bool | int | str] = dict(wanted)
        if "faces" in said and (await self.read(owner)).faces != said["faces"]:
            said |= {"changed_at": (now := instant()), "walking": now, "walked": 0, "walked_to": ""}
        while said and not await self._catalog.patch(LIBRARIES.name, owner, Patch(set=said)):
            try:
                await self._catalog.insert(LIBRARIES.name, {**msgspec.to_builtins(Library(id=owner)), **said})
            except Conflict:
                continue
            break
        return await self.read(owner)

    async def walking(self, *, limit: int) -> list[Library]:
        """Those whose photos are gone through, the first that began first."""
        return await self._catalog.find(LIBRARIES.name, Library, sort=Sort("walking"), limit=limit)

    async def walk_on(self, library: Library, to: str, walked: int) -> bool:
        """False where it was changed since."""
        patch, same = Patch(set={"walked_to": to, "walked": walked}), Eq("walking", library.walking)
        return await self._catalog.patch(LIBRARIES.name, library.id, patch, if_=same)

    async def end_walk(self, library: Library) -> None:
        patch, same = Patch(set={"walking": "", "walked": 0, "walked_to": ""}), Eq("walking", library.walking)
        await self._catalog.patch(LIBRARIES.name, library.id, patch, if_=same)

"""The photos that lie in the trash: of one library for its owner, and of all for who empties it in time."""

from collections.abc import Sequence

import msgspec

from shared.catalog.base import Catalog, Patch, Sort, SparseOrder
from shared.catalog.changes import Changes
from shared.domain.instants import instant
from shared.domain.photo import Photo
from shared.domain.stored import stored
from shared.domain.where import Eq, Le, Where, all_of

_NAME = "photos"
_UNTIL = "held_until"
_PAGE = 1000

# Those that are active, or wait to be removed, cost it nothing.
ORDERS = (SparseOrder(("owner", "state"), _UNTIL, ("bytes",)), SparseOrder(("state",), _UNTIL))

Cursor = tuple[str, str]  # (held_until, id) of the last one seen


@stored
class TrashedPhoto(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown of it, and what tells it from the same photo thrown away at another time."""

    id: str
    owner: str
    sha256: str | None = None
    file_name: str
    media_type: str
    bytes: int
    width: int | None = None
    height: int | None = None
    thumbhash: str | None = None
    taken_at: str | None = None
    held_until: str

    @property
    def cursor(self) -> Cursor:
        return self.held_until, self.id


@stored
class _Size(msgspec.Struct, frozen=True):
    id: str
    held_until: str
    bytes: int


@stored
class Twin(msgspec.Struct, frozen=True):
    id: str
    sha256: str
    state: str


@stored
class Stands(msgspec.Struct, frozen=True):
    """Where a photo is: in its library, in the trash, or on its way out."""

    id: str
    owner: str
    state: str


class Trashed:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._changes = Changes(catalog, _NAME)

    async def hold(self, photo: Photo, *, until: str, by: str) -> Photo | None:
        """Deletes the photo so that it can be taken back until that instant. None where it is gone, or was held by this
        action before: who took it back meanwhile has the last word."""

        def held(photo: Photo) -> Photo | None:
            if photo.held_by == by:
                return None
            return msgspec.structs.replace(photo, state="held", held_until=until, held_by=by)

        return await self._changes.make(photo, held)

    async def release(self, photo: Photo) -> Photo | None:
        """Takes back that it was held; None when that has become final meanwhile, or is not so."""
        return await self._changes.make(
            photo, lambda photo: msgspec.structs.replace(photo, state="active", held_until=""), states=("held",)
        )

    async def page(self, owner: str, *, after: Cursor | None, limit: int) -> list[TrashedPhoto]:
        """The one that goes last first, which is the one thrown away last; those after the cursor."""
        where, newest = all_of(_IN_TRASH, Eq("owner", owner)), Sort(_UNTIL, descending=True)
        return await self._catalog.find(_NAME, TrashedPhoto, where, sort=newest, after=after, limit=limit)

    async def get_many(self, owner: str, ids: Sequence[str]) -> list[TrashedPhoto]:
        """Those of the ids that lie in this owner's trash."""
        standing = await self.stands(ids)
        there = [id for id, each in standing.items() if each.state == "held" and each.owner == owner]
        return list((await self._catalog.get_many(_NAME, TrashedPhoto, there)).values())

    async def size(self, owner: str) -> tuple[int, int]:
        """(photos, bytes of their originals)."""
        where, count, size = all_of(_IN_TRASH, Eq("owner", owner)), 0, 0
        after: Cursor | None = None
        while page := await self._catalog.find(_NAME, _Size, where, sort=Sort(_UNTIL), after=after, limit=_PAGE):
            count, size = count + len(page), size + sum(photo.bytes for photo in page)
            after = (page[-1].held_until, page[-1].id)
        return count, size

    async def twins(self, owner: str, sha256s: Sequence[str]) -> dict[str, Twin]:
        """By the digest, the owner's photo of that file, where there is one, in the library or in the trash."""
        found = await self._catalog.find_each(_NAME, Twin, {"owner": owner}, "sha256", sha256s)
        return {each.sha256: each for each in found}

    async def due(self, now: str, *, limit: int) -> list[TrashedPhoto]:
        """Of every library, those whose time is over: the first one first."""
        where = all_of(_IN_TRASH, Le(_UNTIL, now))
        return await self._catalog.find(_NAME, TrashedPhoto, where, sort=Sort(_UNTIL), limit=limit)

    async def lose(self, photo: TrashedPhoto) -> bool:
        """Its tombstone; False when it was taken back meanwhile."""
        same = all_of(_IN_TRASH, Eq(_UNTIL, photo.held_until))
        return await self._catalog.patch(_NAME, photo.id, tombstone(), if_=same)

    async def stands(self, ids: Sequence[str]) -> dict[str, Stands]:
        """Of whomever, those that have a record."""
        return await self._catalog.get_many(_NAME, Stands, ids)


_IN_TRASH: Where = Eq("state", "held")


def tombstone() -> Patch:
    """What makes a photo gone for everybody, and for good."""
    return Patch(set={"state": "deleted", "sha256": None, "queued_at": instant()})

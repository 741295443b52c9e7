"""The albums of every library, and where photos stand in those that are laid by hand, written once over the Catalog
port (shared/domain/album.py)."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch, Sort
from shared.catalog.labels import BY_NAME
from shared.catalog.merging import every, merged
from shared.domain.actions import Difference
from shared.domain.album import ALBUMS, Album, Placed, placed_id
from shared.domain.ids import new_id
from shared.domain.scope import Scope
from shared.domain.where import Eq, all_of
from shared.errors import Unavailable

ALBUM_RECORDS = Collection(
    ALBUMS,
    orders=(
        Order(("owner",), "id", ("deleted",)),
        Order(("owner", "off_timeline"), "id", ("deleted",)),
        BY_NAME,
    ),
    document=Album,
)
ALBUM_PLACES = Collection("album_places", orders=(Order(("album",), "place"), Order(("owner",), "id")), document=Placed)

_ATTEMPTS = 5  # at an album that others change, too
_MOST = 10_000_000  # photos of an album


class Albums:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.places = AlbumPlaces(catalog)

    async def insert(self, album: Album) -> None:
        await self._catalog.insert(ALBUM_RECORDS.name, msgspec.to_builtins(album))

    async def find(self, id: str) -> Album | None:
        """Whoever's it is, and deleted ones: for services/gateway/things.py, which asks the policy."""
        return await self._catalog.get(ALBUM_RECORDS.name, Album, id)

    async def find_many(self, ids: Sequence[str]) -> dict[str, Album]:
        """Likewise."""
        return await self._catalog.get_many(ALBUM_RECORDS.name, Album, ids) if ids else {}

    async def get_many(self, owner: str, ids: Sequence[str]) -> dict[str, Album]:
        """Those that are this owner's, and not deleted."""
        found = await self._catalog.get_many(ALBUM_RECORDS.name, Album, ids)
        return {id: album for id, album in found.items() if album.owner == owner and not album.deleted}

    async def page(self, scope: Scope, *, after: str, limit: int) -> list[Album]:
        """In the order in which they were made. Which albums a library has is private."""

        async def of(owner: str) -> list[Album]:
            where = all_of(Eq("owner", owner), Eq("deleted", ""))
            return await self._catalog.find(
                ALBUM_RECORDS.name, Album, where, sort=Sort("id"), after=cursor, limit=limit
            )

        cursor = (after, after) if after else None
        pages = await every([of(entry.owner) for entry in scope.own.entries])
        return merged(pages, lambda album: album.id, descending=False, limit=limit)

    async def every(self, owner: str) -> list[Album]:
        """All that are not deleted."""
        return await self.page(Scope.of(owner), after="", limit=_MOST)

    async def off_timeline(self, scope: Scope) -> list[Album]:
        """Those whose photos stand in no timeline, of one's own."""

        async def of(owner: str) -> list[Album]:
            where = all_of(Eq("owner", owner), Eq("off_timeline", True), Eq("deleted", ""))
            return await self._catalog.find(ALBUM_RECORDS.name, Album, where, sort=Sort("id"), limit=_MOST)

        return [album for some in await every([of(entry.owner) for entry in scope.own.entries]) for album in some]

    async def say(self, owner: str, id: str, differences: Sequence[Difference]) -> bool:
        """What the owner says of an album, by the names of its fields; whether it is so then. What is so already, or
        somebody has changed since `before`, stays. False where it is not theirs."""
        for _ in range(_ATTEMPTS):
            album = await self.find(id)
            if album is None or album.owner != owner:
                return False
            wanted = [each for each in differences if getattr(album, each.name) == each.before != each.after]
            values = {each.name: each.after for each in wanted}
            patch = Patch(set={**values, "rev": new_id()})
            if not values or await self._catalog.patch(ALBUM_RECORDS.name, id, patch, if_=Eq("rev", album.rev)):
                after = msgspec.structs.replace(album, **values)
                return all(getattr(after, each.name) == each.after for each in differences)
        raise Unavailable(f"Too many change album {id} at once. Try again in a few seconds.")

    async def tell_best(self, album: Album, best: str) -> bool:
        """Which photo shows it where its owner chose none; whether that was another."""
        return album.best != best and await self._catalog.patch(ALBUM_RECORDS.name, album.id, Patch(set={"best": best}))


class AlbumPlaces:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def page(self, album: str, *, after: tuple[str, str] | None, limit: int) -> list[Placed]:
        """Those after the cursor (place, photo) of the last one seen."""
        cursor = (after[0], placed_id(album, after[1])) if after else None
        return await self._catalog.find(
            ALBUM_PLACES.name, Placed, Eq("album", album), sort=Sort("place"), after=cursor, limit=limit
        )

    async def last(self, album: str) -> Placed | None:
        sort = Sort("place", descending=True)
        found = await self._catalog.find(ALBUM_PLACES.name, Placed, Eq("album", album), sort=sort, limit=1)
        return found[0] if found else None

    async def of(self, album: str, photos: Iterable[str]) -> dict[str, Placed]:
        """By the photo, of those that have a place."""
        found = await self._catalog.get_many(ALBUM_PLACES.name, Placed, [placed_id(album, photo) for photo in photos])
        return {placed.photo: placed for placed in found.values()}

    async def photos(self, album: str) -> set[str]:
        """All that have a place."""
        ids = await self._catalog.find_ids(ALBUM_PLACES.name, Eq("album", album), limit=_MOST)
        return {id.removeprefix(placed_id(album, "")) for id in ids}

    async def write(self, places: Sequence[Placed]) -> None:
        """Each in place of the one that the photo has."""
        docs: list[dict[str, Any]] = [{"id": each.id, **msgspec.to_builtins(each)} for each in places]
        await self._catalog.replace_many(ALBUM_PLACES.name, docs)

    async def sweep(self, album: str, photos: Sequence[str]) -> None:
        await self._catalog.delete_many(ALBUM_PLACES.name, [placed_id(album, photo) for photo in photos])

"""Albums that are laid by hand: those photos first that have a place, then all others, the newest last.

A place is a fractional index (shared/domain/album.py), so that a photo is moved by one document. To move it behind one
that has none yet, all up to that one are laid as they are shown. Two who move at once leave some order that is whole:
every photo has one place at most, and of equal places ids decide."""

from collections.abc import AsyncIterator

from services.gateway.cursors import cursor, encoded, next_of
from shared.catalog.albums import Albums
from shared.catalog.all_photos import Cursor
from shared.catalog.photos import Photos
from shared.domain.album import Album, AlbumSort, Placed, place_between
from shared.domain.filter import PhotoFilter
from shared.domain.photo import ListedPhoto
from shared.domain.scope import Scope
from shared.domain.where import all_of, holds
from shared.errors import Invalid

MOST = 10_000  # photos that are laid at once

_LAID = "@"  # begins the cursor of a photo that has a place; a date begins that of others
_PAGE = 500
_FEW = 1000  # photos, with a place or without, that are looked at one by one
_EVERY = 10_000_000


class AlbumOrder:
    def __init__(self, photos: Photos, albums: Albums) -> None:
        self._photos = photos
        self._places = albums.places

    async def page(
        self, album: Album, scope: Scope, filter: PhotoFilter, *, order: AlbumSort, after: Cursor | None, limit: int
    ) -> tuple[list[ListedPhoto], str | None]:
        """-> the photos, and the cursor of the next page. `filter`: what is in the album."""
        if order != "hand":
            page = await self._photos.scoped.page(scope, filter, order=order, after=after, limit=limit)
            return page, next_of(page, limit)
        found = list[tuple[ListedPhoto, Cursor]]()
        async for each in self._from(album, scope, filter, after, at_once=limit):
            found.append(each)
            if len(found) == limit:
                break
        return [photo for photo, _ in found], encoded(found[-1][1]) if len(found) == limit else None

    async def ids(self, album: Album, scope: Scope, filter: PhotoFilter, *, limit: int) -> list[str]:
        """Of the first photos, as the album shows them."""
        found: list[str] = []
        after: Cursor | None = None
        while len(found) < limit:
            page, following = await self.page(
                album, scope, filter, order=album.sort, after=after, limit=min(_PAGE, limit - len(found))
            )
            found += [photo.id for photo in page]
            if following is None:
                break
            after = cursor(following)
        return found

    async def move(self, album: Album, scope: Scope, filter: PhotoFilter, photo: str, after: str | None) -> None:
        """Puts the photo behind another; None: first of all. Raises Invalid where either is not in the album, and for
        a place that is too far down to be laid at once."""
        wanted = [photo] if after is None else [photo, after]
        listed, inside = await self._photos.scoped.listed(scope, wanted), all_of(*filter.where())
        for id in wanted:
            if id not in listed or not holds(inside, listed[id]):
                raise Invalid(f"Photo {id} is not in this album. Add it first.")
        if photo == after:
            raise Invalid("A photo cannot stand behind itself.")
        before: Placed | None = None
        if after is not None:
            placed = (await self._places.of(album.id, [after])).get(after)
            before = placed or await self._lay(album, scope, filter, until=after)
        # Who stands at the very same place is moved along, for nothing lies between.
        behind, at = list[Placed](), (before.place, before.photo) if before else None
        following = None
        while following is None and (some := await self._places.page(album.id, after=at, limit=_PAGE)):
            for each in some:
                if each.photo == photo:
                    continue
                if before is None or each.place > before.place:
                    following = each.place
                    break
                behind.append(each)
            at = (some[-1].place, some[-1].photo)
        moved, place = list[Placed](), before.place if before else None
        for id in (photo, *(each.photo for each in behind)):
            place = place_between(place, following)
            moved.append(Placed(album=album.id, owner=album.owner, photo=id, place=place))
        await self._places.write(moved)

    async def _lay(self, album: Album, scope: Scope, filter: PhotoFilter, *, until: str) -> Placed:
        """Gives places to those that have none, as they are shown, up to this one. Who does so twice, or at the same
        time, gives the same ones."""
        last = await self._places.last(album.id)
        place = last.place if last else None
        laid: list[Placed] = []
        async for photo, _ in self._without_place(album, scope, filter, None, at_once=_PAGE):
            place = place_between(place, None)
            laid.append(Placed(album=album.id, owner=album.owner, photo=photo.id, place=place))
            if photo.id == until:
                await self._places.write(laid)
                return laid[-1]
            if len(laid) == MOST:
                raise Invalid(f"That is more than {MOST:,} photos down. Lay those above first, a part at a time.")
        if there := (await self._places.of(album.id, [until])).get(until):  # somebody else laid it meanwhile
            return there
        raise Invalid(f"Photo {until} was taken out just now. Look at the album again.")

    async def _from(
        self, album: Album, scope: Scope, filter: PhotoFilter, after: Cursor | None, *, at_once: int
    ) -> AsyncIterator[tuple[ListedPhoto, Cursor]]:
        """All from there on, each with its cursor."""
        inside = all_of(*filter.where())
        if after is None or after[0].startswith(_LAID):
            place = (after[0].removeprefix(_LAID), after[1]) if after else None
            while some := await self._places.page(album.id, after=place, limit=at_once):
                listed = await self._photos.scoped.listed(scope, [each.photo for each in some])
                for each in some:
                    if (photo := listed.get(each.photo)) and holds(inside, photo):
                        yield photo, (_LAID + each.place, each.photo)
                place = (some[-1].place, some[-1].photo)
            after = None
        async for each_of in self._without_place(album, scope, filter, after, at_once=at_once):
            yield each_of

    async def _without_place(
        self, album: Album, scope: Scope, filter: PhotoFilter, after: Cursor | None, *, at_once: int
    ) -> AsyncIterator[tuple[ListedPhoto, Cursor]]:
        placed = await self._places.photos(album.id)
        if len(placed) > _FEW:  # to walk past all of them may find nothing
            left = [id for id in await self._photos.scoped.ids(scope, filter, limit=_EVERY) if id not in placed]
            if len(left) <= _FEW:
                for photo in sorted((await self._photos.scoped.listed(scope, left)).values(), key=_stands):
                    if after is None or _stands(photo) > after:
                        yield photo, _stands(photo)
                return
        while page := await self._photos.scoped.page(scope, filter, order="oldest", after=after, limit=at_once):
            for photo in page:
                if photo.id not in placed:
                    yield photo, _stands(photo)
            after = _stands(page[-1])


def _stands(photo: ListedPhoto) -> Cursor:
    return photo.sort_at, photo.id

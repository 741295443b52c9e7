"""What an owner's act on an album changes, in differences: nothing is written here."""

from collections.abc import Mapping
from typing import Any

from services.gateway.acting import Planned
from services.gateway.albums.gathering import Gathering
from shared.catalog.albums import Albums
from shared.catalog.photos import Photos
from shared.domain.actions import AlbumChange, Difference, DropAlbum, SayAlbum
from shared.domain.album import DEEPEST, Album, chain
from shared.domain.filter import PhotoFilter
from shared.domain.instants import instant
from shared.domain.scope import Scope
from shared.domain.where import all_of, holds
from shared.errors import Invalid

AlbumPlan = tuple[AlbumChange, Planned]


class AlbumsPlanning:
    def __init__(self, photos: Photos, albums: Albums, gathering: Gathering) -> None:
        self._photos = photos
        self._albums = albums
        self._gathering = gathering

    async def said(self, album: Album, values: Mapping[str, Any]) -> AlbumPlan:
        """By the names of its fields. Raises Invalid for an album that would stand in itself or too deep, and for a
        cover that is not in it."""
        if parent := values.get("parent"):
            await self.check_parent(album.owner, album.id, parent)
        if cover := values.get("cover"):
            await self._check_cover(album, cover)
        changed = {name: value for name, value in values.items() if getattr(album, name) != value}
        planned = Planned()
        if changed:
            planned.albums[album.id] = tuple(
                Difference(name, getattr(album, name), value) for name, value in changed.items()
            )
        return SayAlbum(album=album.id, name=values.get("name", album.name), fields=tuple(changed)), planned

    async def dropped(self, album: Album) -> AlbumPlan:
        """What stands in it stands where it stood. Its photos stay, and still name it, so that all of it comes back."""
        planned = Planned()
        planned.albums[album.id] = (Difference("deleted", "", instant()),)
        for below in await self._albums.every(album.owner):
            if below.parent == album.id:
                planned.albums[below.id] = (Difference("parent", album.id, album.parent),)
        return DropAlbum(album=album.id, name=album.name), planned

    async def check_parent(self, owner: str, album: str, parent: str) -> None:
        """`album`: "" where it is yet to be made. Raises Invalid."""
        parents = {each.id: each.parent for each in await self._albums.every(owner)}
        above = [parent, *chain(parent, parents)]
        if album in above:
            raise Invalid("An album cannot stand in itself, nor in one that stands in it.")
        if len(above) + _height(album, parents) > DEEPEST:
            raise Invalid(f"Albums stand up to {DEEPEST} deep in each other.")

    async def _check_cover(self, album: Album, cover: str) -> None:
        inside = await self._gathering.within(album, PhotoFilter(archived=None))
        photo = (await self._photos.scoped.listed(Scope.of(album.owner), [cover])).get(cover)
        if photo is None or not holds(all_of(*inside.where()), photo):
            raise Invalid("The cover must be a photo of this album.")


def _height(album: str, parents: Mapping[str, str]) -> int:
    """Of the tree that it carries, itself too."""
    below = (above.index(album) + 1 for id in parents if album in (above := chain(id, parents)))
    return 1 + max(below, default=0)

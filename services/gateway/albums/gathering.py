"""What is in an album, and what is left out of the timeline because of one, as filters of photos."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace
from pydantic import BaseModel, ValidationError

from services.gateway import policy
from services.gateway.acting import MOST
from services.gateway.filters import FilterIn, narrowed
from shared.catalog.albums import Albums
from shared.catalog.photos import Photos
from shared.domain.album import Album
from shared.domain.filter import Gathered, PhotoFilter
from shared.domain.principal import Principal
from shared.domain.scope import Scope
from shared.errors import Invalid


class Gathering:
    def __init__(self, photos: Photos, albums: Albums) -> None:
        self._photos = photos
        self._albums = albums

    async def meant(self, principal: Principal, query: BaseModel) -> list[str]:
        """The photos that pass a FilterIn, to be changed. Raises Invalid for more than one action can hold."""
        filter = await self._named(principal, await narrowed(query))
        ids = await self._photos.scoped.ids(policy.scope(principal, "change"), filter, limit=MOST + 1)
        if len(ids) > MOST:
            raise Invalid(f"More than {MOST:,} photos pass the filter. Narrow it, and do the rest afterwards.")
        return ids

    async def within(self, album: Album, filter: PhotoFilter) -> PhotoFilter:
        """The photos of the album that pass the filter. Raises Invalid for an album whose query asks for what no photo
        has any more, such as a plugin's field."""
        inside = await gathered(album)
        archived = filter.archived
        if archived is False and inside.filter and inside.filter.archived is not False:
            archived = None  # the album's own word goes before what every page leaves out
        return replace(filter, gathered=(*filter.gathered, inside), archived=archived)

    async def inside(self, principal: Principal, album: Album, filter: PhotoFilter) -> tuple[Scope, PhotoFilter]:
        """-> the photos of the album that they may see, also of others who put in theirs, and what of the filter is
        left to pass. Raises Invalid as within, and NotFound for an album that is not shown to them."""
        filter = await self.within(album, filter)
        *gathered, inside = filter.gathered
        return policy.within(principal, album, inside.where()), replace(filter, gathered=tuple(gathered))

    async def seen(self, principal: Principal, filter: PhotoFilter) -> PhotoFilter:
        """As lists show it: where it asks for a smart album, with what is in that; where it asks for none, without the
        photos of albums that are off the timeline."""
        if filter.albums:
            return await self._named(principal, filter)
        aside = await self._albums.off_timeline(policy.scope(principal))
        return replace(filter, aside=tuple([await gathered(album) for album in aside])) if aside else filter

    async def _named(self, principal: Principal, filter: PhotoFilter) -> PhotoFilter:
        """With what is in the smart albums that it names."""
        if not filter.albums or principal.library is None:
            return filter
        albums = await self._albums.get_many(principal.library, filter.albums)
        smart = {id: album for id, album in albums.items() if album.query is not None}
        filter = replace(filter, albums=tuple(id for id in filter.albums if id not in smart))
        for album in smart.values():
            filter = await self.within(album, filter)
        return filter

    async def checked(self, query: BaseModel, owner: str) -> dict[str, Any]:
        """The query of a smart album, as it is kept. Raises Invalid for one that no photo could ever meet, or that asks
        for another smart album: what is in that depends on its own query."""
        filter = await narrowed(query)
        named = await self._albums.get_many(owner, [*filter.albums, *filter.no_albums])
        if smart := next((album for album in named.values() if album.query is not None), None):
            raise Invalid(f"{smart.name!r} is a smart album itself. Ask for what its query asks for.")
        return query.model_dump(mode="json", by_alias=True, exclude_unset=True)


async def gathered(album: Album) -> Gathered:
    """Raises Invalid as within."""
    return Gathered(album.id, await filter_of(album.query) if album.query is not None else None)


async def filter_of(query: Mapping[str, Any]) -> PhotoFilter:
    """Of a query as it was kept. Raises Invalid for one that asks for what no photo has any more."""
    try:
        return await narrowed(FilterIn.model_validate(query))
    except ValidationError as error:
        where = ", ".join(sorted({str(each["loc"][0]) for each in error.errors()}))
        raise Invalid(f"This query asks for what photos have no more ({where}). Give it another.") from error

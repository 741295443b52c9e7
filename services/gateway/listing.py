"""Pages of photos: every list of them is answered alike."""

from collections.abc import Sequence

from starlette.responses import Response

from services.gateway.cursors import cursor, next_of
from services.gateway.people.naming import Naming
from services.gateway.photo_out import answered, listed
from shared.catalog.photos import Photos
from shared.catalog.scoped_photos import ListOrder, placed_by
from shared.domain.filter import PhotoFilter
from shared.domain.photo import ListedPhoto
from shared.domain.principal import Principal
from shared.domain.scope import Scope


class Listing:
    def __init__(self, photos: Photos, naming: Naming, stage_names: tuple[str, ...]) -> None:
        self._photos = photos
        self._naming = naming
        self._stage_names = stage_names

    async def page(
        self,
        asker: Principal,
        scope: Scope,
        filter: PhotoFilter,
        reader: str,
        *,
        order: ListOrder,
        after: str | None,
        limit: int,
    ) -> Response:
        """Of what they see there, those that pass. `after` as the request has it: raises Invalid for what is no page's
        next."""
        found = await self._photos.scoped.page(scope, filter, order=order, after=cursor(after), limit=limit)
        return await self.answer(asker, found, reader, next=next_of(found, limit, by=placed_by(order)))

    async def answer(
        self, asker: Principal, found: Sequence[ListedPhoto], reader: str, *, next: str | None
    ) -> Response:
        """As PhotosOut says."""
        await self._naming.name(found)
        return answered({"photos": [listed(photo, asker, self._stage_names, reader) for photo in found], "next": next})

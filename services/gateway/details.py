"""Everything that is known of a photo, with its parts."""

from services.gateway.photo_out import PhotoDetailOut
from shared.catalog.parts import Parts
from shared.domain.photo import Photo

_SHOWN = 100  # parts of a kind


class Details:
    def __init__(self, parts: Parts, stage_names: tuple[str, ...]) -> None:
        self._parts = parts
        self._stage_names = stage_names

    async def of(self, photo: Photo) -> PhotoDetailOut:
        objects = await self._parts.visible(photo, "objects", limit=_SHOWN)
        return PhotoDetailOut.whole(photo, self._stage_names, objects)

"""Clean copies of originals, for those from whom something is withheld: made by vision when they are first asked for,
and kept with the photo."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import httpx
import msgspec

from services.gateway.asking import asked
from shared.blobs.base import BlobStore
from shared.domain.clean_copy import MEDIA_TYPE, CopyOrder, copy_name, ordered_copy
from shared.domain.photo import Photo
from shared.errors import BlobNotFound, Invalid, Overloaded, Unavailable
from shared.runtime.originals import length_damage_of

_AT_ONCE = 8  # copies of one request
_WAIT = "Copies of these photos, without what is not told of them, are still being made. Ask again in a moment."


@dataclass(frozen=True, slots=True)
class CleanCopy:
    key: str
    media_type: str
    size: int
    name: str  # of the file

    @property
    def etag(self) -> str:
        *_, photo, of_it = self.key.split("/")
        return f'"{photo}-{of_it}"'


class Copies:
    """`vision` gives the peer's client, when it is wanted."""

    def __init__(self, blobs: BlobStore, vision: Callable[[], httpx.AsyncClient]) -> None:
        self._blobs = blobs
        self._vision = vision

    async def of(self, photo: Photo) -> CleanCopy:
        """Raises OriginalMissing or OriginalAltered, Invalid for an original that cannot be read, Unavailable when
        vision does not answer."""
        order = ordered_copy(photo)
        if (kept := await self._kept(photo, order)) is None:
            if damage := await length_damage_of(photo, self._blobs):
                raise damage
            await asked(self._vision(), "/copy", dict[str, str], json=msgspec.to_builtins(order))
            kept = await self._kept(photo, order)
        if kept is None:
            raise Unavailable("The copy of this photo was taken away just now. Ask for it again.")
        return kept

    async def of_all(self, photos: Sequence[Photo], *, until: float) -> list[CleanCopy | Invalid]:
        """In their order; Invalid: why there is none. Raises Overloaded where that takes longer than `until` (of the
        event loop's clock): what was made by then is kept, so that it ends when it is asked for often enough."""
        room = asyncio.Semaphore(_AT_ONCE)

        async def one(photo: Photo) -> CleanCopy | Invalid:
            async with room:
                try:
                    return await self.of(photo)
                except Invalid as error:
                    return error

        try:
            async with asyncio.timeout_at(until):
                return await asyncio.gather(*map(one, photos))
        except TimeoutError:
            raise Overloaded(_WAIT, after=5.0) from None

    async def _kept(self, photo: Photo, order: CopyOrder) -> CleanCopy | None:
        try:
            media_type = (await self._blobs.facts(order.key)).get(MEDIA_TYPE)
            size = (await self._blobs.stat(order.key)).size
        except BlobNotFound:
            return None
        if media_type is None:  # its facts were damaged: it is made anew
            return None
        return CleanCopy(order.key, media_type, size, copy_name(photo, media_type))

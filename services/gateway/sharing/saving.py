"""Saving: copies of photos that others share, into one's own library, by the door that uploads come through."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from services.gateway import policy
from services.gateway.media.copies import Copies
from services.gateway.media.lasting import Lasting
from services.gateway.multipart import BESIDE, Part
from services.gateway.things import Things
from services.gateway.uploads import Uploads
from shared.blobs.base import BlobStore
from shared.catalog.photos import Photos
from shared.domain.photo import Photo
from shared.domain.principal import Principal
from shared.errors import BlobNotFound, Damaged, HashMismatch, Invalid, Unsupported
from shared.runtime.originals import OriginalMissing, length_damage_of

MOST = 200  # photos at once

_FEW = 20  # photos for which somebody waits

# damaged: its file is not whole any more, or cannot be copied.
Status = Literal["created", "duplicate", "damaged"]


@dataclass(frozen=True, slots=True)
class Saved:
    """`copy`: the id of the photo in one's own library; empty for a damaged one."""

    photo: str
    copy: str
    status: Status


class Saving:
    def __init__(
        self, things: Things, photos: Photos, blobs: BlobStore, copies: Copies, uploads: Uploads, lasting: Lasting
    ) -> None:
        self._things = things
        self._photos = photos
        self._blobs = blobs
        self._copies = copies
        self._uploads = uploads
        self._lasting = lasting

    async def save(self, asker: Principal, ids: Sequence[str], share: str | None, *, address: str) -> list[Saved]:
        """The files as they may have them, in this order; of one's own photos nothing is copied. `share`: in which they
        must be. Whoever was cut off, or had no room for all, saves again: what is there is a duplicate then. Raises
        NotFound and Forbidden before anything is copied, and what an upload raises but for damaged files."""
        library = policy.library(asker, "add").owner
        photos = [await self._things.photo(asker, "see", id) for id in dict.fromkeys(ids)]
        if share is not None:
            scope = policy.scope(asker, within=share)
            if lost := next((photo for photo in photos if not scope.shows(photo)), None):
                raise policy.unknown("photo", lost.id)
        for photo in photos:
            policy.withheld(asker, photo, file=True)
        return [
            Saved(photo.id, photo.id, "duplicate")
            if policy.owns(asker, photo)
            else await self._save(asker, library, photo, address, bulk=len(photos) > _FEW)
            for photo in photos
        ]

    async def _save(self, asker: Principal, library: str, photo: Photo, address: str, *, bulk: bool) -> Saved:
        try:
            name, key, size, sha256 = await self._file(asker, photo)
            receipt = await self._uploads.receive(
                library, _form(name, self._blobs.open(key, 0, size), _modified(asker, photo)), address=address,
                sha256=sha256, bulk=bulk, again=True, length=size + BESIDE,
                check=partial(self._lasting.check, asker, photo),
            )  # fmt: skip
        except (Damaged, BlobNotFound, OriginalMissing, HashMismatch, Unsupported):
            return Saved(photo.id, "", "damaged")
        return Saved(photo.id, receipt.id, "created" if receipt.status == "created" else "duplicate")

    async def _file(self, asker: Principal, photo: Photo) -> tuple[str, str, int, str | None]:
        """-> its name, key, bytes and SHA-256, where that is known."""
        if policy.withheld(asker, photo, file=True):
            try:
                copy = await self._copies.of(photo)
            except Invalid as error:
                raise Damaged(str(error)) from error
            return copy.name, copy.key, copy.size, None
        if damage := await length_damage_of(photo, self._blobs):
            raise damage
        return photo.file_name, photo.original, photo.bytes, photo.sha256


def _modified(asker: Principal, photo: Photo) -> str | None:
    """The file's own date, by which the copy stands where its file tells nothing better. To whom the place is withheld,
    for them it is when it was taken, by the clocks there: an instant would tell how far those are from others."""
    if photo.taken_at and "place" in policy.withheld(asker, photo):
        return f"{photo.taken_at[:19]}Z"
    return photo.modified_at


async def _form(name: str, chunks: AsyncIterator[bytes], modified_at: str | None) -> AsyncIterator[Part]:
    """As an upload of it."""
    if modified_at:
        yield Part("modified_at", "", _said(modified_at))
    yield Part("file", name, chunks)


async def _said(text: str) -> AsyncIterator[bytes]:
    yield text.encode()

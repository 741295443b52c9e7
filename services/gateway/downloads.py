"""Many originals as one zip file, each with its sidecar beside it. It is made while it is sent, and lies nowhere; its
size is known before, and whoever was interrupted goes on where they were, as long as the list is the same."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

from fastapi import Request
from starlette.responses import Response

from services.gateway import policy
from services.gateway.details import Details
from services.gateway.sending import in_part
from services.gateway.sidecars import shared_sidecar, sidecar_of
from services.gateway.zipped import Entry, part, size_of, zipped
from shared.blobs.base import BlobStore
from shared.catalog.photos import Photos
from shared.domain.drawn import drawn_on
from shared.domain.faces import FOUND_BY
from shared.domain.part import count_of
from shared.domain.photo import Photo
from shared.domain.principal import Principal
from shared.errors import BlobNotFound, Invalid
from shared.imaging.sidecar import written

MOST = 10_000  # photos of one file
ZIP = "application/zip"

_BATCH = 100  # photos
_LEFT_OUT = "left-out.txt"

Allowed = Callable[[Photo], Awaitable[object]]  # raises where its file is not theirs to have any more


@dataclass(slots=True)
class _Listing:
    entries: list[Entry] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)  # file names
    taken: set[str] = field(default_factory=set)
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def name(self, wanted: str) -> str:
        """Two of one name lie there as two: "a.jpg", "a (2).jpg"; also where a disk tells no case apart."""
        plain = wanted.replace("/", "_").replace("\\", "_").strip() or "photo"
        stem, dot, end = plain.rpartition(".")
        stem, end = (stem, dot + end) if stem else (plain, "")
        free, number = plain, 1
        while free.casefold() in self.taken:
            number += 1
            free = f"{stem} ({number}){end}"
        self.taken.add(free.casefold())
        return free

    def add(self, entry: Entry, same: str) -> None:
        """`same`: what tells these bytes from others."""
        self.entries.append(entry)
        self.digest.update(f"{entry.name}\0{entry.size}\0{same}\0".encode())


class Downloads:
    def __init__(self, photos: Photos, blobs: BlobStore, details: Details) -> None:
        self._photos = photos
        self._blobs = blobs
        self._details = details

    async def send(
        self, request: Request, principal: Principal, ids: Sequence[str], name: str, allowed: Allowed
    ) -> Response:
        """Photos that the principal may see, in this order. `allowed` is asked before each of the file's entries, so
        that it ends where it is not any more. Those whose original is not whole are left out, and named in a text.
        Raises Invalid for none, and for too many, and Forbidden where one of them may be looked at only."""
        if not ids:
            raise Invalid("There is no photo to download.")
        if len(ids) > MOST:
            raise Invalid(f"More than {MOST:,} photos are more than one file takes. Download a part of them at a time.")
        listing = await self._list(principal, ids, allowed)
        headers = {
            "ETag": f'"{listing.digest.hexdigest()[:32]}"',
            "Cache-Control": "private, no-cache",
            "Vary": "Authorization",
            "Accept-Ranges": "bytes",
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name or 'photos')}.zip",
        }
        return await in_part(
            request,
            size_of(listing.entries),
            ZIP,
            headers,
            lambda start, end: part(zipped(listing.entries), start, end),
        )

    async def _list(self, principal: Principal, ids: Sequence[str], allowed: Allowed) -> _Listing:
        listing = _Listing()
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            found = await self._photos.find_many(batch)
            photos = [found[id] for id in batch if id in found and found[id].state == "active"]
            for photo in photos:
                policy.withheld(principal, photo, file=True)
            whole = await asyncio.gather(*map(self._is_whole, photos))
            sidecars = await asyncio.gather(*(self._sidecar(principal, photo) for photo in photos))
            for photo, is_whole, sidecar in zip(photos, whole, sidecars, strict=True):
                if not is_whole:
                    listing.lost.append(photo.file_name)
                    continue
                name = listing.name(photo.file_name)
                still = partial(allowed, photo)
                original = partial(_if, still, partial(self._blobs.open, photo.original, 0, photo.bytes))
                listing.add(Entry(name, photo.bytes, original), str(photo.sha256))
                again = partial(_if, still, partial(self._sidecar_again, principal, photo.id))
                same = hashlib.sha256(sidecar).hexdigest()
                listing.add(Entry(listing.name(f"{name}.xmp"), len(sidecar), again), same)
        if listing.lost:
            lines = ("These photos are left out, as their files are damaged or missing:", *listing.lost, "")
            text = "\r\n".join(lines).encode()
            name = listing.name(_LEFT_OUT)
            listing.add(Entry(name, len(text), partial(_said, text)), "")
        return listing

    async def _is_whole(self, photo: Photo) -> bool:
        try:
            return (await self._blobs.stat(photo.original)).size == photo.bytes
        except BlobNotFound:
            return False

    async def _sidecar(self, principal: Principal, photo: Photo) -> bytes:
        if not policy.owns(principal, photo):
            return written(shared_sidecar(photo))
        anybody = count_of(photo, FOUND_BY) or drawn_on(photo)  # else there is nothing to look for
        return written(sidecar_of(photo, *(await self._details.people(photo) if anybody else ((), ()))))

    async def _sidecar_again(self, principal: Principal, id: str) -> AsyncIterator[bytes]:
        photo = await self._photos.find(id)
        yield await self._sidecar(principal, photo) if photo else b""


async def _if(
    allowed: Callable[[], Awaitable[object]], chunks: Callable[[], AsyncIterator[bytes]]
) -> AsyncIterator[bytes]:
    await allowed()
    async for chunk in chunks():
        yield chunk


async def _said(text: bytes) -> AsyncIterator[bytes]:
    yield text

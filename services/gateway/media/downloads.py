"""Many originals as one zip file, each with its sidecar beside it; in place of those of which something is withheld,
clean copies. It is made while it is sent, and lies nowhere; its
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
from services.gateway.media.copies import CleanCopy, Copies
from services.gateway.media.sending import in_part
from services.gateway.media.sidecars import Sidecars
from services.gateway.media.zipped import Entry, part, size_of, zipped
from shared.blobs.base import BlobStore
from shared.catalog.photos import Photos
from shared.domain.clean_copy import copy_name
from shared.domain.photo import Photo
from shared.domain.principal import Principal
from shared.errors import Invalid
from shared.runtime.originals import length_damage_of

MOST = 10_000  # photos of one file
ZIP = "application/zip"

_BATCH = 100  # photos
_COPYING = 45.0  # seconds in which copies are made for one file, so that no proxy gives up before we do
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


@dataclass(frozen=True, slots=True)
class _File:
    """`same`: what tells its bytes from others."""

    name: str
    key: str
    size: int
    same: str
    whole: bool = True


class Downloads:
    def __init__(self, photos: Photos, blobs: BlobStore, copies: Copies, sidecars: Sidecars) -> None:
        self._photos = photos
        self._blobs = blobs
        self._copies = copies
        self._sidecars = sidecars

    async def send(
        self, request: Request, principal: Principal, ids: Sequence[str], name: str, allowed: Allowed
    ) -> Response:
        """Photos that the principal may see, in this order. `allowed` is asked before each of the file's entries, so
        that it ends where it is not any more. Those whose original is not whole are left out, and named in a text.
        Raises Invalid for none, and for too many; Forbidden for those that may be looked at and not be downloaded;
        Overloaded where so many copies are made first that it is to be asked for again."""
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
        listing, until = _Listing(), asyncio.get_running_loop().time() + _COPYING
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            found = await self._photos.find_many(batch)
            photos = [found[id] for id in batch if id in found and found[id].state == "active"]
            files = await self._files(principal, photos, until)
            sidecars = await asyncio.gather(*(self._sidecars.of(principal, photo) for photo in photos))
            for photo, file, sidecar in zip(photos, files, sidecars, strict=True):
                if not file.whole:
                    listing.lost.append(file.name)
                    continue
                name, still = listing.name(file.name), partial(allowed, photo)
                chunks = partial(_if, still, partial(self._blobs.open, file.key, 0, file.size))
                listing.add(Entry(name, file.size, chunks), file.same)
                again = partial(_if, still, partial(self._sidecar_again, principal, photo.id))
                same = hashlib.sha256(sidecar).hexdigest()
                listing.add(Entry(listing.name(f"{name}.xmp"), len(sidecar), again), same)
        if listing.lost:
            lines = ("These photos are left out, as their files are damaged or missing:", *listing.lost, "")
            text = "\r\n".join(lines).encode()
            name = listing.name(_LEFT_OUT)
            listing.add(Entry(name, len(text), partial(_said, text)), "")
        return listing

    async def _files(self, principal: Principal, photos: Sequence[Photo], until: float) -> list["_File"]:
        clean = [photo for photo in photos if policy.withheld(principal, photo, file=True)]
        copies = dict(zip((photo.id for photo in clean), await self._copies.of_all(clean, until=until), strict=True))
        return await asyncio.gather(*(self._file(photo, copies.get(photo.id)) for photo in photos))

    async def _file(self, photo: Photo, copy: CleanCopy | Invalid | None) -> "_File":
        if isinstance(copy, CleanCopy):
            return _File(copy.name, copy.key, copy.size, copy.etag)
        if copy is not None:
            return _File(copy_name(photo), photo.original, 0, "", whole=False)
        whole = await length_damage_of(photo, self._blobs) is None
        return _File(photo.file_name, photo.original, photo.bytes, str(photo.sha256), whole)

    async def _sidecar_again(self, principal: Principal, id: str) -> AsyncIterator[bytes]:
        photo = await self._photos.find(id)
        yield await self._sidecars.of(principal, photo) if photo else b""


async def _if(
    allowed: Callable[[], Awaitable[object]], chunks: Callable[[], AsyncIterator[bytes]]
) -> AsyncIterator[bytes]:
    await allowed()
    async for chunk in chunks():
        yield chunk


async def _said(text: bytes) -> AsyncIterator[bytes]:
    yield text

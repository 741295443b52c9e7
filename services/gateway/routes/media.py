"""The bytes of a photo: original, preview, thumbnail. They never change, so a browser may keep them for ever."""

import re
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response, StreamingResponse

from services.gateway.auth import owner_of
from services.gateway.later import send_work
from services.gateway.problems import responses
from shared.catalog.photos import Photos
from shared.domain.events import PhotoUnsettled
from shared.domain.photo import Photo
from shared.domain.renditions import rendition_key
from shared.errors import BlobNotFound, NotFound
from shared.runtime.originals import OriginalAltered, OriginalMissing, damage_of, tell
from shared.runtime.platform import Platform
from shared.runtime.problem import problem

Owner = Annotated[str, Depends(owner_of)]

_FOR_EVER = "private, max-age=31536000, immutable"
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")  # longer ones are no place in any file
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/*": {}}},
    206: {"description": "The range asked for"},
    304: {"description": "Unchanged"},
    **responses(404, 416, 422),
}
_TYPES = {"preview": "image/jpeg", "thumbnail": "image/webp"}


def build(platform: Platform) -> APIRouter:
    router = APIRouter(tags=["media"])
    photos: Photos = platform.photos

    @router.head("/photo/{id}/original", include_in_schema=False)
    @router.get("/photo/{id}/original", response_class=Response, responses=_ANSWERS)
    async def original(id: str, request: Request, owner: Owner) -> Response:
        """The file as it was uploaded. Understands Range and If-None-Match. One that is not whole any more is not
        sent: 404 or 422, and the photo says so from then on."""
        photo = await photos.get(owner, id)
        name = {"Content-Disposition": f"inline; filename*=UTF-8''{quote(photo.file_name)}"}
        key = photo.original
        if photo.damage:  # it is read before it is sent: it may have been put back since
            found = await damage_of(photo, platform.blobs)
            await tell(photo, found, photos)
            if found:
                raise found
        try:
            return await _send(request, key, f'"{photo.sha256}"', photo.media_type, name, whole=photo.bytes)
        except (BlobNotFound, OriginalAltered) as error:
            found = error if isinstance(error, OriginalAltered) else OriginalMissing()
            await tell(photo, found, photos)
            raise found from None

    @router.head("/photo/{id}/{rendition}", include_in_schema=False)
    @router.get("/photo/{id}/{rendition}", response_class=Response, responses=_ANSWERS)
    async def rendition(
        id: str, rendition: Literal["preview", "thumbnail"], request: Request, owner: Owner
    ) -> Response:
        """preview: JPEG, long side at most 1440. thumbnail: WebP, long side at most 320."""
        photo = await photos.get(owner, id)
        mark = photo.stages.get("renditions")
        if mark is None or mark.state != "done":
            raise NotFound(f"The {rendition} of this photo {_why_not(photo)}.")
        key = rendition_key(owner, photo.id, rendition, mark.version)
        try:
            return await _send(request, key, f'"{photo.id}-{rendition}-{mark.version}"', _TYPES[rendition], {})
        except BlobNotFound:
            if again := await photos.take_back(photo, {"renditions": mark}):
                await send_work(photos, platform.broker, again, PhotoUnsettled(owner=owner, photo=photo.id))
            raise NotFound(f"The {rendition} of this photo was lost, and is being made anew.") from None

    async def _send(
        request: Request, key: str, etag: str, media_type: str, extra: dict[str, str], *, whole: int | None = None
    ) -> Response:
        """Raises OriginalAltered for a blob that does not have `whole` bytes, where that is known."""
        headers = {
            "ETag": etag,
            "Cache-Control": _FOR_EVER,
            "Vary": "Authorization",  # a browser keeps what one token opened from whoever comes with another, or none
            "Accept-Ranges": "bytes",
            # An uploaded file is never a page: no scripts.
            "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
            **extra,
        }
        if etag in [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]:
            return Response(status_code=304, headers=headers)
        size = (await platform.blobs.stat(key)).size
        if whole not in (None, size):
            raise OriginalAltered(size, whole)
        start, end, status = 0, size, 200
        wanted = _RANGE.fullmatch(request.headers.get("range", "").strip())
        if wanted and request.headers.get("if-range", etag) == etag and (wanted[1] or wanted[2]):
            start, end = _bounds(wanted[1], wanted[2], size)
            if start >= end:
                headers["Content-Range"] = f"bytes */{size}"
                return problem(416, "Range not satisfiable", f"The file has {size} bytes.", headers)
            status = 206
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
        headers["Content-Length"] = str(end - start)
        if request.method == "HEAD":
            return Response(status_code=status, headers=headers, media_type=media_type)
        chunks = await _begun(platform.blobs.open(key, start, end))
        return StreamingResponse(chunks, status, headers, media_type)

    return router


def _why_not(photo: Photo) -> str:
    return "could not be made" if photo.status == "failed" else "is not ready yet"


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """RFC 9110 byte range -> half-open (start, end), clipped to the size."""
    if not first:
        return max(0, size - int(last)), size
    return int(first), min(size, int(last) + 1) if last else size


async def _begun(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Takes the first step now, so that a missing blob is a 404 and not a broken answer."""
    first = await anext(chunks, b"")

    async def rest() -> AsyncIterator[bytes]:
        yield first
        async for chunk in chunks:
            yield chunk

    return rest()

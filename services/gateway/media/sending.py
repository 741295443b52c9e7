"""Bytes as an answer, whole or in part. A blob's never change, so a browser may keep them for ever."""

import logging
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

from fastapi import Request
from starlette.responses import Response, StreamingResponse

from shared.blobs.base import BlobStore
from shared.runtime.originals import OriginalAltered
from shared.runtime.problem import problem

log = logging.getLogger(__name__)

_ASK = 1.0  # seconds between two looks whether who reads on still may

_FOR_EVER = "private, max-age=31536000, immutable"
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")  # longer ones are no place in any file


async def send(
    request: Request,
    blobs: BlobStore,
    key: str,
    etag: str,
    media_type: str,
    extra: Mapping[str, str] | None = None,
    *,
    whole: int | None = None,
    still: Callable[[], Awaitable[bool]] | None = None,
) -> Response:
    """`still`: whether who asked still may have it, asked again while it is sent; where not, it ends unfinished. None:
    it is short. Raises BlobNotFound, and OriginalAltered for a blob that does not have `whole` bytes, where that is
    known."""
    headers = {
        "ETag": etag,
        "Cache-Control": _FOR_EVER,
        "Vary": "Authorization",  # a browser keeps what one token opened from whoever comes with another, or none
        "Accept-Ranges": "bytes",
        # An uploaded file is never a page: no scripts.
        "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        **(extra or {}),
    }
    if _unchanged(request, etag):
        return Response(status_code=304, headers=headers)
    size = (await blobs.stat(key)).size
    if whole not in (None, size):
        raise OriginalAltered(size, whole)
    return await in_part(
        request, size, media_type, headers, lambda start, end: blobs.open(key, start, end), still=still
    )


async def in_part(
    request: Request,
    size: int,
    media_type: str,
    headers: dict[str, str],
    opened: Callable[[int, int], AsyncIterator[bytes]],
    *,
    still: Callable[[], Awaitable[bool]] | None = None,
) -> Response:
    """What is asked for of `size` bytes: `opened` gives those from one place to before another. `headers` have the
    ETag. `still`: as of send."""
    etag = headers["ETag"]
    if _unchanged(request, etag):
        return Response(status_code=304, headers=headers)
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
    chunks = await _begun(opened(start, end))
    return StreamingResponse(_while_allowed(chunks, still) if still else chunks, status, headers, media_type)


def _unchanged(request: Request, etag: str) -> bool:
    return etag in [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]


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


async def _while_allowed(chunks: AsyncIterator[bytes], still: Callable[[], Awaitable[bool]]) -> AsyncIterator[bytes]:
    asked = time.monotonic()
    async for chunk in chunks:
        if time.monotonic() - asked >= _ASK:
            if not await still():
                log.warning("a download ends unfinished: who asked for it may not have it any more")
                return
            asked = time.monotonic()
        yield chunk

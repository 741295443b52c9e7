"""Pieces: a source, which may yield a few bytes at a time, regrouped into blocks worth a system call."""

from collections.abc import AsyncGenerator, AsyncIterator


async def pieces(source: bytes | AsyncIterator[bytes], size: int) -> AsyncGenerator[bytearray, None]:
    """Yields the source's bytes in pieces of exactly `size`; the last one may be shorter, and none is empty.

    A piece belongs to the caller: it is not used again.
    """
    piece = bytearray()
    async for chunk in _chunks(source):
        rest = memoryview(chunk)
        while rest:
            room = size - len(piece)
            piece += rest[:room]
            rest = rest[room:]
            if len(piece) == size:
                yield piece
                piece = bytearray()
    if piece:
        yield piece


async def _chunks(source: bytes | AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    if isinstance(source, bytes):
        yield source
        return
    async for chunk in source:
        yield chunk

"""Pour: a source into a sink, hashed on the way, all of it or nothing."""

from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from contextlib import aclosing
from typing import Protocol

from shared.blobs.base import Stored
from shared.blobs.pieces import pieces
from shared.blobs.threads import Threads
from shared.errors import HashMismatch


class Sink(Protocol):
    """Where the bytes of one put go. Its methods block, and are called in threads, one at a time."""

    size: int

    @property
    def sha256(self) -> str: ...

    def write(self, piece: bytearray) -> None: ...

    def discard(self, after: "Future[None] | None") -> None:
        """Takes back what was written, unless it is finished, once the call `after` is over."""
        ...


async def pour(
    source: bytes | AsyncIterator[bytes],
    sink: Sink,
    *,
    piece: int,
    finish: Callable[[], None],
    expected_sha256: str | None,
    threads: Threads,
) -> Stored:
    """Writes the source in pieces of `piece` bytes and finishes. Discards, and raises, when anything goes wrong."""
    writing: Future[None] | None = None
    last: bytearray | None = None

    def end() -> None:
        if last is not None:
            sink.write(last)
        if expected_sha256 is not None and sink.sha256 != expected_sha256.lower():
            raise HashMismatch(
                f"The SHA-256 {expected_sha256} was announced, but these bytes have {sink.sha256}. Send the file again."
            )
        finish()

    try:
        async with aclosing(pieces(source, piece)) as stream:
            async for block in stream:
                if writing:
                    await threads.result(writing)
                    writing = None
                if len(block) < piece:
                    last = block
                else:
                    # Not awaited yet: the next block is received meanwhile, so that there are two of them at most.
                    writing = threads.start(sink.write, block)
                del block
        if writing:
            await threads.result(writing)
        # With the last piece, which is all there is of most bodies: every hop into a thread costs.
        await threads.run(end)
    except BaseException:
        await threads.run(sink.discard, writing)
        raise
    return Stored(sink.size, sink.sha256)

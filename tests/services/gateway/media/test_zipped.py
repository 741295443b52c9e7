"""A zip file that is sent while it is made: any program reads it, its size was known, and it needs no memory."""

import io
import tracemalloc
import zipfile
from collections.abc import AsyncIterator, Callable

import pytest

from services.gateway.media.zipped import Entry, part, size_of, zipped


def of(*chunks: bytes) -> Callable[[], AsyncIterator[bytes]]:
    async def given() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk

    return given


ENTRIES = [
    Entry("a.jpg", 5, of(b"ab", b"", b"cde")),
    Entry("日本/ü ☀.txt", 4, of(b"\x00\xff", b"PK")),
    Entry("empty", 0, of()),
]


async def whole(chunks: AsyncIterator[bytes]) -> bytes:
    return b"".join([chunk async for chunk in chunks])


@pytest.mark.parametrize("entries", [ENTRIES, []], ids=["some", "none"])
async def test_it_is_read_and_as_long_as_was_said(entries: list[Entry]) -> None:
    content = await whole(zipped(entries))
    assert len(content) == size_of(entries)
    file = zipfile.ZipFile(io.BytesIO(content))
    assert file.testzip() is None
    read = {name: file.read(name) for name in file.namelist()}
    assert read == {entry.name: await whole(entry.chunks()) for entry in entries}


async def test_every_part_is_the_same_bytes() -> None:
    content = await whole(zipped(ENTRIES))
    for start in range(len(content)):
        assert await whole(part(zipped(ENTRIES), start, len(content))) == content[start:]
        assert await whole(part(zipped(ENTRIES), 0, start)) == content[:start]


@pytest.mark.parametrize("chunks", [(b"abcdef",), (b"abcd",), (b"abc", b"def")])
async def test_what_is_longer_or_shorter_than_was_said_is_not_sent_as_whole(chunks: tuple[bytes, ...]) -> None:
    sent = bytearray()

    async def send() -> None:
        async for chunk in zipped([Entry("a.jpg", 5, of(*chunks))]):
            sent.extend(chunk)

    with pytest.raises(ValueError, match=r"a\.jpg has"):
        await send()
    assert len(sent) < size_of([Entry("a.jpg", 5, of())])


async def test_it_takes_no_more_memory_than_a_chunk() -> None:
    large = bytes(1 << 20)

    async def many() -> AsyncIterator[bytes]:
        for _ in range(64):
            yield large

    tracemalloc.start()
    try:
        length = 0
        async for chunk in zipped([Entry(f"{n}.bin", 64 << 20, many) for n in range(2)]):
            length += len(chunk)
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()
    assert length > 128 << 20

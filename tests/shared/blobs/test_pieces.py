from collections.abc import AsyncIterator

from hypothesis import given
from hypothesis import strategies as st

from shared.blobs.pieces import pieces


async def source(chunks: list[bytes]) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


@given(st.lists(st.binary(max_size=30), max_size=20), st.integers(1, 40))
async def test_regroups_into_pieces_of_one_size(chunks: list[bytes], size: int) -> None:
    got = [bytes(piece) async for piece in pieces(source(chunks), size)]
    whole = b"".join(chunks)
    assert got == [whole[at : at + size] for at in range(0, len(whole), size)]


@given(st.binary(max_size=100), st.integers(1, 40))
async def test_cuts_bytes(whole: bytes, size: int) -> None:
    got = [bytes(piece) async for piece in pieces(whole, size)]
    assert got == [whole[at : at + size] for at in range(0, len(whole), size)]


async def test_a_piece_is_not_used_again() -> None:
    first, second = [piece async for piece in pieces(b"abcd", 2)]
    first.clear()
    assert (bytes(first), bytes(second)) == (b"", b"cd")

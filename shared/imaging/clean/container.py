"""What all walks over containers share."""

from typing import BinaryIO

_PIECE = 2**20


class Odd(Exception):
    """The file does not follow its format, or not as far as a walk understands it."""


def exactly(source: BinaryIO, count: int) -> bytes:
    """For what is small by its format. Raises Odd where the file ends before."""
    data = source.read(count)
    if len(data) < count:
        raise Odd
    return data


def copied(source: BinaryIO, to: BinaryIO, count: int) -> None:
    """Copies so many bytes, a piece at a time. Raises Odd where the file ends before."""
    while count:
        piece = exactly(source, min(count, _PIECE))
        to.write(piece)
        count -= len(piece)

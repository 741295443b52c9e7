"""An Album: photos that their owner put together, by hand or by what they are.

Which albums a photo is in is what its owner says of it: the edits `albums` and `not_albums`, from which `more.albums`
and `more.not_albums` follow (shared/domain/effective.py). So the album's record holds none of its photos. A smart album
has a query: it shows what passes that, and what was put in, but for what was taken out.
"""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from shared.domain.stored import stored

ALBUMS = "albums"  # the feature, and the collection of the records

LONGEST_NAME = 200  # letters
LONGEST_DESCRIPTION = 5000
DEEPEST = 16  # albums above each other

# By when their photos were taken, or as their owner laid them.
AlbumSort = Literal["newest", "oldest", "hand"]


@stored
class Album(msgspec.Struct, frozen=True, kw_only=True):
    """`best` follows from the photos; all else but `rev` is what the owner says.

    A deleted one is kept, so that it can be taken back: its photos still name it, and it is shown nowhere."""

    id: str
    owner: str
    created: str  # an instant
    name: str
    description: str = ""
    cover: str = ""  # a photo; empty: the best
    parent: str = ""  # an album; empty, or one that is not there: it stands at the top
    query: dict[str, Any] | None = None  # as the parameters of GET /photos; None: it is filled by hand alone
    sort: AlbumSort = "newest"
    off_timeline: bool = False  # its photos stand in no timeline and on no map, unless they are asked for
    deleted: str = ""  # an instant
    best: str = ""  # a photo
    rev: str = ""  # another one whenever its owner says something of it

    @property
    def photo(self) -> str:
        """The one to show."""
        return self.cover or self.best


@stored
class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """Where a photo stands in an album that is laid by hand. It says nothing of whether the photo is in it."""

    album: str
    owner: str
    photo: str
    place: str  # see place_between

    @property
    def id(self) -> str:
        return placed_id(self.album, self.photo)


def placed_id(album: str, photo: str) -> str:
    return f"{album}:{photo}"


_DIGITS = 12  # hexadecimal ones, that every place has
_STEP = 1 << 20  # between two that were laid one after the other
_FIRST = 1 << (4 * _DIGITS - 1)
_MORE = 5  # digits, where no place is free between two


def place_between(before: str | None, after: str | None) -> str:
    """A place that sorts, as text, behind `before` and ahead of `after`; None: the beginning, or the end. So to move
    one photo writes one. Two that are made of the same are the same: ids decide then. ValueError unless before < after.

    A fractional index, as D. Greenspan, "Implementing Fractional Indexing" (2020) has them: places are the digits
    behind a hexadecimal point, as many as it takes, without zeros at their end."""
    if before is not None and after is not None and before >= after:
        raise ValueError(f"no place lies between {before} and {after}")
    if before is None and after is None:
        return _written(_FIRST, _DIGITS)
    if after is None and before is not None and (low := int(before[:_DIGITS], 16) + _STEP) < 16**_DIGITS:
        return _written(low, _DIGITS)
    if before is None and after is not None and (high := int(after[:_DIGITS], 16) - _STEP) > 0:
        return _written(high, _DIGITS)
    length = max(_DIGITS, len(before or ""), len(after or ""))
    while True:
        low = int((before or "").ljust(length, "0"), 16)
        high = int(after.ljust(length, "0"), 16) if after else 16**length
        if high - low > 1:
            return _written((low + high) // 2, length)
        length += _MORE


def _written(place: int, length: int) -> str:
    digits = f"{place:0{length}x}"
    return digits[:_DIGITS] + digits[_DIGITS:].rstrip("0")


def chain(album: str, parents: Mapping[str, str]) -> list[str]:
    """The albums above this one, the nearest first, where `parents` tells the one above each; as far as they are there,
    and no further than to one that is met again."""
    met: list[str] = []
    while (album := parents.get(album, "")) and album not in met:
        met.append(album)
    return met

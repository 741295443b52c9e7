"""An Occasion: photos that belong together in time and place; a trip is one that holds others.

What follows from the photos is made anew by the feature `occasions` whenever they change. What the owner says of one
stands: its title, its kind, that it is none, and where one ends and the next begins.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, get_args

import msgspec

from shared.domain.photo import ListedPhoto
from shared.domain.stored import stored

OCCASIONS = "occasions"  # the feature, and where it says on a photo which ones it is of

Kind = Literal[
    "trip", "day out", "wedding", "birthday", "celebration", "gathering", "concert", "sport", "meal", "walk"
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
TRIP, DAY_OUT, BIRTHDAY = "trip", "day out", "birthday"  # that are said without the owner

# Keys of the feature beside the months: where the owner lives, and whose birthdays are known.
HOMES_KEY, BIRTHDAYS_KEY = "homes", "birthdays"

LONGEST_TITLE = 200  # letters

Level = Literal["", "town", "region", "country"]

_SATURDAY, _SUNDAY = 5, 6


class Where(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where nearly all of it was: the narrowest that is true. Names are those of GeoNames."""

    name: str = ""
    level: Level = ""


@stored
class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """`begins` and `ends` are places in the library, the instant and the id of its first photo and of its last one;
    `first` and `last` the same by the clock there. `trip`: of which trip it is a part.

    `said`, `dismissed`, `apart` and `joined` are the owner's: an occasion begins at each of `apart`, none between the
    two of each of `joined`."""

    id: str
    owner: str
    begins: tuple[str, str]
    ends: tuple[str, str]
    at: str  # the instant of `begins`, to sort by
    first: str  # "2023-07-14T16:28:00"
    last: str
    count: int
    where: Where = Where()
    places: list[str] = msgspec.field(default_factory=list)  # towns, or what is known instead, most photos first
    within: list[str] = msgspec.field(default_factory=list)  # towns, regions and countries where more than a few were
    people: list[str] = msgspec.field(default_factory=list)  # ids, most photos first
    kind: str = ""
    confidence: float = 0.0
    whose: str = ""  # the person whose birthday it is
    trip: str = ""
    best: list[str] = msgspec.field(default_factory=list)
    cover: str = ""
    called: str = ""  # in English; "" where that is no more than its date
    title: str = ""
    said: str = ""  # the kind, as the owner says
    dismissed: bool = False
    apart: list[tuple[str, str]] = msgspec.field(default_factory=list)
    joined: list[tuple[tuple[str, str], tuple[str, str]]] = msgspec.field(default_factory=list)
    rev: str = ""  # another with every write

    @property
    def days(self) -> tuple[date, date]:
        return date.fromisoformat(self.first[:10]), date.fromisoformat(self.last[:10])

    @property
    def is_trip(self) -> bool:
        """Whether it holds others: what its owner calls a trip need not."""
        return self.kind == TRIP

    @property
    def is_weekend(self) -> bool:
        """From a Friday or Saturday to a Sunday, or on both days of a weekend."""
        first, last = self.days
        return (last - first).days in (1, 2) and first.weekday() >= _SATURDAY - 1 and last.weekday() == _SUNDAY

    @property
    def kept(self) -> bool:
        """Whether the owner has said something that must stay."""
        return bool(self.title or self.said or self.dismissed)


# What the feature makes; the rest is what the owner says.
MADE = (
    "begins", "ends", "at", "first", "last", "count", "where", "places", "within", "people", "kind", "confidence",
    "whose", "trip", "best", "cover", "called",
)  # fmt: skip


def occasions_on(photo: ListedPhoto) -> tuple[str, ...]:
    return tuple(photo.more.get(OCCASIONS, ()))


def facts(ids: Sequence[str]) -> Mapping[str, Any]:
    """What stands on a photo: the occasion, and the trip that it is a part of."""
    return {"ids": list(ids)}

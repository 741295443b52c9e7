"""What the libraries of a scope can answer: the names that stand in them, each with its number of photos."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property
from typing import Generic, TypeVar

import msgspec
from cachetools import LRUCache, TTLCache

from shared.catalog.photos import FACETS
from shared.domain.scope import Scope

Counts = Mapping[str, int]

# A share of the photos below which a stage has not looked at the library: what it says is then no filter.
_KNOWN = 0.9
SECONDS = 5.0  # that names may be old; a photo uploaded since is found, only its new words are not understood yet


class Names(msgspec.Struct, frozen=True, dict=True):
    """The defaults are a library of which nothing is known."""

    tags: Counts = {}
    places: Counts = {}
    cameras: Counts = {}
    colours: Counts = {}
    moods: Counts = {}
    compositions: Counts = {}
    lights: Counts = {}
    kinds: Counts = {}
    seasons: Counts = {}
    times_of_day: Counts = {}
    traits: Counts = {}
    months: Counts = {}  # in which photos were taken, as far as that is known; "2008" where only the year is
    statuses: Counts = {}

    @cached_property
    def years(self) -> list[int]:
        return sorted({int(month[:4]) for month in self.months if month[:4].isdigit()})

    @cached_property
    def photos(self) -> int:
        return sum(self.statuses.values())

    def tells(self, counts: Counts) -> bool:
        """Whether nearly every photo has one of these."""
        return bool(counts) and sum(counts.values()) >= _KNOWN * self.photos


# Of each field of Names, the photo's field that is counted.
FIELDS = FACETS | {"traits": "traits", "months": "taken_month", "statuses": "status"}


Made = TypeVar("Made")


class LibraryNames:
    """`count(scope, field)` counts the scope's photos by a field's values. Answers are kept for a few seconds."""

    def __init__(self, count: Callable[[Scope, str], Awaitable[Counts]], *, seconds: float = SECONDS) -> None:
        self._count = count
        self._kept: TTLCache[Scope, Names] = TTLCache(1024, seconds)

    async def of(self, scope: Scope) -> Names:
        names = self._kept.get(scope)
        if names is None:
            counts = await asyncio.gather(*(self._count(scope, field) for field in FIELDS.values()))
            self._kept[scope] = names = Names(**dict(zip(FIELDS, counts, strict=True)))
        return names


class PerLibrary(Generic[Made]):
    """What is made of the names of every scope that is asked about, kept as long as they are the same."""

    def __init__(self, names: LibraryNames, make: Callable[[Names], Made]) -> None:
        self._names = names
        self._make = make
        self._kept: LRUCache[Scope, tuple[Names, Made]] = LRUCache(64)

    async def of(self, scope: Scope) -> Made:
        names = await self._names.of(scope)
        kept = self._kept.get(scope)
        if kept is None or kept[0] is not names:
            kept = (names, kept[1] if kept and kept[0] == names else self._make(names))
            self._kept[scope] = kept
        return kept[1]

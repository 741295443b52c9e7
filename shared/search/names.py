"""What the libraries of a scope can answer: the names that stand in them, each with its number of photos."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cached_property
from typing import Generic, TypeVar

import msgspec
from cachetools import LRUCache, TTLCache

from shared.catalog.labels import Labelled
from shared.domain.fields import FIELDS, Field
from shared.domain.scope import Scope

Counts = Mapping[str, int]

# A share of the photos below which a stage has not looked at the library: what it says is then no filter.
_KNOWN = 0.9
SECONDS = 5.0  # that names may be old; a photo uploaded since is found, only its new words are not understood yet

NAMED = tuple(field for field in FIELDS if field.counted or field.facet)
_NONE: Counts = {}


class Names(msgspec.Struct, frozen=True, dict=True):
    """`names["tags"]`, as PhotoFilter calls what is counted: name -> how many photos have it. `ids`: of a field with
    labels, label -> the ids that are called so. `births`: id -> "2019-07-04", where that is known. `happened`: kind of
    occasion -> id of each -> names of the places where it was, and the id of whose it was. The defaults are a library
    of which nothing is known."""

    counts: Mapping[str, Counts] = {}
    ids: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    births: Mapping[str, str] = {}
    happened: Mapping[str, Mapping[str, frozenset[str]]] = {}
    months: Counts = {}  # in which photos were taken, as far as that is known; "2008" where only the year is
    statuses: Counts = {}

    def __getitem__(self, field: str) -> Counts:
        return self.counts.get(field, _NONE)

    @cached_property
    def years(self) -> list[int]:
        return sorted({int(month[:4]) for month in self.months if month[:4].isdigit()})

    @cached_property
    def photos(self) -> int:
        return sum(self.statuses.values())

    def tells(self, field: str) -> bool:
        """Whether nearly every photo has one of its names."""
        return bool(self[field]) and sum(self[field].values()) >= _KNOWN * self.photos


Count = Callable[[Scope, str], Awaitable[Counts]]  # of a photo's field
Record = Callable[[Scope, str], Awaitable[Sequence[Labelled]]]  # of a collection

Made = TypeVar("Made")


class LibraryNames:
    """Answers are kept for a few seconds."""

    def __init__(self, count: Count, record: Record, *, seconds: float = SECONDS) -> None:
        self._count = count
        self._record = record
        self._kept: TTLCache[Scope, Names] = TTLCache(1024, seconds)

    async def of(self, scope: Scope) -> Names:
        names = self._kept.get(scope)
        if names is None:
            self._kept[scope] = names = await self._read(scope)
        return names

    def forget(self, scope: Scope) -> None:
        """What was just said shall be understood at once."""
        self._kept.pop(scope, None)

    async def _read(self, scope: Scope) -> Names:
        fields = (*(field.name for field in NAMED), "taken_month", "status")
        *counts, months, statuses = await asyncio.gather(*(self._count(scope, field) for field in fields))
        of = dict(zip(NAMED, counts, strict=True))
        records = {field: await self._records(scope, field, of[field]) for field in NAMED if field.labels}
        ids = {field: _ids(records) for field, records in records.items()}
        of |= {field: _by_label(of[field], labelled) for field, labelled in ids.items()}
        return Names(
            {field.filter: counted for field, counted in of.items()},
            {field.filter: labelled for field, labelled in ids.items()},
            {each.id: each.birth_date for some in records.values() for each in some if each.birth_date},
            _happened([each for some in records.values() for each in some if each.called_kind]),
            months,
            statuses,
        )

    async def _records(self, scope: Scope, field: Field, counts: Counts) -> list[Labelled]:
        """Of those that stand on photos."""
        return [each for each in await self._record(scope, field.labels) if each.id in counts]


def _ids(records: Sequence[Labelled]) -> dict[str, tuple[str, ...]]:
    ids: dict[str, tuple[str, ...]] = {}
    for each in records:
        ids[each.name] = (*ids.get(each.name, ()), each.id)
    return ids


def _happened(records: Sequence[Labelled]) -> dict[str, dict[str, frozenset[str]]]:
    kinds: dict[str, dict[str, frozenset[str]]] = {}
    for each in records:
        kinds.setdefault(each.called_kind, {})[each.id] = frozenset((*each.within, each.whose)) - {""}
    return kinds


def _by_label(counts: Counts, ids: Mapping[str, tuple[str, ...]]) -> Counts:
    """A photo of two who are called the same counts twice."""
    return {label: sum(counts[id] for id in of) for label, of in ids.items()}


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

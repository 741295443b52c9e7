"""A Gist: what some photos come to, in counts, out of which sentences are made at reading (shared/domain/captions/
gists.py). Those of days add up to that of a week or a year.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from shared.domain.clock import clock_of
from shared.domain.photo import ListedPhoto
from shared.domain.stored import stored
from shared.domain.tags import MEASURED

SURE = 0.6  # a tag below is not told
OF_A_DAY, OF_MANY = 0.2, 0.03  # the share of the photos that must show a thing before it is told of them all

# What is known of when and where is told anyway; colours and brightness nobody asked for.
_UNTOLD = frozenset((MEASURED, "geonames", "exif", "light"))
_MOST = 40  # things, towns and people of one record, most photos first
_FEW = 3  # things named


@stored
class Town(msgspec.Struct, frozen=True, omit_defaults=True):
    """A town, or the region or the country where no more is known; `latitude` and `longitude`, degrees of WGS 84, are
    those of one of its photos."""

    name: str
    country: str
    count: int
    latitude: float | None = None
    longitude: float | None = None


@stored
class Gist(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """`located` and `dated`: how many photos tell where and when they were taken. `first` and `last`: "16:28", by the
    clock there, where that is known of every photo."""

    count: int = 0
    located: int = 0
    dated: int = 0
    towns: tuple[Town, ...] = ()  # most photos first, as the others
    things: dict[str, int] = {}
    people: dict[str, int] = {}  # ids
    first: str = ""
    last: str = ""

    @property
    def countries(self) -> list[str]:
        """Most photos first."""
        counts = Counter[str]()
        for town in self.towns:
            counts[town.country] += town.count
        return ranked(counts)

    def telling(self, share: float = OF_A_DAY) -> list[tuple[str, int]]:
        """The things that enough of the photos show, and on how many, most first."""
        least = max(2.0, share * self.count) if self.count > 1 else 1
        return [(name, count) for name, count in self.things.items() if count >= least][:_FEW]


class Adding:
    """Adds up photos one after the other, so that there may be any number of them."""

    def __init__(self) -> None:
        self.count = self.located = self.dated = self._timed = 0
        self._first = self._last = ""
        self._towns: dict[tuple[str, str], Town] = {}
        self._things = Counter[str]()
        self._people = Counter[str]()

    def add(self, photo: ListedPhoto) -> None:
        self.count += 1
        self.dated += photo.taken_at is not None
        self._things.update({tag.name for tag in photo.tags if tag.confidence >= SURE and tag.source not in _UNTOLD})
        self._people.update(set(photo.more.get("people", ())))
        if (place := photo.place) and (name := place.city or place.region or place.country):
            self.located += 1
            where = photo.location
            here = Town(name, place.country, 1, *((where.latitude, where.longitude) if where else (None, None)))
            self._towns[name, place.country] = _with(self._towns.get((name, place.country)), here)
        if local := clock_of(photo):
            clock = f"{local:%H:%M}"
            self._timed += 1
            self._first = min(self._first or clock, clock)
            self._last = max(self._last, clock)

    @property
    def gist(self) -> Gist:
        hours = (self._first, self._last) if self._timed == self.count else ("", "")
        return Gist(
            count=self.count, located=self.located, dated=self.dated, towns=_greatest(self._towns.values()),
            things=_most(self._things), people=_most(self._people), first=hours[0], last=hours[1],
        )  # fmt: skip


def together(gists: Iterable[Gist]) -> Gist:
    """Of days, say: the hours of several say nothing."""
    count = located = dated = 0
    towns: dict[tuple[str, str], Town] = {}
    things, people = Counter[str](), Counter[str]()
    for gist in gists:
        count, located, dated = count + gist.count, located + gist.located, dated + gist.dated
        things.update(gist.things)
        people.update(gist.people)
        for town in gist.towns:
            towns[town.name, town.country] = _with(towns.get((town.name, town.country)), town)
    return Gist(
        count=count, located=located, dated=dated, towns=_greatest(towns.values()), things=_most(things),
        people=_most(people),
    )  # fmt: skip


def _with(known: Town | None, town: Town) -> Town:
    if known is None:
        return town
    spot = known if known.latitude is not None else town
    return Town(town.name, town.country, known.count + town.count, spot.latitude, spot.longitude)


def _greatest(towns: Iterable[Town]) -> tuple[Town, ...]:
    return tuple(sorted(towns, key=lambda town: (-town.count, town.name, town.country)))


def _most(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: counts[name] for name in ranked(counts)[:_MOST]}


def ranked(counts: Mapping[str, int]) -> list[str]:
    """Names, most first, the alphabet among equals; without the empty one."""
    return sorted((name for name in counts if name), key=lambda name: (-counts[name], name))


def names_of(towns: Sequence[Town]) -> list[str]:
    """Of each once: two countries may have a town of one name."""
    return list(dict.fromkeys(town.name for town in towns))

"""A day in short sentences, made of facts only: how many photos, where, when, and what most of them show."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from services.smart.clock import clock_of
from shared.domain.photo import MEASURED, Photo

_SURE = 0.6  # a tag below is not told
_FEW = 3  # things and places named, at most
_SHARE = 0.2  # of the photos of a day must say a thing, and more than one of them, before the day does

# What is known of when and where is told by the sentences already; colours and brightness nobody asked for.
_UNTOLD = {MEASURED, "geonames", "exif"}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


class Told(msgspec.Struct):
    """What is added up of a day's photos, one after the other, so that a day may have any number of them."""

    count: int = 0
    things: Counter[str] = msgspec.field(default_factory=Counter)
    places: Counter[str] = msgspec.field(default_factory=Counter)
    countries: Counter[str] = msgspec.field(default_factory=Counter)
    dated: int = 0
    timed: int = 0
    first: str = ""  # "16:28"
    last: str = ""

    def add(self, photo: Photo) -> None:
        self.count += 1
        self.dated += photo.taken_at is not None
        self.things.update(
            tag.name for tag in photo.tags if tag.confidence >= _SURE and not _UNTOLD.intersection({tag.source})
        )
        if place := photo.place:
            self.places[place.city or place.region or place.country] += 1
            self.countries[place.country] += 1
        if local := clock_of(photo):
            clock = f"{local:%H:%M}"
            self.timed += 1
            self.first = min(self.first or clock, clock)
            self.last = max(self.last, clock)

    @property
    def hours(self) -> tuple[str, str]:
        """From when to when, where that is known of every photo; else empty."""
        return (self.first, self.last) if self.timed == self.count else ("", "")

    def thing_names(self) -> list[str]:
        """What enough of the photos show, most photos first."""
        least = max(2, _SHARE * self.count) if self.count > 1 else 1
        return [name for name in _ranked(self.things) if self.things[name] >= least][:_FEW]

    def place_names(self) -> list[str]:
        """Most photos first, the alphabet among equals."""
        return _ranked(self.places)


def summary(told: Told) -> str:
    """At least one sentence, for at least one photo."""
    return " ".join(filter(None, (_photos(told), _things(told))))


def _photos(told: Told) -> str:
    said = [f"{_number(told.count).capitalize()} {'photo' if told.count == 1 else 'photos'}"]
    names, located = told.place_names(), told.places.total()
    if names:
        where = f"in {_places(names, told)}"
        said.append(where if located == told.count else f"{_number(located)} of them {where}")
    first, last = told.hours
    if first:
        said.append(f"at {first}" if first == last else f"from {first} to {last}")
    comma = ", " if names and located < told.count else " "
    return said[0] + comma + (", ".join(said[1:])) + "." if len(said) > 1 else said[0] + "."


def _places(names: Sequence[str], told: Told) -> str:
    if len(names) == 1:
        country = next(iter(told.countries))
        return names[0] if country in ("", names[0]) else f"{names[0]}, {country}"
    if len(names) <= _FEW:
        return _listed(names)
    rest = len(names) - 2
    return _listed([*names[:2], f"{_number(rest)} other places"])


def _things(told: Told) -> str:
    names = told.thing_names()
    if not names:
        return ""
    if told.count == 1:
        return f"Seen on it: {_listed(names)}."
    counts = [told.things[name] for name in names]
    if min(counts) == told.count:
        each = "both" if told.count == 2 else "all of them"
        return f"Seen on {each}: {_listed(names)}."
    said = [f"{name} (on {'all' if n == told.count else _number(n)})" for name, n in zip(names, counts, strict=True)]
    return f"Seen most: {_listed(said)}."


def _ranked(counts: Counter[str]) -> list[str]:
    return sorted((name for name in counts if name), key=lambda name: (-counts[name], name))


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"

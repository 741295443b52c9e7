"""What words mean, a file per language. English is the one that stands."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import msgspec

Unit = Literal["day", "week", "month", "year"]
Which = Literal["last", "this"]
Part = Literal["early", "mid", "late"]
Side = Literal["since", "after", "before", "until"]


class Ranges(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`start` words lead to the first day and `to` words to the last; after those of `between`, "and" does."""

    start: str = msgspec.field(name="from")
    between: str
    to: str


class Dates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of each month, weekday and number (from one), how people say it."""

    months: list[list[str]]
    names_too: frozenset[str]
    weekdays: list[list[str]]
    short_weekdays: str
    numbers: list[list[str]]
    decades: dict[str, int]
    decade: str
    ordinals: str
    leading: str
    belonging: str
    not_years: str
    of: str
    today: list[str]
    yesterday: list[str]
    before_yesterday: list[str]
    this_day: list[str]
    ago: list[str]
    weekend: list[str]
    lasting: str
    units: dict[Unit, list[str]]
    which: dict[Which, list[str]]
    parts: dict[Part, list[str]]
    sides: dict[Side, list[str]]
    ranges: Ranges


class Around(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that lead to a time of day, and that follow a kind of picture."""

    time: str
    kind: str


class Clock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    am: list[str]
    pm: list[str]
    oclock: list[str]
    leading: str


class Negation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`strong` ones need no known word after them."""

    words: list[str]
    strong: frozenset[str]
    after: str
    joined: str
    breaks: str


class Marks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    favourite: list[str]
    favourite_sure: frozenset[str]
    archived: list[str]


class Places(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`leading` words belong to a place; after those of `meant` even an `ordinary` word is one. `extra`: names of
    countries and regions, the first of each as the library writes it."""

    joined: str
    leading: str
    meant: str
    ordinary: str
    extra: list[list[str]]


class Cameras(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    makes: str
    with_: list[str] = msgspec.field(name="with")
    camera: str = ""


class Counting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    stars: list[str]
    rated: list[str]
    least: list[str]
    more: list[str]
    not_after: str


Said = dict[str, list[str]]  # a name in Heliograph -> how people say it


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fillers: str
    photos: str
    pictured: str
    articles: str
    joining: str
    either: str
    both: str
    or_: str = msgspec.field(name="or")
    the: str
    negation: Negation
    dates: Dates
    clock: Clock
    said: Around
    feasts: Said
    seasons: Said
    times_of_day: Said
    colours: Said
    moods: Said
    compositions: Said
    lights: Said
    tags: Said
    traits: Said
    kinds: Said
    marks: Marks
    places: Places
    cameras: Cameras
    counting: Counting


@cache
def english() -> Vocabulary:
    return read(Path(__file__).with_name("en.toml"))


def read(path: Path) -> Vocabulary:
    """Raises msgspec.ValidationError, with the place, when the file has another shape."""
    found: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return msgspec.convert(found, Vocabulary)


@cache
def words_of() -> frozenset[str]:
    """Every word of it."""
    return frozenset(_words(msgspec.to_builtins(english())))


def _words(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield from said.split()
    elif isinstance(said, dict):
        yield from chain.from_iterable(map(_words, (*said, *said.values())))
    elif isinstance(said, Iterable):
        yield from chain.from_iterable(map(_words, said))

"""What words mean, a file per language: whoever adds one writes the file that en.toml shows, and nothing else.

Words are written there as people write them, and compared here as those of a question are: without case, accents and
apostrophes, the signs of Chinese and Japanese each for itself.
"""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import msgspec

from shared.search.grammar.question import Question, Words, plain_line

Unit = Literal["day", "week", "month", "year"]
Which = Literal["last", "this"]
Part = Literal["early", "mid", "late"]
Side = Literal["since", "after", "before", "until"]

# What is no word: expressions, and names as the library writes them.
_AS_WRITTEN = frozenset(("rules", "extra", "elided", "stemmer"))
_NO_WORDS = _AS_WRITTEN | {"spaced", "things", "makes", "ordinary"}


class Ranges(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`start` words lead to the first day and `to` words to the last; after those of `between`, "and" does. `end` words
    may stand behind the last."""

    start: list[str] = msgspec.field(name="from")
    between: list[str]
    to: list[str]
    end: list[str]


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """In which order the parts of a date are said: expressions of grammar/expressions.py."""

    named_day: list[str]
    time_of_a_day: list[str]
    ago: list[str]
    recent: list[str]
    unit: list[str]
    weekend: list[str]
    weekday: list[str]
    month: list[str]
    day: list[str]
    days: list[str]
    season: list[str]
    feast: list[str]
    decade: list[str]
    year: list[str]


class Dates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of each month, weekday and number (from one), how people say it; of years, those that are so many years back.
    `sides` stand before a date, `sides_after` behind it."""

    months: list[list[str]]
    names_too: frozenset[str]
    weekdays: list[list[str]]
    short_weekdays: str
    numbers: list[list[str]]
    years: list[list[str]]
    decades: dict[str, int]
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
    units: dict[Unit, list[str]]
    which: dict[Which, list[str]]
    parts: dict[Part, list[str]]
    sides: dict[Side, list[str]]
    sides_after: dict[Side, list[str]]
    ranges: Ranges
    rules: Rules


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
    """`words` stand before what is left out, `behind` after it. `strong` ones need no known word after them."""

    words: list[str]
    strong: frozenset[str]
    behind: list[str]
    after: str
    joined: str
    breaks: str


class Marks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    favourite: list[str]
    favourite_sure: frozenset[str]
    archived: list[str]


class People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`leading` words stand before a name. `only`: what stands before and behind the names of those who are alone on a
    photo; `age`: the same of somebody's age in years, which "0" stands for."""

    leading: str
    only: list[tuple[str, str]]
    age: list[tuple[str, str]]


class Places(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`leading` words belong to a place; after those of `meant` even an `ordinary` word is one. `extra`: more names of
    countries, regions and cities, the first of each as the library writes it."""

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
    """`star` is one, `stars` are several."""

    star: list[str]
    stars: list[str]
    rated: list[str]
    least: list[str]
    more: list[str]
    not_after: str


Said = dict[str, list[str]]  # a name in Heliograph -> how people say it


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`spaced`: whether words are put apart. `stemmer` is Snowball's for it, "" for none; `things` says the names of
    tags; `albums` are words beside what an album is called, `occasions` those for each kind of them."""

    spaced: bool
    stemmer: str
    elided: str
    fillers: str
    photos: str
    pictured: str
    articles: str
    joining: str
    either: str
    both: str
    or_: str = msgspec.field(name="or")
    the: str
    plural: str
    albums: list[str]
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
    occasions: Said
    marks: Marks
    people: People
    places: Places
    cameras: Cameras
    counting: Counting
    things: Said


@cache
def vocabularies() -> Mapping[str, Vocabulary]:
    """By the language's code, English first."""
    files = sorted(Path(__file__).parent.glob("*.toml"), key=lambda path: (path.stem != "en", path.stem))
    return {path.stem: read(path) for path in files}


def english() -> Vocabulary:
    return vocabularies()["en"]


def read(path: Path) -> Vocabulary:
    """Raises msgspec.ValidationError, with the place, when the file has another shape."""
    found: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return msgspec.convert(_compared(found, found.get("elided", "").split()), Vocabulary)


def _compared(said: Any, elided: Collection[str]) -> Any:
    """Every text as the words of a question are compared."""
    if isinstance(said, str):
        return Question(said, (), elided).line if elided else plain_line(said)
    if isinstance(said, dict):
        return {name: each if name in _AS_WRITTEN else _compared(each, elided) for name, each in said.items()}
    return [_compared(each, elided) for each in said] if isinstance(said, list) else said


def ways(said: Iterable[str]) -> tuple[Words, ...]:
    """Each as its words."""
    return tuple(tuple(way.split()) for way in said)


@cache
def words_of(language: str = "en") -> frozenset[str]:
    """Every word of it, but for names."""
    return words_in(vocabularies()[language])


def words_in(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(word for way in _ways(msgspec.to_builtins(vocabulary)) for word in way.split())


@cache
def ways_of(language: str) -> frozenset[str]:
    """Everything that it says, of several words too, things among it."""
    said = msgspec.to_builtins(vocabularies()[language])
    return frozenset((*_ways(said), *chain.from_iterable(said["things"].values())))


def _ways(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        yield from chain.from_iterable(_ways(each) for name, each in said.items() if name not in _NO_WORDS)
    elif isinstance(said, Iterable):
        yield from chain.from_iterable(map(_ways, said))

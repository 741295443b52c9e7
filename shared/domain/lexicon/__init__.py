"""How what is known of photos is said in the reader's language, a file a language: whoever adds one writes the file
that de.toml shows, and nothing else. English is what is known itself.

A word stands there only where it is surely the right one. What has none is said in English.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path

import msgspec

ENGLISH = "en"


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands for {} is the word for several. `some`: more than one, and nobody knows how many."""

    two: str
    three: str
    several: str
    some: str


class Feminine(Numbers, frozen=True, forbid_unknown_fields=True):
    """With nouns that have one of these articles."""

    articles: list[str]


class Sentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The order of a caption's parts where things were recognised, and where not; and each part, with what joins it to
    the others. A part of which nothing is known is left out."""

    shown: str
    measured: str
    between: str
    last: str
    setting: str
    taken: str
    colours: str
    mostly: str
    monochrome: str
    text: str
    town: str
    country: str
    both: str
    month: str
    season: str
    year: str
    months: list[str]


class OccasionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What occasions are called. {} is a place or a person; `trip_land` and `weekend_land` are those to a country or a
    region, which is said so that no article and no case can be wrong."""

    trip: str
    trip_land: str
    weekend: str
    weekend_land: str
    birthday: str
    kind: str
    named: str
    year: str
    month: str
    day: str
    days: str
    kinds: dict[str, str]


class ProposalWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why albums are proposed, with {photos}, {days} and {years} in place of numbers, and what those of themes are
    called. There are several photos always, and several days and years where they are said."""

    day: str
    days: str
    person: str
    person_years: str
    pair: str
    place: str
    place_years: str
    theme: str
    themes: dict[str, str]


Forms = dict[str, str]  # by CLDR's plural categories, "other" at least; {n} is the number


class SummaryWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sentences of a summary (shared/domain/captions/gists.py). {photos} is `photos`; {n} a number; other braces
    are what their names say. `others`: places that are not named."""

    photos: Forms
    others: Forms
    day: str
    place: str
    some: Forms
    at: str
    hours: str
    behind: str
    period: str
    on_days: Forms
    in_towns: Forms
    in_countries: Forms
    mostly: str
    item: str
    thing: str
    people: str
    seen_one: str
    seen_both: str
    seen_all: str
    seen: str
    busiest: str
    person: str
    came: Forms
    taken: str
    waiting: Forms
    asks: Forms
    none_came: str
    week: str
    today: str


class MemoryWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What memories are called. {n}: years; {} a person."""

    on_this_day: Forms
    around_this_day: Forms
    this_week: Forms
    years: str
    then_now: str


class QuestionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked (shared/domain/question.py), and the answers that have no name of their own: yes to a person; yes
    to a clock that was wrong, and no; no occasion; never to be asked again."""

    who: str
    same: str
    where: str
    when: str
    clock: str
    occasion: str
    tag: str
    yes: str
    shifted: str
    no: str
    right: str
    nothing: str
    never: str


class Lexicon(msgspec.Struct, frozen=True, dict=True, forbid_unknown_fields=True):
    """`nouns` stand as they do in a sentence: with one of `articles` what can be counted, and as a second word several
    of it; with one of `masses`, or nothing, what cannot."""

    numbers: Numbers
    sentence: Sentence
    occasions: OccasionWords
    proposals: ProposalWords
    summaries: SummaryWords
    memories: MemoryWords
    questions: QuestionWords
    kinds: dict[str, str]
    settings: dict[str, str]
    lights: dict[str, str]
    colours: dict[str, str]
    seasons: dict[str, str]
    words: dict[str, str]
    nouns: dict[str, str | tuple[str, str]]
    without: str
    articles: list[str] = []
    masses: list[str] = []
    feminine: Feminine | None = None

    def one(self, noun: str) -> str | None:
        """ "ein Hund", "Schnee"."""
        found = self.nouns.get(noun)
        return found if found is None or isinstance(found, str) else found[0]

    def many(self, noun: str) -> str | None:
        """ "Hunde"; of what cannot be counted the same as of one."""
        found = self.nouns.get(noun)
        if isinstance(found, str):
            return None if found.startswith(tuple(self.articles)) else found
        return found and found[1]

    def label(self, name: str, *, measured: bool = False) -> str | None:
        """Of a tag, or of another value that photos are found by, without an article. `measured`: it was on the pixels,
        so that orange is no fruit."""
        tables = (self._labels, self.colours, self.seasons, self.words)
        return next((table[name] for table in (tables[::-1] if measured else tables) if name in table), None)

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        leading = sorted((*self.articles, *self.masses), key=len, reverse=True)
        said = self.kinds | {noun: self.one(noun) or "" for noun in self.nouns}
        return {name: _without(phrase, leading) for name, phrase in said.items()}


def _without(phrase: str, leading: Iterable[str]) -> str:
    return next((phrase.removeprefix(word) for word in leading if phrase.startswith(word)), phrase)


@cache
def lexicons() -> Mapping[str, Lexicon]:
    """By the language's code, without English."""
    return {path.stem: read(path) for path in sorted(Path(__file__).parent.glob("*.toml"))}


def read(path: Path) -> Lexicon:
    """Raises msgspec.ValidationError, with the place, when the file has another shape."""
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Lexicon)

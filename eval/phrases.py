"""How often words are understood as people mean them: `python -m eval.phrases --write docs/quality.md`.

phrases.tsv, and phrases_in_languages.tsv for other languages, hold what was asked, what must be left as text, and
what must become of the filter: `field=value`, many joined by ",", either by "|" (days) or "/" (places), "*" for every
year of the library. Those in English were each written down before they were asked for the first time. Today is
Saturday, 21 November 2026; the library is the one below.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from eval.command import parser, publish
from eval.tables import table
from shared.domain.filter import Span
from shared.domain.query import Query
from shared.search.names import Names
from shared.search.parse import Parser

TODAY = date(2026, 11, 21)
YEARS = range(2018, 2027)
_FILE = Path(__file__).with_suffix(".tsv")
IN_LANGUAGES = Path(__file__).with_name("phrases_in_languages.tsv")
_LISTS = ("tags", "colours", "moods", "compositions", "lights", "places", "kinds", "seasons", "times_of_day", "cameras")


def _ten_each(names: str) -> dict[str, int]:
    return dict.fromkeys(names.split(", "), 10)


LIBRARY = Names(
    {
        "tags": _ten_each("dog, cat, person, beach, car, black and white, street sign, hot dog"),
        "places": _ten_each(
            "Paris, Île-de-France, France, Nice, Munich, Bavaria, Germany, New York City, New York, United States, "
            "Istanbul, Turkey, Florence, Arezzo, Tuscany, Italy"
        ),
        "cameras": _ten_each("Canon EOS 40D, Apple iPhone 12, SONY DSC-T7, NIKON D80"),
        "colours": _ten_each("red, green, blue, black, white"),
        "moods": _ten_each("calm, cheerful, romantic"),
        "compositions": _ten_each("symmetry, leading_lines, negative_space"),
        "lights": _ten_each("golden hour, low key"),
        "kinds": {"photograph": 1000, "screenshot": 30, "document": 30, "drawing": 20},
        "seasons": dict.fromkeys(("winter", "spring", "summer", "autumn"), 270),
        "times_of_day": dict.fromkeys(("morning", "afternoon", "evening", "night"), 270),
    },
    statuses={"ready": 10 * 12 * len(YEARS)},
    months={f"{year}-{month:02}": 10 for year in YEARS for month in range(1, 13)},
)


@cache
def _parser() -> Parser:
    return Parser(LIBRARY)


@dataclass(frozen=True, slots=True)
class Phrase:
    asked: str
    text: str
    filter: frozenset[str]

    def of(self) -> frozenset[str]:
        """What the parser makes of the filter."""
        return frozenset(_parts(_parser().parse(self.asked, today=TODAY)))

    @property
    def text_found(self) -> str:
        return _parser().parse(self.asked, today=TODAY).text

    @property
    def right(self) -> bool:
        return (self.text_found, self.of()) == (self.text, self.filter)

    @property
    def kind(self) -> str:
        fields = {part.partition("=")[0] for part in self.filter}
        if not fields:
            return "nothing but text"
        for name, wanted in _KINDS.items():
            if fields & wanted:
                return name
        return "others"


_KINDS = {
    "negation": {"without", *(f"no_{name}" for name in (*_LISTS, "days"))},
    "places": {"places", "places_any"},
    "dates": {"days", "seasons", "times_of_day"},
    "cameras": {"cameras"},
    "looks and kinds": {"colours", "moods", "compositions", "lights", "kinds", "tags", "wish"},
    "marks and quotes": {"favourite", "rating", "archived", "phrases"},
}


def phrases(file: Path = _FILE) -> list[Phrase]:
    lines = file.read_text(encoding="utf-8").splitlines()[1:]
    return [_phrase(*line.split("\t")) for line in lines]


def _phrase(asked: str, text: str, filter: str) -> Phrase:
    return Phrase(asked, text, frozenset(each for part in filter.split(";") if part for each in [_every_year(part)]))


def _every_year(part: str) -> str:
    if "*" not in part:
        return part
    name, _, span = part.partition("=")
    return f"{name}={'|'.join(span.replace('*', str(year)) for year in YEARS)}"


def _parts(query: Query) -> Iterator[str]:
    filter = query.filter
    for name in ("days", "no_days"):
        if spans := getattr(filter, name):
            yield f"{name}={'|'.join(map(_told, spans))}"
    for name in (*_LISTS, *(f"no_{name}" for name in _LISTS)):
        if values := getattr(filter, name, ()):
            yield f"{name}={','.join(values)}"
    if filter.places_any:
        yield f"places_any={','.join('/'.join(names) for names in filter.places_any)}"
    for name, value in (("favourite", filter.favourite), ("rating", filter.rating), ("archived", filter.archived)):
        if value not in (None, False):
            yield f"{name}={value}"
    for name, words in (("phrases", query.phrases), ("without", query.without)):
        if words:
            yield f"{name}={','.join(words)}"
    if query.wishes:
        yield f"wish={','.join(wish.value for wish in query.wishes)}"


def _told(span: Span) -> str:
    return span.first if span.first == span.last else f"{span.first}..{span.last}"


def report() -> str:
    asked = phrases()
    kinds = list(dict.fromkeys(phrase.kind for phrase in asked))
    rows = [_row(kind, [phrase for phrase in asked if phrase.kind == kind]) for kind in kinds]
    others = phrases(IN_LANGUAGES)
    rows += [_row("all", asked), _row("in eight other languages", others)]
    wrong = [f"- {phrase.asked}" for phrase in (*asked, *others) if not phrase.right]
    count = len(asked) + len(others)
    said = f"Measured {datetime.now(UTC):%d %b %Y}: {count} phrases, each right when its text and every part are."
    parts = [said, table(["what is asked", "phrases", "right"], rows)]
    return "\n\n".join([*parts, "Wrong:\n\n" + "\n".join(wrong)] if wrong else parts)


def _row(kind: str, some: list[Phrase]) -> list[str]:
    return [kind, str(len(some)), f"{sum(phrase.right for phrase in some) / len(some):.2f}"]


def main() -> None:
    given = parser("eval.phrases", __doc__).parse_args()
    publish("eval.phrases", report(), given.write)


if __name__ == "__main__":
    main()

"""Moment: the days that a few words mean."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from shared.search.grammar import spans
from shared.search.grammar.question import Question
from shared.search.grammar.reading import Strength
from shared.search.grammar.spans import Days
from shared.search.grammar.vocabulary import Vocabulary

Yearly = Callable[[int], Days | None]


@dataclass(frozen=True, slots=True)
class Moment:
    """`days`, any of them, are meant by the words from `first` to before `last`. `yearly` where no year was said."""

    first: int
    last: int
    label: str
    days: tuple[Days, ...]
    strength: Strength = "sure"
    yearly: Yearly | None = None
    season: str = ""
    time_of_day: str = ""


Meaning = Moment | None


def led(words: Vocabulary, question: Question, first: int) -> str:
    """The word that leads in: "in" of "in the summer"; "" for one that leads nowhere."""
    before = question.at(first - 1)
    if before in words.the.split():
        before = question.at(first - 2)
    return before if before in words.dates.leading.split() else ""


def one(first: int, last: int, days: Days) -> Moment:
    return Moment(first, last, str(days), (days,))


def on(one: date) -> Yearly:
    return lambda year: spans.day(date(year, one.month, one.day)) if is_date(year, one.month, one.day) else None


def third(days: Days, which: str) -> Days:
    return spans.part(days, which) if which else days


def is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def full_year(said: str, today: date) -> int:
    """ "2008", "'08" or "08": of two digits, the last year that ends so."""
    number = int(said.removeprefix("'"))
    if number > 99:
        return number
    number += today.year // 100 * 100
    return number if number <= today.year else number - 100

"""Moments, and what stands between them -> readings of dates: "between May and July", "since 2019", "before Easter"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from shared.domain.query import Wish
from shared.search.grammar.moment import Moment
from shared.search.grammar.moments import Moments
from shared.search.grammar.question import Question
from shared.search.grammar.reading import Reading
from shared.search.grammar.spans import FIRST, LAST, SEASONS, Days
from shared.search.grammar.vocabulary import Vocabulary
from shared.search.names import Names

_JOINED = ("to", "until", "till", "through", "and")


class DateReader:
    def __init__(self, words: Vocabulary, today: date, names: Names) -> None:
        self._words = words
        self._today = today
        self._names = names
        self._moments = Moments(words, today, names.years)

    def read(self, question: Question) -> Iterator[Reading]:
        moments = list(self._moments.read(question))
        for moment in (*moments, *self._between(question, moments), *self._beside(question, moments)):
            yield self._reading(moment, question)

    def _between(self, question: Question, moments: Sequence[Moment]) -> Iterator[Moment]:
        """From one to another, both included."""
        for one in moments:
            for other in moments:
                if other.first == one.last + 1:
                    joined, lead = question.at(one.last), question.at(one.first - 1)
                    ranged = joined in _JOINED and (joined != "and" or lead == "between") and joined != lead
                elif other.first == one.last:
                    lead = question.at(one.first - 1)
                    between = question.text[question.words[one.last - 1].end : question.words[other.first].start]
                    ranged = between.strip() in ("-", "–", "—") and _single(one) and _single(other)
                else:
                    continue
                if ranged and (days := self._stretch(one, other)):
                    first = one.first - (lead in ("between", "from"))
                    label = f"{one.label} to {other.label}"
                    yield Moment(first, other.last, label, days)

    def _stretch(self, one: Moment, other: Moment) -> tuple[Days, ...]:
        pairs: list[tuple[Days | None, Days | None]]
        if one.yearly and not other.yearly:  # "from May to July 2019"
            pairs = [(one.yearly(other.days[-1].last.year), other.days[-1])]
        elif one.yearly and other.yearly:
            pairs = [(each, other.yearly(each.first.year)) for each in one.days]
        else:
            pairs = [(one.days[0], other.days[-1])]
        return tuple(Days(a.first, b.last) for a, b in pairs if a and b and a.first <= b.last)

    def _beside(self, question: Question, moments: Sequence[Moment]) -> Iterator[Moment]:
        """Before or after one; of what comes every year, the last that has begun."""
        for moment in moments:
            begun = [days for days in moment.days if days.first <= self._today] or list(moment.days)
            days, before, first = begun[-1], question.at(moment.first - 1), moment.first - 1
            if before == "the":
                before, first = question.at(moment.first - 2), moment.first - 2
            match before:
                case "since":
                    meant = Days(days.first, LAST)
                case "after":
                    meant = Days(days.last + timedelta(1), LAST)
                case "before":
                    meant = Days(FIRST, days.first - timedelta(1))
                case "until" | "till":
                    meant = Days(FIRST, days.last)
                case _:
                    continue
            yield Moment(first, moment.last, f"{before} {moment.label}", (meant,))

    def _reading(self, moment: Moment, question: Question) -> Reading:
        fields: dict[str, Any] = {"days": tuple(each.span for each in moment.days)}
        negated: dict[str, Any] | None = {"no_days": fields["days"]}
        wish, strength, names = None, moment.strength, self._names
        if moment.season:
            doubtful = question.plain[moment.last - 1] in self._words.dates.names_too
            wish = None if doubtful and strength == "alone" else Wish("season", moment.season)
            if names.tells(names.seasons):
                fields = {"seasons": (moment.season,)}
                negated = {"seasons": tuple(each for each in SEASONS if each != moment.season)}
            elif strength == "sure" and not names.tells(names.times_of_day):
                strength = "alone"  # most photos have no date of their own: the day of their upload would answer
        if moment.time_of_day and names.tells(names.times_of_day):
            fields["times_of_day"] = (moment.time_of_day,)
            negated = None
        kind = "season" if "seasons" in fields else "date"
        first = moment.first
        leading = {*self._words.joining.split()} - {"with", "made", "my", "our", "an", "a"}
        while first > 0 and question.at(first - 1) in leading and not question.words[first - 1].minus:
            first -= 1
        found = Reading(kind, moment.label, moment.first, moment.last, fields, negated, strength, wish)
        return replace(found, first=first)


def _single(moment: Moment) -> bool:
    return len(moment.days) == 1

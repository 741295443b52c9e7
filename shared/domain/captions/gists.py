"""The text of a summary in the reader's language, out of its gist: facts, and nothing that is not known. One way for
all languages; what differs between them stands in their lexicons, English below. Plural forms are CLDR's.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from shared.domain.captions.english import names_place
from shared.domain.gist import OF_A_DAY, OF_MANY, Gist
from shared.domain.lexicon import ENGLISH, Forms, MemoryWords, SummaryWords, lexicons
from shared.domain.lexicon.countries import country_in
from shared.domain.lexicon.labels import label
from shared.domain.lexicon.saying import OTHER, day_said, form_of, listed, number, spoken_in, years_said

_FEW = 3  # places and people named
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

ENGLISH_SUMMARIES = SummaryWords(
    photos={"one": "{n} photo", "other": "{n} photos"}, others={"one": "{n} other place", "other": "{n} other places"},
    day="{photos}{place}{hours}.", place=" in {}", some={"other": ", {n} of them{place}"}, at=" at {}",
    hours=" from {first} to {last}", behind=",",
    period="{photos} {on_days}{in_towns}{in_countries}.", on_days={"one": "on {n} day", "other": "on {n} days"},
    in_towns={"one": ", in {n} town", "other": ", in {n} towns"},
    in_countries={"one": " and {n} country", "other": " and {n} countries"},
    mostly="Most of them: {}.", item="{name} ({n})", thing="{name} (on {n})",
    people="With {}.", seen_one="Seen on it: {}.",
    seen_both="Seen on both: {}.", seen_all="Seen on all of them: {}.", seen="Seen most: {}.",
    busiest="Most were taken on {day}: {photos}.", person="{photos}, {years}.",
    came={"one": "{n} photo came in today.", "other": "{n} photos came in today."}, taken="Taken: {}.",
    waiting={"one": "{n} is still being looked at.", "other": "{n} are still being looked at."},
    asks={"one": "{n} suggestion waits for an answer.", "other": "{n} suggestions wait for an answer."},
    none_came="Nothing came in today.", week="Week {week}, {year}", today="Came in today",
)  # fmt: skip
ENGLISH_MEMORIES = MemoryWords(
    on_this_day={"one": "{n} year ago today", "other": "{n} years ago today"},
    around_this_day={"one": "{n} year ago, around this day", "other": "{n} years ago, around this day"},
    this_week={"one": "{n} year ago this week", "other": "{n} years ago this week"}, years="{} over the years",
    then_now="{}: then and now",
)  # fmt: skip

Names = Mapping[str, str]  # of people, by id: those who may be named, and no others


class Numbers(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a gist of more than a day does not say by itself."""

    days: int = 0
    busiest: str = ""  # "2023-07-14"
    busiest_count: int = 0


class Speech:
    """In the language of a reader; English where theirs has no lexicon."""

    def __init__(self, language: str) -> None:
        self.language = spoken_in(language)
        lexicon = lexicons().get(self.language)
        self.words = lexicon.summaries if lexicon else ENGLISH_SUMMARIES
        self.memories = lexicon.memories if lexicon else ENGLISH_MEMORIES
        self._gap = "" if self.language in ("zh", "ja") else " "

    # Summaries

    def day(self, gist: Gist, names: Names) -> str:
        """ "Twelve photos in Arezzo, Italy, from 16:28 to 17:00. With Anna. Seen most: church (on nine)." """
        place = self._where(gist)
        if place and 0 < gist.located < gist.count:
            place = self._counted(gist.located, self.words.some).replace("{place}", place)
        first = self.words.day.format(photos=self.photos(gist.count), place=place, hours=self._hours(gist, place))
        return self._text(first, self._people(gist, names), self._things(gist, OF_A_DAY))

    def period(self, gist: Gist, numbers: Numbers, names: Names) -> str:
        """ "312 photos on 20 days, in four towns and two countries. Most of them: Arezzo (200) and Rome (12)." """
        towns, countries = sum(town.name != town.country for town in gist.towns), len(gist.countries)
        first = self.words.period.format(
            photos=self.photos(gist.count),
            on_days=self._counted(numbers.days, self.words.on_days),
            in_towns=self._counted(towns, self.words.in_towns) if towns else "",
            in_countries=self._counted(countries, self.words.in_countries) if towns and countries > 1 else "",
        )
        busiest = ""
        if numbers.days > 1 and numbers.busiest:
            day = day_said(date.fromisoformat(numbers.busiest), self.language)
            busiest = self.words.busiest.format(day=day, photos=self.photos(numbers.busiest_count))
        return self._text(first, self._mostly(gist), self._people(gist, names), self._things(gist, OF_MANY), busiest)

    def person(self, gist: Gist, years: Sequence[int], count: int) -> str:
        """`gist` of those that were looked at, `count` of all."""
        said = years_said(years[0], years[-1], self.language) if years else ""
        first = self.words.person.format(photos=self.photos(count), years=said) if said else self.photos(count)
        return self._text(first, self._mostly(gist, counts=False), self._things(gist, OF_MANY, counts=False))

    def came(self, gist: Gist, names: Names, *, waiting: int, asks: int, taken: str) -> str:
        """What came in on a day. `taken`: when that was taken, as a reader says it."""
        if not gist.count:
            return self._text(self.words.none_came, self._asks(asks))
        return self._text(
            self._counted(gist.count, self.words.came),
            self.words.taken.format(taken) if taken else "",
            self._mostly(gist),
            self._people(gist, names),
            self._counted(waiting, self.words.waiting) if waiting else "",
            self._asks(asks),
        )

    def photos(self, count: int) -> str:
        return self._counted(count, self.words.photos)

    def years_ago(self, forms: Forms, years: int) -> str:
        return _begun(self._counted(years, forms))

    def listed(self, names: Sequence[str]) -> str:
        return listed(names, self.language)

    # Their parts

    def _asks(self, asks: int) -> str:
        return self._counted(asks, self.words.asks) if asks else ""

    def _text(self, *sentences: str) -> str:
        return self._gap.join(_begun(each) for each in sentences if each)

    def _counted(self, value: int, forms: Forms) -> str:
        return forms.get(form_of(value, self.language), forms[OTHER]).replace("{n}", self._number(value))

    def _number(self, value: int) -> str:
        """In English up to twelve in words, as before."""
        if self.language == ENGLISH and value < len(_WORDS):
            return _WORDS[value]
        return number(value, self.language)

    def _hours(self, gist: Gist, place: str) -> str:
        if not gist.first:
            return ""
        if gist.first == gist.last:
            return self.words.at.format(gist.first)
        hours = self.words.hours.format(first=gist.first, last=gist.last)
        return f"{self.words.behind}{hours}" if place else hours

    def _where(self, gist: Gist) -> str:
        names = list(dict.fromkeys(self._town(town.name, town.country) for town in gist.towns))
        if not names:
            return ""
        if len(names) == 1:
            return self._one_place(gist.towns[0].name, gist.towns[0].country)
        if len(names) > _FEW:
            names = [*names[:2], self._counted(len(names) - 2, self.words.others)]
        return self.words.place.format(self.listed(names))

    def _one_place(self, name: str, country: str) -> str:
        if self.language == ENGLISH:
            return names_place("" if name == country else name, country)
        said = country_in(country, self.language) or country
        return self.words.place.format(said if name == country else ", ".join(filter(None, (name, said))))

    def _town(self, name: str, country: str) -> str:
        return (country_in(name, self.language) or name) if name == country else name

    def _mostly(self, gist: Gist, *, counts: bool = True) -> str:
        towns = gist.towns[:_FEW]
        if not towns or not towns[0].count:
            return ""
        names = [self._town(each.name, each.country) for each in towns]
        items = [
            self.words.item.format(name=name, n=number(each.count, self.language)) if counts else name
            for name, each in zip(names, towns, strict=True)
        ]
        return self.words.mostly.format(self.listed(items))

    def _people(self, gist: Gist, names: Names) -> str:
        known = [(names[id], count) for id, count in gist.people.items() if id in names][:_FEW]
        if not known:
            return ""
        return self.words.people.format(self.listed([name for name, _ in known]))

    def _things(self, gist: Gist, share: float, *, counts: bool = True) -> str:
        """A thing without a word in this language is left out: a sentence is never of two."""
        known = [(label(name, self.language) or name, count) for name, count in gist.telling(share)
                 if self.language == ENGLISH or label(name, self.language)]  # fmt: skip
        if not known:
            return ""
        plain = self.listed([name for name, _ in known])
        if gist.count == 1:
            return self.words.seen_one.format(plain)
        if min(count for _, count in known) == gist.count:
            return (self.words.seen_both if gist.count == 2 else self.words.seen_all).format(plain)
        items = [self.words.thing.format(name=name, n=self._number(count)) if counts else name for name, count in known]
        return self.words.seen.format(self.listed(items))


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]

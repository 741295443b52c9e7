"""Numbers, plurals, dates and lists as a language says them: by the Unicode CLDR, through Babel (BSD). Whatever is said
at reading takes them from here. A language that has no lexicon is said in English, as everything else is then.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import cache

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from shared.domain.lexicon import ENGLISH, lexicons

OTHER = "other"  # the form that every language has

# Ours is the English that has no comma before "and", and says the day before the month.
_LOCALES = {ENGLISH: "en_GB", "zh": "zh_Hans"}


def spoken_in(language: str) -> str:
    """The language in which a reader of this one is answered."""
    return language if language in lexicons() else ENGLISH


@cache
def locale_of(language: str) -> Locale:
    language = spoken_in(language)
    return Locale.parse(_LOCALES.get(language, language))


def number(value: int, language: str) -> str:
    """ "1,234", "1.234"."""
    return format_decimal(value, locale=locale_of(language))


def form_of(value: int, language: str) -> str:
    """Which plural form goes with this number: "one", "few", "many" ... as CLDR calls them."""
    return locale_of(language).plural_form(value)


def counted(value: int, forms: Mapping[str, str], language: str) -> str:
    """The form that goes with the number, with the number in place of {n}: {"one": "{n} photo", "other": "{n} photos"}.
    KeyError where there is no form "other", which stands for all that are not given."""
    return forms.get(form_of(value, language), forms[OTHER]).replace("{n}", number(value, language))


def listed(names: Sequence[str], language: str) -> str:
    """ "A", "A and B", "A, B and C"; "" of none."""
    return format_list(list(names), locale=locale_of(language))


def day_said(day: date, language: str, *, weekday: bool = False, year: bool = True) -> str:
    """ "14 July 2023", "Friday 14 July 2023"; without the year "14 July"."""
    if not year:
        return format_skeleton("MMMMd", day, locale=locale_of(language))
    return format_date(day, "full" if weekday else "long", locale=locale_of(language))


def month_said(month: date, language: str) -> str:
    """ "July 2023"."""
    return format_skeleton("yMMMM", month, locale=locale_of(language))


def year_said(year: int, language: str) -> str:
    """ "2023", "2023年"."""
    return format_skeleton("y", date(year, 7, 1), locale=locale_of(language))


def days_said(first: date, last: date, language: str) -> str:
    """Both inclusive: "14–16 July 2023", "28 July – 3 August 2023"."""
    if first == last:
        return day_said(first, language)
    return format_interval(first, last, "yMMMMd", locale=locale_of(language))


def years_said(first: int, last: int, language: str) -> str:
    """ "2019 – 2023"."""
    if first == last:
        return year_said(first, language)
    return format_interval(date(first, 1, 1), date(last, 12, 31), "y", locale=locale_of(language))


def clock_said(clock: str, language: str) -> str:
    """Of "16:28": "16:28" where people say so."""
    return format_time(
        datetime.combine(date(2000, 1, 1), time.fromisoformat(clock)), "short", locale=locale_of(language)
    )

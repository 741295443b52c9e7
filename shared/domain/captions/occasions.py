"""What an occasion is called, in the reader's language: what kind, where and when, and nothing that is not known."""

from shared.domain.lexicon import ENGLISH, Lexicon, OccasionWords, lexicons
from shared.domain.lexicon.countries import country_in
from shared.domain.occasion import BIRTHDAY, TRIP, Occasion

_ENGLISH = OccasionWords(
    trip="Trip to {}", trip_land="Trip to {}", weekend="Weekend in {}", weekend_land="Weekend in {}",
    birthday="{}’s birthday", kind="{kind}: {where}", named="{name}, {when}",
    year="{year}", month="{month} {year}", day="{day} {month} {year}",
    days="{first} – {last}",
    kinds={
        "trip": "Trip", "day out": "Day out", "wedding": "Wedding", "birthday": "Birthday",
        "celebration": "Celebration", "gathering": "Gathering", "concert": "Concert",
        "sport": "Sport", "meal": "Meal", "walk": "Walk",
    },
)  # fmt: skip
_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip
_PLURALS = ("Netherlands", "Philippines", "Maldives", "Bahamas", "Seychelles", "Gambia")


def called(occasion: Occasion, language: str, person: str = "") -> str:
    """`person`: the name of whose birthday it is, where that is known. Its title wins, in whatever language."""
    return occasion.title or _Speech(language).name(occasion, person)


def told(occasion: Occasion, person: str = "") -> str:
    """In English, what it is found by; "" where that is no more than when and where it was."""
    kind = occasion.said or occasion.kind
    return _Speech(ENGLISH).name(occasion, person) if kind else ""


def kind_said(kind: str, language: str) -> str:
    """What a kind of occasion is called."""
    return _Speech(language).words.kinds[kind]


class _Speech:
    def __init__(self, language: str) -> None:
        lexicon: Lexicon | None = lexicons().get(language)
        self.language = language if lexicon else ENGLISH
        self.words = lexicon.occasions if lexicon else _ENGLISH
        self.months = lexicon.sentence.months if lexicon else _MONTHS

    def name(self, occasion: Occasion, person: str) -> str:
        kind, where = occasion.said or occasion.kind, self._where(occasion)
        year = f"{occasion.days[0].year:04}"
        if kind == BIRTHDAY and person:
            return self._named(self.words.birthday.format(person), self.words.year.format(year=year))
        if kind == TRIP and where:
            place = "_land" if occasion.where.level != "town" else ""
            form = f"weekend{place}" if occasion.is_weekend else f"trip{place}"
            return self._named(getattr(self.words, form).format(where), self._month(occasion))
        if kind:
            said = self.words.kinds[kind]
            name = self.words.kind.format(kind=said, where=where) if where else said
            return self._named(name, self._month(occasion) if kind == TRIP else self._day(occasion))
        return self._named(where, self._day(occasion)) if where else self._day(occasion)

    def _where(self, occasion: Occasion) -> str:
        where = occasion.where
        if self.language == ENGLISH:
            return f"the {where.name}" if where.level == "country" and _has_article(where.name) else where.name
        if where.level != "country":
            return where.name
        return country_in(where.name, self.language) or where.name

    def _named(self, name: str, when: str) -> str:
        return self.words.named.format(name=name, when=when)

    def _month(self, occasion: Occasion) -> str:
        first, _ = occasion.days
        return self.words.month.format(month=self.months[first.month - 1], year=f"{first.year:04}")

    def _day(self, occasion: Occasion) -> str:
        """That of its beginning, and that of its end where it is another."""
        first, last = (
            self.words.day.format(day=day.day, month=self.months[day.month - 1], year=f"{day.year:04}")
            for day in occasion.days
        )
        return first if first == last else self.words.days.format(first=first, last=last)


def _has_article(country: str) -> bool:
    return country.startswith(("United ", "Dominican ", "Czech ")) or country.endswith((" Islands", *_PLURALS))

"""What may be said: the facts that a text was made of, laid out so that each thing it says can be looked up.

Facts are JSON of any shape. A number belongs to the dict that it stands in: to its "name" where it has one, to its
"day" where it has one, else to the whole; its key says what it counts.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from shared.domain.checking.dates import iso
from shared.domain.checking.stems import stem_of
from shared.domain.lexicon import ENGLISH, lexicons
from shared.domain.lexicon.countries import country_in
from shared.domain.lexicon.labels import label

_COUNTS = {"count": "photos"}  # other words for what is counted
_PERIOD = re.compile(r"(?:day|week|month|year):(\d{4}.*)")
LETTERS = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


class Owner(msgspec.Struct, frozen=True):
    """Whose a number is. `among`: the names of all in the same list."""

    key: str
    name: str = ""
    day: date | None = None
    among: tuple[str, ...] = ()


class Facts:
    """`forms`: how each name may be written in the language of the text."""

    def __init__(self, facts: Mapping[str, Any], language: str) -> None:
        self.language = language
        self.owners: dict[int, list[Owner]] = defaultdict(list)
        self.counts: dict[tuple[str, str], int] = {}  # by key and name
        self.dates: list[date] = []
        self.months: set[tuple[int, int]] = set()
        self.years: set[int] = set()
        self.clocks: set[str] = set()
        self.names: list[str] = []
        self.ranked: list[list[str]] = []  # lists of names, each with the most first
        self.people = [
            str(each["name"]) for each in facts.get("people") or () if isinstance(each, dict) and "name" in each
        ]
        self.busiest: date | None = None
        self.trip = str(facts.get("of", "")).startswith("trip:")
        self.loose: set[int] = set()  # numbers that stand in texts, and count nothing
        self.words: set[str] = set()  # all that stands in it, in lower case
        self._walk(facts, "", Owner(""))
        self.forms = {name: self._said(name) for name in self.names}
        for forms in self.forms.values():
            for form in forms:
                self.words.update(word.casefold() for word in LETTERS.findall(form))

    def _walk(self, node: Any, key: str, owner: Owner) -> None:
        match node:
            case bool() | None:
                return
            case dict():
                owner = Owner("", str(node.get("name", "")), iso(str(node.get("day", ""))), owner.among)
                if key == "busiest" or "busiest_day" in node:
                    self.busiest = iso(str(node.get("day") or node.get("busiest_day") or ""))
                for name, value in node.items():
                    day = iso(str(node.get("busiest_day", ""))) if name == "busiest_count" else None
                    self._walk(value, "photos" if day else name, Owner("", owner.name, day or owner.day, owner.among))
            case list():
                among = tuple(str(each["name"]) for each in node if isinstance(each, dict) and "name" in each)
                strings = [each for each in node if isinstance(each, str)]
                self.ranked += [list(among)] if among else [strings] if strings else []
                self.owners[len(node)].append(Owner(_COUNTS.get(key, key)))
                for value in node:
                    self._walk(value, key, Owner("", owner.name, owner.day, among))
            case int():
                key = _COUNTS.get(key, key)
                self.owners[node].append(Owner(key, owner.name, owner.day, owner.among))
                if not owner.day:
                    self.counts[key, owner.name] = node
            case str():
                self._text(node)

    def _text(self, text: str) -> None:
        if found := iso(text):
            self.dates.append(found)
            self.years.add(found.year)
            self.months.add((found.year, found.month))
        elif re.fullmatch(r"\d{4}-\d\d", text):
            self.years.add(int(text[:4]))
            self.months.add((int(text[:4]), int(text[5:])))
        elif re.fullmatch(r"\d{4}", text):
            self.years.add(int(text))
        elif re.fullmatch(r"\d\d:\d\d", text):
            self.clocks.add(text)
        elif period := _PERIOD.fullmatch(text):
            self._text(period[1])
        elif text.strip():
            self.names.append(text)
            self.loose.update(int(each) for each in re.findall(r"\d+", text))

    def _said(self, name: str) -> set[str]:
        """Itself, and where it is a country or a thing, what one and several are called in this language."""
        if self.language == ENGLISH:
            stem = name.removesuffix("y") + "ie" if name.endswith("y") else name
            return {name, f"{stem}s", f"{name}es"} if name.islower() else {name, name.removeprefix("The ")}
        lexicon = lexicons().get(self.language)
        others = (
            *_cases(country_in(name, self.language), self.language), label(name, self.language),
            lexicon and lexicon.one(name), lexicon and lexicon.many(name),
        )  # fmt: skip
        return {name, *(each for each in others if each)}

    def told(self, text: str) -> None:
        """Has the names of things be known in every form in which this text has them."""
        stems = {stem_of(form, self.language): name for name, forms in self.forms.items() if name.islower()
                 for form in forms}  # fmt: skip
        for word in map(str.casefold, LETTERS.findall(text)):
            if name := stems.get(stem_of(word, self.language)):
                self.forms[name].add(word)
                self.words.add(word)

    @property
    def month(self) -> int | None:
        """The one in which all is, if there is one."""
        if self.within and self.within[0].replace(day=1) == self.within[1].replace(day=1):
            return self.within[0].month
        return None

    @property
    def within(self) -> tuple[date, date] | None:
        """From the first to the last day that it names."""
        return (min(self.dates), max(self.dates)) if self.dates else None


def _cases(country: str | None, language: str) -> tuple[str, ...]:
    """A German country's name in the genitive, and that of a plural in the dative: "den Vereinigten Staaten"."""
    if not country or language != "de":
        return (country,) if country else ()
    plural = " ".join(word if word.endswith("n") else f"{word}n" for word in country.split())
    return country, f"{country}s", plural

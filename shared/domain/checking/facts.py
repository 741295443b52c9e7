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
            return {name, f"{stem}s", f"{name}es"} if name.islower() else {name}
        lexicon = lexicons().get(self.language)
        others = (
            country_in(name, self.language), label(name, self.language), lexicon and lexicon.one(name),
            lexicon and lexicon.many(name),
        )  # fmt: skip
        return {name, *(each for each in others if each)}

    @property
    def within(self) -> tuple[date, date] | None:
        """From the first to the last day that it names."""
        return (min(self.dates), max(self.dates)) if self.dates else None

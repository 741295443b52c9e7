"""Towns by what is typed of their names, for who knows where a photo was taken and wants to say so.

All 155,000 of them are one text: a line for each name of a town, the largest town first, and on it the region and the
country, in plain words. A question is a regular expression over it, some milliseconds.
"""

import re
from collections.abc import Mapping, Sequence, Set
from functools import cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from shared.domain.photo import Location, Place
from shared.imaging.places import Gazetteer, gazetteer
from shared.search.grammar.gazetteer import City, cities
from shared.search.grammar.question import Question, folded

_BETWEEN_WORDS = re.compile(r"[^\w\n]+|_+")
# What is written short -> as it may stand in the name.
_SHORT = {"st": "(?:st|saint|sankt|sint)", "ste": "(?:ste|sainte)"}


class Town(msgspec.Struct, frozen=True):
    place: Place
    location: Location


class Towns:
    """`others` tell what else some towns are called."""

    def __init__(self, known: Gazetteer, others: Sequence[City] = ()) -> None:
        self._known = known
        plain = _plain("\n".join(known.names)).split("\n")
        cities, told = _by_name(others), set()
        where: dict[str, str] = {}
        lines, towns = [], []
        for town in known.largest_first().tolist():
            name, place = plain[town], known.place(town)
            said = f"{place.region} {place.country}"
            tail = where.get(said) or where.setdefault(said, _plain(said))
            names = [name]
            city = cities.get((name, place.country))
            if city and city not in told:
                told.add(city)
                names += dict.fromkeys(other for other in (city.plain, *city.others.split("|")) if other != name)
            for called in names:
                lines.append(f"\n{called}\t{tail}")
                towns.append(town)
        # UTF-8: a text with one Chinese letter would take as many bytes for each of its letters.
        self._text = "".join(lines).encode()
        self._begins = np.flatnonzero(np.frombuffer(self._text, np.uint8) == ord("\n")).astype(np.uint32)
        self._towns = np.array(towns, np.uint32)
        self._main = np.diff(self._towns.astype(np.int64), prepend=-1) != 0

    def called(self, q: str, *, limit: int, own: Set[str] = frozenset()) -> list[Town]:
        """Those of whose line every word that was typed begins one, in that order: "san", "münchen", "paris tex",
        "tuscany". First those of `own`, names of cities and countries; then who is called so in any language; then
        whose name begins so; among equals the largest."""
        words = Question(q).plain
        if not words:
            return []
        begun = self._lines("\n", words)
        name = f"\n{' '.join(words)}\t".encode()
        called = [line for line in begun if self._text.startswith(name, self._begins[line])]
        lines = [called, begun[self._main[begun]], begun]
        if len(np.unique(self._towns[begun])) < limit:
            lines.append(np.sort(np.concatenate([self._lines("\t", words), self._lines(" ", words)])))
        found = dict.fromkeys(self._towns[np.concatenate(lines).astype(np.intp)].tolist())
        mine = [town for town in found if self._known.names[town] in own and self._known.place(town).country in own]
        return [self._town(town) for town in list(dict.fromkeys([*mine, *found]))[:limit]]

    def _lines(self, before: str, words: Sequence[str]) -> NDArray[np.intp]:
        """Those in which the first word stands after `before`, and the others begin a word further on."""
        pattern = before + r"[^\n]*?[ \t]".join(_SHORT.get(word, re.escape(word)) for word in words)
        places = [match.start() for match in re.finditer(pattern.encode(), self._text)]
        return np.searchsorted(self._begins, places, side="right") - 1

    def _town(self, town: int) -> Town:
        return Town(self._known.place(town), self._known.location(town))


@cache
def towns() -> Towns:
    """A second or so the first time."""
    return Towns(gazetteer(), cities())


def _by_name(cities: Sequence[City]) -> Mapping[tuple[str, str], City]:
    """(plain name, country) -> the city whose name it is; else the largest that is called so too."""
    found: dict[tuple[str, str], City] = {}
    for city in cities:
        found.setdefault((city.plain, city.country), city)
    for city in cities:
        for other in city.others.split("|"):
            found.setdefault((other, city.country), city)
    return found


def _plain(names: str) -> str:
    """As a question's words are compared, many lines at once."""
    return _BETWEEN_WORDS.sub(" ", folded(names))

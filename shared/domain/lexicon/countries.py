"""The names of countries: country_names.tsv, which cldr.py makes."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

NAMESAKES = frozenset({"Georgia"})  # regions of other countries are called so too, and elsewhere otherwise

_FILE = Path(__file__).with_name("country_names.tsv")


@cache
def country_names() -> Mapping[str, Mapping[str, str]]:
    """Of each country, by its name as GeoNames has it, language -> its name there."""
    (_, *languages), *lines = (line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines())
    return {name: dict(zip(languages, names, strict=True)) for name, *names in lines}


def country_in(name: str, language: str) -> str | None:
    """None where the country or the language is not known."""
    return country_names().get(name, {}).get(language) or None

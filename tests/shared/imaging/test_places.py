from pathlib import Path

import numpy as np
import pytest

from shared.domain.photo import Location, Place
from shared.imaging.geonames import pack
from shared.imaging.places import Gazetteer, place_at, zone_at


@pytest.mark.parametrize(
    ("latitude", "longitude", "city", "region", "country", "code"),
    [
        (43.467448, 11.885127, "Arezzo", "Tuscany", "Italy", "IT"),
        (60.146706, 24.906772, "Helsinki", "Uusimaa", "Finland", "FI"),
        (51.5115, -0.184, "London", "England", "United Kingdom", "GB"),  # Bayswater
        (48.8049, 2.1204, "Versailles", "Île-de-France", "France", "FR"),
        (40.744, -74.0324, "Hoboken", "New Jersey", "United States", "US"),
        (-33.8568, 151.2153, "Sydney", "New South Wales", "Australia", "AU"),
        (47.593, 7.62, "Weil am Rhein", "Baden-Wurttemberg", "Germany", "DE"),  # three countries
        (47.5596, 7.5886, "Basel", "Basel-City", "Switzerland", "CH"),
        (47.587, 7.556, "Saint-Louis", "Grand Est", "France", "FR"),
        (43.0896, -79.0849, "Niagara Falls", "Ontario", "Canada", "CA"),
        (43.083, -79.065, "Niagara Falls", "New York", "United States", "US"),
        (32.53, -117.02, "Tijuana", "Baja California", "Mexico", "MX"),
        (42.66, 21.16, "Pristina", "Pristina", "Kosovo", "XK"),
        (54.18, 7.89, "Helgoland", "Schleswig-Holstein", "Germany", "DE"),  # an island
        (-17.8, 177.9, "Ba", "Western", "Fiji", "FJ"),
    ],
)
def test_people_would_call_it(
    latitude: float, longitude: float, city: str, region: str, country: str, code: str
) -> None:
    assert place_at(latitude, longitude) == Place(city=city, region=region, country=country, country_code=code)


def test_far_from_any_town_there_is_still_a_country() -> None:
    assert place_at(23.5, 5.0) == Place(country="Algeria", country_code="DZ")


@pytest.mark.parametrize(("latitude", "longitude"), [(40.0, -30.0), (-90.0, 0.0), (90.0, 180.0), (0.1, -180.0)])
def test_at_sea_and_at_the_poles_there_is_no_place(latitude: float, longitude: float) -> None:
    assert place_at(latitude, longitude) is None


def test_zones() -> None:
    assert zone_at(43.467448, 11.885127) == "Europe/Rome"
    assert zone_at(40.0, -30.0) == "Etc/GMT+2"


def test_a_gazetteer_packs_and_reads_back(tmp_path: Path) -> None:
    towns = [
        {"country_code": "IT", "city": "Großstadt", "latitude": 43.5, "longitude": 11.9, "population": 1_000_000,
         "state": "Tuscany"},
        {"country_code": "IT", "city": "Village", "latitude": 43.5, "longitude": 11.95, "population": 0},
    ]  # fmt: skip
    pack(towns, {"IT": "Italy"}, tmp_path / "small.npz")
    gazetteer = Gazetteer(tmp_path / "small.npz")
    assert gazetteer.at(43.5, 11.9) == Place(city="Großstadt", region="Tuscany", country="Italy", country_code="IT")
    assert gazetteer.at(43.5, 11.94) == Place(city="Village", country="Italy", country_code="IT")
    assert gazetteer.at(41.9, 12.5) == Place(country="Italy", country_code="IT")
    assert gazetteer.at(48.2, 16.4) is None
    large, village = gazetteer.largest_first()
    assert gazetteer.names[large] == "Großstadt"
    assert gazetteer.place(village) == Place(city="Village", country="Italy", country_code="IT")
    assert gazetteer.location(village) == Location(latitude=43.5, longitude=11.95)


def test_the_packed_file_is_what_it_should_be() -> None:
    with np.load(Path(__file__).parents[3] / "shared/imaging/geonames.npz") as packed:
        assert len(packed["degrees"]) == len(packed["population"]) == len(packed["zone"]) == len(packed["region"])
        assert len(packed["degrees"]) > 150_000

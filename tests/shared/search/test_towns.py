import pytest

from shared.domain.photo import Location, Place
from shared.imaging.geonames import pack
from shared.imaging.places import Gazetteer
from shared.search.grammar.gazetteer import City
from shared.search.grammar.question import Question
from shared.search.towns import Town, Towns, _plain

# Name, region, country's code, thousands of people.
TOWNS = [
    ("Paris", "Île-de-France", "FR", 2100),
    ("Munich", "Bavaria", "DE", 1260),
    ("Barcelona", "Catalonia", "ES", 1600),
    ("Ba", "Western", "FJ", 15),
    ("Paris", "Texas", "US", 25),
    ("New Paris", "Ohio", "US", 1),
    ("Parisot", "Occitanie", "FR", 1),
    ("L'Aquila", "Abruzzo", "IT", 70),
    ("Sankt Gallen", "Saint Gallen", "CH", 75),
    ("München", "Brandenburg", "DE", 1),
    ("Port Elizabeth", "Eastern Cape", "ZA", 900),
]
COUNTRIES = {"FR": "France", "DE": "Germany", "ES": "Spain", "FJ": "Fiji", "US": "United States", "IT": "Italy"} | {
    "CH": "Switzerland", "ZA": "South Africa",
}  # fmt: skip
OTHERS = [
    City("Munich", "munich", "Germany", 1260, "monaco di baviera|munchen|慕 尼 黑"),
    City("Gqeberha", "gqeberha", "South Africa", 900, "port elizabeth"),
]


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Towns:
    packed = tmp_path_factory.mktemp("towns") / "towns.npz"
    told = [
        {"country_code": code, "city": city, "state": region, "latitude": 10.0 + n, "longitude": -20.0,
         "population": 1000 * people}
        for n, (city, region, code, people) in enumerate(TOWNS)
    ]  # fmt: skip
    pack(told, COUNTRIES, packed)
    return Towns(Gazetteer(packed), OTHERS)


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("pari", ["Paris, Île-de-France", "Paris, Texas", "Parisot, Occitanie", "New Paris, Ohio"]),
        ("Paris", ["Paris, Île-de-France", "Paris, Texas", "Parisot, Occitanie", "New Paris, Ohio"]),
        ("paris tex", ["Paris, Texas"]),
        ("Paris, Texas, United States", ["Paris, Texas"]),
        ("PARIS, ILE-DE", ["Paris, Île-de-France"]),
        ("ba", ["Ba, Western", "Barcelona, Catalonia", "Munich, Bavaria"]),  # called so, begins so, lies there
        ("münchen", ["Munich, Bavaria", "München, Brandenburg"]),
        ("monaco", ["Munich, Bavaria"]),
        ("慕尼黑", ["Munich, Bavaria"]),
        ("gqe", ["Port Elizabeth, Eastern Cape"]),
        ("aquila", []),
        ("l'aquila", ["L'Aquila, Abruzzo"]),
        ("st. gallen", ["Sankt Gallen, Saint Gallen"]),
        ("germany", ["Munich, Bavaria", "München, Brandenburg"]),
        ("texas paris", []),
        ("aris", []),
        ("", []),
        (" ?! ", []),
        ("(", []),
    ],
)
def test_what_is_typed_finds(towns: Towns, q: str, found: list[str]) -> None:
    assert [f"{town.place.city}, {town.place.region}" for town in towns.called(q, limit=8)] == found


def test_towns_of_the_library_come_first(towns: Towns) -> None:
    own = {"Parisot", "Occitanie", "France", "Paris", "Texas"}
    assert [town.place.region for town in towns.called("paris", limit=2, own=own)] == ["Île-de-France", "Occitanie"]


def test_a_town_has_its_place_and_where_its_middle_is(towns: Towns) -> None:
    place = Place(city="Paris", region="Texas", country="United States", country_code="US")
    assert towns.called("paris texas", limit=1) == [Town(place, Location(latitude=14.0, longitude=-20.0))]


def test_names_are_read_as_questions_are() -> None:
    names = ["L'Aquila", "Île-de-France", "'s-Hertogenbosch", "Kraków (Centrum)", "Straße_2", "München", "Đà Nẵng"]
    assert [line.strip() for line in _plain("\n".join(names)).split("\n")] == [Question(name).line for name in names]

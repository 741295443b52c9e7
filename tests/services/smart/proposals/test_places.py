from services.smart.occasions.homes import Home, Homes
from services.smart.proposals.places import Visits
from shared.catalog.scoped_photos import Point
from shared.domain.photo import Location

VIENNA = Homes((Home(48.21, 16.37),))
AREZZO = (43.46, 11.88, ("Arezzo", "Tuscany", "Italy"))
SIENA = (43.32, 11.33, ("Siena", "Tuscany", "Italy"))
HOME = (48.21, 16.37, ("Vienna", "Austria"))

Town = tuple[float, float, tuple[str, ...]]


def visits(*days: tuple[str, Town, int], homes: Homes = VIENNA) -> list[tuple[str, int, int, int]]:
    """-> (name, photos, days, years)"""
    told = Visits(homes)
    for day, (latitude, longitude, places), count in days:
        for _ in range(count):
            told.add(Point("id", f"{day}T10:00:00.000000Z", day, Location(latitude, longitude), places))
    return [(each.about[0], each.count, each.days, each.years) for each in told.candidates()]


def test_a_place_away_is_one_where_somebody_stayed_or_came_again() -> None:
    stayed = [(f"2008-10-{day}", AREZZO, 4) for day in (18, 19, 20)]
    assert visits(*stayed, ("2008-11-01", HOME, 50)) == [("Arezzo", 12, 3, 1)]
    assert visits(("2008-10-18", AREZZO, 6), ("2010-10-18", AREZZO, 6)) == [("Arezzo", 12, 2, 2)]
    assert visits(("2008-10-18", AREZZO, 20)) == []
    assert visits(*((day, town, count - 1) for day, town, count in stayed)) == []


def test_a_region_is_one_where_it_is_more_than_a_town() -> None:
    both = [(f"2008-10-{day}", town, 6) for day in (18, 19, 20) for town in (AREZZO, SIENA)]
    assert visits(*both) == [("Tuscany", 36, 3, 1), ("Arezzo", 18, 3, 1), ("Siena", 18, 3, 1)]


def test_nothing_is_away_where_nobody_knows_where_home_is_or_one_lives_there() -> None:
    stayed = [(f"2008-10-{day}", AREZZO, 6) for day in (18, 19, 20)]
    assert visits(*stayed, homes=Homes()) == []
    assert visits(*stayed, homes=Homes((Home(43.4, 11.9),))) == []
    moved = Homes((Home(43.4, 11.9, "", "2008-06-01"), Home(48.21, 16.37, "2008-06-01", "")))
    assert [name for name, *_ in visits(*stayed, homes=moved)] == ["Arezzo"]


def test_a_name_that_two_countries_have_is_none() -> None:
    there = (43.0, -81.0, ("Paris", "Ontario", "Canada"))
    here = (48.86, 2.35, ("Paris", "France"))
    days = [(f"2008-10-{day}", town, 6) for day in (18, 19, 20) for town in (there, here)]
    assert "Paris" not in [name for name, *_ in visits(*days)]

from typing import Any

from shared.domain.day import Day
from shared.domain.gist import Adding, Gist, Town, together
from tests.services.smart.photos import photo, tags

AREZZO = {"city": "Arezzo", "region": "Tuscany", "country": "Italy"}
THERE = {"latitude": 43.46, "longitude": 11.88}


def gist(*photos: dict[str, Any]) -> Gist:
    adding = Adding()
    for fields in photos:
        adding.add(photo(**fields))
    return adding.gist


def test_photos_add_up() -> None:
    seen = {"place": AREZZO, "tags": tags("dog", "dog park"), "more": {"people": ["anna"]}}
    found = gist(
        seen | {"taken_at": "2023-07-14T16:28:05"}, seen | {"location": THERE, "taken_at": "2023-07-14T09:00:01"}
    )
    assert found == Gist(
        count=2, located=2, dated=2, towns=(Town("Arezzo", "Italy", 2, 43.46, 11.88),), people={"anna": 2},
        things={"dog": 2, "dog park": 2}, first="09:00", last="16:28",
    )  # fmt: skip
    assert found.countries == ["Italy"]


def test_days_add_up_to_a_year_and_their_hours_do_not() -> None:
    one = Gist(
        count=3, located=2, dated=3, towns=(Town("Siena", "Italy", 2),), things={"dog": 1}, first="09:00", last="10:00"
    )
    two = Gist(count=4, located=4, dated=4, towns=(Town("Rome", "Italy", 1), Town("Siena", "Italy", 3, 43.3, 11.3)),
               things={"dog": 3, "cat": 1}, people={"anna": 1})  # fmt: skip
    assert together([one, two]) == Gist(
        count=7, located=6, dated=7, towns=(Town("Siena", "Italy", 5, 43.3, 11.3), Town("Rome", "Italy", 1)),
        things={"dog": 4, "cat": 1}, people={"anna": 1},
    )  # fmt: skip
    assert together([]) == Gist()


def test_towns_of_one_name_are_not_one() -> None:
    assert len(together([Gist(towns=(Town("Paris", "France", 1), Town("Paris", "United States", 1)))]).towns) == 2


def test_a_thing_is_telling_where_enough_photos_show_it() -> None:
    assert Gist(count=10, things={"dog": 3, "cat": 1}).telling() == [("dog", 3)]
    assert Gist(count=1, things={"dog": 1}).telling() == [("dog", 1)]


def test_an_older_record_tells_what_it_has() -> None:
    old = Day(day="2023-07-14", summary="Two photos.", count=2, places=["Arezzo"], best=["a"], cover="a", dated=2)
    assert old.comes_to == Gist(count=2, dated=2, towns=(Town("Arezzo", "", 0),))

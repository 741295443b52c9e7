"""Names of occasions, typed."""

import pytest

from shared.search.names import Names
from shared.search.parse import parse

NAMES = Names(
    {
        "occasions": {
            "Trip to Rome, May 2019": 40, "Trip to Rome, June 2021": 20, "Ben's farewell": 6,
            "Weekend in Arezzo, May 2008": 4,
        },
        "places": {"Rome": 60, "Arezzo": 9},
    },
    {
        "occasions": {
            "Trip to Rome, May 2019": ("a",), "Trip to Rome, June 2021": ("b",), "Ben's farewell": ("c",),
            "Weekend in Arezzo, May 2008": ("d",),
        }
    },
)  # fmt: skip


@pytest.mark.parametrize(
    ("q", "one"),
    [
        ("Trip to Rome, May 2019", "a"),
        ("trip to rome june 2021", "b"),
        ("ben's farewell", "c"),
        ("our weekend in Arezzo", "d"),
    ],
)
def test_an_occasion_is_asked_for_by_its_name(q: str, one: str) -> None:
    query = parse(q, names=NAMES)
    assert (query.filter.occasions, query.text) == ((one,), "")


def test_without_its_date_all_are_meant_that_are_called_so() -> None:
    query = parse("our trip to Rome", names=NAMES)
    assert query.filter.either == ((("more.occasions", "a"), ("more.occasions", "b")),)
    assert [(chip.kind, chip.label) for chip in query.chips] == [("occasion", "Trip to Rome")]
    assert query.text == ""

from datetime import date

import pytest

from shared.domain.filter import PhotoFilter
from shared.search.names import Names
from shared.search.parse import parse

NAMES = Names(
    {
        "tags": {"nordsee nov 2010": 1, "may 2019": 1, "summer '98": 1, "new york": 2, "hot dog": 4},
        "places": {"New York": 2},
    },
    months={"2010-11": 3, "2019-05": 2},
)


@pytest.mark.parametrize(
    ("q", "text", "filter"),
    [
        ("Nordsee Nov 2010", "", PhotoFilter(tags=("nordsee nov 2010",))),
        ("boats, nordsee nov 2010", "boats", PhotoFilter(tags=("nordsee nov 2010",))),
        ("May 2019", "", PhotoFilter(tags=("may 2019",))),
        ("Summer ’98", "", PhotoFilter(tags=("summer '98",))),
        ("not nordsee nov 2010", "", PhotoFilter(no_tags=("nordsee nov 2010",))),
        ("new york", "", PhotoFilter(places=("New York",))),
        ("a hot dog", "a hot dog", PhotoFilter()),
    ],
)
def test_a_keyword_goes_before_the_date_of_its_letters(q: str, text: str, filter: PhotoFilter) -> None:
    query = parse(q, today=date(2026, 11, 21), names=NAMES)
    assert (query.text, query.filter) == (text, filter)

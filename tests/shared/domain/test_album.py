"""Places in an album that is laid by hand, and albums above each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.album import chain, place_between


@given(st.lists(st.integers(0, 10_000), max_size=80))
def test_a_place_lies_where_it_was_asked_for(moves: list[int]) -> None:
    places: list[str] = []
    for move in moves:
        at = move % (len(places) + 1)
        before, after = places[at - 1] if at else None, places[at] if at < len(places) else None
        places.insert(at, place_between(before, after))
    assert places == sorted(set(places))


@pytest.mark.parametrize("at", [0, 1, -1])
def test_places_stay_short_at_the_ends_and_grow_slowly_between(at: int) -> None:
    places = [place_between(None, None)]
    places.append(place_between(places[0], None))
    for _ in range(500):
        if at == 0:
            places.insert(0, place_between(None, places[0]))
        elif at == -1:
            places.append(place_between(places[-1], None))
        else:
            places.insert(1, place_between(places[0], places[1]))
    assert places == sorted(set(places))
    assert max(map(len, places)) <= (150 if at == 1 else 12)


def test_between_what_is_not_in_order_there_is_none() -> None:
    place = place_between(None, None)
    with pytest.raises(ValueError, match="no place lies between"):
        place_between(place, place)


def test_above_an_album_are_those_that_are_there_each_once() -> None:
    assert chain("a", {"a": "b", "b": "c", "d": "a"}) == ["b", "c"]
    assert chain("a", {"a": "b", "b": "a"}) == ["b", "a"]
    assert chain("a", {}) == []

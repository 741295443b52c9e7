import pytest

from shared.domain.query import Query, Wish
from shared.search.names import Names
from shared.search.parse import parse

NAMES = Names(counts={"tags": {"dog": 9, "cat": 4, "cup": 3}, "several": {"dog": 4, "cup": 1}})


def read(q: str, names: Names = NAMES, reader: str = "en") -> Query:
    return parse(q, names=names, reader=reader)


@pytest.mark.parametrize(
    ("q", "reader"),
    [("two dogs", "en"), ("3 dogs", "en"), ("zwei Hunde", "de"), ("两只狗", "zh"), ("dos perros", "es")],
)
def test_several_are_wished_for_and_the_thing_is_looked_for(q: str, reader: str) -> None:
    query = read(q, reader=reader)
    assert query.wishes == (Wish("more.several", "dog"),)
    assert not query.filter
    assert query.thing is not None
    assert "dog" in query.thing.worn
    assert [(chip.kind, chip.label, chip.soft) for chip in query.chips] == [("several", "dog", True)]


def test_in_a_longer_question_the_words_stay() -> None:
    query = read("two dogs on the beach")
    assert (query.text, query.wishes) == ("two dogs on the beach", (Wish("more.several", "dog"),))


@pytest.mark.parametrize(
    "q", ["a dog", "one dog", "two cats", "dogs", "two years ago", "two", "dog 2", "two nice words"]
)
def test_nothing_is_wished_where_nothing_was_counted(q: str) -> None:
    assert read(q).wishes == ()
    assert read("two dogs", Names()).wishes == ()

import pytest

from shared.domain.query import Wish
from shared.search.grammar.clock import ClockReader
from shared.search.grammar.question import Question
from shared.search.grammar.reading import Reading
from shared.search.grammar.vocabulary import english
from shared.search.names import Names

TOLD = Names({"times_of_day": dict.fromkeys(("night", "morning", "afternoon", "evening"), 1)}, months={"2019-07": 4})


def read(q: str, names: Names = TOLD) -> list[Reading]:
    return list(ClockReader(english(), names).read(Question(q)))


@pytest.mark.parametrize(
    ("q", "times"),
    [
        ("at 4pm", ("afternoon", "evening", "dusk")),
        ("at 4 p.m.", ("afternoon", "evening", "dusk")),
        ("12am", ("night", "dawn")),
        ("12 pm", ("afternoon",)),
        ("23:15", ("night",)),
        ("around 7 am", ("morning", "dawn")),
        ("at 8 o'clock", ("morning", "dawn", "evening", "dusk", "night")),
    ],
)
def test_an_hour_is_what_it_may_be_called(q: str, times: tuple[str, ...]) -> None:
    (reading,) = read(q)
    assert reading.fields == {"times_of_day": times}
    assert (reading.first, reading.last) == (0, len(Question(q)))


@pytest.mark.parametrize("q", ["room 4", "16.30", "25:10", "13pm", "a ratio of 99:30"])
def test_other_numbers_are_no_hour(q: str) -> None:
    assert read(q) == []


def test_where_photos_have_no_hour_it_is_a_wish_whose_words_are_spent() -> None:
    (reading,) = read("at 4pm", Names())
    assert (reading.soft, reading.spent, reading.wish) == (True, True, Wish("time_of_day", "afternoon"))

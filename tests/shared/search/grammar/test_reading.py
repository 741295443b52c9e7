from shared.domain.filter import PhotoFilter, Span
from shared.domain.query import Wish
from shared.search.grammar.question import Question
from shared.search.grammar.reading import Reading, choose, combined

RED = Reading("colour", "red", 0, 1, {"colours": ("red",)}, strength="alone", wish=Wish("colours", "red"))


def test_the_longest_wins() -> None:
    year = Reading("date", "2023", 2, 3, {"days": ()})
    summer = Reading("date", "summer 2023", 0, 3, {"days": ()})
    assert choose(Question("summer of 2023"), [year, summer], ()) == [summer]


def test_what_is_a_reading_alone_is_a_wish_beside_other_words() -> None:
    assert choose(Question("red photos"), [RED], ("photos",)) == [RED]
    (wish,) = choose(Question("red car"), [RED], ("photos",))
    assert wish.soft
    assert wish.wish == RED.wish


def test_without_a_wish_it_is_nothing_then() -> None:
    may = Reading("date", "May", 0, 1, {"days": ()}, strength="alone")
    assert choose(Question("may be"), [may], ()) == []


def test_dates_that_meet_narrow_each_other_and_others_are_either() -> None:
    def of(*spans: Span) -> Reading:
        return Reading("date", "", 0, 1, {"days": spans})

    year, may, other = (
        Span("2019-01-01", "2019-12-31"),
        Span("2019-05-01", "2019-05-31"),
        Span("2020-01-01", "2020-12-31"),
    )
    every_may = (Span("2018-05-01", "2018-05-31"), may)
    assert combined([of(year), of(*every_may)]) == PhotoFilter(days=(may,))
    assert combined([of(year), of(other)]) == PhotoFilter(days=(year, other))


def test_the_highest_rating_counts() -> None:
    readings = [Reading("rating", "", 0, 1, {"rating": stars}) for stars in (4, 5, 3)]
    assert combined(readings).rating == 5

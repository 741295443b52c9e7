import pytest

from shared.domain.filter import Box, PhotoFilter, Span
from shared.search.parse import parse
from shared.search.understand import Wording, narrowed

SUMMER, JULY, WINTER = (
    Span("2023-06-01", "2023-08-31"), Span("2023-07-01", "2023-09-30"), Span("2023-12-01", "2024-02-29"),
)  # fmt: skip
HERE = Box(9, 46, 17, 49)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (PhotoFilter(), PhotoFilter(), PhotoFilter()),
        (PhotoFilter(tags=("cat",)), PhotoFilter(tags=("dog",)), PhotoFilter(tags=("cat", "dog"))),
        (PhotoFilter(days=(SUMMER,)), PhotoFilter(), PhotoFilter(days=(SUMMER,))),
        (PhotoFilter(days=(SUMMER,)), PhotoFilter(days=(JULY,)), PhotoFilter(days=(Span("2023-07-01", "2023-08-31"),))),
        (PhotoFilter(days=(SUMMER,)), PhotoFilter(days=(WINTER,)), None),
        (PhotoFilter(kinds=("drawing", "document")), PhotoFilter(kinds=("drawing",)), PhotoFilter(kinds=("drawing",))),
        (PhotoFilter(cameras=("A",)), PhotoFilter(cameras=("B",)), None),
        (PhotoFilter(rating=3), PhotoFilter(rating=5), PhotoFilter(rating=5)),
        (PhotoFilter(rating=3), PhotoFilter(), PhotoFilter(rating=3)),
        (PhotoFilter(favourite=True), PhotoFilter(favourite=False), None),
        (PhotoFilter(favourite=True), PhotoFilter(), PhotoFilter(favourite=True)),
        (PhotoFilter(archived=True), PhotoFilter(), PhotoFilter(archived=True)),
        (PhotoFilter(), PhotoFilter(archived=None), PhotoFilter(archived=None)),
        (PhotoFilter(), PhotoFilter(box=HERE), PhotoFilter(box=HERE)),
    ],
    ids=range(14),
)
def test_both_must_hold(one: PhotoFilter, other: PhotoFilter, both: PhotoFilter | None) -> None:
    assert narrowed(one, other) == both


def test_a_question_is_its_words_each_once() -> None:
    wording = Wording(parse("Boats and a boat, in the SEA of Naxos"))
    assert wording.vector == {"boat": 1.0, "sea": 1.0, "naxo": 1.0}
    assert len(wording) == 3


def test_words_of_another_language_are_asked_by_its_stems_and_by_what_they_are_called_in_english() -> None:
    wording = Wording(parse("die Häuser am Strand"))
    assert {"~haus", "hous", "beach", "~strand"} <= wording.vector.keys()
    assert len(wording) == 2
    assert len(Wording(parse("海滩上的马"))) == 2
    assert len(Wording(parse("笔记本电脑"))) == 1, "what has a name is one word"
    assert len(Wording(parse("在街头小吃摊做饭的女人"))) == 7, "what has none is a sentence"

import pytest

from shared.search.floor import fits


@pytest.mark.parametrize(
    ("top", "known", "answer"),
    [
        (0.27, 0.0, False),
        (0.28, 0.0, True),
        (0.28, None, True),
        (0.50, 0.90, False),
        (0.51, 0.90, True),
        (-1.0, -0.5, False),
    ],
)
def test_the_better_known_the_question_the_nearer_its_photo_must_be(
    top: float, known: float | None, answer: bool
) -> None:
    assert fits({"far": -1.0, "near": top}, {}, known) is answer


@pytest.mark.parametrize(("said", "answer"), [(0.0, False), (1.0, False), (3.0, True), (100.0, True)])
def test_words_on_the_nearest_photo_speak_for_it(said: float, answer: bool) -> None:
    assert fits({"a": 0.23, "b": 0.1}, {"a": said}, 0.0) is answer
    assert not fits({"a": 0.23, "b": 0.1}, {"b": said}, 0.0)


def test_words_alone_do_not_make_it_look_like_the_question() -> None:
    assert not fits({"a": 0.19}, {"a": 100.0}, 0.0)


def test_no_photo_no_answer() -> None:
    assert not fits({}, {"a": 9.0}, 0.0)

import numpy as np
import pytest

from services.smart.people.joining import Gallery, Match, exemplars, join
from shared.domain.faces import Likeness

LIKENESS = Likeness(same=0.42, ask=0.32, margin=0.05, single=0.1, clear=9.0)
_MEANS = np.eye(4, dtype=np.float32)[:3]


def gallery(*exemplars: tuple[int, list[float]]) -> Gallery:
    owners = np.array([owner for owner, _ in exemplars], np.intp)
    return Gallery(
        ["anna", "ben", "cleo"], _MEANS, np.array([face for _, face in exemplars], np.float32).reshape(-1, 4), owners,
        LIKENESS,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("vector", "decision", "group"),
    [
        ([0.5, 0, 0, 0.87], "assign", "anna"),
        ([0.5, 0.46, 0, 0.73], "ask", "anna"),  # ben is too near
        ([0, 0.35, 0, 0.94], "ask", "ben"),
        ([0.2, 0.2, 0.2, 0.94], "neither", None),
    ],
)
def test_a_face_is_assigned_asked_about_or_nobodys(vector: list[float], decision: str, group: str | None) -> None:
    match = gallery().match(np.array(vector, np.float32))
    assert (match.decision, match.group) == (decision, group)
    assert match.cosine == pytest.approx(max(vector[:3]))


def test_who_cannot_be_is_left_out_and_no_rival() -> None:
    vector = np.array([0.6, 0.58, 0, 0.55], np.float32)
    assert gallery().match(vector).decision == "ask"
    assert gallery().match(vector, ["ben", "nobody"]) == Match("assign", "anna", pytest.approx(0.6))
    assert gallery().match(vector, ["anna", "ben", "cleo"]).decision == "neither"


def test_a_face_of_another_year_stands_for_its_person() -> None:
    child = [0, 0, 0.1, 0.995]
    vector = np.array(child, np.float32)
    assert gallery().match(vector).decision == "neither"
    assert gallery((2, child)).match(vector) == Match("assign", "cleo", pytest.approx(0.9, abs=0.01))


def test_without_groups_everybody_is_nobody() -> None:
    empty = np.empty((0, 4), np.float32)
    nobody = Gallery([], empty, empty, np.empty(0, np.intp), LIKENESS)
    assert nobody.match(np.ones(4, np.float32) / 2) == Match("neither", None, -1.0)


def test_exemplars_are_the_best_of_each_year() -> None:
    years, quality = [2001, 2001, 2005, 2005, 2009], [0.5, 0.9, 0.8, 0.1, 0.2]
    assert exemplars(years, quality, 3) == [1, 2, 4]
    assert exemplars(years, quality, 4) == [1, 2, 4, 0]
    assert exemplars(years, quality) == [1, 2, 4, 0, 3]
    assert exemplars([], [], 3) == []


def test_exemplars_of_many_years_lie_from_early_to_late() -> None:
    assert exemplars(list(range(1990, 2020)), [1.0] * 30, 3) == [0, 10, 20]


def test_of_two_faces_of_a_photo_the_surer_joins() -> None:
    vectors = np.array([[0.6, 0, 0, 0.8], [0.7, 0, 0, 0.714], [0.65, 0, 0, 0.76]], np.float32)
    bars: list[set[int]] = [set(), set(), set()]
    assert join(vectors, [{7}, {7}, {8}], _MEANS, bars, LIKENESS).tolist() == [-1, 0, 0]
    assert bars[0] == {7, 8}


def test_nobody_joins_where_nobody_is() -> None:
    assert join(np.empty((0, 4), np.float32), [], _MEANS, [set()] * 3, LIKENESS).tolist() == []
    assert join(_MEANS, [set()] * 3, np.empty((0, 4), np.float32), [], LIKENESS).tolist() == [-1, -1, -1]


def test_a_face_that_comes_counts_for_those_after_it() -> None:
    shelf = Gallery([], np.empty((0, 4), np.float32), np.empty((0, 4), np.float32), np.empty(0, np.intp), LIKENESS)
    for number in range(40):
        shelf.add(f"group {number}", np.eye(40, 4, number % 4, dtype=np.float32)[0])
    shelf.add("group 1", np.array([0, 0, 1, 0], np.float32))
    assert shelf.mean("group 1") == pytest.approx([0, 0.5, 0.5, 0])
    assert shelf.mean("nobody") is None
    assert shelf.match(np.array([0, 0.7, 0.7, 0], np.float32), ["group 2", "group 5"]).cosine == pytest.approx(0.7)

from typing import Any

import pytest

from shared.domain.composed import composed, compositions

POINT = {"shape": "point", "points": [[0.5, 0.5]]}
LINE = {"shape": "line", "points": [[0, 0], [1, 1]]}
Found = dict[str, dict[str, Any]]


def found(scores: dict[str, float], subject: tuple[float, ...] = ()) -> Found:
    told = [{"name": name, "score": score, "evidence": [POINT, LINE]} for name, score in scores.items()]
    return {"composition": {"scores": told}} | ({"objects": {"subject": list(subject)}} if subject else {})


def score(rule: str, value: float, subject: tuple[float, ...] = (), **others: float) -> float:
    told = composed(found({rule: value, **others}, subject))
    return float(next(each["score"] for each in told if each["name"] == rule))


MIDDLE, CORNER, WHOLE = (0.3, 0.3, 0.7, 0.7), (0.0, 0.0, 0.4, 0.4), (0.0, 0.0, 1.0, 1.0)


@pytest.mark.parametrize(("rule", "subject", "rises"), [
    ("centered", MIDDLE, True), ("centered", CORNER, False), ("fill_frame", WHOLE, True),
    ("shallow_depth", MIDDLE, True), ("symmetry", CORNER, False), ("leading_lines", WHOLE, False),
])  # fmt: skip
def test_where_the_subject_is_speaks_for_a_rule_or_against_it(
    rule: str, subject: tuple[float, ...], rises: bool
) -> None:
    assert (score(rule, 0.55, subject) > score(rule, 0.55)) is rises


@pytest.mark.parametrize("rule", ["low_key", "pattern", "rule_of_thirds"])
def test_of_others_it_says_nothing(rule: str) -> None:
    assert score(rule, 0.55, MIDDLE) == score(rule, 0.55)


def test_what_is_tiny_is_nowhere() -> None:
    assert score("centered", 0.55, (0.0, 0.0, 0.1, 0.1)) == score("centered", 0.55)


def test_lines_that_lead_somewhere_make_a_diagonal() -> None:
    assert score("diagonal", 0.55, leading_lines=0.6) > score("diagonal", 0.55, leading_lines=0.1)


def test_names_are_those_from_the_bar_on_and_scores_stay_within_0_and_1() -> None:
    told = composed(found({"centered": 1.0, "fill_frame": 1.0, "low_key": 0.58, "pattern": 0.5}, WHOLE))
    assert compositions(found({"low_key": 0.58, "pattern": 0.5})) == ["pattern"]
    assert [each["score"] for each in told] == sorted((each["score"] for each in told), reverse=True)
    assert all(0 <= each["score"] <= 1 for each in told)


def test_the_subject_is_the_evidence_where_the_rule_is_about_it() -> None:
    box = {"shape": "box", "points": [[0.3, 0.3], [0.7, 0.7]]}
    centred, dark = composed(found({"centered": 0.6, "low_key": 0.6}, MIDDLE))
    assert centred["evidence"] == [POINT, box]
    assert dark["evidence"] == [POINT, LINE]


def test_nothing_is_told_of_a_photo_that_was_not_looked_at() -> None:
    assert composed({}) == []
    assert compositions({"objects": {"subject": [0, 0, 1, 1]}}) == []

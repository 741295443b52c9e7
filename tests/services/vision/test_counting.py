from typing import Any

import numpy as np
import pytest

from services.vision import counting
from services.vision.counting import MEASURED, UNMEASURED
from shared.inference.base import ObjectBoxes


def boxes(*seen: tuple[str, float, tuple[float, float, float, float]]) -> ObjectBoxes:
    return ObjectBoxes(
        np.array([box for *_, box in seen], np.float32).reshape(-1, 4),
        np.array([score for _, score, _ in seen], np.float32),
        tuple(name for name, *_ in seen),
    )


def told_of(seen: ObjectBoxes, scale: counting.Scale = MEASURED) -> list[dict[str, Any]]:
    return counting.counted(seen, counting.things(seen, scale), scale)


LARGE, SMALL = (0.0, 0.0, 0.5, 1.0), (0.9, 0.9, 1.0, 1.0)


def test_the_most_telling_comes_first() -> None:
    seen = boxes(("cup", 0.9, SMALL), ("dog", 0.7, LARGE), ("cup", 0.8, SMALL))
    told = told_of(seen)
    assert [(each["name"], each["count"]) for each in told] == [("dog", 1), ("cup", 2)]
    assert told[0]["share"] == 0.5


def test_where_one_is_far_there_may_be_more() -> None:
    near, far = (0.0, 0.0, 0.2, 0.2), (0.5, 0.5, 0.6, 0.6)
    told = [told_of(boxes(("dog", 0.9, near), ("dog", 0.8, box))) for box in (near, far)]
    assert [(each["count"], each["most"]) for (each,) in told] == [(2, 2), (2, 3)]


def test_somebody_who_fills_the_photo_is_easily_seen() -> None:
    whole = (0.0, 0.0, 1.0, 0.9)
    assert counting.things(boxes(("person", 0.49, whole)), MEASURED) == []
    assert len(counting.things(boxes(("person", 0.9, whole)), MEASURED)) == 1


def test_what_is_more_likely_not_there_is_left_out() -> None:
    assert counting.things(boxes(("dog", 0.34, LARGE), ("person", 0.29, LARGE)), MEASURED) == []
    assert len(counting.things(boxes(("dog", 0.36, LARGE), ("person", 0.31, LARGE)), MEASURED)) == 2


@pytest.mark.parametrize(("name", "score", "tags", "perhaps"), [
    ("dog", 0.61, ["dog", "animal"], []), ("dog", 0.59, [], ["dog"]), ("bus", 0.9, ["bus", "vehicle"], []),
    ("person", 0.31, ["person"], []), ("umbrella", 0.7, ["umbrella"], []),
])  # fmt: skip
def test_the_sure_are_tags_with_their_kinds(name: str, score: float, tags: list[str], perhaps: list[str]) -> None:
    seen = boxes((name, score, LARGE))
    told = told_of(seen)
    assert [tag["name"] for tag in counting.tags(told, MEASURED)] == tags
    assert counting.perhaps(seen, told, MEASURED) == perhaps


def test_a_surer_thing_is_truer() -> None:
    for name in ("person", "dog"):
        scores = [MEASURED.probability(name, score) for score in (0.3, 0.5, 0.7, 0.9)]
        assert scores == sorted(scores)
        assert 0 < scores[0] < scores[-1] < 1


@pytest.mark.parametrize(("score", "kept", "tags", "perhaps"), [
    (0.72, 1, ["person"], []), (0.69, 1, [], ["person"]), (0.49, 0, [], ["person"]), (0.24, 0, [], []),
])  # fmt: skip
def test_of_an_unmeasured_detector_less_is_believed_and_more_doubted(
    score: float, kept: int, tags: list[str], perhaps: list[str]
) -> None:
    seen = boxes(("person", score, (0.0, 0.0, 1.0, 1.0)))
    things = counting.things(seen, UNMEASURED)
    assert [thing.confidence for thing in things] == pytest.approx([score] * kept), "its own score"
    told = told_of(seen, UNMEASURED)
    assert [tag["name"] for tag in counting.tags(told, UNMEASURED)] == tags
    assert counting.perhaps(seen, told, UNMEASURED) == perhaps


def test_what_is_unsure_is_not_named_and_one_of_a_thing_is_not_several() -> None:
    counted = told_of(boxes(("cup", 0.4, LARGE), ("dog", 0.9, LARGE), ("dog", 0.4, SMALL)), MEASURED)
    assert (counting.surely(counted, MEASURED), counting.several(counted)) == (["dog"], [])
    assert counting.several(told_of(boxes(("dog", 0.9, LARGE), ("dog", 0.5, SMALL)), MEASURED)) == ["dog"]


def test_three_boxes_are_at_least_two_things() -> None:
    sides = [(0.0, 0.0, 0.3, 0.3), (0.3, 0.0, 0.6, 0.3), (0.6, 0.0, 0.9, 0.3)]
    three = boxes(*(("dog", score, side) for score, side in zip((0.9, 0.4, 0.38), sides, strict=True)))
    (told,) = told_of(three)
    assert (told["count"], told["most"]) == (2, 3)
    (told,) = told_of(boxes(("dog", 0.9, sides[0]), ("dog", 0.32, sides[1])))
    assert (told["count"], told["most"]) == (1, 2), "one that is not kept may be there all the same"


def test_of_three_there_is_often_one_more() -> None:
    sides = [(0.0, 0.0, 0.3, 0.3), (0.3, 0.0, 0.6, 0.3), (0.6, 0.0, 0.9, 0.3)]
    (told,) = told_of(boxes(*(("person", 0.9, side) for side in sides)))
    assert (told["count"], told["most"]) == (3, 4)


def test_the_subject_is_large_and_sure() -> None:
    seen = boxes(("cup", 0.9, SMALL), ("dog", 0.7, LARGE), ("bench", 0.4, (0.0, 0.0, 1.0, 1.0)))
    assert counting.subject(counting.things(seen, MEASURED)) == [0.0, 0.0, 0.5, 1.0]
    assert counting.subject(counting.things(boxes(("dog", 0.4, LARGE)), MEASURED)) is None


@pytest.mark.parametrize(("side", "sure"), [(0.05, False), (0.3, True), (0.9, False)])
def test_people_who_are_tiny_or_fill_the_photo_are_doubted_more(side: float, sure: bool) -> None:
    told = told_of(boxes(("person", 0.48, (0.0, 0.0, side, side))))
    assert ([tag["name"] for tag in counting.tags(told, MEASURED)] == ["person"]) is (sure and bool(told))

from typing import Any

import pytest

from services.vision.agreement import MEASURED, UNMEASURED, Opinion
from shared.domain.labels import labels

NOBODY = Opinion([], set(), 0)


def thing(name: str, confidence: float, share: float = 0.2, count: int = 1) -> dict[str, Any]:
    return {"name": name, "confidence": confidence, "share": share, "count": count}


def opinion(lemma: str, probability: float) -> Opinion:
    index = next(each.index for each in labels() if lemma in each.lemmas)
    return Opinion([(index, probability, probability)], set(), 0)


@pytest.mark.parametrize(("name", "other", "least"), [
    ("banana", opinion("banana", 0.4), 0.7), ("banana", opinion("banana", 0.1), 0.83),
    ("banana", opinion("banana", 0.02), 0.9), ("banana", NOBODY, 0.97), ("banana", opinion("pizza", 0.9), 0.97),
    ("giraffe", NOBODY, 0.93), ("giraffe", opinion("tiger", 0.6), 0.97), ("giraffe", opinion("tiger", 0.4), 0.93),
    ("kite", opinion("seashore", 0.9), 0.93), ("bowl", Opinion([], {"bowl"}, 0), 0.6),
    ("person", NOBODY, 0.95), ("person", Opinion([], set(), 1), 0.8), ("person", opinion("bow tie", 0.9), 0.95),
])  # fmt: skip
def test_the_less_the_classifier_agrees_the_surer_the_detector_must_be(name: str, other: Opinion, least: float) -> None:
    assert MEASURED.told(thing(name, least), other)
    assert not MEASURED.told(thing(name, least - 0.01), other)


def test_how_large_a_thing_is_says_whether_the_classifier_would_have_seen_it() -> None:
    seen, little = opinion("banana", 0.1), opinion("banana", 0.02)
    assert not MEASURED.told(thing("banana", 0.9, share=0.95), seen), "it would fill the photo"
    assert MEASURED.told(thing("banana", 0.95, share=0.05), NOBODY), "it lies aside"
    assert MEASURED.told(thing("banana", 0.88, share=0.05, count=4), NOBODY)
    assert not MEASURED.told(thing("banana", 0.88, share=0.2, count=4), NOBODY)
    assert not MEASURED.told(thing("banana", 0.88, share=0.01), seen)
    assert MEASURED.told(thing("banana", 0.91, share=0.01), little)


def test_a_parking_meter_is_no_car() -> None:
    assert not MEASURED.told(thing("car", 0.95), opinion("parking meter", 0.9))


def test_of_an_unmeasured_detector_scores_are_all_that_is_known() -> None:
    assert UNMEASURED.told(thing("forklift", 0.7), NOBODY)
    assert UNMEASURED.told(thing("banana", 0.7), NOBODY)
    assert not UNMEASURED.told(thing("banana", 0.69), NOBODY)

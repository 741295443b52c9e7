import pickle
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from services.vision.stages import classify
from shared.domain.photo import Photo, new_photo
from shared.errors import Invalid
from shared.inference.base import Found, Item, Pixels
from shared.inference.fake import FakeClassifier
from tests.services.vision.pictures import HOSTILE


def photo() -> Photo:
    return new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)


def filled(*color: int) -> Pixels:
    """Of this mean, and not blank."""
    pixels = np.full((40, 60, 3), color, np.int16)
    step = min(10, *color, *(255 - value for value in color))
    pixels[:, :30] += step
    pixels[:, 30:] -= step
    return pixels.astype(np.uint8)


def found(pixels: Pixels) -> Found:
    (outcome,) = classify.Classify(FakeClassifier())([Item(photo(), pixels=pixels)])
    assert isinstance(outcome, Found)
    return outcome


def test_the_fifty_likeliest_labels_with_both_probabilities() -> None:
    labels = found(filled(52, 240, 26)).facts["labels"]
    assert len(labels) == 50
    assert labels[0] == [291, 0.5, 0.9]  # the fake's lion: 2 of red, 9 of green, 1 of blue
    assert labels[1] == [0, 0.0005005, 0.0001001]


def test_tags_are_what_is_seen() -> None:
    tags = found(filled(52, 240, 26)).facts["tags"]
    assert [(tag["name"], tag["source"]) for tag in tags] == [
        ("animal", "fake classifier 1"),
        ("lion", "fake classifier 1"),
        ("wild cat", "fake classifier 1"),
        ("wildlife", "fake classifier 1"),
        ("outdoors", "fake classifier 1"),
    ]
    assert all(0.6 <= tag["confidence"] <= 1 for tag in tags)


@pytest.mark.parametrize("name", ["all black", "all white", "one colour", "noise", "1x1"])
def test_where_nothing_is_to_be_seen_nothing_is_told(name: str) -> None:
    facts = found(HOSTILE[name]).facts
    assert facts["tags"] == []
    assert len(facts["labels"]) == 50


def test_a_photo_without_preview_fails_alone() -> None:
    stage = classify.Classify(FakeClassifier())
    first, second, third = stage(
        [Item(photo(), pixels=filled(0, 0, 0)), Item(photo()), Item(photo(), pixels=filled(255, 255, 255))]
    )
    assert isinstance(first, Found)
    assert isinstance(second, Invalid)
    assert isinstance(third, Found)
    assert (first.facts["labels"][0][0], third.facts["labels"][0][0]) == (0, 999)


def test_it_is_made_in_a_child(tmp_path: Path) -> None:
    stage = pickle.loads(pickle.dumps(partial(classify.build, "fake", tmp_path, "cpu")))()
    assert stage.model == "fake classifier 1"
    with pytest.raises(ValueError, match="there is no model"):
        classify.build("nothing", tmp_path)

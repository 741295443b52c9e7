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


def photo() -> Photo:
    return new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)


def filled(*color: int) -> Pixels:
    return np.full((40, 60, 3), color, np.uint8)


def found(pixels: Pixels) -> Found:
    (outcome,) = classify.Classify(FakeClassifier())([Item(photo(), pixels=pixels)])
    assert isinstance(outcome, Found)
    return outcome


def test_the_fifty_likeliest_labels_with_both_probabilities() -> None:
    labels = found(filled(52, 240, 26)).facts["labels"]
    assert len(labels) == 50
    assert labels[0] == [291, 0.5, 0.9]  # the fake's lion: 2 of red, 9 of green, 1 of blue
    assert labels[1] == [0, 0.0005005, 0.0001001]


def test_tags_are_what_is_seen_then_what_is_measured() -> None:
    tags = found(filled(52, 240, 26)).facts["tags"]
    assert [(tag["name"], tag["source"]) for tag in tags] == [
        ("animal", "fake classifier 1"),
        ("lion", "fake classifier 1"),
        ("wild cat", "fake classifier 1"),
        ("wildlife", "fake classifier 1"),
        ("outdoors", "fake classifier 1"),
        ("green", "pixels"),
    ]
    assert all(0.6 <= tag["confidence"] <= 1 for tag in tags)


def test_whatever_the_photo_it_has_five_tags() -> None:
    for color in ((0, 0, 0), (255, 255, 255), (128, 128, 128), (200, 30, 30), (90, 100, 110)):
        names = [tag["name"] for tag in found(filled(*color)).facts["tags"]]
        assert len(names) == len(set(names)) >= 5


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

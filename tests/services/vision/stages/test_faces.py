import pickle
from functools import partial
from io import BytesIO
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PIL import Image

from services.vision.stages import faces
from shared.domain.faces import CHIP, FaceFacts
from shared.domain.photo import new_photo
from shared.errors import Invalid
from shared.inference.base import Found, Item, Pixels, StageCallable
from tests.drawing import draw, draw_people
from tests.drawn_faces import drawn_face
from tests.shared.inference.bundled_models import MODELS, needs_bundled_models

PHOTO = new_photo(id="a", owner="me", sha256="a", file_name="a.jpg", media_type="image/jpeg", bytes=1)


@pytest.fixture
def stage(tmp_path: Path) -> StageCallable:
    made: StageCallable = pickle.loads(pickle.dumps(partial(faces.build, "fake", tmp_path)))()
    return made


def found(stage: StageCallable, pixels: Pixels) -> Found:
    (outcome,) = stage([Item(PHOTO, pixels=pixels)])
    assert isinstance(outcome, Found)
    return outcome


def test_each_face_is_a_part_with_its_chip(stage: StageCallable) -> None:
    both = found(stage, np.asarray(draw_people(1, 5, 40)))
    assert both.facts == {"count": 2, "largest": pytest.approx(96 / 140, abs=1e-3)}
    left, right = (msgspec.convert(part.facts, FaceFacts) for part in both.parts)
    assert left.box == pytest.approx((30 / 280, 20 / 140, 126 / 280, 116 / 140), abs=1e-3)
    assert right.box[0] > left.box[2]
    assert left.size == 96
    for part, facts in zip(both.parts, (left, right), strict=True):
        chip = Image.open(BytesIO(part.blobs[CHIP]))
        assert (chip.format, chip.size) == ("JPEG", (192, 192))
        x, y = np.array(facts.chip_points).mean(axis=0)
        assert (x, y) == pytest.approx((96, 110), abs=20), "upright, with a margin"


def test_a_photo_of_nobody_has_no_part(stage: StageCallable) -> None:
    assert found(stage, np.asarray(draw(1))) == Found({"count": 0, "largest": 0.0})


def test_an_item_without_pixels_fails_with_a_sentence(stage: StageCallable) -> None:
    (outcome,) = stage([Item(PHOTO)])
    assert isinstance(outcome, Invalid)


@needs_bundled_models
def test_the_bundled_models_say_who_they_are() -> None:
    stage = faces.build("bundled", MODELS)
    (part,) = found(stage, drawn_face()).parts
    assert min(part.facts["score"], part.facts["second"]) > 0.7
    assert "YuNet" in stage.model
    assert "O-Net" in stage.model

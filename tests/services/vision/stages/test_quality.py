import json
import pickle
import subprocess
import sys

import numpy as np
import pytest

from services.vision.stages.quality import Quality
from shared.domain.photo import new_photo
from shared.errors import Invalid
from shared.inference.base import Found, Item, Pixels
from tests.services.vision.composition.drawn import speckled

PHOTO = new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)


def found(pixels: Pixels) -> Found:
    (outcome,) = Quality()([Item(PHOTO, pixels=pixels)])
    assert isinstance(outcome, Found)
    return outcome


def test_five_scores() -> None:
    facts = found(speckled()).facts
    assert list(facts) == ["sharpness", "exposure", "noise", "contrast", "overall"]
    assert all(0 <= score <= 1 for score in facts.values())
    assert json.loads(json.dumps(facts)) == facts


def test_a_photo_without_preview_fails_alone() -> None:
    first, second, third = Quality()(
        [Item(PHOTO, pixels=speckled()), Item(PHOTO), Item(PHOTO, pixels=np.zeros((9, 9, 3), np.uint8))]
    )
    assert isinstance(first, Found)
    assert isinstance(second, Invalid)
    assert isinstance(third, Found)
    assert first.facts["overall"] > third.facts["overall"] == 0


@pytest.mark.parametrize("stage", ["quality.Quality", "composition.Composition"])
def test_cv2_is_imported_where_the_stage_is_made_and_not_before(stage: str) -> None:
    module, name = stage.split(".")
    code = (
        f"import sys; from services.vision.stages.{module} import {name}; assert 'cv2' not in sys.modules; "
        f"{name}(); assert 'cv2' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_it_is_made_in_a_child() -> None:
    assert pickle.loads(pickle.dumps(Quality))().model == Quality.model

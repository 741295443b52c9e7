import cv2
import numpy as np
import pytest

from services.vision.composition.frame import Frame
from services.vision.composition.horizon import horizon_third
from tests.services.vision.composition.drawn import HEIGHT, WIDTH, disc, gradient, halves, named


@pytest.mark.parametrize("height", [1 / 3, 0.36, 0.64, 2 / 3])
def test_a_horizon_on_a_third(height: float) -> None:
    picture = halves(height)
    assert "horizon_third" in named(picture)
    (horizon,) = horizon_third(Frame(picture)).evidence
    assert [y for _, y in horizon.points] == pytest.approx([height, height], abs=0.03)


@pytest.mark.parametrize("height", [0.5, 0.06, 0.15, 0.9])
def test_a_horizon_elsewhere(height: float) -> None:
    assert "horizon_third" not in named(halves(height))


def test_a_camera_held_askew() -> None:
    turned = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 3), -2, 1)
    picture = cv2.warpAffine(halves(1 / 3), turned, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE)
    assert "horizon_third" in named(np.asarray(picture, np.uint8))
    (horizon,) = horizon_third(Frame(np.asarray(picture, np.uint8))).evidence
    (_, left), (_, right) = horizon.points
    assert right - left == pytest.approx(np.tan(np.radians(2)) * WIDTH / HEIGHT, abs=0.03)


@pytest.mark.parametrize("picture", [gradient(False), disc(1 / 3, 1 / 3)], ids=["ramp", "disc"])
def test_what_is_no_line_all_across_is_no_horizon(picture: np.ndarray) -> None:
    assert "horizon_third" not in named(picture)

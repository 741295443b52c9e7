import numpy as np
import pytest

from services.vision.models import FACE_LANDMARKS
from services.vision.models.faces.onet import ONet
from shared.inference.registry import load_model
from tests.drawn_faces import drawn_face
from tests.shared.inference.bundled_models import MODELS, needs_bundled_models

pytestmark = needs_bundled_models

_BOX = np.array([[130, 102, 272, 298]], np.float32)
_DRAWN = np.array([[170, 180], [230, 180], [200, 225], [176, 252], [224, 252]], np.float32)


@pytest.fixture(scope="module")
def landmarks() -> ONet:
    made: ONet = load_model(FACE_LANDMARKS, "bundled", MODELS)
    return made


@pytest.mark.parametrize("leaning", [0, 20, -40, 60])
def test_the_points_lie_where_they_are_drawn_however_the_head_leans(landmarks: ONet, leaning: int) -> None:
    points, likely = landmarks.run(drawn_face(leaning=leaning), _BOX, np.zeros(1, np.float32))
    turn = np.exp(1j * np.radians(leaning))
    drawn = (_DRAWN - 200) @ np.array([1, 1j]) * turn
    np.testing.assert_allclose(points[0], np.stack([drawn.real, drawn.imag], axis=1) + 200, atol=14)
    assert likely[0] > 0.5


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_who_says_that_the_photo_is_turned_is_believed(landmarks: ONet, quarters: int) -> None:
    """numpy's quarters go counterclockwise."""
    turned = np.ascontiguousarray(np.rot90(drawn_face(), -quarters))
    points, likely = landmarks.run(turned, np.array([[100, 100, 300, 300]]), np.full(1, quarters * np.pi / 2))
    eyes = points[0, 1] - points[0, 0]
    assert abs((np.degrees(np.arctan2(eyes[1], eyes[0])) - 90 * quarters + 180) % 360 - 180) < 10
    assert likely[0] > 0.5


def test_many_say_the_same_as_one_by_one(landmarks: ONet) -> None:
    boxes = _BOX + np.random.default_rng(1).uniform(-20, 20, (40, 4)).astype(np.float32)
    points, likely = landmarks.run(drawn_face(), boxes, np.zeros(40, np.float32))
    alone = [landmarks.run(drawn_face(), box[None], np.zeros(1, np.float32)) for box in boxes]
    np.testing.assert_allclose(points, np.concatenate([one[0] for one in alone]), atol=0.05)
    np.testing.assert_allclose(likely, np.concatenate([one[1] for one in alone]), atol=1e-3)


def test_a_plain_wall_is_no_face(landmarks: ONet) -> None:
    wall = np.full((400, 400, 3), 180, np.uint8)
    assert landmarks.run(wall, _BOX, np.zeros(1, np.float32))[1][0] < 0.1


def test_nothing_gives_nothing(landmarks: ONet) -> None:
    points, likely = landmarks.run(drawn_face(), np.empty((0, 4), np.float32), np.empty(0, np.float32))
    assert points.shape == (0, 5, 2)
    assert likely.shape == (0,)

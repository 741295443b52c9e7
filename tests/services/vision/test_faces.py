"""With the real networks, on faces that the tests draw."""

import cv2
import numpy as np
import pytest

from services.vision.faces import CHIP, FaceFinder, pose
from services.vision.models import FACE_DETECTORS, FACE_LANDMARKS
from shared.inference.alignment import ARCFACE
from shared.inference.base import Pixels
from shared.inference.registry import load_model
from tests.drawn_faces import drawn_face
from tests.shared.inference.bundled_models import MODELS, needs_bundled_models


@pytest.fixture(scope="module")
def finder() -> FaceFinder:
    return FaceFinder(load_model(FACE_DETECTORS, "bundled", MODELS), load_model(FACE_LANDMARKS, "bundled", MODELS))


def placed(face: Pixels, left: int, top: int, width: int = 1440, height: int = 960) -> Pixels:
    photo = np.full((height, width, 3), (90, 120, 150), np.uint8)
    photo[top : top + face.shape[0], left : left + face.shape[1]] = face
    return photo


@needs_bundled_models
def test_a_face_comes_with_all_that_is_known_of_it(finder: FaceFinder) -> None:
    (face,) = finder(placed(drawn_face(), 720, 240))
    np.testing.assert_allclose(face.box, [0.59, 0.36, 0.69, 0.56], atol=0.02)
    np.testing.assert_allclose(face.points[2] * [1440, 960], [920, 465], atol=10)
    assert 130 < face.size < 160
    assert min(face.score, face.second) > 0.8
    assert 0.3 < face.sharpness <= 1
    assert abs(face.roll) < 3
    assert abs(face.yaw) < 8
    assert face.chip.shape == (CHIP, CHIP, 3)
    np.testing.assert_allclose(face.chip_points, ARCFACE * 144 + 24, atol=15)


@needs_bundled_models
@pytest.mark.parametrize("leaning", [-90, -40, 20, 60])
def test_chips_are_upright_however_the_head_leans(finder: FaceFinder, leaning: int) -> None:
    upright, (face,) = finder(drawn_face())[0], finder(drawn_face(leaning=leaning), people=True)
    assert face.roll == pytest.approx(leaning, abs=5)
    assert np.abs(face.chip[40:150, 40:150].astype(int) - upright.chip[40:150, 40:150]).mean() < 12


@needs_bundled_models
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_photo_is_turned_where_people_are_said_to_be(finder: FaceFinder, quarters: int) -> None:
    upright = placed(drawn_face(), 900, 100)
    turned = np.ascontiguousarray(np.rot90(upright, -quarters))
    (face,) = finder(turned, people=True)
    box = np.round(face.box.reshape(2, 2) * turned.shape[1::-1]).astype(int)
    seen = np.rot90(turned[box[0, 1] : box[1, 1], box[0, 0] : box[1, 0]], quarters)
    (wanted,) = finder(upright)
    np.testing.assert_allclose(seen.shape[:2], (wanted.size * 1.38, wanted.size), rtol=0.3)
    assert (face.roll - 90 * quarters + 180) % 360 - 180 == pytest.approx(0, abs=5)
    if quarters == 2:
        assert finder(turned) == [], "a landscape is looked at once"


@needs_bundled_models
def test_small_faces_are_cut_from_the_larger_picture(finder: FaceFinder) -> None:
    large = placed(drawn_face(320), 1500, 900, 2880, 1920)
    small = np.asarray(cv2.resize(large, (720, 480), interpolation=cv2.INTER_AREA), np.uint8)
    (blurred,), (sharp,) = finder(small), finder(small, larger=lambda: large)
    assert sharp.size == pytest.approx(4 * blurred.size)
    np.testing.assert_allclose(sharp.box, blurred.box, atol=1e-6)
    np.testing.assert_allclose(sharp.points, blurred.points, atol=0.005)
    assert sharp.sharpness > blurred.sharpness + 0.1


@needs_bundled_models
def test_the_larger_picture_stays_closed_where_faces_are_large(finder: FaceFinder) -> None:
    def refuse() -> Pixels:
        raise AssertionError("it was opened")

    assert len(finder(drawn_face(), larger=refuse)) == 1


@needs_bundled_models
def test_a_crowd_is_found(finder: FaceFinder) -> None:
    crowd = np.tile(drawn_face(80), (12, 18, 1))
    faces = finder(crowd)
    assert len(faces) > 200
    assert all(0 <= face.box.min() <= face.box.max() <= 1 for face in faces)
    assert [face.score for face in faces] == sorted((face.score for face in faces), reverse=True)


@needs_bundled_models
def test_grey_faces_and_those_of_sixteen_pixels_are_found(finder: FaceFinder) -> None:
    grey = np.repeat(drawn_face().mean(axis=2, keepdims=True), 3, axis=2).astype(np.uint8)
    (face,) = finder(grey)
    assert face.second > 0.5
    for tiny in finder(np.tile(drawn_face(44), (3, 3, 1))):
        assert 12 < tiny.size < 22
        assert tiny.chip.shape == (CHIP, CHIP, 3)


@needs_bundled_models
@pytest.mark.parametrize("shape", [(1, 1), (1, 20_000), (20_000, 2), (300, 20_000)])
def test_extreme_pictures_have_nobody(finder: FaceFinder, shape: tuple[int, int]) -> None:
    assert finder(np.full((*shape, 3), 127, np.uint8), people=True) == []


@needs_bundled_models
def test_a_face_that_is_half_outside_has_a_box_inside(finder: FaceFinder) -> None:
    for face in finder(drawn_face()[:, 170:]):
        assert 0 <= face.box.min() <= face.box.max() <= 1
        assert np.isfinite(face.points).all()


def test_the_pose_follows_from_the_points() -> None:
    assert pose(ARCFACE) == (pytest.approx(-0.3, abs=0.5), pytest.approx(0, abs=3))
    beside = ARCFACE.copy()
    beside[2, 0] += 0.15
    assert pose(beside)[1] == pytest.approx(45, abs=8)
    assert pose(np.stack([-beside[:, 1], beside[:, 0]], axis=1)) == (
        pytest.approx(90, abs=1), pytest.approx(pose(beside)[1], abs=1),
    )  # fmt: skip
    assert np.isfinite(pose(np.zeros((5, 2), np.float32))).all()

"""With real networks, on faces that the tests draw: what the owner's boxes make of what was found."""

import numpy as np
import pytest

from services.vision.drawn import as_drawn
from services.vision.faces import CHIP, FaceFinder
from services.vision.models import FACE_DETECTORS, FACE_LANDMARKS
from shared.domain.boxes import Box
from shared.domain.drawn import DrawnFace
from shared.inference.base import Pixels
from shared.inference.registry import load_model
from tests.drawn_faces import drawn_face
from tests.shared.inference.bundled_models import MODELS, needs_bundled_models

FACE, AROUND, BESIDE = (0.54, 0.25, 0.75, 0.7), (0.5, 0.2, 0.8, 0.75), (0.05, 0.1, 0.25, 0.4)


@pytest.fixture(scope="module")
def finder() -> FaceFinder:
    return FaceFinder(load_model(FACE_DETECTORS, "bundled", MODELS), load_model(FACE_LANDMARKS, "bundled", MODELS))


@pytest.fixture(scope="module")
def photo() -> Pixels:
    """A face at about (0.57, 0.3) to (0.71, 0.66)."""
    pixels = np.full((400, 640, 3), (90, 120, 150), np.uint8)
    pixels[:, 210:610] = drawn_face(400)
    return pixels


@needs_bundled_models
def test_a_box_around_a_face_that_was_found_is_that_face(finder: FaceFinder, photo: Pixels) -> None:
    found = finder(photo)
    free, (own,) = as_drawn(found, {"a": DrawnFace(AROUND)}, lambda box: finder.at(photo, box))
    assert (free, own.id) == ([], "a")
    np.testing.assert_allclose(own.face.box, AROUND)
    np.testing.assert_allclose(own.found, found[0].box, atol=1e-4)
    np.testing.assert_array_equal(own.face.chip, found[0].chip)


@needs_bundled_models
def test_one_that_was_moved_away_is_not_found_again_where_it_was(finder: FaceFinder, photo: Pixels) -> None:
    (found,) = finder(photo)
    was: Box = tuple(found.box.tolist())
    free, (own,) = as_drawn([found], {"a": DrawnFace(BESIDE, was)}, lambda box: finder.at(photo, box))
    assert free == []
    np.testing.assert_allclose(own.found, was, atol=1e-4)
    np.testing.assert_allclose(own.face.box, BESIDE, atol=1e-4)


@needs_bundled_models
def test_what_the_detector_missed_is_looked_at_and_has_points_where_a_face_is_seen(
    finder: FaceFinder, photo: Pixels
) -> None:
    free, (seen, empty, *rest) = as_drawn(
        [],
        {"a": DrawnFace(FACE), "b": DrawnFace(BESIDE), "nobody": DrawnFace()},
        lambda box: finder.at(photo, box),
    )
    assert (free, rest) == ([], []), "who is there without a face is not looked for"
    assert (seen.face.points.shape, seen.found) == ((5, 2), None)
    assert seen.face.second >= 0.5
    assert empty.face.points.shape == empty.face.chip_points.shape == (0, 2)
    assert empty.face.chip.shape == (CHIP, CHIP, 3)


@needs_bundled_models
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_in_a_box_a_turned_head_is_seen_too(finder: FaceFinder, quarters: int) -> None:
    face = finder.at(np.ascontiguousarray(np.rot90(drawn_face(400), quarters)), (0.25, 0.25, 0.75, 0.75))
    assert face.points.shape == (5, 2)
    assert (face.roll + 90 * quarters + 180) % 360 - 180 == pytest.approx(0, abs=12)

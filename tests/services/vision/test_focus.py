import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from services.vision.focus import focus, noise
from services.vision.small import greys
from tests.services.vision.composition.drawn import disc, speckled


def sharp(scale: int = 6) -> NDArray[np.uint8]:
    return greys(speckled(7, (480, 640), scale))


def grained(grey: NDArray[np.uint8], deviation: float) -> NDArray[np.uint8]:
    grain = np.random.default_rng(1).normal(0, deviation, grey.shape)
    return np.clip(grey + grain, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("deviation", [3, 6, 12, 25])
def test_the_noise_is_told_in_grey_levels(deviation: float) -> None:
    assert noise(grained(np.full((480, 640), 120, np.uint8), deviation)) == pytest.approx(deviation, rel=0.1)


@pytest.mark.parametrize("deviation", [6, 12, 25])
def test_the_noise_is_told_on_a_picture_too(deviation: float) -> None:
    scene = np.asarray(cv2.GaussianBlur(sharp(40), (0, 0), 3), np.uint8)
    assert noise(scene) < 1
    assert noise(grained(scene, deviation)) == pytest.approx(deviation, rel=0.25)


@pytest.mark.parametrize("grey", [0, 3, 252, 255])
def test_what_is_clipped_hides_its_noise(grey: int) -> None:
    assert noise(np.full((100, 100), grey, np.uint8)) == 0


def test_a_texture_is_not_taken_for_noise() -> None:
    grass = np.asarray(
        cv2.resize(greys(speckled(7, (480, 640), 8)), (1280, 960), interpolation=cv2.INTER_CUBIC), np.uint8
    )
    assert noise(grass) < 1


def test_only_the_sharp_part_is_sharp() -> None:
    picture = np.asarray(cv2.GaussianBlur(sharp(40), (0, 0), 8), np.uint8)
    picture[:240, :320] = sharp(3)[:240, :320]
    seen = focus(picture)
    rows, columns = seen.sharpness.shape
    there, elsewhere = np.zeros((2, rows, columns), np.bool_)
    there[: rows // 2 - 1, : columns // 2 - 1] = True
    elsewhere[rows // 2 + 1 :, columns // 2 + 1 :] = True
    assert (elsewhere & seen.telling).any()
    assert seen.sharpness[there].min() > 2 * seen.sharpness[elsewhere & seen.telling].max()


def test_sharpness_asks_not_how_strong_the_edges_are() -> None:
    faint = (sharp().astype(np.float64) * 0.3 + 90).astype(np.uint8)
    assert focus(faint).sharpness.mean() == pytest.approx(focus(sharp()).sharpness.mean(), rel=0.15)


def test_where_there_is_nothing_sharpness_cannot_be_told() -> None:
    seen = focus(greys(disc(0.5, 0.5)))
    assert not seen.telling[0].any()
    assert seen.telling.any()


@pytest.mark.parametrize("size", [(1, 1), (1, 50), (50, 1), (2, 2), (3, 2000), (2000, 3)])
def test_the_smallest_pictures(size: tuple[int, int]) -> None:
    seen = focus(np.random.default_rng(0).integers(0, 256, size, np.uint8))
    assert np.isfinite(seen.sharpness).all()
    assert np.isfinite(seen.noise)
    assert ((seen.sharpness >= 0) & (seen.sharpness <= 1)).all()

from collections.abc import Callable
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.vision.quality import Quality, quality
from shared.inference.base import Pixels
from tests.services.vision.composition.drawn import speckled
from tests.services.vision.composition.test_rules import HOSTILE

NAMES = ("sharpness", "exposure", "noise", "contrast", "overall")


def scene(seed: int = 0) -> Pixels:
    """Well exposed: something sharp before something soft, with all tones."""
    soft = speckled(seed, (480, 640), 80).astype(np.float64)
    fine = speckled(seed + 1, (480, 640), 5).astype(np.float64)
    soft[120:360, 160:480] = 0.4 * soft[120:360, 160:480] + 0.6 * fine[120:360, 160:480]
    return np.clip(soft * 0.8 + 15, 0, 255).astype(np.uint8)


def blurred(picture: Pixels, deviation: float) -> Pixels:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), deviation), np.uint8)


def noisy(picture: Pixels, deviation: float) -> Pixels:
    return np.clip(picture + np.random.default_rng(2).normal(0, deviation, picture.shape), 0, 255).astype(np.uint8)


def exposed(picture: Pixels, stops: float) -> Pixels:
    return (np.clip((picture / 255) ** 2.2 * 2.0**stops, 0, 1) ** (1 / 2.2) * 255).astype(np.uint8)


def flattened(picture: Pixels, share: float) -> Pixels:
    return ((picture - 128.0) * share + 128).astype(np.uint8)


WORSE: dict[str, tuple[str, Callable[[Pixels, float], Pixels], tuple[float, ...]]] = {
    "blurred": ("sharpness", blurred, (0.8, 1.5, 3, 6)),
    "noisy": ("noise", noisy, (4, 8, 16, 32)),
    "overexposed": ("exposure", exposed, (1, 2, 3, 4)),
    "underexposed": ("exposure", exposed, (-1, -2, -3, -4)),
    "flat": ("contrast", flattened, (0.8, 0.6, 0.4, 0.2)),
}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("harm", WORSE)
def test_the_worse_it_is_made_the_lower_its_score(harm: str, seed: int) -> None:
    name, make, steps = WORSE[harm]
    made = [quality(picture) for picture in (scene(seed), *(make(scene(seed), step) for step in steps))]
    scores = [getattr(seen, name) for seen in made]
    assert all(before > after for before, after in pairwise(scores)), scores
    if harm != "flat":  # less contrast burns less out
        assert made[-1].overall < made[0].overall


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 1000), st.floats(1, 6), st.floats(1.3, 3))
def test_more_blur_is_never_sharper(seed: int, deviation: float, more: float) -> None:
    picture = scene(seed)
    before, after = (quality(blurred(picture, amount)).sharpness for amount in (deviation, deviation * more))
    assert after < before or after == before == 0


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 1000), st.floats(3, 20), st.floats(1.2, 2))
def test_more_noise_is_never_cleaner(seed: int, deviation: float, more: float) -> None:
    picture = scene(seed)
    assert quality(noisy(picture, deviation * more)).noise < quality(noisy(picture, deviation)).noise


def test_a_sharp_subject_makes_a_sharp_photo() -> None:
    """Nine tenths of it may be out of focus."""
    sharp = speckled(3, (480, 640), 5)
    shallow = blurred(sharp, 10)
    shallow[160:320, 200:400] = sharp[160:320, 200:400]
    assert quality(shallow).sharpness == pytest.approx(quality(sharp).sharpness, abs=0.1)
    assert quality(blurred(sharp, 10)).sharpness < 0.2


def test_what_is_bad_in_one_way_is_not_good_overall() -> None:
    assert quality(blurred(scene(), 12)).overall < 0.5 * quality(scene()).overall
    assert Quality(1, 1, 1, 1).overall == 1
    assert Quality(0, 1, 1, 1).overall == 0


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pictures_have_scores_between_0_and_1(name: str) -> None:
    seen = quality(HOSTILE[name])
    for score in (getattr(seen, score) for score in NAMES):
        assert 0 <= score <= 1


@pytest.mark.parametrize("name", ["black", "white", "one-colour", "one-pixel"])
def test_an_empty_picture_is_no_good(name: str) -> None:
    assert quality(HOSTILE[name]).overall == 0

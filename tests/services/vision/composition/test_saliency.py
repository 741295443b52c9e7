import numpy as np
import pytest

from services.vision.composition.frame import Frame
from services.vision.composition.saliency import SIDE, saliency
from tests.services.vision.composition.drawn import disc, pixels, plain


@pytest.mark.parametrize("at", [(0.5, 0.5), (0.25, 0.7), (0.7, 0.3)], ids=["middle", "left", "right"])
def test_the_eye_goes_to_the_one_thing_there_is(at: tuple[float, float]) -> None:
    seen = saliency(Frame(disc(*at)).square)
    assert seen.shape == (SIDE, SIDE)
    assert (seen.min(), seen.max()) == pytest.approx((0, 1), abs=1e-3)
    row, column = np.unravel_index(seen.argmax(), seen.shape)
    assert (column / SIDE, row / SIDE) == pytest.approx(at, abs=0.1)


def test_on_a_plain_surface_nothing_stands_out() -> None:
    assert not saliency(Frame(pixels(plain())).square).any()

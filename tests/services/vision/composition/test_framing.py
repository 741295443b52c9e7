import numpy as np

from services.vision.composition.frame import Frame
from services.vision.composition.framing import framing
from tests.services.vision.composition.drawn import named, pixels, plain, score, speckled


def window(grey: int = 20) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """A view between dark walls."""
    picture = np.full((240, 320, 3), grey, np.uint8)
    picture[50:190, 60:260] = speckled(2)[50:190, 60:260] // 2 + 100
    return picture


def test_a_view_between_dark_walls() -> None:
    (box,) = framing(Frame(window())).evidence
    (left, top), (right, bottom) = box.points
    assert abs(np.array([left, top, right, bottom]) - (60 / 320, 50 / 240, 260 / 320, 190 / 240)).max() < 0.05
    assert framing(Frame(window())).strength > 0.8


def test_the_lighter_the_walls_the_less_they_frame() -> None:
    assert framing(Frame(window(150))).strength < 0.2
    assert framing(Frame(speckled())).strength < 0.6


def test_behind_an_empty_window_there_is_no_view() -> None:
    picture = np.full((240, 320, 3), 20, np.uint8)
    picture[50:190, 60:260] = 220
    assert framing(Frame(picture)).strength < 0.4
    assert framing(Frame(pixels(plain()))).strength == 0


def test_it_is_never_called_so() -> None:
    assert "framing" not in named(window())
    assert 0.35 < score(window(), "framing") < 0.5

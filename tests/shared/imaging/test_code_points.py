from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from shared.imaging.code_points import CodePoints, code_points, shown
from tests.shared.imaging.pictures import near


def one(colour: tuple[int, int, int], primaries: int, transfer: int) -> tuple[int, int, int]:
    pixel = shown(Image.new("RGB", (2, 2), colour), CodePoints(primaries, transfer)).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return pixel[0], pixel[1], pixel[2]


@pytest.mark.parametrize("points", [(1, 13), (2, 2), (1, 1), (6, 6), (1, 0)])
def test_what_is_srgb_stays(points: tuple[int, int]) -> None:
    assert one((30, 220, 60), *points) == (30, 220, 60)


@pytest.mark.parametrize(
    ("colour", "points", "expected"),
    [
        ((30, 220, 60), (12, 13), (0, 224, 0)),  # as libvips' ICC has it
        ((128, 128, 128), (12, 13), (128, 128, 128)),
        ((255, 255, 255), (9, 1), (255, 255, 255)),
        ((200, 120, 90), (9, 13), (236, 105, 82)),
        ((55, 55, 55), (1, 8), (128, 128, 128)),
        ((128, 128, 128), (1, 4), (129, 129, 129)),
    ],
)
def test_other_primaries_and_curves(
    colour: tuple[int, int, int], points: tuple[int, int], expected: tuple[int, int, int]
) -> None:
    assert near(one(colour, *points), expected, within=3)


@pytest.mark.parametrize("transfer", [16, 18])
def test_high_dynamic_range_fills_the_screen_and_keeps_its_steps(transfer: int) -> None:
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2)
    grey = np.asarray(shown(Image.fromarray(ramp), CodePoints(9, transfer)))[0, :, 1].astype(int)
    assert grey[0] == 0
    assert grey[-1] == 255
    assert (np.diff(grey) >= 0).all()
    assert grey[: 200 if transfer == 18 else 150].max() < 255, "no highlight is cut before the peak"


def test_white_of_203_nits_is_bright_and_not_cut() -> None:
    # BT.2408: 58 % of PQ, 75 % of HLG
    assert 200 < one((148, 148, 148), 9, 16)[0] < 250
    assert 200 < one((191, 191, 191), 9, 18)[0] < 250


def test_numbers_of_a_file() -> None:
    box = b"\0\0\0\x13colrnclx\0\x0c\0\x0d\0\x06\x80"
    assert code_points(BytesIO(b"\0" * 300 + box)) == CodePoints(12, 13)
    assert code_points(BytesIO(b"\0" * 300)) is None
    assert code_points(BytesIO(b"colrnclx\0")) is None

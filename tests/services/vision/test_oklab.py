import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.vision.oklab import oklab, srgb


@pytest.mark.parametrize(
    ("code", "lab"),
    [
        ("ffffff", (1.0, 0.0, 0.0)),
        ("000000", (0.0, 0.0, 0.0)),
        ("ff0000", (0.627955, 0.224863, 0.125846)),  # Ottosson's own implementation
        ("00ff00", (0.866440, -0.233888, 0.179498)),
        ("0000ff", (0.452014, -0.032457, -0.311528)),
    ],
)
def test_known_colours(code: str, lab: tuple[float, float, float]) -> None:
    assert oklab(np.array(list(bytes.fromhex(code)), np.uint8)) == pytest.approx(np.array(lab), abs=2e-4)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_there_and_back(rgb: tuple[int, int, int]) -> None:
    assert srgb(oklab(np.array(rgb, np.uint8))).tolist() == list(rgb)


def test_what_lies_outside_srgb_is_clipped() -> None:
    assert srgb(np.array([[2.0, 0.0, 0.0], [0.5, 0.9, 0.9]], np.float32)).dtype == np.uint8

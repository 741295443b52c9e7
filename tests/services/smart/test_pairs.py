import numpy as np
import pytest

from services.smart.pairs import strengths

NAN = float("nan")


def pair(distance: float, cosine: float, seconds: float = NAN) -> tuple[bool, bool]:
    """(one picture, one moment or motif)"""
    found = strengths(*(np.array([[0, value], [value, 0]]) for value in (distance, cosine, seconds)))
    return bool(found.same[0, 1] >= 0.5), bool(found.near[0, 1] >= 0.5)


@pytest.mark.parametrize(
    ("distance", "cosine", "seconds", "said"),
    [
        (0, 1.0, NAN, (True, True)),
        (12, 0.99, NAN, (True, True)),
        (0, 1.0, 0.0, (True, True)),
        (0, 1.0, 3.0, (False, True)),
        (24, 0.95, 3.0, (False, True)),
        (24, 0.95, 3600.0, (False, False)),
        (10, 0.99, 3600.0, (False, True)),
        (32, 1.0, NAN, (False, False)),
        (32, 0.0, 1.0, (False, False)),
        (20, 0.3, NAN, (False, False)),
        (4, NAN, NAN, (True, True)),
        (12, NAN, NAN, (False, False)),
        (NAN, 1.0, 1.0, (False, False)),
    ],
    ids=lambda value: str(value),
)
def test_what_is_said_of_two_photos(distance: float, cosine: float, seconds: float, said: tuple[bool, bool]) -> None:
    assert pair(distance, cosine, seconds) == said

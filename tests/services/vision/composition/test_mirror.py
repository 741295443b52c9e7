import numpy as np
import pytest

from services.vision.composition.frame import Frame
from services.vision.composition.mirror import reflection, symmetry
from tests.services.vision.composition.drawn import HEIGHT, WIDTH, disc, halves, lines, named, speckled


def test_a_mirrored_picture_is_symmetric_about_its_middle() -> None:
    half = speckled(3)[:, : WIDTH // 2]
    picture = np.concatenate([half, half[:, ::-1]], axis=1)
    assert "symmetry" in named(picture)
    assert "reflection" not in named(picture)
    seen = symmetry(Frame(picture))
    assert seen.strength > 0.9
    assert [point[0] for point in seen.evidence[0].points] == pytest.approx([0.5, 0.5], abs=0.02)


@pytest.mark.parametrize("shore", [0.4, 0.5, 0.6])
def test_water_shows_what_is_above_it(shore: float) -> None:
    top = speckled(4)[: round(shore * HEIGHT)]
    picture = np.concatenate([top, (top[::-1] * 0.7).astype(np.uint8)])
    assert "reflection" in named(picture)
    assert "symmetry" not in named(picture)
    (axis,) = reflection(Frame(picture)).evidence
    assert axis.points[0][1] == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_not_mirrored_is_neither(seed: int) -> None:
    assert not {"symmetry", "reflection"} & named(speckled(seed))


def test_a_horizon_is_not_symmetric() -> None:
    assert symmetry(Frame(halves(0.5))).strength < 0.3


def test_bands_are_no_reflection() -> None:
    assert reflection(Frame(lines((0, 0.2, 1, 0.2), (0, 0.5, 1, 0.5), (0, 0.8, 1, 0.8)))).strength < 0.2


def test_one_round_thing_is_no_reflection() -> None:
    assert "reflection" not in named(disc(0.5, 0.5))
    assert "symmetry" in named(disc(0.5, 0.5))

import pytest

from services.vision.composition.frame import Frame
from services.vision.composition.placement import centered, rule_of_thirds
from tests.services.vision.composition.drawn import disc, named, pixels, plain

CORNERS = [(1 / 3, 1 / 3), (2 / 3, 1 / 3), (1 / 3, 2 / 3), (2 / 3, 2 / 3)]
IDS = ["left-top", "right-top", "left-bottom", "right-bottom"]


@pytest.mark.parametrize("at", CORNERS, ids=IDS)
def test_a_disc_on_a_third(at: tuple[float, float]) -> None:
    picture = disc(*at)
    assert "rule_of_thirds" in named(picture)
    assert "centered" not in named(picture)
    point, box = rule_of_thirds(Frame(picture)).evidence
    assert point.points == (at,)
    (left, top), (right, bottom) = box.points
    assert left < at[0] < right
    assert top < at[1] < bottom


def test_a_disc_in_the_middle() -> None:
    picture = disc(0.5, 0.5)
    assert "centered" in named(picture)
    assert "rule_of_thirds" not in named(picture)
    _, box = centered(Frame(picture)).evidence
    assert [side for corner in box.points for side in corner] == pytest.approx([0.41, 0.39, 0.59, 0.61], abs=0.06)


def test_the_farther_off_the_less_centred() -> None:
    strengths = [centered(Frame(disc(0.5 + off, 0.5))).strength for off in (0, 0.06, 0.12, 0.2)]
    assert strengths == sorted(strengths, reverse=True)
    assert strengths[-1] < strengths[0] / 4


def test_where_nothing_stands_out_nothing_is_placed() -> None:
    frame = Frame(pixels(plain()))
    assert centered(frame).strength == rule_of_thirds(frame).strength == 0

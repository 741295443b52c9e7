import pytest

from services.vision.composition.frame import Frame
from services.vision.composition.leading_lines import leading_lines
from tests.services.vision.composition.drawn import disc, lines, named, pixels, plain

ROAD = [(0.05, 1, 0.47, 0.35), (0.95, 1, 0.53, 0.35), (0.3, 1, 0.49, 0.35), (0.7, 1, 0.51, 0.35)]


def test_a_road_leads_to_where_it_vanishes() -> None:
    picture = lines(*ROAD)
    assert "leading_lines" in named(picture)
    point, *shown = leading_lines(Frame(picture)).evidence
    assert point.points[0] == pytest.approx((0.5, 0.33), abs=0.06)
    assert shown
    assert {shape.shape for shape in shown} == {"line"}


@pytest.mark.parametrize(
    "ends",
    [
        [(0.1, y, 0.9, y) for y in (0.2, 0.5, 0.8)],
        [(x, 0.1, x, 0.9) for x in (0.2, 0.5, 0.8)],
        [(0, y + 0.3, 0.9, y) for y in (0.1, 0.3, 0.5, 0.7)],
    ],
    ids=["level", "upright", "parallel"],
)
def test_lines_that_never_meet_lead_nowhere(ends: list[tuple[float, float, float, float]]) -> None:
    assert leading_lines(Frame(lines(*ends))).strength < 0.25


def test_without_lines_nothing_leads() -> None:
    assert leading_lines(Frame(pixels(plain()))).strength == 0
    assert "leading_lines" not in named(disc(0.5, 0.5))


def test_more_and_longer_lines_lead_more_strongly() -> None:
    strengths = [leading_lines(Frame(lines(*ROAD[:count]))).strength for count in (1, 2, 4)]
    assert strengths[0] < strengths[1] < strengths[2]

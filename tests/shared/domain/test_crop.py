import pytest

from shared.domain.crop import Subject, ordered, rounded


@pytest.mark.parametrize(("width", "made"), [(1, 160), (160, 160), (161, 320), (1000, 1120), (1440, 1440)])
def test_widths_go_up_to_a_step(width: int, made: int) -> None:
    assert rounded(width) == made


def test_other_subjects_and_another_preview_make_another_crop() -> None:
    one = Subject((0.1, 0.2, 0.3, 0.4), 0.25)
    orders = [ordered("o", "p", version, "4:5", 100, some) for version in (1, 2) for some in ((), (one,))]
    assert len({order.key for order in orders}) == 4
    assert {order.preview for order in orders} == {"derived/o/p/preview-1", "derived/o/p/preview-2"}
    assert orders[0] == ordered("o", "p", 1, "4:5", 160, [])
    assert orders[0].key.startswith("derived/o/p/crop-4x5-160-1-")

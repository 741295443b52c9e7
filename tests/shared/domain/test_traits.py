import pytest

from shared.domain.traits import traits


@pytest.mark.parametrize(
    ("width", "height", "told"),
    [
        (1000, 1000, ["square"]),
        (1040, 1000, ["square"]),
        (1000, 1100, ["upright"]),
        (1100, 1000, ["wide"]),
        (2500, 1000, ["wide", "panoramic"]),
        (1000, 2500, ["upright"]),
        (None, None, []),
    ],
)
def test_shapes(width: int | None, height: int | None, told: list[str]) -> None:
    assert list(traits({}, width, height)) == told


def test_a_blurry_photo_is_not_an_empty_one() -> None:
    assert list(traits({"quality": {"sharpness": 0.1, "contrast": 0.6}}, None, None)) == ["blurry"]
    assert list(traits({"quality": {"sharpness": 0.0, "contrast": 0.02}}, None, None)) == []
    assert list(traits({"quality": {"sharpness": 0.8, "contrast": 0.6}}, None, None)) == []


def test_a_dark_one_is_mostly_black() -> None:
    assert list(traits({"colour": {"measures": {"dark": 0.7}}}, None, None)) == ["dark"]
    assert list(traits({"colour": {"measures": {"dark": 0.3}}}, None, None)) == []

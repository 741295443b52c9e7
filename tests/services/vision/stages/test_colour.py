import pytest

from services.vision.stages.colour import Colour
from shared.domain.photo import new_photo
from shared.errors import Invalid
from shared.inference.base import Found, Item, Pixels
from tests.services.vision.pictures import HOSTILE, filled, names


def found(pixels: Pixels) -> Found:
    photo = new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    outcome, lost = Colour()([Item(photo, pixels=pixels), Item(photo)])
    assert isinstance(outcome, Found)
    assert isinstance(lost, Invalid)
    return outcome


def test_a_blue_photo() -> None:
    facts = found(filled((20, 60, 200))).facts
    assert facts["palette"] == [{"hex": "#143cc8", "share": 1.0, "name": "blue"}]
    assert facts["names"] == ["blue"]
    assert facts["tags"] == [{"name": "blue", "confidence": 0.99, "source": "pixels"}]
    assert facts["plain"][:2] == ["blue", "vivid colours"]
    assert facts["measures"]["warmth"] < -0.1
    assert facts["surfaces"].keys() == {"flat", "paints", "crisp", "text", "page"}


@pytest.mark.parametrize("name", names)
def test_whatever_the_photo_it_has_five_words(name: str) -> None:
    facts = found(HOSTILE[name]).facts
    words = [*(tag["name"] for tag in facts["tags"]), *facts["plain"]]
    assert len(set(words)) >= 5
    assert facts["names"]
    assert 1 <= len(facts["palette"]) <= 6


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("all black", {"dark", "black and white", "low contrast", "neutral tones", "black"}),
        ("all white", {"bright", "black and white", "low contrast", "neutral tones", "white"}),
        ("1x1", {"green", "warm tones", "low contrast", "balanced light"}),
        ("very wide", {"black and white", "neutral tones", "high contrast", "balanced light"}),
    ],
)
def test_the_words_are_true(name: str, expected: set[str]) -> None:
    facts = found(HOSTILE[name]).facts
    assert expected <= {*(tag["name"] for tag in facts["tags"]), *facts["plain"]}

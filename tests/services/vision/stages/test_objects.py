from pathlib import Path

import numpy as np

from services.vision.stages import objects
from shared.domain.photo import new_photo
from shared.errors import Invalid
from shared.inference.base import Found, Item, Pixels

PHOTO = new_photo(id="p", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
HIGH = np.tile(np.arange(0, 200, dtype=np.uint8)[:, None, None], (1, 80, 3))


def found(pixels: Pixels) -> Found:
    (outcome,) = objects.build("fake", Path("nowhere"))([Item(PHOTO, pixels=pixels)])
    assert isinstance(outcome, Found)
    return outcome


def test_each_thing_is_a_part_with_its_box() -> None:
    told = found(HIGH)
    assert [part.facts["name"] for part in told.parts] == ["person", "person", "dog"]
    assert told.parts[0].facts["box"] == [0.1, 0.1, 0.4, 0.9]
    assert 0.9 < told.parts[0].facts["confidence"] <= 1
    assert [(each["name"], each["count"]) for each in told.facts["counted"]] == [("person", 2), ("dog", 1)]
    assert [tag["name"] for tag in told.facts["tags"]] == ["person"]
    assert told.facts["tags"][0]["source"] == "fake detector 1"
    assert told.facts["perhaps"] == ["dog"]
    assert told.facts["names"] == told.facts["several"] == ["person"]


def test_there_is_nothing_on_a_blank_picture() -> None:
    assert found(np.full((200, 80, 3), 128, np.uint8)) == Found(
        facts={"counted": [], "names": [], "several": [], "tags": [], "perhaps": []}
    )


def test_an_item_without_a_preview_fails_alone() -> None:
    stage = objects.build("fake", Path("nowhere"))
    missing, seen = stage([Item(PHOTO), Item(PHOTO, pixels=HIGH)])
    assert isinstance(missing, Invalid)
    assert isinstance(seen, Found)
    assert len(seen.parts) == 3

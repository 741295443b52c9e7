from dataclasses import asdict
from typing import Any

import numpy as np
import pytest

from services.vision.stages.kind import Kind
from services.vision.surfaces import surfaces
from shared.domain.photo import Camera, Photo, new_photo
from shared.inference.base import Found, Item
from tests.services.vision.pictures import cartoon, page, screen


def photo(file_name: str = "a.jpg", **found: dict[str, Any]) -> Photo:
    made = new_photo(id="p", owner="me", sha256="", file_name=file_name, media_type="image/png", bytes=1)
    made.found.update(found)
    return made


def facts(of: Photo) -> dict[str, Any]:
    (found,) = Kind()([Item(of)])
    assert isinstance(found, Found)
    return found.facts


@pytest.mark.parametrize(
    "name", ["Screenshot_20240101-101010.png", "Screen Shot 2019-01-01 at 10.00.png", "Bildschirmfoto 2.png"]
)
def test_a_screenshot_by_its_name(name: str) -> None:
    said = facts(photo(name))
    assert said["kind"] == "screenshot"
    assert said["tags"] == [{"name": "screenshot", "confidence": 0.95, "source": "kind 1"}]


def test_a_screenshot_by_its_own_word() -> None:
    assert facts(photo(metadata={"screenshot": True}))["kind"] == "screenshot"


def test_by_its_pixels() -> None:
    kinds = {}
    for name, picture in {"screen": screen(), "page": page(), "cartoon": cartoon()}.items():
        seen = photo(colour={"surfaces": asdict(surfaces(np.asarray(picture)))})
        seen.width, seen.height = picture.size
        kinds[name] = facts(seen)["kind"]
        seen.camera = Camera(make="Nikon")
        assert facts(seen)["kind"] != "screenshot"
    assert kinds == {"screen": "screenshot", "page": "document", "cartoon": "drawing"}


def test_nothing_known_is_a_photograph_and_no_tag() -> None:
    said = facts(photo())
    assert (said["kind"], said["tags"]) == ("photograph", [])
    assert said["scores"]["photograph"] == 0.5

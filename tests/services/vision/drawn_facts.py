"""What the stages that measure say of drawn pictures. `python -m tests.services.vision.drawn_facts` prints it as JSON,
to be kept in tests/fixtures/measured.json by whoever raises the version of one of them."""

import json
from typing import Any

import numpy as np

from services.vision.stages.colour import Colour
from services.vision.stages.composition import Composition
from services.vision.stages.fingerprint import Fingerprint
from services.vision.stages.light import Light
from services.vision.stages.quality import Quality
from shared.domain.photo import new_photo
from shared.inference.base import Found, Item, Pixels
from tests.services.vision.composition import drawn
from tests.services.vision.pictures import HOSTILE, cartoon, page, scene, screen

STAGES = {
    "colour": Colour, "composition": Composition, "fingerprint": Fingerprint, "light": Light, "quality": Quality
}  # fmt: skip
PICTURES: dict[str, Pixels] = {
    **HOSTILE,
    "scene": scene(1),
    "large scene": scene(2, 1440, 1080),
    "high scene": scene(3, 700, 1000),
    "page": np.asarray(page()),
    "screen": np.asarray(screen()),
    "cartoon": np.asarray(cartoon()),
    "disc": drawn.disc(1 / 3, 1 / 3),
    "sea": drawn.halves(1 / 3),
    "rays": drawn.lines(*((0.5, 0.5, x, y) for x in (0.1, 0.9) for y in (0.05, 0.3, 0.7, 0.95))),
    "speckled": drawn.speckled(5, (900, 1440), scale=40),
}

# Two halves of one weight, and blotches that touch or do not: what draws the eye there is decided by the last bit, in
# which processors differ.
_UNDECIDED = {"very wide", "speckled"}


def facts(name: str) -> dict[str, dict[str, Any]]:
    """By stage, of the picture of that name."""
    photo = new_photo(id="a", owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    told = {}
    for stage, make in STAGES.items():
        if stage == "composition" and name in _UNDECIDED:
            continue
        (found,) = make()([Item(photo, pixels=PICTURES[name])])
        assert isinstance(found, Found), found
        told[stage] = found.facts
    return told


if __name__ == "__main__":
    print(json.dumps({name: facts(name) for name in PICTURES}, indent=1))

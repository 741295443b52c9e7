"""Which things are on a photo, how many, and where."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from services.vision import counting
from services.vision.blank import shows_something
from services.vision.models import DETECTORS
from shared.errors import Invalid
from shared.inference.base import Device, Found, FoundPart, Item, ObjectBoxes, ObjectDetector
from shared.inference.registry import load_model

_NOTHING = ObjectBoxes(np.zeros((0, 4), np.float32), np.zeros(0, np.float32), ())


def build(model: str, models: Path, device: Device = "cpu") -> "Objects":
    """`model` is a name in DETECTORS; "own" is followed by the folder of a user's. Raises ValueError on another,
    Unavailable when its files are not there."""
    return Objects(load_model(DETECTORS, model, models, device))


class Objects:
    """Facts: counted, [{name, count, most, confidence, share}], the most telling first (services/vision/counting.py);
    names of what is surely there, and several, of what there are at least two; tags, the same names and the kinds of
    it; perhaps, names of what may be there; subject, the box of what is large and sure, if anything is; measured, False
    where the confidences are a detector's bare scores. Parts: name, confidence, and box: left, top, right and bottom as
    shares of width and height. None of a blank picture or of noise."""

    def __init__(self, detector: ObjectDetector) -> None:
        self._detector = detector
        self._scale = counting.MEASURED if detector.measured else counting.UNMEASURED
        self.model = f"{detector.spec.name} {detector.spec.version}"

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        pictures = [item.pixels for item in items]
        seen = iter(self._detector.run([pixels for pixels in pictures if pixels is not None]))
        return [
            Invalid("There is no preview to look at.")
            if pixels is None
            else self._found(next(seen), something=shows_something(pixels))
            for pixels in pictures
        ]

    def _found(self, boxes: ObjectBoxes, *, something: bool) -> Found:
        if not something:
            boxes = _NOTHING
        things = counting.things(boxes, self._scale)
        counted = counting.counted(boxes, things, self._scale)
        tags = [{**tag, "source": self.model} for tag in counting.tags(counted, self._scale)]
        facts = {
            "counted": counted,
            "names": counting.surely(counted, self._scale),
            "several": counting.several(counted),
            "tags": tags,
            "perhaps": counting.perhaps(boxes, counted, self._scale),
        }
        if subject := counting.subject(things):
            facts["subject"] = subject
        facts |= {} if self._scale.measured else {"measured": False}
        return Found(facts=facts, parts=tuple(FoundPart(facts=_fact(thing)) for thing in things))


def _fact(thing: counting.Thing) -> dict[str, Any]:
    box = [round(side, 4) for side in thing.box]
    return {"name": thing.name, "confidence": round(thing.confidence, 3), "box": box}

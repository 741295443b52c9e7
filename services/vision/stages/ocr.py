"""What is written on a photo: the lines of which the model is sure, in the order in which a person reads them."""

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from services.vision.models import READERS
from services.vision.reading_order import in_reading_order
from shared.errors import Invalid
from shared.inference.base import Device, Found, Item, Pixels, TextLine, TextReader
from shared.inference.registry import load_model

# Grain, leaves and windows are read as a letter or two, seldom as more: docs/quality.md has what was measured. A single
# one is never kept: skiers were read as 1, arrows as K.
_SURE = 0.8  # of a line of three letters or more
_SURE_OF_TWO = 0.9
_LONGEST = 10_000  # characters of a photo's text: three full pages


def build(model: str, models: Path, device: Device = "cpu") -> "Ocr":
    """`model` is a name in READERS. Raises ValueError on another, Unavailable when its files are not there."""
    return Ocr(load_model(READERS, model, models, device))


class Ocr:
    """Facts: text, the lines joined by newlines, None where nothing is written; and lines, with text, confidence, and
    box: four corners, shares of the width and height, clockwise from the upper left of the line as it is read."""

    def __init__(self, reader: TextReader) -> None:
        self._reader = reader
        self.model = f"{reader.spec.name} {reader.spec.version}"

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        pictures = [item.pixels for item in items]
        read = iter(self._reader.run([pixels for pixels in pictures if pixels is not None]))
        return [
            Invalid("There is no preview to read from.") if pixels is None else _found(pixels, next(read))
            for pixels in pictures
        ]


def _found(pixels: Pixels, lines: Sequence[TextLine]) -> Found:
    kept = [line for line in lines if _sure(line)]
    size = np.array(pixels.shape[1::-1], np.float32)
    quads = np.array([line.box * size for line in kept], np.float32).reshape(-1, 4, 2)
    ordered = _limited([_fact(kept[place]) for place in in_reading_order(quads)])
    return Found(facts={"text": "\n".join(line["text"] for line in ordered) or None, "lines": ordered})


def _sure(line: TextLine) -> bool:
    letters = sum(sign.isalnum() for sign in line.text)
    return letters > 1 and line.confidence >= (_SURE_OF_TWO if letters == 2 else _SURE)


def _fact(line: TextLine) -> dict[str, Any]:
    box = [[round(float(share), 4) for share in corner] for corner in line.box]
    return {"text": " ".join(line.text.split()), "confidence": round(line.confidence, 3), "box": box}


def _limited(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    lengths = accumulate(len(line["text"]) + 1 for line in lines)
    return [line for line, length in zip(lines, lengths, strict=True) if length <= _LONGEST]

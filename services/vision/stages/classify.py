"""What is on a photo: likely labels for search, and tags that are true."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.vision import tagging
from services.vision.blank import shows_something
from services.vision.models import MODELS
from shared.errors import Invalid
from shared.inference.base import Device, Found, ImageClassifier, Item
from shared.inference.registry import load_model

_LABELS = 50  # with more of them, photos were found no better


def build(model: str, models: Path, device: Device = "cpu") -> "Classify":
    """`model` is a name in MODELS. Raises ValueError on another, Unavailable when its files are not there."""
    return Classify(load_model(MODELS, model, models, device))


class Classify:
    """Facts: labels, [[index, probability at temperature 2, at temperature 1], ...], the 50 likeliest, first by
    temperature 2, which says more about the lesser ones; and tags, with name, confidence, source: none of a blank
    picture or of noise, whatever the classifier makes of it."""

    def __init__(self, classifier: ImageClassifier) -> None:
        self._classifier = classifier
        self.model = f"{classifier.spec.name} {classifier.spec.version}"

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        pictures = [item.pixels for item in items]
        seen = [pixels for pixels in pictures if pixels is not None]
        answers = zip(*self._classifier.run(seen), strict=True)
        return [
            Invalid("There is no preview to look at.")
            if pixels is None
            else self._found(shows_something(pixels), *next(answers))
            for pixels in pictures
        ]

    def _found(self, something: bool, soft: NDArray[np.float32], sharp: NDArray[np.float32]) -> Found:
        likely = np.argsort(-soft, kind="stable")[:_LABELS]
        labels = [[int(index), _digits(soft[index]), _digits(sharp[index])] for index in likely]
        return Found(facts={"labels": labels, "tags": self._tags(sharp) if something else []})

    def _tags(self, sharp: NDArray[np.float32]) -> list[dict[str, Any]]:
        guesses = tagging.tags(sharp)
        if scene := tagging.scene(sharp):
            guesses.append(scene)
        return [
            {"name": guess.tag, "confidence": round(guess.confidence, 3), "source": self.model} for guess in guesses
        ]


def _digits(probability: np.float32) -> float:
    """Four significant digits: a record holds fifty of these."""
    return float(f"{probability:.4g}")

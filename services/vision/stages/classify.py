"""What is on a photo: likely labels for search, and tags that are true."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.vision import tagging
from services.vision.looks import Look
from services.vision.models import MODELS
from shared.errors import Invalid
from shared.inference.base import Found, ImageClassifier, Item, Pixels
from shared.inference.registry import load_model
from shared.inference.sessions import Device

_LABELS = 50  # with more of them, photos were found no better
_ENOUGH = 5  # tags, below which measurements fill up
_MEASURED = 0.99
_PIXELS = "pixels"


def build(model: str, models: Path, device: Device = "cpu") -> "Classify":
    """`model` is a name in MODELS. Raises ValueError on another, Unavailable when its files are not there."""
    return Classify(load_model(MODELS, model, models, device))


class Classify:
    """Facts: labels, [[index, probability at temperature 2, at temperature 1], ...], the 50 likeliest, first by
    temperature 2, which says more about the lesser ones; and tags, at least five, with name, confidence, source."""

    def __init__(self, classifier: ImageClassifier) -> None:
        self._classifier = classifier
        self.model = f"{classifier.spec.name} {classifier.spec.version}"

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        pictures = [item.pixels for item in items]
        seen = [pixels for pixels in pictures if pixels is not None]
        answers = zip(seen, *self._classifier.run(seen), strict=True)
        return [
            Invalid("There is no preview to look at.") if pixels is None else self._found(*next(answers))
            for pixels in pictures
        ]

    def _found(self, pixels: Pixels, soft: NDArray[np.float32], sharp: NDArray[np.float32]) -> Found:
        likely = np.argsort(-soft, kind="stable")[:_LABELS]
        labels = [[int(index), _digits(soft[index]), _digits(sharp[index])] for index in likely]
        return Found(facts={"labels": labels, "tags": self._tags(pixels, sharp)})

    def _tags(self, pixels: Pixels, sharp: NDArray[np.float32]) -> list[dict[str, Any]]:
        guesses = tagging.tags(sharp)
        if scene := tagging.scene(sharp):
            guesses.append(scene)
        found = {guess.tag: (round(guess.confidence, 3), self.model) for guess in guesses}
        look = Look(pixels)
        for word in look.telling():
            found[word] = (_MEASURED, _PIXELS)
        for word in look.plain():
            if len(found) >= _ENOUGH:
                break
            found.setdefault(word, (_MEASURED, _PIXELS))
        return [{"name": name, "confidence": sure, "source": source} for name, (sure, source) in found.items()]


def _digits(probability: np.float32) -> float:
    """Four significant digits: a record holds fifty of these."""
    return float(f"{probability:.4g}")

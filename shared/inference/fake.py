"""Models for tests: no files, no waiting, and answers that follow from the question alone. The embedded profile
with these is the house's test double; they are never chosen outside of tests."""

import hashlib
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shared.domain.words import words
from shared.inference.base import Device, ModelSpec, ObjectBoxes, Pixels, TextLine
from shared.inference.conse import Conse, label_vectors

FACE_FRAME = (255, 0, 255)  # a square with a frame of this colour is a face: fake_faces.py, for children only

_DIMENSION, _MULTILINGUAL = 384, 512
# What the multilingual fake knows of other languages.
_ENGLISH = {"hund": "dog", "perro": "dog", "狗": "dog", "strand": "beach", "playa": "beach", "海滩": "beach"}


def load_classifier(models: Path, device: Device = "cpu") -> "FakeClassifier":
    return FakeClassifier()


def load_embedder(models: Path, device: Device = "cpu") -> "FakeEmbedder":
    return FakeEmbedder()


def load_multilingual(models: Path, device: Device = "cpu") -> "FakeMultilingual":
    return FakeMultilingual()


def load_reader(models: Path, device: Device = "cpu") -> "FakeReader":
    return FakeReader()


def load_detector(models: Path, device: Device = "cpu") -> "FakeDetector":
    return FakeDetector()


def load_conse(models: Path, device: Device = "cpu") -> Conse:
    return _conse(FakeEmbedder)


def load_multilingual_conse(models: Path, device: Device = "cpu") -> Conse:
    return _conse(FakeMultilingual)


def load_other(models: Path, device: Device = "cpu") -> "FakeOther":
    return FakeOther()


def load_other_conse(models: Path, device: Device = "cpu") -> Conse:
    return _conse(FakeOther)


@cache
def _conse(embedder: "type[FakeEmbedder]") -> Conse:
    """A start of Heliograph embeds them; whoever forks one that has does not."""
    return Conse(label_vectors(embedder().run))


class FakeClassifier:
    """An ImageClassifier that sees only the mean color: ten levels of red, green and blue are the thousand labels."""

    spec = ModelSpec("fake classifier", "1", "image classification", "Apache-2.0", "shared.inference.fake")

    def run(self, batch: Sequence[Pixels]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        soft, sharp = (np.full((len(batch), 1000), (1 - peak) / 999, np.float32) for peak in (0.5, 0.9))
        for row, pixels in enumerate(batch):
            soft[row, fake_label(pixels)], sharp[row, fake_label(pixels)] = 0.5, 0.9
        return soft, sharp


def fake_label(pixels: Pixels) -> int:
    """The label that FakeClassifier sees: 0 is black, 999 white."""
    red, green, blue = (int(level) for level in pixels.reshape(-1, 3).mean(axis=0) * 10 // 256)
    return 100 * red + 10 * green + blue


class FakeReader:
    """A TextReader to which a picture more than twice as wide as high is a sign, with its label's number on it."""

    spec = ModelSpec("fake reader", "1", "reading text", "Apache-2.0", "shared.inference.fake")

    def run(self, batch: Sequence[Pixels]) -> list[list[TextLine]]:
        return [[_sign(pixels)] if pixels.shape[1] > 2 * pixels.shape[0] else [] for pixels in batch]


def _sign(pixels: Pixels) -> TextLine:
    box = np.array([[0.25, 0.25], [0.75, 0.25], [0.75, 0.75], [0.25, 0.75]], np.float32)
    return TextLine(f"sign {fake_label(pixels):03}", 0.99, box)


class FakeDetector:
    """An ObjectDetector to which a picture more than twice as high as wide shows two people and perhaps a dog."""

    spec = ModelSpec("fake detector", "1", "object detection", "Apache-2.0", "shared.inference.fake")
    measured = True

    def run(self, batch: Sequence[Pixels]) -> list[ObjectBoxes]:
        boxes = np.array([[0.1, 0.1, 0.4, 0.9], [0.6, 0.1, 0.9, 0.9], [0.4, 0.7, 0.6, 0.9]], np.float32)
        scores, names = np.array([0.9, 0.8, 0.4], np.float32), ("person", "person", "dog")
        high = [int(pixels.shape[0] > 2 * pixels.shape[1]) * len(names) for pixels in batch]
        return [ObjectBoxes(boxes[:count], scores[:count], names[:count]) for count in high]


class FakeEmbedder:
    """A TextEmbedder to which texts are alike as far as they share words. A text without words has a vector too."""

    spec = ModelSpec("fake embedder", "1", "text embedding", "Apache-2.0", "shared.inference.fake")
    dimension = _DIMENSION

    def run(self, batch: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(batch), self.dimension), np.float32)
        for row, text in enumerate(batch):
            for word in words(text) or [""]:
                vectors[row] += word_vector(self.meaning(word))[: self.dimension]
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: NDArray[np.float32] = vectors / lengths
        return unit

    def meaning(self, word: str) -> str:
        return word


class FakeMultilingual(FakeEmbedder):
    """The same, to which a dog is a dog in four languages."""

    spec = ModelSpec("fake multilingual", "1", "text embedding", "Apache-2.0", "shared.inference.fake")
    dimension = _MULTILINGUAL

    def meaning(self, word: str) -> str:
        return _ENGLISH.get(word, word)


class FakeOther(FakeEmbedder):
    """Another that says the same in fewer numbers."""

    spec = ModelSpec("fake other", "1", "text embedding", "Apache-2.0", "shared.inference.fake")
    dimension = 256


@lru_cache(maxsize=16384)
def word_vector(word: str) -> NDArray[np.float32]:
    """Of 512 numbers, each 1 or -1: two words are as good as never alike."""
    bits = np.frombuffer(hashlib.shake_128(word.encode()).digest(_MULTILINGUAL // 8), np.uint8)
    return np.unpackbits(bits).astype(np.float32) * 2 - 1

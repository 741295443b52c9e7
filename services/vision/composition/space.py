"""How the picture is filled: with its subject up to the edges, or with nothing around little."""

import cv2
import numpy as np
from numpy.typing import NDArray

from services.vision.composition.frame import Frame
from services.vision.composition.reading import NOTHING, Point, Reading, Shape, box

_ACROSS = 32
_FINER = 4  # for the outline
_PLAIN = 0.035  # mean length of the gradient of lightness: a surface on which there is nothing


def negative_space(frame: Frame) -> Reading:
    """The share of the largest plain surface, times the attention that the subject beside it has."""
    subject = frame.subject
    surface, outline = _largest(_plain(frame))
    if subject is None or not outline:
        return NOTHING
    return Reading(surface * float(np.sqrt(subject.share)), (Shape("polygon", outline), box(subject.box)))


def fill_frame(frame: Frame) -> Reading:
    """The subject's box, times the share of the picture, and of its borders, on which there is something."""
    subject, busy = frame.subject, ~_plain(frame)
    if subject is None or not busy.any():
        return NOTHING
    border = np.concatenate([busy[:2].ravel(), busy[-2:].ravel(), busy[:, :2].ravel(), busy[:, -2:].ravel()])
    return Reading(subject.area * float(busy.mean() * border.mean()), (box(subject.box),))


def _plain(frame: Frame) -> NDArray[np.bool_]:
    edges = cv2.resize(frame.edges, (_ACROSS, _ACROSS), interpolation=cv2.INTER_AREA)
    return np.asarray(np.asarray(edges) < _PLAIN)


def _largest(mask: NDArray[np.bool_]) -> tuple[float, tuple[Point, ...]]:
    """-> (the largest connected part's share of the picture, its outline), (0, ()) without one."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=4)
    if count < 2:
        return 0.0, ()
    best = 1 + int(np.asarray(stats)[1:, cv2.CC_STAT_AREA].argmax())
    part = np.kron((np.asarray(labels) == best).astype(np.uint8), np.ones((_FINER, _FINER), np.uint8))
    outlines, _ = cv2.findContours(part, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    outline = cv2.approxPolyDP(max(outlines, key=cv2.contourArea), _FINER, closed=True)
    if len(outline) < 3:  # a strip as narrow as a tile
        return 0.0, ()
    points = np.asarray(outline).reshape(-1, 2) / (len(part) - 1)
    return float((np.asarray(labels) == best).mean()), tuple((float(x), float(y)) for x, y in points)

"""Everything runs out from one point, or in rings around it."""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from services.vision.composition.frame import Frame
from services.vision.composition.reading import NOTHING, Point, Reading, Shape

Floats = NDArray[np.floating]

_SIDE = 56  # pixels, the long side
_CENTRES = (0.36, 0.5, 0.64)
_AROUND: tuple[Point, ...] = tuple((x, y) for x in _CENTRES for y in _CENTRES)
_SECTORS = 8  # all around: one bundle of lines is not radial
_LEAST = 0.004  # mean gradient of a sector on which something can be seen
_HOLE = 5.0  # pixels around the centre, where directions mean little


def radial(frame: Frame) -> Reading:
    """How well the edges agree with the direction from a centre: the mean cosine of four times the angle between
    (1 in rings, in rays and in both, 0 by chance), in the worse half of the eighths of the circle."""
    scale = _SIDE / max(frame.width, frame.height)
    size = max(8, round(frame.width * scale)), max(8, round(frame.height * scale))
    light = np.asarray(cv2.resize(frame.light, size, interpolation=cv2.INTER_AREA), np.float32)
    across, down = (np.asarray(cv2.Sobel(light, cv2.CV_32F, *axis)) / 8 for axis in ((1, 0), (0, 1)))
    strength = np.hypot(across, down)
    seen = _sectors(*size)
    sums = seen.inside @ strength.ravel()
    means = seen.fourfold @ (_fourfold(across, down) * strength).ravel() / np.maximum(sums, 1e-9)
    means[sums <= _LEAST * seen.counts] = 0
    # The worse half counts: it must be so all around.
    worse = np.sort(means.reshape(len(_AROUND), _SECTORS), axis=1)[:, : _SECTORS // 2].mean(axis=1)
    value, centre = max(zip(map(float, worse), _AROUND, strict=True))
    return Reading(value, (Shape("point", (centre,)),)) if value > 0 else NOTHING


@dataclass(frozen=True, slots=True)
class _Sectors:
    """Every sector around every centre, row by row: `inside`, whether a pixel lies in it; `fourfold`, of those that do
    the cosine and the sine of four times their direction from the centre; `counts`, how many they are."""

    inside: Floats
    fourfold: Floats
    counts: Floats


@lru_cache(maxsize=8)  # most photos of a library have one of few shapes
def _sectors(width: int, height: int) -> _Sectors:
    x, y = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    inside, fourfold = [], []
    for across, down in _AROUND:
        dx, dy = x - across * width, y - down * height
        sector = ((np.arctan2(dy, dx) / np.pi + 1) / 2 * _SECTORS).astype(np.int64) % _SECTORS
        sector[np.hypot(dx, dy) < _HOLE] = _SECTORS  # none of them
        there = sector == np.arange(_SECTORS)[:, None, None]
        inside.append(there)
        fourfold.append(there[:, None] * _fourfold(dx, dy))
    rows = np.concatenate(inside).reshape(len(_AROUND) * _SECTORS, -1).astype(np.float32)
    return _Sectors(rows, np.concatenate(fourfold).reshape(len(rows), -1).astype(np.float32), rows.sum(axis=1))


def _fourfold(x: Floats, y: Floats) -> Floats:
    """Cosine and sine of four times the angle of (x, y), shape (2, height, width): directions without a sign, of which
    those at right angles are one."""
    doubled = (x + 1j * y) ** 2
    turned = np.square(doubled / np.maximum(np.abs(doubled), 1e-9))
    return np.stack([turned.real, turned.imag])

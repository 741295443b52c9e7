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
_SECTORS = 8  # all around: one bundle of lines is not radial
_LEAST = 0.004  # mean gradient of a sector on which something can be seen
_HOLE = 5.0  # pixels around the centre, where directions mean little


def radial(frame: Frame) -> Reading:
    """How well the edges agree with the direction from a centre: the mean cosine of four times the angle between
    (1 in rings, in rays and in both, 0 by chance), in the worse half of the eighths of the circle."""
    scale = _SIDE / max(frame.width, frame.height)
    size = max(8, round(frame.width * scale)), max(8, round(frame.height * scale))
    light = np.asarray(cv2.resize(frame.light, size, interpolation=cv2.INTER_AREA), np.float32)
    across, down = (cv2.Sobel(light, cv2.CV_32F, *axis) / 8 for axis in ((1, 0), (0, 1)))
    strength = np.hypot(across, down)
    doubled = _doubled(across, down)
    value, centre = max((_agreement(doubled, strength, seen), centre) for centre, seen in _around(*size))
    return Reading(value, (Shape("point", (centre,)),)) if value > 0 else NOTHING


@dataclass(frozen=True, slots=True)
class _Around:
    """A picture's pixels as seen from a centre: which are not too near, twice their direction, their sector."""

    away: NDArray[np.bool_]
    doubled: Floats
    sector: NDArray[np.int64]
    counts: NDArray[np.int64]


@lru_cache(maxsize=8)  # most photos of a library have one of few shapes
def _around(width: int, height: int) -> tuple[tuple[Point, _Around], ...]:
    return tuple(
        ((float(x), float(y)), _seen_from(x * width, y * height, width, height)) for x in _CENTRES for y in _CENTRES
    )


def _seen_from(x: float, y: float, width: int, height: int) -> _Around:
    dx, dy = np.meshgrid(np.arange(width) + 0.5 - x, np.arange(height) + 0.5 - y)
    away = np.hypot(dx, dy) >= _HOLE
    sector = ((np.arctan2(dy, dx) / np.pi + 1) / 2 * _SECTORS).astype(np.int64)[away] % _SECTORS
    return _Around(away, _doubled(dx, dy)[:, away], sector, np.bincount(sector, minlength=_SECTORS))


def _doubled(x: Floats, y: Floats) -> Floats:
    """Cosine and sine of twice the angle of (x, y): directions without a sign."""
    return np.stack([x**2 - y**2, 2 * x * y]) / np.maximum(x**2 + y**2, 1e-9)


def _agreement(doubled: Floats, strength: Floats, seen: _Around) -> float:
    weights = strength[seen.away]
    cosines = (doubled[:, seen.away] * seen.doubled).sum(axis=0)
    sums = np.bincount(seen.sector, weights, _SECTORS)
    means = np.bincount(seen.sector, weights * (2 * cosines**2 - 1), _SECTORS) / np.maximum(sums, 1e-9)
    means[sums <= _LEAST * seen.counts] = 0
    # The worse half counts: it must be so all around.
    return float(np.sort(means)[: _SECTORS // 2].mean())

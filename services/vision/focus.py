"""Where a photo is sharp, and how noisy it is, tile by tile. cv2 is imported here: for children only.

Sharpness is the blur metric of Crete, Dolmiere, Ladret and Nicolas, "The blur effect: perception and estimation with
a new no-reference perceptual blur metric" (SPIE 2007), taken per tile: what is sharp loses most of its differences
between neighbours to a further blur, what is blurred already keeps them. A ratio, so it asks neither how strong the
edges are nor how many.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]  # shape (height, width)
Tiles = NDArray[np.float64]  # shape (rows, columns)

_ACROSS = 24  # tiles along the long side, at most
_LEAST = 16  # pixels a side, at least
_TAPS = 9  # pixels, Crete's blur
_DETAIL = 2.0  # grey levels: less is a smooth surface in 8 bits


@dataclass(frozen=True, slots=True)
class Focus:
    """`sharpness` of each tile, 0 (blurred, or nothing on it) to 0.9 (differences from pixel to pixel); `detail`, the
    mean difference between neighbours there, and `noise`, the standard deviation of the photo's noise, in grey levels
    of 255."""

    sharpness: Tiles
    detail: Tiles
    noise: float

    @property
    def telling(self) -> NDArray[np.bool_]:
        """The tiles with more detail than noise alone would give: of these sharpness can be told."""
        return self.detail > max(_DETAIL, 2 * self.noise)


def focus(grey: Grey) -> Focus:
    shape = _grid(grey)
    lost, before = np.zeros(shape), np.zeros(shape)
    for axis in (0, 1):
        # Along every second row or column: as good, in half the time.
        some = grey[::2] if axis else np.ascontiguousarray(grey[:, ::2])
        soft = np.asarray(cv2.blur(some, (_TAPS, 1) if axis else (1, _TAPS)), np.uint8)
        differences = _differences(some, axis)
        # uint8 subtraction stops at 0: only what the blur took away counts.
        lost += _tile_means(np.asarray(cv2.subtract(differences, _differences(soft, axis)), np.uint8), shape)
        before += _tile_means(differences, shape)
    return Focus(lost / np.maximum(before, 1e-6), before / 2, noise(grey))


_SECOND = np.array([1, -2, 1], np.float32)  # along both axes: the difference of two Laplacians
_QUIET = 0.2  # of the tiles: those that show the noise rather than the scene
_UNCLIPPED = (8, 247)  # grey levels: black and white hide their noise
_WHITE, _COLOURED = 0.5, 0.35  # noise halves with the picture's size; by how much more it may stay before it is texture


def noise(grey: Grey) -> float:
    """The standard deviation of the noise, in grey levels; 0 where all is clipped.

    Immerkaer, "Fast noise variance estimation" (CVIU 1996): the difference of two Laplacians is blind to edges. It is
    not blind to texture; so it is read on the quietest fifth of the tiles, and again at half the size: noise is half
    as strong there, grass is not.
    """
    if min(grey.shape) < 8:
        return 0.0
    shape = _grid(grey)
    means = _tile_means(grey, shape)
    seen = (means > _UNCLIPPED[0]) & (means < _UNCLIPPED[1])
    if not seen.any():
        return 0.0
    half = np.asarray(cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
    fine, coarse = (_immerkaer(picture, shape)[seen] for picture in (grey, half))
    quiet = fine <= np.quantile(fine, _QUIET)
    stays = float(coarse[quiet].mean() / max(fine[quiet].mean(), 0.05))
    return float(fine[quiet].max()) / (1 + (max(0.0, stays - _WHITE) / _COLOURED) ** 2)


def _immerkaer(grey: Grey, shape: tuple[int, int]) -> Tiles:
    response = np.asarray(cv2.convertScaleAbs(cv2.sepFilter2D(grey, cv2.CV_16S, _SECOND, _SECOND)), np.uint8)
    return np.asarray(_tile_means(response, shape) * np.sqrt(np.pi / 2) / 6)


def _differences(grey: Grey, axis: int) -> Grey:
    if grey.shape[axis] < 2:
        return np.zeros_like(grey)
    one, other = (grey[1:], grey[:-1]) if axis == 0 else (grey[:, 1:], grey[:, :-1])
    return np.asarray(cv2.absdiff(one, other), np.uint8)


def _grid(grey: Grey) -> tuple[int, int]:
    """-> (rows, columns) of tiles, nearly square."""
    side = max(_LEAST, max(grey.shape) / _ACROSS)
    return max(1, round(grey.shape[0] / side)), max(1, round(grey.shape[1] / side))


def _tile_means(grey: Grey, shape: tuple[int, int]) -> Tiles:
    down, across = (_edges(size, tiles) for size, tiles in zip(grey.shape, shape, strict=True))
    bands = [cv2.reduce(grey[top:bottom], 0, cv2.REDUCE_SUM, dtype=cv2.CV_32S) for top, bottom in pairwise(down)]
    sums = np.add.reduceat(np.concatenate(bands), across[:-1], axis=1)
    return np.asarray(sums / np.outer(np.diff(down), np.diff(across)))


@lru_cache(maxsize=32)  # most photos of a library have one of few shapes
def _edges(size: int, tiles: int) -> NDArray[np.int64]:
    """Where each tile begins, and the last one ends, along a side of so many pixels."""
    return np.linspace(0, size, tiles + 1).astype(np.int64)

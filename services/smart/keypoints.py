"""Whether two pictures are one, point for point: also where one was cropped or turned, so that nothing of them agrees
as a whole. Works on thumbnails, in a child; some 40 ms a pair on one core."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray
from PIL import Image

log = logging.getLogger(__name__)

ENOUGH = 20  # points; of 400 pairs of different photos that look most alike none has more than 12 (docs/quality.md)

_MOST = 400  # points a picture
_FEW = 8  # fewer say nothing
_CLEARER = 0.8  # how much nearer the nearest point must be than the next (Lowe 2004)
_OFF = 3.0  # pixels of a thumbnail


@dataclass(frozen=True, slots=True)
class Points:
    """`places`: float32 (n, 2), pixels, x before y. `looks`: float32 (n, 128), unit rows."""

    places: NDArray[np.float32]
    looks: NDArray[np.float32]


def comparer() -> "Callable[[Sequence[tuple[bytes, bytes]]], Sequence[int]]":
    """For a child: of each pair of thumbnails, how many points agree; 0 where one is no picture."""
    keypoints, seen = Keypoints(), LRUCache[bytes, Points | None](128)  # 200 kB each

    def points(thumbnail: bytes) -> Points | None:
        if thumbnail not in seen:
            try:
                seen[thumbnail] = keypoints.see(thumbnail)
            except OSError as error:
                log.warning("a thumbnail cannot be read: %s", error)
                seen[thumbnail] = None
        return seen[thumbnail]

    def compare(pairs: Sequence[tuple[bytes, bytes]]) -> Sequence[int]:
        both = ((points(one), points(other)) for one, other in pairs)
        return [keypoints.agreeing(one, other) if one and other else 0 for one, other in both]

    return compare


class Keypoints:
    """SIFT (Lowe 2004), compared as RootSIFT (Arandjelovic & Zisserman 2012)."""

    @cached_property
    def _sift(self) -> Any:
        import cv2  # here, for it is large, and most libraries need it for few photos

        return cv2.SIFT_create(_MOST)  # type: ignore[attr-defined]

    def see(self, thumbnail: bytes) -> Points | None:
        """None where there is too little to hold on to. Raises OSError for what is no picture."""
        with Image.open(BytesIO(thumbnail)) as opened:
            grey = np.asarray(opened.convert("L"))
        found, looks = self._sift.detectAndCompute(grey, None)
        if looks is None or len(found) < _FEW:
            return None
        roots = np.sqrt(looks / np.maximum(looks.sum(axis=1, keepdims=True), 1e-6))
        return Points(np.array([point.pt for point in found], np.float32), roots.astype(np.float32))

    def agreeing(self, one: Points, other: Points) -> int:
        """How many points of the one lie where the other has them, after it is moved, turned and scaled as a whole
        (RANSAC, Fischler & Bolles 1981)."""
        import cv2

        products = one.looks @ other.looks.T
        order = np.argsort(-products, axis=1)[:, :2]
        nearest, next_ = (2 - 2 * np.take_along_axis(products, order[:, [place]], 1)[:, 0] for place in (0, 1))
        clear = nearest < _CLEARER**2 * next_
        if clear.sum() < _FEW:
            return 0
        cv2.setRNGSeed(1)  # the same pictures give the same answer
        _, inside = cv2.estimateAffinePartial2D(
            one.places[clear], other.places[order[clear, 0]], ransacReprojThreshold=_OFF
        )
        return 0 if inside is None else int(inside.sum())

"""The colours of a picture: which they are, how much there is of each, and what people call them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.vision.naming import NAMES, NEUTRAL, cells, names_of_cells
from services.vision.oklab import oklab, srgb

# Of the pixels. A little of a strong colour is what a photo is remembered by; walls and shadows are everywhere.
_NOTED = dict.fromkeys(NAMES, 0.06) | dict.fromkeys(NEUTRAL, 0.2) | {"grey": 0.35}

_ENTRIES = 6
_ALIKE = 0.07  # in Oklab: two entries of a palette that are nearer become one
_LEAST_SHARE = 0.02
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Swatch:
    rgb: tuple[int, int, int]
    share: float  # of the pixels
    name: str

    @property
    def hex(self) -> str:
        return "#{:02x}{:02x}{:02x}".format(*self.rgb)


class Colours:
    """Of a picture of some thousand pixels, shape (n, 3), sRGB."""

    def __init__(self, rgb: NDArray[np.uint8]) -> None:
        cell_of = cells(rgb)
        counts = np.bincount(cell_of)
        self._cells = np.flatnonzero(counts)
        self._counts = counts[self._cells]
        sums = np.stack([np.bincount(cell_of, rgb[:, channel])[self._cells] for channel in range(3)], axis=1)
        self._means = np.rint(sums / self._counts[:, None]).astype(np.uint8)
        self._total = len(rgb)

    def shares(self) -> dict[str, float]:
        """Of every name, 0..1, together 1."""
        each = np.bincount(names_of_cells()[self._cells], self._counts, len(NAMES)) / self._total
        return dict(zip(NAMES, map(float, each), strict=True))

    def names(self) -> list[str]:
        """Those that a person would say the picture has, most of it first; at least one."""
        shares = sorted(self.shares().items(), key=lambda item: -item[1])
        noted = [name for name, share in shares if share >= _NOTED[name]]
        return noted or [shares[0][0]]

    def palette(self) -> list[Swatch]:
        """Up to six, most of it first: weighted k-means in Oklab, begun far apart, near ones joined."""
        lab, weights = oklab(self._means), self._counts.astype(np.float32)
        means, shares = _joined(*_clustered(lab, weights))
        order = [index for index in np.argsort(-shares, kind="stable") if shares[index] >= _LEAST_SHARE]
        colours = srgb(means[order])
        names = names_of_cells()[cells(colours)]
        return [
            Swatch((int(r), int(g), int(b)), float(shares[index]), NAMES[name])
            for index, (r, g, b), name in zip(order, colours, names, strict=True)
        ]


def _clustered(
    lab: NDArray[np.float32], weights: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """-> (means (k, 3), shares (k,)). Deterministic: the first mean is the heaviest colour, each further one the
    colour that most pixels' worth of distance speaks for (as k-means++ draws them, Arthur & Vassilvitskii 2007)."""
    means = lab[[int(np.argmax(weights))]]
    far = _distances(lab, means)[:, 0]
    while len(means) < _ENTRIES:
        gap = far * np.sqrt(weights)
        if gap.max() <= 0:
            break
        means = np.concatenate([means, lab[[int(np.argmax(gap))]]])
        far = np.minimum(far, _distances(lab, means[-1:])[:, 0])
    for _ in range(_ROUNDS):
        nearest = _distances(lab, means).argmin(1)
        total = np.bincount(nearest, weights, len(means))
        sums = np.stack([np.bincount(nearest, weights * lab[:, axis], len(means)) for axis in range(3)], 1)
        kept = total > 0
        means = (sums[kept] / total[kept, None]).astype(np.float32)
    total = np.bincount(_distances(lab, means).argmin(1), weights, len(means))
    return means, (total / total.sum()).astype(np.float32)


def _joined(means: NDArray[np.float32], shares: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    while len(means) > 1:
        gaps = _distances(means, means) + np.eye(len(means), dtype=np.float32) * 9
        first, second = sorted(divmod(int(gaps.argmin()), len(means)))
        if gaps[first, second] >= _ALIKE**2:
            break
        both = shares[[first, second]]
        means[first] = np.average(means[[first, second]], axis=0, weights=both + 1e-9)
        shares[first] = both.sum()
        means, shares = np.delete(means, second, 0), np.delete(shares, second)
    return means, shares


def _distances(points: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float32]:
    """Squared, shape (points, others)."""
    x, y, z = (np.subtract.outer(points[:, axis], others[:, axis]) for axis in range(3))
    return np.asarray(x * x + y * y + z * z, np.float32)

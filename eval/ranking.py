"""Recall and mean reciprocal rank, with the intervals that so few photos deserve."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean and its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.3f}, {self.high:.3f}]"


@dataclass(frozen=True, slots=True)
class Ranks:
    """`ranks`: of each question, the place of its photo, 1 first, inf when it was not found. `photos`: of each
    question, the number of its photo: one photo's captions are alike, so photos are what is resampled."""

    ranks: NDArray[np.float64]
    photos: NDArray[np.int64]

    def recall(self, k: int) -> Estimate:
        return estimate(self.ranks <= k, self.photos)

    @property
    def mrr(self) -> Estimate:
        return estimate(1 / self.ranks, self.photos)

    def row(self) -> list[str]:
        return [str(value) for value in (self.recall(1), self.recall(5), self.recall(10), self.mrr)]


def rank_of(wanted: int, answer: Sequence[int]) -> float:
    return answer.index(wanted) + 1 if wanted in answer else np.inf


def ranks_in(scores: NDArray[np.floating], wanted: NDArray[np.int64]) -> NDArray[np.float64]:
    """Of each row of scores (questions x photos), the rank of the wanted column; ties take their middle rank."""
    own = np.take_along_axis(scores, wanted[:, None], axis=1)
    return np.asarray((scores > own).sum(1) + ((scores == own).sum(1) + 1) / 2, np.float64)


def estimate(values: NDArray[np.generic], photos: NDArray[np.int64]) -> Estimate:
    means = resampled(values, photos)
    low, high = np.quantile(means, [0.025, 0.975])
    return Estimate(float(values.mean()), float(low), float(high))


def gain(ours: Ranks, theirs: Ranks) -> Estimate:
    """The difference in mean reciprocal rank on the same questions."""
    return estimate(1 / ours.ranks - 1 / theirs.ranks, ours.photos)


def resampled(values: NDArray[np.generic], photos: NDArray[np.int64]) -> NDArray[np.float64]:
    """Means over RESAMPLES draws of photos with replacement."""
    n = int(photos.max()) + 1
    sums, counts = np.bincount(photos, values, n), np.bincount(photos, minlength=n)
    draws = np.random.default_rng(0).integers(0, n, (RESAMPLES, n))
    return np.asarray(sums[draws].sum(1) / counts[draws].sum(1))


def auc(scores: NDArray[np.floating], wanted: NDArray[np.bool_]) -> float:
    """The chance that one that is wanted scores more than one that is not; ties count half."""
    ours, others = scores[wanted][:, None], scores[~wanted][None]
    return float(((ours > others) + 0.5 * (ours == others)).mean())


def average_precision(relevant: Sequence[bool], total: int) -> float:
    """Of an answer in its order, where `total` photos of the library are relevant."""
    hits = np.cumsum(relevant)
    return float(sum(hits[i] / (i + 1) for i, yes in enumerate(relevant) if yes) / total)

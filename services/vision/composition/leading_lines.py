"""Lines that lead the eye to one point."""

import numpy as np
from numpy.typing import NDArray

from services.vision.composition.frame import Frame
from services.vision.composition.reading import NOTHING, Reading, Shape, line

Floats = NDArray[np.float64]

_MOST = 40  # segments looked at, the longest: every pair of them is tried
_LEVEL = 8.0  # degrees: nearer to level or upright, a line is a house's or a horizon's
_POINTS_AT = 3.0  # degrees: a line that misses the point by no more leads to it
_SPREAD = 12.0  # degrees, standard deviation: parallels lead nowhere
_OUTSIDE = 0.1  # of the sides: how far out of the picture they may meet
_ENOUGH = 1.2  # diagonals of the picture: the lines' lengths together that make two thirds of the strength
_TRIED = 50  # points, those to which most leads
_SHOWN = 6


def leading_lines(frame: Frame) -> Reading:
    """Of the straight edges that are neither level nor upright, those that lead to one point in or near the picture:
    how long they are together, and their share. Every crossing of two is tried as the point."""
    unit = np.array([frame.aspect, 1.0]) / np.hypot(frame.aspect, 1)  # the picture's diagonal is 1
    lines = frame.segments[:_MOST].astype(np.float64) * np.tile(unit, 2)
    angles = np.degrees(np.arctan2(lines[:, 3] - lines[:, 1], lines[:, 2] - lines[:, 0]))
    slanted = np.abs((angles + 45) % 90 - 45) > _LEVEL
    lines, angles = lines[slanted], angles[slanted]
    lengths = np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1])
    points = _crossings(lines)
    points = points[((points >= -_OUTSIDE * unit) & (points <= (1 + _OUTSIDE) * unit)).all(axis=1)]
    if not len(points):
        return NOTHING
    leads = _leads(lines, angles, points)
    strongest = np.argsort(-(leads @ lengths), kind="stable")[:_TRIED]
    points, leads = points[strongest], leads[strongest]
    votes = (leads @ lengths) * (_deviation(angles, leads * lengths) >= _SPREAD)
    best = int(votes.argmax())
    if votes[best] <= 0:
        return NOTHING
    strength = (1 - np.exp(-votes[best] / _ENOUGH)) * np.sqrt(votes[best] / lengths.sum())
    x, y = np.clip(points[best] / unit, 0, 1)
    shown = lines[leads[best]][:_SHOWN] / np.tile(unit, 2)
    return Reading(float(strength), (Shape("point", ((float(x), float(y)),)), *map(line, shown)))


def _crossings(lines: Floats) -> Floats:
    """Where any two of them, prolonged, meet; shape (n, 2)."""
    if len(lines) < 2:
        return np.zeros((0, 2))
    ends = np.concatenate([lines.reshape(-1, 2, 2), np.ones((len(lines), 2, 1))], axis=2)
    through = np.cross(ends[:, 0], ends[:, 1])
    one, other = np.triu_indices(len(lines), 1)
    met = np.cross(through[one], through[other])
    met = met[np.abs(met[:, 2]) > 1e-6]
    return np.asarray(met[:, :2] / met[:, 2:])


def _leads(lines: Floats, angles: Floats, points: Floats) -> NDArray[np.bool_]:
    """Which lines point at which points, and do not run through them; shape (points, lines)."""
    to = points[:, None] - (lines[:, :2] + lines[:, 2:]) / 2
    off = np.abs((np.degrees(np.arctan2(to[..., 1], to[..., 0])) - angles + 90) % 180 - 90)
    halves = np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]) / 2
    return np.asarray((off <= _POINTS_AT) & (np.hypot(to[..., 0], to[..., 1]) >= 0.9 * halves))


def _deviation(angles: Floats, weights: Floats) -> Floats:
    """Degrees, of directions without a sign, for each row of weights (the circular standard deviation)."""
    mean = np.abs(weights @ np.exp(2j * np.radians(angles))) / np.maximum(weights.sum(axis=1), 1e-9)
    return np.asarray(np.degrees(np.sqrt(-2 * np.log(np.clip(mean, 1e-9, 1)))) / 2)

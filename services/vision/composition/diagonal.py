"""A picture that runs or is parted along a diagonal."""

import numpy as np

from services.vision.composition.frame import Frame
from services.vision.composition.reading import NOTHING, Reading, line

_LEAST = 0.002  # mean gradient of lightness on which a direction can be seen
_SLANT = 3.0  # what the edges' mean direction is worth: few photos have a tenth


def diagonal(frame: Frame) -> Reading:
    """Half of it: how well one diagonal parts the colours (their correlation with the distance from it). The other
    half: how much more the edges run along one diagonal than along the other (the structure tensor's mean double
    angle; Bigun and Granlund 1987)."""
    parted, running = _parted(frame), _running(frame)
    both = {falls: (abs(parted[falls]) + min(1.0, _SLANT * max(0.0, running[falls]))) / 2 for falls in (True, False)}
    falls = max(both, key=lambda way: both[way])
    if both[falls] <= 0:
        return NOTHING
    return Reading(both[falls], (line((0, 0, 1, 1) if falls else (0, 1, 1, 0)),))


def _parted(frame: Frame) -> dict[bool, float]:
    """By whether the parting line falls to the right: 0..1."""
    small = frame.square.astype(np.float64)
    small = (small - small.mean(axis=(0, 1))).reshape(-1, 3)
    places = (np.arange(len(frame.square)) + 0.5) / len(frame.square) - 0.5
    x, y = np.meshgrid(places, places)
    size = np.sqrt((small**2).sum())
    if size < 1e-3:
        return {True: 0.0, False: 0.0}
    distances = {True: (x - y).ravel(), False: (x + y).ravel()}
    return {
        falls: float(np.linalg.norm(distance @ small) / np.linalg.norm(distance) / size)
        for falls, distance in distances.items()
    }


def _running(frame: Frame) -> dict[bool, float]:
    """By whether the edges fall to the right: -1..1."""
    across, down = frame.gradient
    strength = frame.edges
    if strength.mean() < _LEAST:
        return {True: 0.0, False: 0.0}
    # The gradient stands at right angles to its edge: of one that falls it points up right or down left.
    falls = float(-(2 * across * down / np.maximum(strength, 1e-6)).sum() / strength.sum())
    return {True: falls, False: -falls}

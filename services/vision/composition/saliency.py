"""What draws the eye. cv2 is imported here: for children only.

Two published maps, added: the image signature (Hou, Harel and Koch, "Image signature: highlighting sparse salient
regions", PAMI 2012), which finds what is rare against the rest, and the difference from the picture's borders (the
backgroundness of Zhang et al., "Minimum barrier salient object detection at 80 FPS", ICCV 2015), which fills it; both
weighed towards the middle, where people put what they mean. On the COCO photos of the evalkit the two together point
closer to the largest thing than either, spectral residual (Hou and Zhang 2007) or frequency tuning (Achanta 2009).
"""

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SIDE = 64
_BORDER = 6  # pixels
_NOISE = 4.0  # variance of Lab below which colours are the same
_MIDDLE = 0.45  # of the side: standard deviation of the weight, gentle
_LEAST = 1.0  # standard deviation of Lab: on a plain surface nothing stands out


def saliency(lab: Floats) -> Floats:
    """`lab`: shape (64, 64, 3), L 0..100. -> shape (64, 64), 0..1, all 0 where nothing stands out."""
    if cv2.meanStdDev(lab)[1].max() < _LEAST:
        return np.zeros((SIDE, SIDE), np.float32)
    places = (np.arange(SIDE) + 0.5) / SIDE - 0.5
    middle = np.exp(-(places**2) / (2 * _MIDDLE**2))
    return _scaled((_signature(lab) + _unlike_borders(lab)) * np.outer(middle, middle))


def _signature(lab: Floats) -> Floats:
    seen = np.zeros((SIDE, SIDE), np.float32)
    for channel in cv2.split(lab):
        seen += np.square(cv2.idct(np.sign(cv2.dct(channel))))
    return _scaled(np.asarray(cv2.GaussianBlur(seen, (0, 0), SIDE / 20), np.float32))


def _unlike_borders(lab: Floats) -> Floats:
    """The Mahalanobis distance from each border's colours, summed, without the border that it is farthest from: the
    subject may touch one."""
    distances = []
    for border in (lab[:_BORDER], lab[-_BORDER:], lab[:, :_BORDER], lab[:, -_BORDER:]):
        colours = border.reshape(-1, 3).astype(np.float64)
        mean = colours.mean(axis=0)
        spread = (colours - mean).T @ (colours - mean) / (len(colours) - 1) + np.eye(3) * _NOISE
        turned = np.linalg.cholesky(np.linalg.inv(spread)).T
        whitened = np.asarray(cv2.transform(lab, np.column_stack([turned, -turned @ mean])), np.float32)
        distances.append(_scaled(_lengths(whitened), from_zero=True))
    return _scaled(np.sum(distances, axis=0) - np.max(distances, axis=0))


def _lengths(vectors: Floats) -> Floats:
    """Of the three numbers of each pixel; shape (height, width)."""
    x, y, z = (np.asarray(channel, np.float32) for channel in cv2.split(vectors))
    return np.asarray(np.sqrt(x * x + y * y + z * z), np.float32)


def _scaled(values: Floats | NDArray[np.float64], from_zero: bool = False) -> Floats:
    least = 0.0 if from_zero else float(values.min())
    return np.asarray((values - least) / max(float(values.max()) - least, 1e-6), np.float32)

"""What stands out of a photo on which nothing was recognised. cv2 is imported here: for children only.

Source: Hou, Harel, Koch, "Image signature: highlighting sparse salient regions", PAMI 2012: of each colour channel only
the signs of its cosine transform are kept; where that comes back strongly, the picture differs from its ground.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from shared.inference.base import Pixels

_SIDE = 64  # cells along each side
_BLUR = 0.05 * _SIDE  # standard deviation, cells: as published
_FAINT = 0.4  # of the strongest: what is weaker is the ground


def salience(pixels: Pixels) -> NDArray[np.float64]:
    """RGB pixels -> 64 x 64 cells, 0 to 1; zeros where nothing stands out."""
    small = cv2.resize(pixels, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    channels = [lab[..., channel] - lab[..., channel].mean() for channel in range(3)]
    signatures = [cv2.idct(np.sign(cv2.dct(channel))) for channel in channels if np.ptp(channel) > 1]
    if not signatures:
        return np.zeros((_SIDE, _SIDE))
    energy = np.sum([signature**2 for signature in signatures], axis=0)
    found = cv2.GaussianBlur(energy, (0, 0), _BLUR).astype(np.float64)
    found /= found.max()
    return np.where(found < _FAINT, 0.0, found)

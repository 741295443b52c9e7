"""Whether there is anything to be seen on a picture: a classifier names things on a blank one and on noise as well."""

import numpy as np

from services.vision.small import greys
from shared.inference.base import Pixels

_SIDE = 512  # looked at in the middle
_CONTRAST = 2.0  # greys of deviation
_ALIKE = 0.4  # correlation of a pixel with the next; of noise it is 0 to .1, of 290 photos .65 and more


def shows_something(pixels: Pixels) -> bool:
    # A thing may stand beside a blank middle: contrast is looked for everywhere, in every seventh row.
    if greys(np.ascontiguousarray(pixels[::7])).std() < _CONTRAST:
        return False
    height, width = pixels.shape[:2]
    top, left = max(0, height - _SIDE) // 2, max(0, width - _SIDE) // 2
    middle = greys(np.ascontiguousarray(pixels[top : top + _SIDE, left : left + _SIDE])).astype(np.float32)
    middle -= middle.mean()
    spread = float((middle**2).mean())
    if spread < _CONTRAST**2:
        return True
    # Stripes alternate one way, noise both ways.
    pairs = ((middle[:, 1:], middle[:, :-1]), (middle[1:], middle[:-1]))
    return any(one.size and float((one * other).mean()) / spread >= _ALIKE for one, other in pairs)

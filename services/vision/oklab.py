"""sRGB <-> Oklab (Björn Ottosson, "A perceptual color space for image processing", 2020; his constants are in the
public domain). Distances in it are about as large as people see them: 0.02 is just visible."""

import numpy as np
from numpy.typing import NDArray

_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    np.float32,
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ],
    np.float32,
)
_FROM_LAB, _FROM_CONES = np.linalg.inv(_TO_LAB), np.linalg.inv(_TO_CONES)

_CODES = np.arange(256, dtype=np.float32) / 255
_LINEAR = np.where(_CODES <= 0.04045, _CODES / 12.92, ((_CODES + 0.055) / 1.055) ** 2.4).astype(np.float32)


def oklab(rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Shape (..., 3), sRGB 0..255 -> L (0 black, 1 white), a (green to red), b (blue to yellow), float32."""
    return np.asarray(np.cbrt(_LINEAR[rgb] @ _TO_CONES.T) @ _TO_LAB.T, np.float32)


def srgb(lab: NDArray[np.float32]) -> NDArray[np.uint8]:
    """The inverse, rounded; what lies outside sRGB is clipped."""
    linear = np.clip((lab @ _FROM_LAB.T) ** 3 @ _FROM_CONES.T, 0, 1)
    codes = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(codes * 255), np.uint8)

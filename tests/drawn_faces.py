"""Faces that the real networks take for faces, drawn: no person's."""

import cv2
import numpy as np

from shared.inference.base import Pixels

_SKIN, _HAIR, _LIPS = (224, 172, 140), (60, 40, 30), (170, 70, 70)
# x, y, half the width and half the height of each ellipse, of a head 200 high in the middle of 400 x 400.
_PARTS = (
    (0, -25, 88, 105, _HAIR), (0, 140, 110, 60, (40, 60, 110)), (0, 90, 32, 40, (190, 146, 119)),
    (0, 0, 75, 100, _SKIN),
    *((x + dx, y, a, b, colour) for x in (-30, 30) for dx, y, a, b, colour in (
        (0, -20, 16, 9, (250, 250, 250)), (0, -20, 8, 8, _HAIR), (0, -20, 3, 3, (0, 0, 0)), (0, -40, 19, 4, _HAIR))),
    (0, 12, 9, 22, (201, 154, 126)), (-7, 28, 4, 3, (120, 70, 60)), (7, 28, 4, 3, (120, 70, 60)),
    (0, 52, 27, 9, _LIPS), (0, 50, 24, 2, (110, 40, 40)),
)  # fmt: skip


def drawn_face(side: int = 400, *, leaning: float = 0.0) -> Pixels:
    """Shape (side, side, 3): the face is half as high. `leaning` clockwise, in degrees."""
    large = np.full((400, 400, 3), (90, 120, 150), np.uint8)
    for x, y, wide, high, colour in _PARTS:
        cv2.ellipse(large, (200 + x, 200 + y), (wide, high), 0, 0, 360, colour, cv2.FILLED, cv2.LINE_AA)
    soft = cv2.GaussianBlur(large, (0, 0), 1.2)
    turn = cv2.getRotationMatrix2D((200, 200), -leaning, 1)
    turned = cv2.warpAffine(soft, turn, (400, 400), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(turned, (side, side), interpolation=cv2.INTER_AREA), np.uint8)

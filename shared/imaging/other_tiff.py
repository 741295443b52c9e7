"""Those varieties of TIFF that Pillow cannot open: floating point colour, big-endian BigTIFF, tags of unusual types.

OpenCV reads them, without their metadata. Only decoder children call this.
"""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from shared.errors import Damaged, Unsupported
from shared.imaging.color import stretched
from shared.imaging.tiff import HEIGHT, ORIENTATION, WIDTH, main_page, one

SENTENCE = "This variety of TIFF is not supported. Save the picture as an 8-bit or 16-bit TIFF, or as PNG or JPEG."


def other_tiff(path: Path) -> tuple[Image.Image, int]:
    """-> (the picture as stored, grey or colour of 8 bits; its EXIF orientation). Raises Unsupported or Damaged."""
    with path.open("rb") as stream:
        page = main_page(stream) or {}
    flags = cv2.IMREAD_UNCHANGED | cv2.IMREAD_IGNORE_ORIENTATION
    try:
        values = cv2.imdecode(np.fromfile(path, np.uint8), flags)
    except cv2.error as error:
        raise Unsupported(SENTENCE) from error
    if values is None:
        raise Unsupported(SENTENCE)
    if (one(page, WIDTH, 0), one(page, HEIGHT, 0)) != (values.shape[1], values.shape[0]):
        raise Damaged("The file is damaged: its picture is not of the size that it tells.")
    return _picture(values), one(page, ORIENTATION, 1)


def _picture(values: NDArray[np.generic]) -> Image.Image:
    if values.dtype != np.uint8:
        values = stretched(values, 65535.0 if values.dtype == np.uint16 else None)
    if values.ndim == 3 and values.shape[2] in (3, 4):
        values = values[:, :, (2, 1, 0, 3)[: values.shape[2]]]
    elif values.ndim == 3:
        values = values[:, :, 0]
    return Image.fromarray(np.ascontiguousarray(values))

"""Original -> preview, thumbnail and thumbhash."""

import base64
from collections.abc import Sequence

from PIL import Image
from thash import encode as thumbhash

from services.vision.encoding import PREVIEW_JPEG, encoded
from shared.errors import Invalid
from shared.imaging.decode import open_original
from shared.imaging.resize import resized
from shared.inference.base import Found, Item

PREVIEW, THUMBNAIL = 1440, 320  # long sides, pixels
_HASHED = 100  # thumbhash's own largest side

# Measured: the next slower WebP method saves 3 % of the bytes for twice the time.
_WEBP = {"quality": 78, "method": 2}


class Renditions:
    """Facts {width, height, thumbhash}: the original's full size, upright. Blobs {"preview", "thumbnail"}:
    JPEG and WebP, sRGB, never larger than the original, free of its metadata."""

    model = "pillow"

    def __init__(self, max_pixels: int) -> None:
        self._max_pixels = max_pixels

    def __call__(self, items: Sequence[Item]) -> Sequence[Found | Invalid]:
        return [self._outcome(item) for item in items]

    def _outcome(self, item: Item) -> Found | Invalid:
        if item.path is None:
            raise ValueError("renditions takes the original: the item has no path")
        try:
            preview, width, height = open_original(item.path, self._max_pixels, PREVIEW)
        except Invalid as error:
            return error
        thumbnail = _within(preview, THUMBNAIL)
        return Found(
            facts={"width": width, "height": height, "thumbhash": _hash(thumbnail)},
            blobs={
                "preview": encoded(preview, "JPEG", **PREVIEW_JPEG),
                "thumbnail": encoded(thumbnail, "WEBP", **_WEBP),
            },
        )


def _within(picture: Image.Image, side: int) -> Image.Image:
    scale = min(1.0, side / max(picture.size))
    return resized(picture, (max(1, round(picture.width * scale)), max(1, round(picture.height * scale))))


def _hash(picture: Image.Image) -> str:
    return base64.b64encode(bytes(thumbhash(_within(picture, _HASHED), backend="numpy"))).decode()

"""The picture that is sent: made anew of the preview's pixels, so that nothing else can be in it. For a child."""

from collections.abc import Callable, Sequence

from PIL import Image

from services.vision.encoding import encoded
from services.vision.small import within
from shared.errors import Invalid
from shared.imaging.decode import pixels

SIDE = 1024  # pixels
_QUALITY = 85

Made = bytes | Invalid


def build() -> Callable[[Sequence[bytes]], list[Made]]:
    """What a child runs: previews (JPEG) -> JPEGs of at most SIDE pixels a side, without any metadata."""
    return lambda previews: [_made(preview) for preview in previews]


def _made(preview: bytes) -> Made:
    try:
        small = within(pixels(preview), SIDE)
    except Invalid as error:
        return error
    return encoded(Image.fromarray(small), "JPEG", quality=_QUALITY)

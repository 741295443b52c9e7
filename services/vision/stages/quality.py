"""How good a photo is technically: sharp, well exposed, clean, full of contrast."""

from collections.abc import Sequence
from dataclasses import asdict

from services.vision.stages.previews import each_preview
from shared.domain.photo import Photo
from shared.errors import Invalid
from shared.inference.base import Found, Item, Pixels


class Quality:
    """Facts: sharpness, exposure, noise, contrast, overall, each 0..1 and 1 is good. No model: measurements by the
    methods that services/vision/quality.py and focus.py name. Made in a child: it imports cv2."""

    model = "measured on the pixels"

    def __init__(self) -> None:
        from services.vision.quality import quality

        self._measured = quality

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        return each_preview(items, self._found)

    def _found(self, photo: Photo, pixels: Pixels) -> Found:
        seen = self._measured(pixels)
        values = asdict(seen) | {"overall": seen.overall}
        return Found(facts={name: round(value, 3) for name, value in values.items()})

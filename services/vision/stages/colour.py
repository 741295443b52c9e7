"""Which colours a photo has, and what else is measured on its pixels."""

from collections.abc import Sequence
from dataclasses import asdict

from services.vision.looks import Look
from services.vision.stages.previews import each_preview
from services.vision.surfaces import surfaces
from shared.domain.photo import Photo
from shared.domain.tags import MEASURED
from shared.errors import Invalid
from shared.inference.base import Found, Item, Pixels

_SURE = 0.99


class Colour:
    """Facts: palette, up to six of {hex, share, name}, most first; names; measures (services/vision/looks.py) and
    surfaces (services/vision/surfaces.py), for stages that judge by them; tags, what sets this photo apart; plain,
    words of which every photo has some."""

    model = "colour 2"

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        return each_preview(items, _found)


def _found(photo: Photo, pixels: Pixels) -> Found:
    look = Look(pixels)
    return Found(
        facts={
            "palette": [
                {"hex": each.hex, "share": round(each.share, 3), "name": each.name} for each in look.colours.palette()
            ],
            "names": look.colours.names(),
            "measures": look.measures(),
            "surfaces": asdict(surfaces(pixels)),
            "tags": [{"name": word, "confidence": _SURE, "source": MEASURED} for word in look.telling()],
            "plain": look.plain(),
        }
    )

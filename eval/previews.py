"""Previews as the product makes them, and which half of the photos a choice may be made on."""

import hashlib
from pathlib import Path

from services.vision.stages.renditions import Renditions
from shared.domain.ids import new_id
from shared.domain.photo import new_photo
from shared.errors import Invalid
from shared.imaging.decode import pixels
from shared.inference.base import Item, Pixels

_MAX_PIXELS = 250_000_000


def preview(path: Path) -> Pixels:
    """Raises Invalid when the file cannot be opened."""
    photo = new_photo(
        id=new_id(), owner="me", sha256="", file_name=path.name, media_type="image/jpeg", bytes=path.stat().st_size
    )
    (outcome,) = Renditions(_MAX_PIXELS)([Item(photo, path=path)])
    if isinstance(outcome, Invalid):
        raise outcome
    return pixels(outcome.blobs["preview"])


def held_out(path: Path) -> bool:
    """One half, by the name's hash. On the other half thresholds are chosen, on this one they are measured."""
    return hashlib.sha256(path.name.encode()).digest()[-1] % 2 == 1

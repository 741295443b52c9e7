"""Items around originals, and where the real ones lie."""

from pathlib import Path

import pytest

from shared.domain.photo import new_photo
from shared.inference.base import Item

EVALKIT = Path(__file__).parents[5] / "shared/evalkit"
needs_evalkit = pytest.mark.skipif(not EVALKIT.is_dir(), reason=f"the evaluation kit is not at {EVALKIT}")


def item(path: Path, *, sidecar: Path | None = None, file_name: str = "photo.jpg") -> Item:
    photo = new_photo(id="p", owner="me", sha256="0" * 64, file_name=file_name, media_type="image/jpeg", bytes=1)
    return Item(photo, path=path, sidecar=sidecar)

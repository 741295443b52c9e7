"""Photos as the tests of this folder need them."""

from collections.abc import Sequence
from typing import Any

from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.photo import ListedPhoto, Mark, Photo, new_photo
from shared.domain.settling import Results
from shared.domain.stages import Stage, StageTable

TABLE = StageTable(
    *(Stage(name, service="vision", takes="original") for name in ("metadata", "renditions")),
    Stage("classify", service="vision", takes="preview", needs=("renditions",)),
)


def one(sha256: str = "0", owner: str = "me") -> Photo:
    return new_photo(id=new_id(), owner=owner, sha256=sha256, file_name="a", media_type="image/jpeg", bytes=1)


def done(version: int = 1) -> Mark:
    return Mark("done", version, instant())


def facts(taken_at: str = "2023-07-14T10:00:00", **more: Any) -> Results:
    """Of a photo whose stages have all run."""
    metadata = {"taken_at": taken_at, "taken_instant": f"{taken_at}.000000Z", **more}
    return {"metadata": (metadata, done()), "renditions": ({}, done()), "classify": ({}, done())}


def names(found: Sequence[ListedPhoto]) -> list[str]:
    return [photo.sha256 or "" for photo in found]

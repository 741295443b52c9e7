"""The renditions, named once: smaller versions of a photo or of a part, made for looking. Any stage may make them."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Rendition:
    """`stage` makes it, of every photo or of every part that it finds."""

    name: str
    media_type: str
    stage: str
    of: Literal["photo", "part"] = "photo"


RENDITIONS = (
    Rendition("preview", "image/jpeg", "renditions"),  # long side at most 1440
    Rendition("thumbnail", "image/webp", "renditions"),  # long side at most 320
    Rendition("chip", "image/jpeg", "faces", of="part"),  # 192 x 192
)


def derived_prefix(owner: str, photo: str) -> str:
    return f"derived/{owner}/{photo}/"


def rendition_key(owner: str, photo: str, name: str, version: int | str, *, part: str = "") -> str:
    """`version` is that of the stage which made it."""
    return f"{derived_prefix(owner, photo)}{f'{part}/' if part else ''}{name}-{version}"

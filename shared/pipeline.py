"""The life of a photo on one screen.

A stage runs once, when all that it needs is settled. What it takes says where it runs:
an "original" is opened only in a decoder child; a "preview" is decoded once per photo and handed to every pixel
stage that lacks its mark; a "record" stage works from facts alone.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Source = Literal["original", "preview", "record"]


@dataclass(frozen=True, slots=True)
class Stage:
    """`reads` are effective fields of the photo: when one changes, the stage's mark is cleared.
    A new `version` makes reconcile run the stage again on every photo."""

    name: str
    service: str
    takes: Source
    needs: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    version: int = 1


STAGES = (
    Stage("metadata", service="vision", takes="original"),
    Stage("renditions", service="vision", takes="original"),
    Stage("classify", service="vision", takes="preview", needs=("renditions",)),
    Stage("caption", service="vision", takes="record", needs=("classify", "metadata"), reads=("place", "taken_at")),
    Stage("image_vector", service="embedder", takes="record", needs=("classify",)),
    Stage("text_vector", service="embedder", takes="record", needs=("caption", "classify", "metadata"),
          reads=("caption", "tag_names", "place", "camera")),
)  # fmt: skip

BY_NAME: Mapping[str, Stage] = {stage.name: stage for stage in STAGES}
NAMES = tuple(BY_NAME)

# Photos are settled under this digest; another table has another one, and reconcile finds the difference.
DIGEST = hashlib.sha256(repr([(s.name, s.version) for s in STAGES]).encode()).hexdigest()[:12]


def due(stages: Mapping[str, Any], service: str) -> list[Stage]:
    """The service's stages that lack a mark of their current version, while all that they need have one."""

    def settled(name: str) -> bool:
        mark = stages.get(name)
        return mark is not None and mark.version >= BY_NAME[name].version

    return [
        stage
        for stage in STAGES
        if stage.service == service and not settled(stage.name) and all(settled(need) for need in stage.needs)
    ]

"""The faces that an owner draws on a photo: edits, under "drawn", by the ids of the faces."""

from typing import Any

import msgspec

from shared.domain.boxes import Box
from shared.domain.photo import Photo
from shared.domain.stored import stored

MOST_DRAWN = 200  # on one photo


@stored
class DrawnFace(msgspec.Struct, frozen=True, omit_defaults=True):
    """`box`; None: somebody is on the photo whose face is not. `found`: where a machine had found the same face; None:
    none had."""

    box: Box | None = None
    found: Box | None = None

    def said(self) -> dict[str, Any]:
        """As it stands among the edits."""
        return {name: list(box) for name, box in (("box", self.box), ("found", self.found)) if box}


def drawn_on(photo: Photo) -> dict[str, DrawnFace]:
    return msgspec.convert(photo.edits.get("drawn", {}), dict[str, DrawnFace])


def faceless_on(photo: Photo) -> set[str]:
    """Of those, the ids of who is there without a face."""
    return {id for id, face in drawn_on(photo).items() if face.box is None}

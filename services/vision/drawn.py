"""The faces that were found on a photo, with those that its owner drew: each once, and the owner's box wins. cv2 is
imported here: for children only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from services.vision.faces import Face
from shared.domain.boxes import Box
from shared.domain.drawn import DrawnFace
from shared.domain.matching import covered


@dataclass(frozen=True, slots=True)
class OwnFace:
    """One that the owner drew. `found`: where a machine found the same, None where none did."""

    id: str
    face: Face
    found: Box | None


def as_drawn(
    faces: Sequence[Face], drawn: Mapping[str, DrawnFace], look: Callable[[Box], Face]
) -> tuple[list[Face], list[OwnFace]]:
    """-> what was found beside the drawn ones, and those. A found face that a box covers, or that it was moved away
    from, is the same one; where the box lies elsewhere, `look` says what is in it."""
    free, own = list(faces), list[OwnFace]()
    for id, each in drawn.items():
        if each.box is None:
            continue
        same = _taken(free, each.box)
        was = same or (_taken(free, each.found) if each.found else None)
        face = replace(same, box=np.array(each.box, np.float32)) if same else look(each.box)
        own.append(OwnFace(id, face, _box(was) if was else each.found))
    return free, own


def _taken(free: list[Face], box: Box) -> Face | None:
    place = covered(box, [_box(face) for face in free])
    return None if place is None else free.pop(place)


def _box(face: Face) -> Box:
    left, top, right, bottom = face.box.round(5).tolist()
    return left, top, right, bottom

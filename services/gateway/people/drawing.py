"""The faces of a photo as they are shown: those that were found, and those that its owner drew, each with the box that
counts. Where the owner has said something that the stages have not come to yet, it counts already."""

from dataclasses import dataclass

import msgspec

from shared.catalog.parts import Parts
from shared.domain.boxes import Box
from shared.domain.drawn import DrawnFace, drawn_on
from shared.domain.faces import FOUND_BY, FaceFacts
from shared.domain.part import Part
from shared.domain.photo import Photo

MOST_SHOWN = 200  # of one photo


@dataclass(frozen=True, slots=True)
class ShownFace:
    """`found`: where a machine found it, None where none did. `sure`: how sure it is that this is a face, 0..1."""

    id: str
    box: Box
    found: Box | None
    sure: float

    @property
    def drawn(self) -> bool:
        return self.found is None


async def shown_faces(parts: Parts, photo: Photo) -> list[ShownFace]:
    """Those that were found, surest first, then those that were only drawn."""
    drawn, shown = drawn_on(photo), dict[str, ShownFace]()
    for part in await parts.visible(photo, FOUND_BY, limit=MOST_SHOWN):
        if face := _shown(part, drawn.get(part.id, DrawnFace())):
            shown[part.id] = face
    for id, each in drawn.items():
        if each.box and id not in shown:
            shown[id] = ShownFace(id, each.box, each.found, 1.0)
    return list(shown.values())


def _shown(part: Part, drawn: DrawnFace) -> ShownFace | None:
    """None where it was drawn, and is not any more."""
    facts = msgspec.convert(part.facts, FaceFacts)
    found = drawn.found or (facts.found if facts.drawn else facts.box)
    box = drawn.box or found
    return ShownFace(part.id, box, found, 1.0 if drawn.box else min(facts.score, facts.second)) if box else None

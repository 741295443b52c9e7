"""What may be taken away of a photo: all that people said of it, and who is on it, as a sidecar."""

from collections.abc import Sequence

from services.gateway import policy
from services.gateway.details import Details
from services.gateway.photo_out import FacelessOut, FaceOut
from shared.domain.clean_copy import copy_type
from shared.domain.drawn import drawn_on
from shared.domain.faces import FOUND_BY
from shared.domain.part import count_of
from shared.domain.photo import Photo
from shared.domain.principal import Principal
from shared.domain.share import Subject
from shared.domain.tags import OWNER
from shared.domain.telling import told_to_others
from shared.imaging.sidecar import Sidecar, written

# How much of a date is written, by how much of it is known.
_KNOWN = {"day": 10, "month": 7, "year": 4}


class Sidecars:
    def __init__(self, details: Details) -> None:
        self._details = details

    async def of(self, principal: Principal, photo: Photo) -> bytes:
        """As it is told to them."""
        anybody = count_of(photo, FOUND_BY) or drawn_on(photo)  # else there is nothing to look for
        if policy.owns(principal, photo):
            return written(sidecar_of(photo, *(await self._details.people(photo) if anybody else ((), ()))))
        withheld = policy.withheld(principal, photo)
        people = await self._details.people_told(photo, withheld) if anybody else ((), ())
        return written(shared_sidecar(photo, withheld, *people))


def sidecar_of(photo: Photo, faces: Sequence[FaceOut], faceless: Sequence[FacelessOut]) -> Sidecar:
    """Of a photo as it is told. Tags that a machine gave are left out: whoever reads them would take them for
    somebody's word."""
    return _sidecar(photo, faces, faceless, photo.found.get("metadata", {}).get("orientation", 1))


def shared_sidecar(
    photo: Photo, withheld: frozenset[Subject], faces: Sequence[FaceOut], faceless: Sequence[FacelessOut]
) -> Sidecar:
    """For others than its owner, beside the file that they are given. That is upright where it is no walked copy."""
    turned = not withheld or copy_type(photo.media_type) == photo.media_type
    lies = photo.found.get("metadata", {}).get("orientation", 1) if turned else 1
    return _sidecar(told_to_others(photo, withheld), faces, faceless, lies)


def _sidecar(photo: Photo, faces: Sequence[FaceOut], faceless: Sequence[FacelessOut], orientation: int) -> Sidecar:
    removed = set(photo.edits.get("tags_removed", ()))
    own = [*photo.keywords, *(tag.name for tag in photo.tags if tag.source == OWNER)]
    named = [(face.name, face.box) for face in faces if face.name and not face.ignored]
    return Sidecar(
        title=photo.title or "",
        description=photo.description or "",
        rating=photo.rating,
        keywords=[word for word in dict.fromkeys(own) if word not in removed],
        taken=(photo.taken_at or "")[: _KNOWN.get(photo.date_precision or "")],
        location=photo.location,
        faces=[(name, (left, top, right, bottom)) for name, (left, top, right, bottom) in named],
        people=list(dict.fromkeys((*(name for name, _ in named), *(each.name for each in faceless if each.name)))),
        orientation=orientation,
        size=(photo.width or 0, photo.height or 0),
    )

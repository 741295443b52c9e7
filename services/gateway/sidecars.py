"""What may be taken away of a photo: all that people said of it, and who is on it, as a sidecar."""

from collections.abc import Sequence
from dataclasses import replace

from services.gateway.photo_out import FacelessOut, FaceOut
from shared.domain.photo import Photo
from shared.imaging.sidecar import Sidecar

# How much of a date is written, by how much of it is known.
_KNOWN = {"day": 10, "month": 7, "year": 4}


def sidecar_of(photo: Photo, faces: Sequence[FaceOut], faceless: Sequence[FacelessOut]) -> Sidecar:
    """For its owner. Tags that a machine gave are left out: whoever reads them would take them for somebody's word."""
    removed = set(photo.edits.get("tags_removed", ()))
    own = [*photo.keywords, *photo.edits.get("tags_added", ())]
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
        orientation=photo.found.get("metadata", {}).get("orientation", 1),
        size=(photo.width or 0, photo.height or 0),
    )


def shared_sidecar(photo: Photo) -> Sidecar:
    """For others than its owner, who are told neither stars nor names."""
    return replace(sidecar_of(photo, (), ()), rating=None)

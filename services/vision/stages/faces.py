"""The faces on a photo: where they are, how well they were seen, and each cut out upright. cv2 is imported here: for
children only."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from PIL import Image

from services.vision.drawn import as_drawn
from services.vision.encoding import encoded
from services.vision.faces import Face, FaceFinder
from services.vision.models import FACE_DETECTORS, FACE_LANDMARKS
from services.vision.stages.previews import each_preview
from shared.domain.drawn import drawn_on
from shared.domain.faces import CHIP, FaceFacts
from shared.domain.photo import Photo
from shared.errors import Invalid
from shared.inference.base import Device, Found, FoundPart, Item, Pixels
from shared.inference.registry import load_model

_JPEG = {"quality": 95, "subsampling": 0}  # it is embedded again by every model to come


def build(name: str, models: Path, device: Device = "cpu") -> "Faces":
    """`name` is one in FACE_DETECTORS. Raises ValueError on another, Unavailable when its files are not there."""
    detector = load_model(FACE_DETECTORS, name, models, device)
    landmarks = load_model(FACE_LANDMARKS, name.partition(":")[0], models, device)
    names = [f"{model.spec.name} {model.spec.version}".strip() for model in (detector, landmarks)]
    return Faces(FaceFinder(detector, landmarks), ", ".join(names))


class Faces:
    """Facts: count, and largest, the share of the photo's height that the largest face takes, 0 without one. Parts,
    those that the owner drew last: FaceFacts, with a JPEG of 192 x 192 as the blob "chip"."""

    def __init__(self, finder: FaceFinder, model: str) -> None:
        self._finder = finder
        self.model = model

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        return each_preview(items, self._found)

    def _found(self, photo: Photo, pixels: Pixels) -> Found:
        found, own = as_drawn(self._finder(pixels), drawn_on(photo), lambda box: self._finder.at(pixels, box))
        faces = [*found, *(each.face for each in own)]
        largest = max((float(face.box[3] - face.box[1]) for face in faces), default=0.0)
        return Found(
            facts={"count": len(faces), "largest": round(largest, 4)},
            parts=(
                *(_part(face, _facts(face)) for face in found),
                *(_part(each.face, replace(_facts(each.face), drawn=True, found=each.found), each.id) for each in own),
            ),
        )


def _part(face: Face, facts: FaceFacts, id: str = "") -> FoundPart:
    return FoundPart(msgspec.to_builtins(facts), {CHIP: _encoded(face.chip)}, id=id)


def _facts(face: Face) -> FaceFacts:
    left, top, right, bottom = face.box.round(5).tolist()
    return FaceFacts(
        box=(left, top, right, bottom),
        points=_pairs(face.points.round(5)),
        chip_points=_pairs(face.chip_points.round(2)),
        score=round(face.score, 3),
        second=round(face.second, 3),
        size=round(face.size, 1),
        sharpness=round(face.sharpness, 3),
        roll=round(face.roll, 1),
        yaw=round(face.yaw, 1),
    )


def _pairs(points: NDArray[np.float32]) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in points)


def _encoded(chip: Pixels) -> bytes:
    return encoded(Image.fromarray(chip), "JPEG", **_JPEG)

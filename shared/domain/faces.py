"""What is known of faces without looking at any, and what the stages say of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from shared.domain.stored import stored

FOUND_BY, PLACED_BY = "faces", "face_vector"  # stages: who finds faces, and who says whose they might be
CHIP = "chip"  # the blob of a face
READ_BY = "metadata"  # the stage that tells which faces a program marked in the file, and whom it names
SWITCHED_OFF = "Looking for faces is switched off in this library."  # why those stages are left out there

_REGIONS, _NAMED = "regions", "people"  # facts of that stage, which says neither where there are none


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near the vectors of one embedder's faces must lie, in cosines of unit vectors.

    Groups whose faces are `same` alike on average show one person; from `ask` on it is worth asking. A face that is
    added to a group must be `margin` nearer to it than to the second. `single`: by so much two faces alone must be
    nearer than a face and an average, as the nearest of many is near by chance. `clear`: how long the raw vector of a
    face is, at least, that may found a group; less is blurred, turned away, half hidden, or no face."""

    same: float
    ask: float
    margin: float
    single: float
    clear: float


# Chosen with strangers in the set: docs/quality.md.
OF_SFACE = Likeness(same=0.42, ask=0.32, margin=0.05, single=0.1, clear=9.0)


@stored
class FaceFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Facts of a part that `faces` found.

    `box`: left, top, right and bottom, and `points` (x and y of the person's right eye, left eye, nose, right and left
    corner of the mouth) are shares of the upright photo's width and height; `chip_points` are the same points in pixels
    of the chip. `score` is the detector's, `second` another network's opinion on whether it is a face, both 0..1.
    `size`: the shorter side of the box in pixels of what the chip was cut from. `sharpness` is 0..1. `roll`, clockwise,
    and `yaw`, to the right of the photo, are in degrees.

    `drawn`: the box is the owner's (shared/domain/drawn.py); `found` is then where a machine found the same face, None
    where none did. Where no network finds a face in the box, there are no points, and nothing to compare it by."""

    box: tuple[float, float, float, float]
    points: tuple[tuple[float, float], ...]
    chip_points: tuple[tuple[float, float], ...]
    score: float
    second: float
    size: float
    sharpness: float
    roll: float
    yaw: float
    drawn: bool = False
    found: tuple[float, float, float, float] | None = None


@stored
class FaceVectorFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Facts of the same part by `face_vector`. `length` of the raw vector: the longer, the more of a face was seen."""

    length: float


def without_names(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What `READ_BY` says, without whom the file names."""
    if not left_out_names(facts) and (_REGIONS in facts or _NAMED in facts):
        return {name: fact for name, fact in facts.items() if name != _NAMED} | {_REGIONS: []}
    return dict(facts)


def left_out_names(facts: Mapping[str, Any]) -> bool:
    """Whether the file names people, who were left out."""
    return facts.get(_REGIONS) == [] and _NAMED not in facts

"""What the faces on a photo say of it as a whole: whether people are on it, and whether it is a portrait, a selfie, a
group or a crowd."""

from collections.abc import Iterator, Mapping
from typing import Any

from shared.domain.faces import FOUND_BY

_LARGE = 0.2  # of the photo's height, from which on a face is what it is of
_AT_ARMS_LENGTH = 0.45
_NEAR = 0.5  # of 110 photos without people, five have a face that is none; the largest takes .43
_PERSON = "person"
_FEW = 3  # who fit before an outstretched arm, and from how many on they are a group
_MANY = 10

Found = Mapping[str, Mapping[str, Any]]


def faces_on(found: Found) -> int:
    """How many count: without those that the owner said are none, or nobody's, once the feature has looked at them.
    `found` are the facts of stages and features."""
    return int(found.get("people", found.get(FOUND_BY, {})).get("count", 0))


def is_near(found: Found) -> bool:
    """Whether a face takes so much of the photo that it needs nobody to confirm it."""
    return bool(faces_on(found)) and found.get(FOUND_BY, {}).get("largest", 0.0) >= _NEAR


def people_by_faces(found: Found) -> bool:
    """Whether the faces show that people are there: where the detector of things sees somebody as well, or did not
    look, or one of them is near, or is somebody's."""
    things = found.get("objects")
    boxed = things is None or any(_PERSON in things.get(names, ()) for names in ("names", "perhaps"))
    return bool(faces_on(found)) and (boxed or is_near(found) or bool(found.get("people", {}).get("ids")))


def company(found: Found) -> Iterator[str]:
    """Traits. A selfie is told by the camera's lens where that says which one it is, else by how large the face is."""
    count, largest = faces_on(found), found.get(FOUND_BY, {}).get("largest", 0.0)
    if not count:
        return
    lens = found.get("metadata", {}).get("camera", {}).get("lens", "").lower()
    if "front" in lens or (not lens and count <= _FEW and largest >= _AT_ARMS_LENGTH):
        yield "selfie"
    if count < _FEW and largest >= _LARGE:
        yield "portrait"
    if count >= _FEW:
        yield "group"
    if count >= _MANY:
        yield "crowd"

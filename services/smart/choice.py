"""Which one of several alike photos to keep, and why: in sentences about what is known of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from shared.domain.photo import Photo
from shared.domain.proposals import ReasonName

_CLEARLY = 0.05  # of a quality, 0..1; less is not told
_LARGER = 1.05  # times the pixels


class Reason(NamedTuple):
    name: ReasonName
    sentence: str


@dataclass(frozen=True, slots=True)
class Choice:
    index: int
    reasons: tuple[Reason, ...]


def best_of(photos: Sequence[Photo]) -> Choice:
    """Of at least one photo, in the order of their taking. The owner's own word counts first, then pixels where they
    differ clearly, then the camera's own file before what was made of it, then quality, then the file's size among
    those of one format; of equals the first."""
    largest = max(map(_pixels, photos))

    def rank(index: int) -> tuple[float, ...]:
        photo = photos[index]
        whole = _pixels(photo) * _LARGER >= largest
        larger = sum(_is_larger(photo, other) for other in photos)
        return (
            photo.favourite, photo.rating or 0, whole, _origins(photo), round(photo.quality or 0.0, 2), larger, -index
        )  # fmt: skip

    index = max(range(len(photos)), key=rank)
    others = [photo for place, photo in enumerate(photos) if place != index]
    return Choice(index, tuple(_reasons(photos[index], others)) or (_FIRST,))


def _reasons(best: Photo, others: Sequence[Photo]) -> list[Reason]:
    if not others:
        return []
    two, said = len(others) == 1, list[Reason]()
    if best.favourite and not any(photo.favourite for photo in others):
        said.append(Reason("favourite", "It is a favourite of yours."))
    if best.rating and all(best.rating > (photo.rating or 0) for photo in others):
        said.append(Reason("rating", "You gave it the most stars."))
    if _pixels(best) > _LARGER * max(map(_pixels, others)):
        word = "larger" if two else "the largest"
        said.append(Reason("pixels", f"It is {word}: {best.width} x {best.height} pixels."))
    if _origins(best) > max(map(_origins, others)):
        said.append(Reason("original", f"It tells more of how it was taken than the other{'' if two else 's'}."))
    for fact, one, many in _QUALITIES:
        if _leads(best, others, fact):
            said.append(Reason(fact, f"It is {one if two else many}."))
    if not said and all(_is_larger(best, photo, clearly=1.1) for photo in others):
        said.append(Reason("bytes", "Its file is larger, so it was compressed less."))
    return said


def _origins(photo: Photo) -> int:
    """0 to 2: programs that convert a picture lose the camera, the date, or both."""
    return bool(photo.camera_name) + (photo.date_source in ("metadata", "owner"))


def _is_larger(photo: Photo, other: Photo, clearly: float = 1.0) -> bool:
    """Between formats, bytes say nothing of how much was lost."""
    return photo.media_type == other.media_type and photo.bytes > clearly * other.bytes


_FIRST = Reason("first", "It is as good as the others, and was first.")
_QUALITIES: tuple[tuple[ReasonName, str, str], ...] = (
    ("sharpness", "sharper", "the sharpest"),
    ("exposure", "better exposed", "the best exposed"),
    ("noise", "less noisy", "the least noisy"),
)


def _leads(best: Photo, others: Sequence[Photo], fact: str) -> bool:
    values = [_quality(photo, fact) for photo in (best, *others)]
    known = [value for value in values if value is not None]
    return len(known) == len(values) and known[0] > max(known[1:]) + _CLEARLY


def _quality(photo: Photo, fact: str) -> float | None:
    value = photo.found.get("quality", {}).get(fact)
    return float(value) if isinstance(value, int | float) else None


def _pixels(photo: Photo) -> int:
    return (photo.width or 0) * (photo.height or 0)

"""Which parts of a question a photo meets, and with what."""

from collections.abc import Iterator

from shared.domain.photo import ListedPhoto, to_doc
from shared.domain.query import Chip, Query, Wish
from shared.domain.where import all_of, holds
from shared.search.answer import Asked

WISH = 0.03  # beside a cosine: what it is worth to have all that was wished for

_EITHER = ("date", "kind", "season", "time", "camera")

# What a photo has, by the kind of chip.
_VALUES = {
    "date": "day",
    "season": "season",
    "time": "time_of_day",
    "kind": "kind",
    "camera": "camera_name",
    "rating": "rating",
}


def granted(photo: ListedPhoto, wishes: tuple[Wish, ...]) -> list[Wish]:
    return [wish for wish in wishes if _has(photo, wish)]


def bonus(photo: ListedPhoto, wishes: tuple[Wish, ...]) -> float:
    return WISH * len(granted(photo, wishes)) / len(wishes) if wishes else 0.0


def asked_of(photo: ListedPhoto, query: Query) -> Iterator[Asked]:
    """The photo has passed the filter, so it meets every chip that is no mere wish, but for those of which one is
    enough."""
    had = {wish.value.replace("_", " ").lower() for wish in granted(photo, query.wishes)}
    for chip in query.chips:
        if chip.kind == "phrase" or (chip.soft and chip.label.lower() not in had):
            continue
        if chip.kind in _EITHER and not holds(all_of(*chip.filter.where()), to_doc(photo)):
            continue
        yield Asked(chip.kind, chip.label, _value(photo, chip), chip.soft)


def _value(photo: ListedPhoto, chip: Chip) -> str:
    if chip.label.startswith("not "):
        return ""
    if chip.kind == "place":
        return ", ".join(photo.places)
    return str(getattr(photo, _VALUES[chip.kind]) or "") if chip.kind in _VALUES else ""


def _has(photo: ListedPhoto, wish: Wish) -> bool:
    have = getattr(photo, wish.field)
    return have == wish.value if isinstance(have, str) else wish.value in (have or ())

"""What was asked in words, and what was chosen beside them: both must hold."""

from typing import Any

from shared.domain.filter import PhotoFilter, Span

_EITHER = ("kinds", "seasons", "times_of_day", "cameras")


def narrowed(one: PhotoFilter, other: PhotoFilter) -> PhotoFilter | None:
    """The photos that meet both; None where none can. Where one asks for archived photos, they are shown; of two
    boxes, which words never ask for, the other's counts."""
    fields: dict[str, Any] = {}
    for name in one.__struct_fields__:
        ours, theirs = getattr(one, name), getattr(other, name)
        if not isinstance(ours, tuple) or not ours or not theirs or name not in ("days", *_EITHER):
            fields[name] = _both(name, ours, theirs)
            continue
        fields[name] = _overlaps(ours, theirs) if name == "days" else tuple(each for each in ours if each in theirs)
        if not fields[name]:
            return None
    if None not in (one.favourite, other.favourite) and one.favourite != other.favourite:
        return None
    return PhotoFilter(**fields)


def _both(name: str, ours: Any, theirs: Any) -> Any:
    if isinstance(ours, tuple):
        return tuple(dict.fromkeys((*ours, *theirs)))
    if name == "archived":
        return theirs if ours is False else ours
    if name == "rating":
        return max(filter(None, (ours, theirs)), default=None)
    return ours if theirs is None else theirs


def _overlaps(some: tuple[Span, ...], others: tuple[Span, ...]) -> tuple[Span, ...]:
    met = (Span(max(a.first, b.first), min(a.last, b.last)) for a in some for b in others)
    return tuple(span for span in met if span.first <= span.last)

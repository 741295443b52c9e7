"""Which rules of composition hold, told by what was measured on the pixels and by where the detector saw the subject.

The bars, and how much the subject counts, were chosen on 303 photos that one judge labelled (docs/quality.md)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any

NAMED = 0.5  # the score from which a photo is called so

_THERE = 0.04  # of the photo: what is smaller says nothing of where the subject is
_NEAR = 0.1  # of the sides, from the middle
_LARGE, _CLEAR = 0.3, 0.08  # of the photo

Scores = Sequence[Mapping[str, Any]]  # of the stage composition
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Subject:
    box: Box

    @property
    def area(self) -> float:
        left, top, right, bottom = self.box
        return (right - left) * (bottom - top)

    @property
    def off(self) -> tuple[float, float]:
        """How far its middle is from that of the photo, along both sides."""
        left, top, right, bottom = self.box
        return abs((left + right) / 2 - 0.5), abs((top + bottom) / 2 - 0.5)


def _centered(subject: _Subject) -> float:
    return 0.3 * (1 - hypot(*subject.off) / _NEAR) if subject.area > _THERE else 0.0


def _filling(subject: _Subject) -> float:
    return subject.area


def _standing_out(subject: _Subject) -> float:
    return 0.1 if subject.area > _CLEAR else 0.0


def _aside(subject: _Subject) -> float:
    """A half that shows something else than the other."""
    return -0.3 if subject.off[0] > _NEAR and subject.area > _THERE else 0.0


def _over_lines(subject: _Subject) -> float:
    """The edges of what is large lead nowhere."""
    return -0.2 if subject.area > _LARGE else 0.0


# By rule the score from which it holds, and what the subject adds to it.
_BARS: Mapping[str, tuple[float, Callable[[_Subject], float] | None]] = {
    "centered": (0.6, _centered),
    "fill_frame": (1.03, _filling),
    "shallow_depth": (0.6, _standing_out),
    "symmetry": (0.63, _aside),
    "leading_lines": (0.51, _over_lines),
    "diagonal": (0.69, None),
    "low_key": (0.59, None),
}
_BY_SUBJECT = ("centered", "fill_frame")  # of which it is the evidence
_LINES = 0.3  # what lines that lead somewhere add to a diagonal


def composed(found: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The scores of the stage composition, by name and evidence as it says them, told anew: from NAMED on a rule holds.
    The highest come first. `found`: facts of stages."""
    scores: Scores = found.get("composition", {}).get("scores", ())
    box = found.get("objects", {}).get("subject")
    subject = _Subject(tuple(box)) if box else None
    lines = next((each["score"] for each in scores if each["name"] == "leading_lines"), 0.0)
    return sorted((_told(each, subject, lines) for each in scores), key=lambda each: -each["score"])


def compositions(found: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Those that hold, the surest first."""
    return [each["name"] for each in composed(found) if each["score"] >= NAMED]


def _told(each: Mapping[str, Any], subject: _Subject | None, lines: float) -> dict[str, Any]:
    name, score = each["name"], each["score"]
    bar, by_subject = _BARS.get(name, (NAMED, None))
    if name == "diagonal":
        score += _LINES * lines
    if subject and by_subject:
        score += by_subject(subject)
    told = {**each, "score": round(min(1.0, max(0.0, score - bar + NAMED)), 3)}
    if subject and name in _BY_SUBJECT:
        left, top, right, bottom = subject.box
        points = [shape for shape in each.get("evidence", ()) if shape["shape"] == "point"]
        told["evidence"] = [*points, {"shape": "box", "points": [[left, top], [right, bottom]]}]
    return told

"""What a rule says of a photo: how strongly it holds, and what to draw to show why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from services.vision.composition.frame import Frame

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """`points` are relative, 0..1, x right, y down: one of a point, two of a line, the corners of a box (left top,
    right bottom), three or more of a polygon."""

    shape: Literal["line", "box", "point", "polygon"]
    points: tuple[Point, ...]

    def facts(self) -> dict[str, Any]:
        return {"shape": self.shape, "points": [[round(float(x), 3), round(float(y), 3)] for x, y in self.points]}


@dataclass(frozen=True, slots=True)
class Reading:
    """`strength`: 0..1, the rule's own measure."""

    strength: float
    evidence: tuple[Shape, ...] = ()


NOTHING = Reading(0.0)

See = Callable[[Frame], Reading]


def line(ends: Sequence[float]) -> Shape:
    x, y, to_x, to_y = ends
    return Shape("line", ((x, y), (to_x, to_y)))


def box(sides: Sequence[float]) -> Shape:
    left, top, right, bottom = sides
    return Shape("box", ((left, top), (right, bottom)))

"""What every adapter makes of a vector that it is handed: the same form, or the same refusal."""

from collections.abc import Mapping, Sequence

import numpy as np

from shared.domain.ids import is_id
from shared.vectors.base import Dense, Point, Space, Sparse


def as_stored(points: Sequence[Point], space: Space) -> list[Point]:
    """The points with their groups told, and their vectors as `as_query` makes them; raises ValueError as the contract
    says."""
    return [Point(_id(point.id), point.owner, as_query(point.vector, space), _group(point, space)) for point in points]


def _group(point: Point, space: Space) -> str:
    if point.group in ("", point.id):
        return point.id
    if not space.grouped:
        raise ValueError(f"space {space.name} has no groups, so a point is its own, and not of {point.group}")
    return _id(point.group)


def _id(text: str) -> str:
    if not is_id(text):
        raise ValueError(f"the id of a point is a UUID, not {text!r}")
    return text


def as_query(vector: Dense | Sparse, space: Space) -> Dense | dict[str, float]:
    """A unit float32 array in a dense space, words with float32 weights above 0 in a sparse one."""
    if isinstance(vector, Mapping) is not space.sparse:
        raise ValueError(f"space {space.name} takes {'words' if space.sparse else 'arrays'}")
    return _weights(vector) if isinstance(vector, Mapping) else _unit(vector, space)


def _unit(vector: Dense, space: Space) -> Dense:
    wide = np.asarray(vector, dtype=np.float64)
    if wide.shape != (space.dimension,):
        raise ValueError(f"space {space.name} takes vectors of length {space.dimension}, not of shape {wide.shape}")
    norm = float(np.linalg.norm(wide))
    if not 0 < norm < np.inf:
        raise ValueError("a vector must be finite and have a direction")
    unit: Dense = (wide / norm).astype(np.float32)
    return unit


def _weights(vector: Sparse) -> dict[str, float]:
    with np.errstate(over="ignore"):  # it becomes infinite, and is refused as such
        weights = np.array(list(vector.values()), dtype=np.float64).astype(np.float32)
    if not np.all((weights >= 0) & (weights < np.inf)):
        raise ValueError("a weight must be finite and not negative")
    return {word: weight for word, weight in zip(vector, weights.tolist(), strict=True) if weight > 0}

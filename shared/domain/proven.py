"""Which moods and rules of composition are said of a photo: those of which at least SURE were true where named.

Counted on the labelled photos of the evaluation kit (docs/quality.md), which one judge has labelled: (true, named). Of
composition that is the half on which no threshold was chosen; moods are so few that both halves count. What is named
less often than FEW is not proven. Scores are given whatever they are.
"""

from collections.abc import Iterable

SURE = 0.7
FEW = 3

_MOODS = {
    "calm": (12, 23),
    "cheerful": (2, 9),
    "cozy": (0, 4),
    "dramatic": (1, 3),
    "energetic": (2, 6),
    "fresh": (3, 4),
    "romantic": (2, 4),
    "vibrant": (2, 3),
}
_COMPOSITIONS = {
    "centered": (4, 5),
    "rule_of_thirds": (0, 1),
    "symmetry": (0, 1),
    "reflection": (0, 0),
    "leading_lines": (1, 1),
    "diagonal": (3, 4),
    "pattern": (2, 4),
    "radial": (0, 1),
    "framing": (0, 0),
    "fill_frame": (2, 4),
    "negative_space": (0, 2),
    "horizon_third": (1, 3),
    "shallow_depth": (3, 3),
    "low_key": (1, 2),
    "high_key": (0, 1),
}
_COUNTED = _MOODS | _COMPOSITIONS

MOODS, COMPOSITIONS = tuple(_MOODS), tuple(_COMPOSITIONS)  # all names that there are


def proven(names: Iterable[str]) -> list[str]:
    """Of these those that may be said, in their order. A name that nobody has counted is not held back."""
    return [name for name in names if _is_proven(*_COUNTED.get(name, (FEW, FEW)))]


def _is_proven(true: int, named: int) -> bool:
    return named >= FEW and true >= SURE * named

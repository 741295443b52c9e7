"""Which moods and rules of composition are said of a photo: those that were mostly true where they were named.

Counted on 383 photos that one judge labelled, half of them twice (docs/quality.md): (true, named); of negative space
with those of the kit's judge, who agreed less. What is named less often than FEW is not proven. Scores are given
whatever they are.
"""

from collections.abc import Iterable

SURE, SURE_OF_MOODS = 0.7, 0.8  # what a rule names can be seen in its lines; a mood is a word alone
FEW = 3

_MOODS = {
    "calm": (34, 42),
    "cheerful": (8, 31),
    "cozy": (5, 13),
    "dramatic": (14, 28),
    "energetic": (25, 30),
    "fresh": (6, 9),
    "romantic": (3, 17),
    "vibrant": (7, 12),
}
_COMPOSITIONS = {
    "centered": (24, 34),
    "rule_of_thirds": (1, 4),
    "symmetry": (12, 16),
    "reflection": (0, 0),
    "leading_lines": (11, 15),
    "diagonal": (10, 14),
    "pattern": (8, 22),
    "radial": (2, 10),
    "framing": (0, 0),
    "fill_frame": (33, 42),
    "negative_space": (5, 7),
    "horizon_third": (6, 16),
    "shallow_depth": (10, 14),
    "low_key": (23, 26),
    "high_key": (1, 4),
}
_COUNTED = _MOODS | _COMPOSITIONS

MOODS, COMPOSITIONS = tuple(_MOODS), tuple(_COMPOSITIONS)  # all names that there are


def proven(names: Iterable[str]) -> list[str]:
    """Of these those that may be said, in their order. A name that nobody has counted is not held back."""
    return [name for name in names if _is_proven(name)]


def _is_proven(name: str) -> bool:
    true, named = _COUNTED.get(name, (FEW, FEW))
    return named >= FEW and true >= (SURE_OF_MOODS if name in _MOODS else SURE) * named

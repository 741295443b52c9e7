"""How much an album is worth proposing, and which few are."""

import math
from collections import Counter
from collections.abc import Sequence

from shared.domain.album_proposal import ProposalHead, Source
from shared.domain.occasion import BIRTHDAY, DAY_OUT, TRIP

_KIND: dict[Source, float] = {"occasion": 0.8, "person": 0.85, "pair": 0.9, "place": 0.75, "theme": 0.5}
_OCCASIONS = {TRIP: 1.0, BIRTHDAY: 0.95, DAY_OUT: 0.75}
_NAMED = 1.2  # its owner has given it a name or a kind
_PLENTY = 200  # photos: more make an album no better
_LONG = 7  # days, likewise
_AGAIN = 0.85  # of what it is worth, for each that was chosen before of the same source


def value(source: Source, *, count: int, days: int, best: int, kind: str = "", named: bool = False) -> float:
    """0..1.2: much of something, over some time, that looks different (`best`: how many of eight do)."""
    worth = _OCCASIONS.get(kind, _KIND[source]) * (_NAMED if named else 1.0)
    size = min(1.0, math.log1p(count) / math.log1p(_PLENTY))
    span = 0.6 + 0.4 * min(1.0, days / _LONG)
    return round(worth * size * span * (0.5 + 0.5 * min(best, 8) / 8), 4)


class Ranking:
    """The most valuable first, and not all of one source."""

    def __init__(self, heads: Sequence[ProposalHead]) -> None:
        self._left = list(heads)
        self._before: Counter[Source] = Counter()

    def next(self) -> ProposalHead | None:
        """The one that follows on those that were taken; None where there is none any more."""
        if not self._left:
            return None
        best = max(self._left, key=lambda head: (head.value * _AGAIN ** self._before[head.source], head.at, head.id))
        self._left.remove(best)
        return best

    def take(self, head: ProposalHead) -> None:
        self._before[head.source] += 1

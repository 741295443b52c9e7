"""Whose turn it is."""

from shared.broker.base import Lane

_FRESH_IN_A_ROW = 7


class Turns:
    """FRESH goes first, but every eighth turn is BULK's, so that it never starves."""

    def __init__(self) -> None:
        self._row = 0

    def next(self, *, fresh: bool, bulk: bool) -> Lane:
        """The lane to take from, of those that have something. It stays its turn until it took."""
        return Lane.BULK if bulk and (not fresh or self._row >= _FRESH_IN_A_ROW) else Lane.FRESH

    def took(self, lane: Lane) -> None:
        self._row = 0 if lane is Lane.BULK else self._row + 1

"""Which slot of an append-only store holds which id.

A slot is given once: replacing a point gives it a new slot and buries the old one. So a search reads, without a
lock, whatever it saw when it began, while points come and go.
"""

from collections.abc import Callable, Collection, Iterable

import numpy as np
from numpy.typing import NDArray

from shared.vectors.base import Hit

_FEW = 1024  # buried slots that are never worth a rebuild
_DEEPER = 4  # times as many hits, where those that were found are of too few groups


class Slots:
    """Points that are not `grouped` are their own groups."""

    def __init__(self, *, grouped: bool = False) -> None:
        self.ids: list[str] = []  # by slot, the buried ones too
        self.groups = [] if grouped else self.ids  # likewise
        self._slot_of: dict[str, int] = {}
        self._live = np.zeros(_FEW, dtype=np.bool_)

    def __len__(self) -> int:
        """Slots given so far."""
        return len(self.ids)

    @property
    def held(self) -> int:
        return len(self._slot_of)

    @property
    def wasteful(self) -> bool:
        """So much is buried that building anew pays."""
        return len(self) - self.held > max(_FEW, self.held // 4)

    def add(self, id: str, group: str) -> int:
        self.drop(id)
        slot = len(self.ids)
        if slot == len(self._live):
            self._live = np.concatenate([self._live, np.zeros_like(self._live)])
        self.ids.append(id)
        if self.groups is not self.ids:
            self.groups.append(group)
        self._slot_of[id] = slot
        self._live[slot] = True
        return slot

    def drop(self, id: str) -> None:
        slot = self._slot_of.pop(id, None)
        if slot is not None:
            self._live[slot] = False

    def mask(self, among: Collection[str] | None, without: str | None) -> NDArray[np.bool_]:
        """A copy of shape (len,): the slots that hold a point which is asked for; `among` are groups."""
        if among is None or not self.ids:
            mask = self._live[: len(self)].copy()
        else:
            mask = np.zeros(len(self), dtype=np.bool_)
            mask[self._slots_of(among)] = True
        if without is not None and without in self._slot_of:
            mask[self._slot_of[without]] = False
        return mask

    def _slots_of(self, groups: Collection[str]) -> list[int]:
        if self.groups is self.ids:
            slot_of = self._slot_of.get
            return [slot for group in groups if (slot := slot_of(group)) is not None]
        wanted = set(groups)
        return [slot for slot in self._slot_of.values() if self.groups[slot] in wanted]


def contenders(scores: NDArray[np.floating], limit: int, *, slack: float) -> NDArray[np.intp]:
    """Where the best `limit` scores stand, with everything that may tie with the last of them.
    `slack` is how much two scores may differ by rounding alone."""
    if len(scores) <= limit:
        return np.arange(len(scores))
    last = np.partition(scores, -limit)[-limit]
    return np.flatnonzero(scores >= last - slack)


def foremost(scores: NDArray[np.float64], limit: int) -> NDArray[np.intp]:
    """Where the best `limit` scores stand. Of equals that compete for the last places the first get them: half of a
    library may tie in one word."""
    if len(scores) <= limit:
        return np.arange(len(scores))
    last = np.partition(scores, -limit)[-limit]
    above = np.flatnonzero(scores > last)
    return np.concatenate([above, np.flatnonzero(scores == last)[: limit - len(above)]])


def ranked(found: Iterable[tuple[float, str, str]]) -> list[Hit]:
    """`found`: (score, id, group). Hits, best first, ties by id."""
    return [Hit(id, group, -score) for score, id, group in sorted((-score, id, group) for score, id, group in found)]


def best_of_groups(search: Callable[[int], list[Hit]], limit: int) -> list[Hit]:
    """The best hit of each of the best `limit` groups. `search`: the best so many hits; it is asked for ever more of
    them until they are of enough groups."""
    asked = limit
    while True:
        hits = search(asked)
        best: dict[str, Hit] = {}
        for hit in hits:
            best.setdefault(hit.group, hit)
        if len(best) >= limit or len(hits) < asked:
            return list(best.values())[:limit]
        asked *= _DEEPER

"""A face and the groups that there are: whose it is, whose it might be, or nobody's."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from services.smart.people.constraints import Bars
from services.smart.people.neighbours import Vectors
from shared.domain.faces import Likeness

_AT_ONCE = 16_000_000  # products
_EXEMPLARS = 12


@dataclass(frozen=True, slots=True)
class Match:
    """`assign`: it is of the group. `ask`: it might be. `neither`: then there is no group. `cosine` is that of the
    nearest group."""

    decision: Literal["assign", "ask", "neither"]
    group: str | None
    cosine: float


class Gallery:
    """The groups of a library, to compare a new face with: `ids` and the means of their faces, shape (g, d), not made
    unit, of so many (`sizes`, shape (g,); one where they are not given). `exemplars`, shape (e, d), are faces of the
    groups `owners`, shape (e,), by their places: a child of two years is not the mean of twenty."""

    def __init__(
        self, ids: Sequence[str], means: Vectors, exemplars: Vectors, owners: NDArray[np.intp], likeness: Likeness,
        sizes: NDArray[np.float32] | None = None,
    ) -> None:  # fmt: skip
        self._ids, self._place = list(ids), {id: place for place, id in enumerate(ids)}
        self._room, self._exemplars, self._owners, self._likeness = means, exemplars, owners, likeness
        self._sizes = np.ones(len(ids), np.float32) if sizes is None else sizes

    def match(self, vector: NDArray[np.float32], barred: Collection[str] = ()) -> Match:
        """A face's unit vector, shape (d,) -> its group, none of the `barred`: those of other faces of its photo, and
        those that the owner said it is not of."""
        if not self._ids:
            return Match("neither", None, -1.0)
        near = self._room[: len(self._ids)] @ vector
        if self._owners.size:
            np.maximum.at(near, self._owners, self._exemplars @ vector - np.float32(self._likeness.single))
        near[[self._place[id] for id in barred if id in self._place]] = -1
        place = int(near.argmax())
        cosine, second = float(near[place]), float(np.delete(near, place).max(initial=-1))
        if cosine < self._likeness.ask:
            return Match("neither", None, cosine)
        sure = cosine >= self._likeness.same and cosine - second >= self._likeness.margin
        return Match("assign" if sure else "ask", self._ids[place], cosine)

    def mean(self, group: str) -> NDArray[np.float32] | None:
        place = self._place.get(group)
        return None if place is None else self._room[place]

    def add(self, group: str, vector: NDArray[np.float32]) -> None:
        """A face that is of the group, or founds it."""
        place = self._place.setdefault(group, len(self._ids))
        if place == len(self._ids):
            self._ids.append(group)
            if place == len(self._room):  # twice as much, so that a face seldom moves them all
                more = max(place, 16)
                self._room = np.concatenate(
                    [self._room.reshape(-1, len(vector)), np.zeros((more, len(vector)), np.float32)]
                )
                self._sizes = np.concatenate([self._sizes, np.zeros(more, np.float32)])
            self._room[place], self._sizes[place] = 0, 0
        self._sizes[place] += 1
        self._room[place] += (vector - self._room[place]) / self._sizes[place]


def exemplars(years: Sequence[int], quality: Sequence[float], most: int = _EXEMPLARS) -> list[int]:
    """Which of a person's faces stand for it: the best of each year, then the second best, `most` in all; of more years
    than that, some from early to late."""
    ranked: defaultdict[int, list[int]] = defaultdict(list)
    seen: Counter[int] = Counter()
    for place in sorted(range(len(years)), key=lambda place: (-quality[place], place)):
        ranked[seen[years[place]]].append(place)
        seen[years[place]] += 1
    chosen: list[int] = []
    for rank in ranked.values():
        room, in_time = most - len(chosen), sorted(rank, key=lambda place: years[place])
        chosen += in_time if len(in_time) <= room else [in_time[i * len(in_time) // room] for i in range(room)]
    return chosen


def join(
    vectors: Vectors, bars: Sequence[Bars], means: Vectors, bars_of_groups: list[Bars], likeness: Likeness
) -> NDArray[np.int64]:
    """For those that found no group: of each the group that it joins, or -1, the surest first. `means` stay what they
    are, so that nobody is joined to a group by who joined it; `bars_of_groups` are changed."""
    likely: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    step = max(1, _AT_ONCE // max(1, len(means)))
    for start in range(0, len(vectors), step):
        cosines = vectors[start : start + step] @ means.T
        places = np.argwhere(cosines >= likeness.same - likeness.margin)
        for row, group in places.tolist():
            likely[start + row].append((-float(cosines[row, group]), group))
    joined = np.full(len(vectors), -1, np.int64)
    for row in sorted(likely, key=lambda row: (min(likely[row]), row)):
        free = sorted(each for each in likely[row] if bars[row].isdisjoint(bars_of_groups[each[1]]))
        if not free or -free[0][0] < likeness.same:
            continue
        if len(free) == 1 or free[1][0] - free[0][0] >= likeness.margin:
            joined[row] = free[0][1]
            bars_of_groups[free[0][1]] |= bars[row]
    return joined

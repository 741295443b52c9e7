"""Where one occasion ends and the next begins: the boundaries that together have most to say for themselves.

Each gap between two photos has odds of being a boundary, by a logistic regression over its signs; `python -m
eval.occasions.fit` made the weights on libraries of known truth, and `make eval-library` measures them on others. An
occasion that goes on for longer than a day is the less likely the longer it does. Dynamic programming finds the best
choice of all (Cooper, Foote, Girgensohn and Wilcox, "Temporal Event Clustering for Digital Photo Collections", ACM
TOMM 1(3), 2005, choose theirs the same way).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from services.smart.occasions.gaps import HOUR, NAMES, Signs, signs
from services.smart.occasions.stream import Stream

Bounds = NDArray[np.int64]  # the places of photos that begin an occasion, the first one's left out

WEIGHTS: dict[str, float] = {
    "gap": 2.22,
    "gap over 1/4 h": 2.21,
    "gap over 1/2 h": -2.03,
    "gap over 1 h": -0.14,
    "gap over 2 h": -0.75,
    "gap over 4 h": 1.56,
    "gap over 8 h": 1.68,
    "gap over 16 h": 0.23,
    "over the pace near": -0.13,
    "over the pace far": -0.30,
    "night": 0.09,
    "jump": 1.79,
    "place known": 0.46,
    "same place": -3.00,
    "looks": 1.34,
    "looks known": -1.43,
    "people": 1.19,
    "people known": -0.46,
    "camera": -1.29,
}
BIAS = -2.15
LEAST = 120.0  # seconds: what is nearer belongs together
SURELY = 60 * HOUR  # nothing goes on after such a gap: what lies beyond it is looked at by itself

_HOPELESS = -5.0  # log odds below which a gap is not even considered
_LONG = 18 * HOUR  # an occasion is rarely longer
_TOO_LONG = 0.1  # log odds that every further hour takes
_BACK = 256  # candidates before that an occasion may have begun at


@dataclass(frozen=True, slots=True)
class Said:
    """What the owner says, by places of photos: these begin an occasion (`apart`), those belong to the photo before
    (`joined`)."""

    apart: Sequence[int] = ()
    joined: Sequence[int] = ()


NOTHING = Said()


def boundaries(stream: Stream, radius: float, said: Said = NOTHING) -> Bounds:
    """`radius`: km, how far the owner of this library usually goes."""
    odds = np.full(max(len(stream) - 1, 0), np.inf)
    for first, last in blocks(stream):
        part = stream[first:last]
        odds[first : last - 1] = log_odds(signs(part, radius), part)
    odds[[place - 1 for place in said.apart if place > 0]] = np.inf
    odds[[place - 1 for place in said.joined if place > 0]] = -np.inf
    found: list[int] = []
    for first, last in pairwise([0, *(np.flatnonzero(odds == np.inf) + 1).tolist(), len(stream)]):
        found += [first] if first else []
        found += (first + _chosen(stream.instant[first:last], odds[first : last - 1])).tolist()
    return np.array(found, np.int64)


def blocks(stream: Stream) -> list[tuple[int, int]]:
    """Where each begins and ends of what is looked at by itself, of two photos or more."""
    sure = (np.flatnonzero(np.diff(stream.instant) > SURELY) + 1).tolist()
    return [(first, last) for first, last in pairwise([0, *sure, len(stream)]) if last - first > 1]


def by_hours(stream: Stream, hours: float, said: Said = NOTHING) -> Bounds:
    """A boundary wherever so many hours lie between two photos, and nothing else counts but the owner's word."""
    gaps = np.flatnonzero(np.diff(stream.instant) > hours * HOUR) + 1
    return np.array(sorted({*gaps.tolist(), *(each for each in said.apart if each)} - {*said.joined}), np.int64)


def log_odds(of: Signs, stream: Stream) -> NDArray[np.float64]:
    odds = of @ np.array([WEIGHTS[name] for name in NAMES]) + BIAS
    return np.where(np.diff(stream.instant) < LEAST, -np.inf, odds)


def _chosen(instant: NDArray[np.float64], odds: NDArray[np.float64]) -> Bounds:
    """`odds` of the gaps between these photos, none of which is infinite."""
    places = np.flatnonzero(odds > _HOPELESS) + 1
    if not len(places):
        return places
    begins = np.concatenate([[0], places])
    ends = np.concatenate([places, [len(instant)]]) - 1
    gains = np.concatenate([odds[places - 1], [0.0]])  # of beginning anew after each end
    best, back = np.zeros(len(begins) + 1), np.zeros(len(begins) + 1, np.int64)
    for place, end in enumerate(ends.tolist()):
        first = max(0, place + 1 - _BACK)
        spans = instant[end] - instant[begins[first : place + 1]]
        totals = best[first : place + 1] - _TOO_LONG * np.maximum(spans - _LONG, 0) / HOUR
        back[place + 1] = first + int(np.argmax(totals))
        best[place + 1] = totals.max() + gains[place]
    chosen, place = [], int(back[len(begins)])
    while place > 0:
        chosen.append(int(begins[place]))
        place = int(back[place])
    return np.array(chosen[::-1], np.int64)

"""Trips: occasions away from home on days that follow one another."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

FAR = 60.0  # km from home, from which on somebody is away
_REST = 2  # days without a photo that do not end a trip
_LONGEST = 120  # days: who is away for longer lives there


@dataclass(frozen=True, slots=True)
class Leg:
    """An occasion as trips see it: its local days, and how many km from home it was, NaN where nobody knows."""

    first: str  # "2023-07-14"
    last: str
    far: float
    joined: bool = True  # whether it may belong to a trip; not, where its owner says something else of it

    @property
    def away(self) -> bool:
        return self.far >= FAR


def trips(legs: Sequence[Leg]) -> list[range]:
    """Of legs in the order of time, the places of each trip's: away overnight. What lies between two legs of a trip,
    and nobody knows where, belongs to it."""
    found: list[range] = []
    start = last = -1
    for place, leg in enumerate(legs):
        if start >= 0 and (not _goes_on(legs[last], leg) or _days(legs[start].first, leg.last) > _LONGEST):
            found += _trip(legs, start, last)
            start = -1
        if leg.away and leg.joined:
            start, last = (place if start < 0 else start), place
    return found + (_trip(legs, start, last) if start >= 0 else [])


def _trip(legs: Sequence[Leg], start: int, last: int) -> list[range]:
    nights = _days(legs[start].first, max(leg.last for leg in legs[start : last + 1]))
    return [range(start, last + 1)] if nights >= 1 else []


def _goes_on(last: Leg, leg: Leg) -> bool:
    """Whether a trip that was at `last` may still go on with this one."""
    at_home = not math.isnan(leg.far) and not leg.away
    return leg.joined and not at_home and _days(last.last, leg.first) <= _REST + 1


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days

"""Where the owner of a library lives, from where and on how many days they photograph.

A home is where, over seasons, photos were taken on more days than elsewhere, and coming back: a holiday fills days, but
not months. It may move; days between two homes are at either.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from services.smart.occasions.gaps import kilometres
from services.smart.occasions.stream import Stream

AROUND = 25.0  # km: who is no farther from a home is not away
USUAL = 5.0  # km, where nothing is known

_CELL = 0.05  # degrees: photos of a town are in a few
_SEASON = 91  # days
_REACH = 2  # seasons on either side that tell of one
_DAYS = 4  # on which somebody photographs at home in that time, at least
_SPELLS = 3  # apart by a week at least, at home
_WEEK = 7
_SECOND = 0.45  # of the days of the first home, from which on there is a second one


class Home(msgspec.Struct, frozen=True):
    """From the local day `first` until before `last` it was one; "" where that is open."""

    latitude: float
    longitude: float
    first: str = ""
    last: str = ""


class Homes(msgspec.Struct, frozen=True):
    """`radius`: km, how far from home is usual."""

    homes: tuple[Home, ...] = ()
    radius: float = USUAL

    def distance(self, stream: Stream, day: str) -> float:
        """km from the middle of these photos to the nearest home of that day; NaN where either is not known."""
        then = self._then(day)
        known = ~np.isnan(stream.latitude)
        if not then or not known.any():
            return float("nan")
        away = [
            np.median(kilometres(stream.latitude[known], stream.longitude[known], home.latitude, home.longitude))
            for home in then
        ]
        return float(min(away))

    def away(self, day: str, latitude: float, longitude: float) -> bool:
        """Whether this is far from every home of that day; not where none is known."""
        homes = [(0, home.latitude, home.longitude) for home in self._then(day)]
        return bool(homes) and min(_km(latitude, longitude, home) for home in homes) > AROUND

    def _then(self, day: str) -> list[Home]:
        return [home for home in self.homes if home.first <= day and (not home.last or day < home.last)]


@dataclass(slots=True)
class _Cell:
    days: set[int]
    latitude: float = 0.0
    longitude: float = 0.0
    photos: int = 0


def learn(points: Iterable[tuple[str, float, float]]) -> Homes:
    """From (local day, latitude, longitude) of photos, in any order."""
    cells: defaultdict[int, dict[tuple[int, int], _Cell]] = defaultdict(dict)  # by season
    latitudes, longitudes = [], []
    for day, latitude, longitude in points:
        number = date.fromisoformat(day).toordinal()
        key = (round(latitude / _CELL), round(longitude / _CELL))
        cell = cells[number // _SEASON].setdefault(key, _Cell(set()))
        if number not in cell.days:  # a day counts once, however many photos it has
            cell.days.add(number)
            cell.latitude += latitude
            cell.longitude += longitude
            cell.photos += 1
            latitudes.append(latitude)
            longitudes.append(longitude)
    homes = _joined([home for season in sorted(cells) for home in _of_season(season, cells)])
    return Homes(tuple(homes), usual_radius(np.array(latitudes), np.array(longitudes)))


def usual_radius(latitude: NDArray[np.float64], longitude: NDArray[np.float64]) -> float:
    """km: the median of how far the places of a library are from its middle, without what is far from there."""
    known = ~np.isnan(latitude)
    if known.sum() < 2:
        return USUAL
    north, east = latitude[known], longitude[known]
    (row, column), _ = Counter(zip(np.round(north / _CELL), np.round(east / _CELL), strict=True)).most_common(1)[0]
    km = kilometres(north, east, row * _CELL, column * _CELL)
    near = km[km < 4 * AROUND]
    return float(np.clip(np.median(near), 0.2, AROUND)) if len(near) else USUAL


def _of_season(season: int, cells: dict[int, dict[tuple[int, int], _Cell]]) -> list[tuple[int, float, float]]:
    days: Counter[tuple[int, int]] = Counter()
    there: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    sums: defaultdict[tuple[int, int], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for near in range(season - _REACH, season + _REACH + 1):
        for (row, column), cell in cells.get(near, {}).items():
            at = sums[row, column]
            at[0], at[1], at[2] = at[0] + cell.latitude, at[1] + cell.longitude, at[2] + cell.photos
            for around in ((row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
                there[around] |= cell.days
    for key, found in there.items():
        if key in sums and len(found) >= _DAYS and _spells(found) >= _SPELLS:
            days[key] = len(found)
    found_homes: list[tuple[int, float, float]] = []
    for key, count in sorted(days.items(), key=lambda each: (-each[1], each[0])):
        if found_homes and count < _SECOND * days.most_common(1)[0][1]:
            break
        latitude, longitude = sums[key][0] / sums[key][2], sums[key][1] / sums[key][2]
        if all(_km(latitude, longitude, other) > AROUND for other in found_homes):
            found_homes.append((season, latitude, longitude))
    return found_homes


def _spells(days: Iterable[int]) -> int:
    ordered = sorted(days)
    return 1 + sum(after - before >= _WEEK for before, after in pairwise(ordered))


def _km(latitude: float, longitude: float, other: tuple[int, float, float]) -> float:
    return float(kilometres(np.array(other[1]), np.array(other[2]), latitude, longitude))


def _joined(found: Sequence[tuple[int, float, float]]) -> list[Home]:
    """Homes of seasons that follow one another, and are at one place, are one. Each lasts until there is another."""
    runs: list[list[tuple[int, float, float]]] = []
    for each in found:
        run = next(
            (run for run in runs if each[0] - run[-1][0] <= 2 * _REACH and _km(*each[1:], run[-1]) <= AROUND), None
        )
        if run is None:
            runs.append([each])
        else:
            run.append(each)
    seasons = [each[0] for each in found]
    return [
        Home(
            round(float(np.mean([each[1] for each in run])), 4),
            round(float(np.mean([each[2] for each in run])), 4),
            "" if run[0][0] == min(seasons) else _day(run[0][0]),
            "" if run[-1][0] == max(seasons) else _day(run[-1][0] + 1),
        )
        for run in runs
    ]


def _day(season: int) -> str:
    return date.fromordinal(season * _SEASON).isoformat()


def alike(one: Homes, other: Homes) -> bool:
    """Whether a trip by one would be a trip by the other."""
    return (
        len(one.homes) == len(other.homes)
        and abs(one.radius - other.radius) <= 0.25 * max(one.radius, other.radius)
        and all(
            (home.first, home.last) == (now.first, now.last)
            and _km(home.latitude, home.longitude, (0, now.latitude, now.longitude)) < AROUND / 5
            for home, now in zip(one.homes, other.homes, strict=True)
        )
    )

"""A track: where somebody was, and when, as a receiver wrote it down; and how far a camera's clock was from it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# What says how far a camera's clock was ahead: its owner; photos of it that know their place; that whole hours alone
# bring its photos into the track; or nothing, so that it is taken to be right.
Evidence = Literal["said", "positions", "hours", "assumed"]

_EARTH_M = 6_371_000.0
_GAP = 600.0  # seconds between two fixes over which somebody is taken to have gone straight
_STAY = 150.0  # metres: receivers sleep while nobody moves
_EDGE = 300.0  # seconds before the first fix, and after the last
_WIDEST = 14 * 3600  # seconds that a clock may be off: by the wrong zone, not by a wrong day
_HOUR = 3600.0
_NEAR = 100.0  # metres between where a photo says that it was and where the track was then
_FEW = 3  # photos with places of their own that say how far a clock is off
_MANY = 5  # photos that say it by lying within the track
_MOST = 200  # photos that are looked at for it


@dataclass(frozen=True, eq=False)
class Track:
    """`seconds`: (n,) Unix time, ascending; `degrees`: (n, 2) latitude and longitude, WGS 84."""

    seconds: Floats
    degrees: Floats

    def at(self, seconds: Floats) -> Floats:
        """(m,) Unix time -> (m, 2) degrees; NaN where the track does not tell."""
        after = np.clip(np.searchsorted(self.seconds, seconds), 1, max(len(self.seconds) - 1, 1))
        before = after - 1
        after = np.minimum(after, len(self.seconds) - 1)
        start, end = self.seconds[before], self.seconds[after]
        along = np.clip((seconds - start) / np.maximum(end - start, 1e-9), 0, 1)[:, None]
        here, there = self.degrees[before], self.degrees[after]
        step = there - here
        step[:, 1] = (step[:, 1] + 180) % 360 - 180  # the short way, over the date line too
        found = here + along * step
        found[:, 1] = (found[:, 1] + 180) % 360 - 180
        within = (seconds >= start) & (seconds <= end)
        told = within & ((end - start <= _GAP) | (metres(here, there) <= _STAY))
        told |= (seconds < start) & (start - seconds <= _EDGE) | (seconds > end) & (seconds - end <= _EDGE)
        # A photo at the very instant of a fix is there, whatever comes before or after.
        told |= (seconds == start) | (seconds == end)
        found[~told] = np.nan
        return found


@dataclass(frozen=True)
class Clock:
    """`ahead`: seconds by which the camera's clock was ahead of the track's."""

    ahead: float
    evidence: Evidence


def clock(track: Track, taken: Floats, places: Floats, *, zoned: bool = False) -> Clock:
    """How far the clock of one camera was ahead. `taken`: (m,) Unix time by that clock; `places`: (m, 2) degrees where
    the photos themselves say so, else NaN; `zoned`: the camera said in which zone its clock was, so that no hours can
    be missing."""
    known = ~np.isnan(places[:, 0])
    if known.sum() >= _FEW and (ahead := _by_positions(track, taken[known], places[known])) is not None:
        return Clock(ahead, "positions")
    if not zoned and (hours := _by_hours(track, taken)) is not None:
        return Clock(hours, "hours")
    return Clock(0.0, "assumed")


def metres(one: Floats, other: Floats) -> Floats:
    """Between each two of (n, 2) degrees: (n,), along the great circle (haversine)."""
    here, there = np.radians(one), np.radians(other)
    half = (there - here) / 2
    chord = np.sin(half[:, 0]) ** 2 + np.cos(here[:, 0]) * np.cos(there[:, 0]) * np.sin(half[:, 1]) ** 2
    return np.asarray(2 * _EARTH_M * np.arcsin(np.sqrt(np.minimum(chord, 1))), np.float64)


def _by_positions(track: Track, taken: Floats, places: Floats) -> float | None:
    """The shift under which the track was where the photos were: to a minute first, then to five seconds.
    None where there is none."""
    some = np.linspace(0, len(taken) - 1, min(len(taken), _MOST)).astype(int)
    taken, places = taken[some], places[some]
    coarse = np.arange(-_WIDEST, _WIDEST + 1, 60.0)
    best = _nearest(track, taken, places, coarse)
    if best is None:
        return None
    return _nearest(track, taken, places, best + np.arange(-60.0, 61.0, 5.0))


def _nearest(track: Track, taken: Floats, places: Floats, shifts: Floats) -> float | None:
    apart = np.array([_apart(track, taken - shift, places) for shift in shifts])
    least = apart.min()
    if least > _NEAR:
        return None
    # Whoever sat somewhere was there at many times: of all that fit, the clock that was least wrong.
    fitting = shifts[apart <= least + _NEAR / 10]
    return float(fitting[np.argmin(np.abs(fitting))])


def _apart(track: Track, seconds: Floats, places: Floats) -> float:
    """Metres, the median over the photos; infinite where the track tells of less than half of them."""
    there = track.at(seconds)
    told = ~np.isnan(there[:, 0])
    if 2 * told.sum() < len(seconds):
        return float("inf")
    return float(np.median(metres(there[told], places[told])))


def _by_hours(track: Track, taken: Floats) -> float | None:
    """A clock that was left in another zone: whole hours that bring nearly all photos into the track, where no other
    hours do and few lie in it as they are."""
    if len(taken) < _MANY:
        return None
    some = taken[np.linspace(0, len(taken) - 1, min(len(taken), _MOST)).astype(int)]
    hours = np.arange(-_WIDEST, _WIDEST + 1, _HOUR)
    covered = np.array([np.mean(~np.isnan(track.at(some - shift)[:, 0])) for shift in hours])
    best = int(np.argmax(covered))
    others = np.delete(covered, best)
    as_they_are = covered[len(hours) // 2]
    if covered[best] < 0.9 or others.max() > covered[best] - 0.05 or as_they_are > 0.6:
        return None
    return float(hours[best])

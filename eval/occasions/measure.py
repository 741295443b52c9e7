"""How boundaries are counted, and what others would find: fixed gaps, and PhotoTOC by time alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from eval.occasions.life import HOUR, Life, Made, made
from services.smart.occasions.homes import learn, usual_radius
from services.smart.occasions.segments import boundaries
from services.smart.occasions.stream import Stream
from services.smart.occasions.trips import Leg, trips

Bounds = NDArray[np.int64]  # the places of photos that begin an occasion, the first one's left out
Segmenter = Callable[[Stream], Bounds]

WITHIN = 3  # photos


@dataclass(frozen=True, slots=True)
class Score:
    hits: int
    found: int
    there: int

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else float(not self.there)

    @property
    def recall(self) -> float:
        return self.hits / self.there if self.there else 1.0

    @property
    def f1(self) -> float:
        both = self.found + self.there
        return 2 * self.hits / both if both else 1.0


def score(found: Bounds, there: Bounds, within: int = WITHIN) -> Score:
    """Each boundary counts once: pairs of one found and one there, no more than so many photos apart, from the left,
    which makes as many pairs as can be."""
    hits = place = 0
    for bound in there.tolist():
        while place < len(found) and found[place] < bound - within:
            place += 1
        if place < len(found) and found[place] <= bound + within:
            hits, place = hits + 1, place + 1
    return Score(hits, len(found), len(there))


def truth(library: Made) -> Bounds:
    return np.flatnonzero(np.diff(library.occasion)) + 1


def f1(segment: Segmenter, libraries: Sequence[Made]) -> float:
    """The mean over libraries."""
    return float(np.mean([score(segment(each.stream), truth(each)).f1 for each in libraries]))


def libraries(life: Life, seeds: Sequence[int]) -> list[Made]:
    return [made(life, seed) for seed in seeds]


def fixed(hours: float) -> Segmenter:
    return lambda stream: np.flatnonzero(np.diff(stream.instant) > hours * HOUR) + 1


def photo_toc(factor: float, reach: int) -> Segmenter:
    """Platt, Czerwinski and Field, "PhotoTOC: Automatic Clustering for Browsing Personal Photographs", PCM 2003: a gap
    is one between occasions where its logarithm is greater than the mean of those around it, `reach` on either side,
    by the logarithm of a factor: theirs are 17 and 10."""

    def segment(stream: Stream) -> Bounds:
        gaps = np.log(np.diff(stream.instant) + 1)
        if not len(gaps):
            return np.empty(0, np.int64)
        sums = np.concatenate([[0.0], np.cumsum(gaps)])
        first = np.maximum(np.arange(len(gaps)) - reach, 0)
        last = np.minimum(np.arange(len(gaps)) + reach + 1, len(gaps))
        return np.flatnonzero(gaps >= np.log(factor) + (sums[last] - sums[first]) / (last - first)) + 1

    return segment


FIXED = (8.0, 24.0, 36.0)
TUNED_FIXED = (0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 18)  # hours
TUNED_TOC = [(factor, reach) for factor in (17.0, 30.0, 60.0, 120.0, 250.0, 500.0) for reach in (5, 10, 20, 40, 80)]


def best_fixed(sets: Sequence[Sequence[Made]]) -> float:
    return max(TUNED_FIXED, key=lambda hours: np.mean([f1(fixed(hours), each) for each in sets]))


def best_toc(sets: Sequence[Sequence[Made]]) -> tuple[float, int]:
    return max(TUNED_TOC, key=lambda pair: np.mean([f1(photo_toc(*pair), each) for each in sets]))


def ours(stream: Stream) -> Bounds:
    return boundaries(stream, usual_radius(stream.latitude, stream.longitude))


def trip_f1(library: Made) -> float | None:
    """Of trips that were found by Jaccard 1/2 or more of their photos; None where there are none, found or there."""
    stream, bounds = library.stream, ours(library.stream)
    days = [day_of(local) for local in stream.local.tolist()]
    known = np.flatnonzero(~np.isnan(stream.latitude)).tolist()
    homes = learn((days[place], float(stream.latitude[place]), float(stream.longitude[place])) for place in known)
    segments = [range(first, last) for first, last in pairwise([0, *bounds.tolist(), len(stream)])]
    legs = [
        Leg(days[each[0]], days[each[-1]], homes.distance(stream[each[0] : each[-1] + 1], days[each[0]]))
        for each in segments
    ]
    found = [{p for leg in trip for p in segments[leg]} for trip in trips(legs)]
    there = [
        set(np.flatnonzero(library.trip == number).tolist()) for number in np.unique(library.trip[library.trip >= 0])
    ]
    there = [trip for trip in there if days[min(trip)] != days[max(trip)]]
    hits = sum(any(len(one & other) >= 0.5 * len(one | other) for other in found) for one in there)
    both = len(found) + len(there)
    return 2 * hits / both if both else None


def day_of(local: float) -> str:
    return datetime.fromtimestamp(local, UTC).date().isoformat()

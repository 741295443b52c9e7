"""What speaks for a boundary between each photo and the next: a row a pair, a column a sign."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from services.smart.occasions.stream import Stream

Signs = NDArray[np.float64]

HOUR: Final = 3600.0
_DAY = 24 * HOUR
_NEAR, _FAR = 8, 40  # gaps on either side that tell the pace
_SEEN = 5  # photos on either side whose looks, people and place are compared
_TOGETHER = 6 * HOUR  # a place that was known longer ago says nothing of where a photo was taken
_MORNING = 4 * HOUR  # a new day begins when hardly anybody is up
_KM = 111.2  # of a degree of latitude

_HINGES = tuple(float(np.log(hours * HOUR)) for hours in (0.25, 0.5, 1, 2, 4, 8, 16))
NAMES = (
    "gap", *(f"gap over {hours} h" for hours in ("1/4", "1/2", 1, 2, 4, 8, 16)), "over the pace near",
    "over the pace far", "night", "jump", "place known", "same place", "looks", "looks known", "people", "people known",
    "camera",
)  # fmt: skip


def signs(stream: Stream, radius: float) -> Signs:
    """(n - 1, len(NAMES)). `radius`: km, how far the owner of this library usually goes. What nobody knows is 0, which
    speaks for nothing.

    The gap's logarithm against the mean of those around it is the measure of Platt, Czerwinski and Field, "PhotoTOC",
    PCM 2003."""
    gap = np.maximum(np.diff(stream.instant), 1.0)
    log = np.log(gap)
    night = np.floor((stream.local[1:] - _MORNING) / _DAY) > np.floor((stream.local[:-1] - _MORNING) / _DAY)
    jump, placed = _jumps(stream, radius)
    looks, seen = _looks(stream)
    people, met = _people(stream)
    return np.column_stack([
        log - _HINGES[1], *(np.maximum(log - hinge, 0.0) for hinge in _HINGES), log - _pace(log, _NEAR),
        log - _pace(log, _FAR), night, jump, placed, placed & (jump < 0.1), looks, seen, people, met,
        np.diff(stream.camera) != 0,
    ]).astype(np.float64)  # fmt: skip


def _pace(log: Signs, reach: int) -> Signs:
    """The mean of so many on either side, its own left out."""
    sums = np.concatenate([[0.0], np.cumsum(log)])
    places = np.arange(len(log))
    first, last = np.maximum(places - reach, 0), np.minimum(places + reach + 1, len(log))
    others = last - first - 1
    mean = (sums[last] - sums[first] - log) / np.maximum(others, 1)
    return np.where(others > 0, mean, _HINGES[1])


def kilometres(
    latitude: NDArray[np.float64], longitude: NDArray[np.float64], to_latitude: NDArray[np.float64] | float,
    to_longitude: NDArray[np.float64] | float,
) -> NDArray[np.float64]:  # fmt: skip
    """On a plane that touches the earth between both, the short way around it: right enough for what is near, and far
    for what is far."""
    east = (np.asarray(to_longitude) - longitude + 180) % 360 - 180
    north = np.asarray(to_latitude) - latitude
    east = east * np.cos(np.radians((latitude + to_latitude) / 2))
    return np.asarray(np.hypot(east, north) * _KM, np.float64)


def _jumps(stream: Stream, radius: float) -> tuple[Signs, NDArray[np.bool_]]:
    """The logarithm of how many usual radiuses lie between the last place before and the first after."""
    count = len(stream)
    known = ~np.isnan(stream.latitude)
    before = np.maximum.accumulate(np.where(known, np.arange(count), -1))[:-1]
    after = np.minimum.accumulate(np.where(known, np.arange(count), count)[::-1])[::-1][1:]
    both = (before >= 0) & (after < count)
    left, right = np.where(both, before, 0), np.where(both, after, 0)
    both &= (stream.instant[:-1] - stream.instant[left] < _TOGETHER) & (
        stream.instant[right] - stream.instant[1:] < _TOGETHER
    )
    km = kilometres(stream.latitude[left], stream.longitude[left], stream.latitude[right], stream.longitude[right])
    return np.where(both, np.log1p(np.nan_to_num(km) / max(radius, 0.05)), 0.0), both


def _looks(stream: Stream) -> tuple[Signs, NDArray[np.bool_]]:
    """How much less alike the photos on both sides are than neighbours of this library usually are."""
    count = len(stream)
    known = np.asarray(~np.isnan(stream.looks).any(axis=1) & bool(stream.looks.shape[1]), np.bool_)
    if known.sum() < 2:
        return np.zeros(count - 1), np.zeros(count - 1, bool)
    vectors = np.where(known[:, None], stream.looks, 0.0)
    sums = np.concatenate([np.zeros((1, vectors.shape[1])), np.cumsum(vectors, axis=0, dtype=np.float64)])
    numbers = np.concatenate([[0], np.cumsum(known)])
    places = np.arange(1, count)
    first, last = np.maximum(places - _SEEN, 0), np.minimum(places + _SEEN, count)
    left, right = sums[places] - sums[first], sums[last] - sums[places]
    both = (numbers[places] > numbers[first]) & (numbers[last] > numbers[places])
    lengths = np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1)
    cosine = np.einsum("ij,ij->i", left, right) / np.maximum(lengths, 1e-9)
    usual = float(np.median(cosine[both])) if both.any() else 0.0
    scale = float(np.std(cosine[both])) if both.any() else 1.0
    return np.where(both, (usual - cosine) / max(scale, 0.05), 0.0), both


def _people(stream: Stream) -> tuple[Signs, NDArray[np.bool_]]:
    """How few of those who are on the photos before are on those after: 0 all, 1 nobody."""
    count = len(stream)
    apart, met = np.zeros(count - 1), np.zeros(count - 1, bool)
    with_people = [place for place, people in enumerate(stream.people) if people]
    near = np.unique([p for place in with_people for p in range(place - _SEEN, place + _SEEN)])
    for place in near[(near >= 0) & (near < count - 1)].astype(int).tolist():
        before = frozenset().union(*stream.people[max(0, place + 1 - _SEEN) : place + 1])
        after = frozenset().union(*stream.people[place + 1 : place + 1 + _SEEN])
        if before and after:
            met[place] = True
            apart[place] = 1 - len(before & after) / min(len(before), len(after))
    return apart, met

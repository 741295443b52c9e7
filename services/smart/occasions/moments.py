"""Which photos count for occasions, and what is known of them as arrays."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import numpy as np

from services.smart.occasions.stream import Stream
from shared.catalog.moments import Moment
from shared.domain.instants import parse_instant
from shared.domain.person import PEOPLE
from shared.vectors.base import Dense, Sparse

_DAY = len("2023-07-14")
UNSEEN = ("screenshot", "document")  # they show nothing of where their owner was


def counts(moment: Moment) -> bool:
    """Whether it is known when it was taken, and its owner looks at it as a photo."""
    return not moment.archived and len(moment.taken_day or "") == _DAY and moment.kind not in UNSEEN


def place_in(moment: Moment) -> tuple[str, str]:
    """Where it stands in its library: places are in the order of time."""
    return moment.sort_at, moment.id


def people_in(moment: Moment) -> Sequence[str]:
    found: Sequence[str] = moment.more.get(PEOPLE, ())
    return found


def local(moment: Moment) -> str:
    """What a clock on the wall showed, to the second."""
    return (moment.taken_at or moment.sort_at)[: len("2023-07-14T16:28:00")]


def stream(moments: Sequence[Moment], looks: Mapping[str, Dense | Sparse]) -> Stream:
    """Of moments that count, in the order of the library."""
    places = [moment.location for moment in moments]
    vectors = [looks.get(moment.id) for moment in moments]
    length = next((len(each) for each in vectors if isinstance(each, np.ndarray)), 0)
    none = np.full(length, np.nan, np.float32)
    [each if isinstance(each, np.ndarray) else none for each in vectors]
    cameras: dict[str | None, int] = {}
    return Stream(
        np.array([parse_instant(moment.sort_at).timestamp() for moment in moments], np.float64),
        np.array([_seconds(local(moment)) for moment in moments], np.float64),
        np.array([place.latitude if place else np.nan for place in places], np.float64),
        np.array([place.longitude if place else np.nan for place in places], np.float64),
        np.array([each if isinstance(each, np.ndarray) else none for each in vectors], np.float32).reshape(
            len(moments), length
        ),
        tuple(frozenset(people_in(moment)) for moment in moments),
        np.array([cameras.setdefault(moment.camera_name, len(cameras)) for moment in moments], np.int64),
    )


def seconds(moment: Moment) -> float:
    """By the clock on the wall, from whatever beginning."""
    return _seconds(local(moment))


def _seconds(clock: str) -> float:
    return datetime.fromisoformat(clock).replace(tzinfo=UTC).timestamp()

"""Was that camera's clock wrong? Of photos that two cameras took of the same, one of which knows where it was, as a
phone does, whose clock is right.

It is asked only where their streams show it: most photos of the one that look like one of the other, and that one like
it, are off by the same whole hours; or, where a clock was set back to the beginning of a decade, by the same time.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.smart.occasions.moments import local, people_in, seconds
from shared.catalog.moments import Looked
from shared.domain.question import YES, Choice, Question, asking
from shared.vectors.base import Dense

HOUR = 3600.0
ALIKE = 0.75  # a cosine: photos of the same
LEAST = 5  # pairs that say so

_MOST = 14.5 * HOUR  # that a zone may be off
_TIGHT = 8 * 60.0  # seconds around the same time within which pairs lie that agree
_AGREE = 0.8  # of all pairs
_UNSURE = 0.5
_A_DAY = 1000  # photos of a camera that are looked at
_RESET_MONTHS = tuple(f"{year}-01" for year in (1970, 1980, *range(1990, 2031, 5)))
_RESET_DAYS = 10  # after which nobody knows any more that a clock was set back


@dataclass(frozen=True, slots=True)
class Pair:
    """`wrong` and `right`: taken by two cameras of the same, perhaps."""

    wrong: Looked
    right: Looked

    @property
    def seconds(self) -> float:
        return seconds(self.right) - seconds(self.wrong)


def was_reset(moment: Looked) -> bool:
    """Whether it says that it was taken right after a clock was set back."""
    day = moment.taken_day or ""
    return day[:7] in _RESET_MONTHS and len(day) == 10 and int(day[8:]) <= _RESET_DAYS and moment.location is None


def streams(moments: Sequence[Looked]) -> list[tuple[list[Looked], list[Looked]]]:
    """(of a camera that never knows where it is, of one that does): each two that photographed on the same days."""
    cameras: dict[str, list[Looked]] = {}
    for moment in moments:
        if moment.camera_name and len(moment.taken_day or "") == 10 and not moment.archived:
            cameras.setdefault(moment.camera_name, []).append(moment)
    known = {name: photos for name, photos in cameras.items() if any(photo.location for photo in photos)}
    return [
        (photos, theirs)
        for name, photos in cameras.items()
        if name not in known and len(photos) >= LEAST
        for theirs in known.values()
        if len(theirs) >= LEAST
    ]


def pairs(wrong: Sequence[Looked], right: Sequence[Looked], looks: dict[str, Dense]) -> list[Pair]:
    """Each the one that looks most like the other, either way, within what zones differ by."""
    days: dict[str | None, list[Looked]] = {}
    for photo in wrong:
        if photo.id in looks:
            days.setdefault(photo.taken_day, []).append(photo)
    others = sorted((photo for photo in right if photo.id in looks), key=seconds)
    times = [seconds(photo) for photo in others]
    found: list[Pair] = []
    for photos in days.values():
        ones = sorted(photos, key=seconds)[:_A_DAY]
        first = bisect_left(times, seconds(ones[0]) - _MOST)
        last = bisect_left(times, seconds(ones[-1]) + _MOST)
        found += _mutual(ones, others[first : min(last, first + 2 * _A_DAY)], looks)
    return [pair for pair in found if _agree(pair)]


def _mutual(ones: Sequence[Looked], others: Sequence[Looked], looks: dict[str, Dense]) -> list[Pair]:
    if not others:
        return []
    alike = _stack(ones, looks) @ _stack(others, looks).T
    apart = np.array([seconds(each) for each in others]) - np.array([seconds(each) for each in ones])[:, None]
    alike = np.where(np.abs(apart) <= _MOST, alike, -1.0)
    best, back = alike.argmax(axis=1), alike.argmax(axis=0)
    return [
        Pair(one, others[int(best[place])])
        for place, one in enumerate(ones)
        if back[best[place]] == place and alike[place, best[place]] >= ALIKE
    ]


def off_by_hours(found: Sequence[Pair]) -> float | None:
    """Seconds, whole hours; None where they do not say so, or say that it is right."""
    if len(found) < LEAST:
        return None
    hours = Counter(round(pair.seconds / HOUR) for pair in found if abs(_rest(pair.seconds)) <= _TIGHT)
    hour, count = hours.most_common(1)[0] if hours else (0, 0)
    return hour * HOUR if hour and count >= max(LEAST, _AGREE * len(found)) else None


def off_by(found: Sequence[Pair]) -> float | None:
    """Seconds, whatever they are: of a clock that was set back."""
    if len(found) < LEAST:
        return None
    middle = float(np.median([pair.seconds for pair in found]))
    near = [pair.seconds for pair in found if abs(pair.seconds - middle) <= _TIGHT]
    return float(round(np.median(near))) if len(near) >= max(LEAST, _AGREE * len(found)) else None


def clock_asked(
    owner: str, key: str, month: str, moments: Sequence[Looked], found: Sequence[Pair], off: float
) -> Question:
    """About the photos of that camera on the days of which the pairs tell."""
    first = found[0]
    days = {pair.wrong.taken_day for pair in found}
    camera = first.wrong.camera_name
    photos = [photo.id for photo in moments if photo.camera_name == camera and photo.taken_day in days]
    facts = {
        "camera": camera, "other": first.right.camera_name, "seconds": int(off), "said": local(first.wrong),
        "meant": local(first.right), "pairs": [[pair.wrong.id, pair.right.id] for pair in found[:3]],
    }  # fmt: skip
    return asking(
        owner, "clock", f"{camera}/{month}", key=key, photos=photos, uncertain=_UNSURE, choices=[Choice(YES)],
        facts=facts,
    )  # fmt: skip


def _rest(apart: float) -> float:
    return apart - round(apart / HOUR) * HOUR


def _agree(pair: Pair) -> bool:
    """On who is on them, where both know it."""
    one, other = _people(pair.wrong), _people(pair.right)
    return not one or not other or not one.isdisjoint(other)


def _people(moment: Looked) -> frozenset[str]:
    return frozenset(people_in(moment))


def _stack(photos: Sequence[Looked], looks: dict[str, Dense]) -> NDArray[np.float32]:
    return np.stack([looks[photo.id] for photo in photos])

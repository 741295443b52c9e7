"""Which few of many photos to show: good ones, of many days and people, and never the same one twice.

A Shot is what must be known of a photo for that; those of a day lie on its record, so that a year is chosen of a few
hundred records. (Among the photos of one day services/smart/selection.py chooses, by how they look.)
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

import msgspec

from shared.domain.photo import ListedPhoto
from shared.domain.stored import stored

UNKNOWN = 0.5  # the quality of a photo that nobody judged
NO_MEMORIES = ("screenshot", "document")  # kinds

_SAME = 10  # bits of 64: hashes that differ in fewer are of one motif
_LEAST = 24  # of a part that are looked at
_SEEN_DAY = 0.12  # taken off for each that is chosen of the same day
_SEEN_PERSON = 0.1  # added for somebody who is on none chosen yet


@stored
class Shot(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    at: str  # as the photo's sort_at
    day: str  # local, "2023-07-14"
    worth: float
    people: tuple[str, ...] = ()
    phash: str = ""  # 16 hex digits

    @classmethod
    def of(cls, photo: ListedPhoto) -> "Shot":
        people = tuple(photo.more.get("people", ()))
        return cls(photo.id, photo.sort_at, photo.day, round(worth(photo), 4), people, photo.phash or "")


def worth(photo: ListedPhoto) -> float:
    """0..1: how much a photo deserves to be shown: its quality, and more what its owner says of it."""
    value = photo.quality if photo.quality is not None else UNKNOWN
    if photo.kind in NO_MEMORIES:
        value *= 0.5
    if photo.rating is not None:
        value = 0.5 * value + 0.1 * photo.rating
    return 0.5 + 0.5 * value if photo.favourite else 0.8 * value


def choose(shots: Iterable[Shot], limit: int, part: Callable[[Shot], str]) -> list[Shot]:
    """The best first. Greedy, as maximal marginal relevance is: each next one is worth most beside those that are
    chosen. `part` names the stretch of time that a shot is of (a month, say): each is seen before any is seen twice,
    as far as `limit` goes, the parts with the best shots first."""
    left = _likely(sorted(shots, key=lambda shot: (-shot.worth, shot.at, shot.id)), limit, part)
    hashes = {shot.id: int(shot.phash, 16) for shot in left if shot.phash}
    chosen: list[Shot] = []
    days, people, parts = Counter[str](), set[str](), set[str]()
    while left and len(chosen) < limit:
        fresh = [shot for shot in left if part(shot) not in parts]
        best = max(fresh or left, key=lambda shot: _gain(shot, days, people))
        chosen.append(best)
        days[best.day] += 1
        people.update(best.people)
        parts.add(part(best))
        left = [shot for shot in left if shot.id != best.id and not _same(best, shot, hashes)]
    return chosen


def _likely(best_first: Sequence[Shot], limit: int, part: Callable[[Shot], str]) -> list[Shot]:
    """Of each part more than could be chosen, for those that are the same."""
    most = max(2 * limit, _LEAST)
    seen = Counter[str]()
    kept: list[Shot] = []
    for shot in best_first:
        seen[part(shot)] += 1
        if seen[part(shot)] <= most:
            kept.append(shot)
    return kept


def in_order(shots: Sequence[Shot]) -> list[str]:
    """Their ids, in the order of their taking."""
    return [shot.id for shot in sorted(shots, key=lambda shot: (shot.at, shot.id))]


def _gain(shot: Shot, days: Counter[str], people: Collection[str]) -> float:
    somebody = any(person not in people for person in shot.people)
    return shot.worth - _SEEN_DAY * days[shot.day] + _SEEN_PERSON * somebody


def _same(one: Shot, other: Shot, hashes: dict[str, int]) -> bool:
    if one.id not in hashes or other.id not in hashes:
        return False
    return (hashes[one.id] ^ hashes[other.id]).bit_count() < _SAME


def is_seen(photo: ListedPhoto) -> bool:
    """Whether there is a picture of it to show."""
    mark = photo.stages.get("renditions")
    return mark is None or mark.state != "failed"

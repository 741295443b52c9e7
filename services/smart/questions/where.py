"""Where was that? Of photos without a place, whose neighbours in time have one."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

import msgspec
import numpy as np

from services.smart.occasions.moments import counts, seconds
from shared.catalog.moments import Looked
from shared.domain.photo import Place
from shared.domain.question import Choice, Question, asking

NEAR = 3 * 3600.0  # seconds: what was taken within is a neighbour

_DAY = "day:"  # of what is about a day, and no occasion
_MOST = 4  # places to choose from
_SURE = 0.5  # of what is unknown, where all neighbours were at one place


def where_asked(owner: str, key: str, month: str, moments: Sequence[Looked], trips: Collection[str]) -> list[Question]:
    """`moments`: those of the month and a day around it, in the order of time. One question for what was taken on one
    occasion, or else on one day; it belongs to the month of the first photo that it is about."""
    dated = [moment for moment in moments if counts(moment)]
    placed = [moment for moment in dated if moment.location and _name(moment.place)]
    times = [seconds(moment) for moment in placed]
    apart: dict[str, list[Looked]] = defaultdict(list)
    for moment in dated:
        if not (moment.location or moment.place or "location" in moment.edits):
            apart[_together(moment, trips)].append(moment)
    asked, hours = list[Question](), Counter[str]()
    for about, photos in apart.items():
        if photos[0].month != month:
            continue
        near = _neighbours(about, photos, placed, times)
        if choices := _choices(near):
            share = choices[0][1] / sum(count for _, count in choices)
            asked.append(
                asking(
                    # About the hour of its first photo: on which occasion that was changes with others, and by answers.
                    owner, "where", _hour(photos[0], hours), key=key, photos=[photo.id for photo in photos],
                    uncertain=1 - _SURE * share, choices=[choice for choice, _ in choices],
                    facts={"day": photos[0].taken_day},
                )
            )  # fmt: skip
    return asked


def _hour(first: Looked, hours: Counter[str]) -> str:
    """ "2008-10-18T11"; what else begins in an hour is numbered."""
    hour = (first.taken_at or first.sort_at)[: len("2008-10-18T11")]
    hours[hour] += 1
    return hour if hours[hour] == 1 else f"{hour}+{hours[hour]}"


def _together(moment: Looked, trips: Collection[str]) -> str:
    """The occasion on which it was taken, else the day."""
    of = (id for id in moment.more.get("occasions", ()) if id not in trips)
    return next(of, f"{_DAY}{moment.taken_day}")


def _of_occasion(id: str, placed: Sequence[Looked]) -> set[int]:
    return {place for place, moment in enumerate(placed) if id in moment.more.get("occasions", ())}


def _neighbours(about: str, photos: Sequence[Looked], placed: Sequence[Looked], times: Sequence[float]) -> list[Looked]:
    near = set[int]() if about.startswith(_DAY) else _of_occasion(about, placed)
    for photo in photos:
        at = seconds(photo)
        near |= {*range(bisect_left(times, at - NEAR), bisect_left(times, at + NEAR + 1))}
    return [placed[place] for place in sorted(near)]


def _choices(near: Sequence[Looked]) -> list[tuple[Choice, int]]:
    """Each with how many of the neighbours were there, most first."""
    found: dict[str, list[Looked]] = defaultdict(list)
    for moment in near:
        found[_name(moment.place)].append(moment)
    most = Counter({name: len(there) for name, there in found.items()}).most_common(_MOST)
    return [(_choice(name, found[name]), count) for name, count in most]


def _choice(name: str, there: Sequence[Looked]) -> Choice:
    """At the photo in the middle of those that were there: a place where one really was."""
    points = np.array([(m.location.latitude, m.location.longitude) for m in there if m.location], np.float64)
    middle = there[int(np.abs(points - np.median(points, axis=0)).sum(axis=1).argmin())]
    assert middle.location
    at = {"latitude": middle.location.latitude, "longitude": middle.location.longitude}
    return Choice(name, {"place": msgspec.to_builtins(middle.place), **at})


def _name(place: Place | None) -> str:
    return "/".join(filter(None, (place.city, place.region, place.country))) if place else ""

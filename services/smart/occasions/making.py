"""The occasions of a stretch of a library, as records: made of its photos, of what stood there before, and of what the
owner says."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import msgspec
import numpy as np

from services.smart.occasions.homes import Homes
from services.smart.occasions.identity import matched
from services.smart.occasions.moments import local, people_in, place_in
from services.smart.occasions.segments import Bounds, Said
from services.smart.occasions.stream import Stream
from services.smart.occasions.trips import Leg, trips
from shared.catalog.moments import Moment
from shared.domain.captions.occasions import told
from shared.domain.occasion import BIRTHDAY, DAY_OUT, OCCASIONS, TRIP, Level, Occasion, Where
from shared.domain.person import Person

Segment = Callable[[Stream, float, Said], Bounds]

LEAST = 3  # photos of an occasion, unless its owner says that it is one
BEST = 8

_NEARLY = 0.8  # of the photos that are somewhere are there
_KNOWN = 0.3  # of the photos must be somewhere, before a place is told
_FEW = 0.1  # of the photos that are somewhere: it was there, and did not only pass through
_SURE = 0.9
_MOST_PEOPLE = 50
_ON_IT = 2  # photos, for a birthday to be somebody's

Places = range  # of photos in the stretch


@dataclass(frozen=True, slots=True)
class Made:
    """`ids`: of each photo the occasions that it is of."""

    occasions: list[Occasion]
    ids: list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Photos that count, in the order of the library, and what is known beside them. `before`: the records that stood
    there."""

    owner: str
    moments: Sequence[Moment]
    stream: Stream
    before: Sequence[Occasion]
    homes: Homes
    people: Mapping[str, Person]  # those with a birth date, by id
    new_id: Callable[[], str]

    def made(self, segment: Segment) -> Made:
        if not self.moments:
            return Made([], [])
        said = self._said()
        bounds = segment(self.stream, self.homes.radius, said)
        legs = [range(first, last) for first, last in pairwise([0, *bounds.tolist(), len(self.moments)])]
        members = self._members()
        old = {each.id: each for each in self.before}
        stood = {id: photos for id, photos in members.items() if not old[id].is_trip}
        whose = matched([self._photos(leg) for leg in legs], stood)
        told_of = [
            place
            for place, leg in enumerate(legs)
            if len(leg) >= LEAST or self._is_said(leg, old.get(whose.get(place, "")))
        ]
        journeys = self._journeys(legs, {place: old[id] for place, id in whose.items()}, members, old)
        found = matched(
            [self._photos(range(legs[trip[0]].start, legs[trip[-1]].stop)) for trip in journeys],
            {id: photos for id, photos in members.items() if old[id].is_trip},
        )
        ids: list[list[str]] = [[] for _ in self.moments]
        occasions: list[Occasion] = []
        part_of: dict[int, str] = {}
        for place, trip in enumerate(journeys):
            spans = range(legs[trip[0]].start, legs[trip[-1]].stop)
            record = self._record(spans, old.get(found.get(place, "")), TRIP, "")
            occasions.append(record)
            if not record.dismissed:
                part_of |= dict.fromkeys(trip, record.id)
                for photo in spans:
                    ids[photo].append(record.id)
        for place in told_of:
            record = self._record(legs[place], old.get(whose.get(place, "")), "", part_of.get(place, ""))
            occasions.append(record)
            if not record.dismissed:
                for photo in legs[place]:
                    ids[photo].insert(0, record.id)
        return Made(occasions, [tuple(each) for each in ids])

    # What the owner says

    def _said(self) -> Said:
        places = [place_in(moment) for moment in self.moments]
        apart = {bisect_left(places, at) for each in self.before for at in each.apart}
        joined = set[int]()
        for each in self.before:
            for first, last in each.joined:
                joined |= {*range(bisect_left(places, first) + 1, bisect_left(places, last) + 1)}
            if each.kept and not each.is_trip:  # what has a title stays as it was when it got it
                begin, end = bisect_left(places, each.begins), bisect_right(places, each.ends)
                apart |= {begin, end}
                joined |= {*range(begin + 1, end)}
        inside = {*range(1, len(places))}
        return Said(sorted(apart & inside), sorted((joined - apart) & inside))

    def _is_said(self, leg: Places, record: Occasion | None) -> bool:
        first, last = place_in(self.moments[leg[0]]), place_in(self.moments[leg[-1]])
        cuts = [at for each in self.before for at in each.apart]
        return bool(record and record.kept) or any(first <= at <= last for at in cuts)

    def _members(self) -> dict[str, list[str]]:
        """The photos of each record of before. Where none names it, as one that was dismissed, or that somebody died
        before he told them of, they are those that stand where it stood."""
        found: dict[str, list[str]] = {each.id: [] for each in self.before}
        for moment in self.moments:
            for id in moment.more.get(OCCASIONS, ()):
                if id in found:
                    found[id].append(moment.id)
        for each in self.before:
            if not found[each.id]:
                found[each.id] = [m.id for m in self.moments if each.begins <= place_in(m) <= each.ends]
        return found

    # Trips

    def _journeys(
        self, legs: Sequence[Places], whose: Mapping[int, Occasion], members: Mapping[str, Collection[str]],
        old: Mapping[str, Occasion],
    ) -> list[range]:  # fmt: skip
        """Those that are found, and those that would not be any more, but of which the owner says something."""
        seen = []
        for place, leg in enumerate(legs):
            day = self._day(leg[0])
            record = whose.get(place)
            far = self.homes.distance(self.stream[leg.start : leg.stop], day)
            seen.append(Leg(day, self._day(leg[-1]), far, not (record and record.dismissed)))
        found = trips(seen)
        taken = {place for trip in found for place in trip}
        for id, record in old.items():
            if record.is_trip and record.kept and not record.dismissed:
                theirs = set(members[id])
                places = [place for place, leg in enumerate(legs) if 2 * len(theirs & {*self._photos(leg)}) > len(leg)]
                if places and not taken & {*range(places[0], places[-1] + 1)}:
                    found.append(range(places[0], places[-1] + 1))
        return sorted(found, key=lambda trip: trip.start)

    # A record

    def _record(self, photos: Places, before: Occasion | None, kind: str, trip: str) -> Occasion:
        moments = [self.moments[place] for place in photos]
        first, last = place_in(moments[0]), place_in(moments[-1])
        clocks = sorted(map(local, moments))
        people = Counter(id for moment in moments for id in people_in(moment))
        kind, confidence, whose = (kind, _SURE, "") if kind else self._kind(photos, clocks, people, trip)
        best = self._best(photos)
        record = Occasion(
            id=before.id if before else self.new_id(), owner=self.owner, begins=first, ends=last, at=first[0],
            first=clocks[0], last=clocks[-1], count=len(moments), where=_where(moments), places=_places(moments),
            within=_within(moments), people=[id for id, _ in people.most_common(_MOST_PEOPLE)], kind=kind,
            confidence=confidence, whose=whose, trip=trip,
            best=[moments[place - photos[0]].id for place in sorted(best)], cover=moments[best[0] - photos[0]].id,
        )  # fmt: skip
        if kind != TRIP:
            apart = {at for each in self.before for at in each.apart if first <= at <= last}
            joined = {
                (one, other) for each in self.before for one, other in each.joined if first <= one and other <= last
            }
            record = msgspec.structs.replace(record, apart=sorted(apart), joined=sorted(joined))
        if before:
            own = {name: getattr(before, name) for name in ("title", "said", "dismissed")}
            record = msgspec.structs.replace(record, **own)
        person = self.people.get(whose)
        return msgspec.structs.replace(
            record, called=told(record, person.name if person else ""), rev=before.rev if before else ""
        )

    def _kind(self, photos: Places, clocks: Sequence[str], people: Counter[str], trip: str) -> tuple[str, float, str]:
        """Only what facts tell: the birthday of who is on it, and a day far from home."""
        day = clocks[0][:10]
        for id, count in people.most_common():
            if count >= _ON_IT and id in self.people and _is_birthday(self.people[id], day):
                return BIRTHDAY, _SURE, id
        away = self.homes.distance(self.stream[photos.start : photos.stop], day)
        if not trip and Leg(day, clocks[-1][:10], away).away and clocks[-1][:10] == day:
            return DAY_OUT, _SURE, ""
        return "", 0.0, ""

    def _best(self, photos: Places) -> list[int]:
        """The best of each part of it, the very best first."""
        parts = np.array_split(np.arange(photos.start, photos.stop), min(BEST, len(photos)))
        best = [max(part.tolist(), key=lambda place: (_worth(self.moments[place]), -place)) for part in parts]
        return sorted(best, key=lambda place: (-_worth(self.moments[place]), place))

    def _photos(self, places: Places) -> list[str]:
        return [self.moments[place].id for place in places]

    def _day(self, place: int) -> str:
        return self.moments[place].taken_day or ""


def _worth(moment: Moment) -> float:
    quality = 0.5 if moment.quality is None else moment.quality
    return quality + 0.2 * (moment.rating or 0) + moment.favourite


def _where(moments: Sequence[Moment]) -> Where:
    """The narrowest place at which nearly all were that were somewhere."""
    known = [moment.place for moment in moments if moment.place]
    if len(known) < _KNOWN * len(moments):
        return Where()
    levels: tuple[tuple[Level, str], ...] = (("town", "city"), ("region", "region"), ("country", "country"))
    for level, field in levels:
        (name, count), *_ = Counter(str(getattr(place, field)) for place in known).most_common(1) or [("", 0)]
        if name and count >= _NEARLY * len(known):
            return Where(name, level)
    return Where()


def _places(moments: Sequence[Moment]) -> list[str]:
    names = Counter(
        place.city or place.region or place.country for moment in moments if (place := moment.place) is not None
    )
    return [name for name, _ in names.most_common(BEST) if name]


def _within(moments: Sequence[Moment]) -> list[str]:
    """Where somebody may say that it was."""
    known = [moment.place for moment in moments if moment.place]
    names = Counter(name for place in known for name in {place.city, place.region, place.country} if name)
    return sorted(name for name, count in names.items() if count >= _FEW * len(known))


def _is_birthday(person: Person, day: str) -> bool:
    """One year old, or older."""
    born = person.birth_date
    try:
        on = born[5:10] == day[5:10] and date.fromisoformat(born) < date.fromisoformat(day)
    except ValueError:
        return False
    return on and born[:4] != day[:4] and bool(person.name) and not person.hidden

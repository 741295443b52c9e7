"""Places away from home to which somebody came again, or stayed for days."""

from collections import defaultdict
from dataclasses import dataclass, field

from services.smart.occasions.homes import Homes
from services.smart.proposals.candidates import Candidate
from shared.catalog.scoped_photos import Point

LEAST = 12  # photos
LEAST_DAYS = 3
LEAST_YEARS = 2

_MOST = 24
_NEARLY = 0.8  # of the photos of a region that are in one town: it is that town


@dataclass(slots=True)
class _Visit:
    """To a place of this name. `inside`: in which place of a higher level; `towns`: photos by town, of a region."""

    days: set[str] = field(default_factory=set)
    count: int = 0
    away: int = 0  # photos that were far from where the owner lived then
    inside: set[str] = field(default_factory=set)
    towns: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))


class Visits:
    """Is told of every photo that is somewhere, one after the other."""

    def __init__(self, homes: Homes) -> None:
        self._homes = homes
        self._of: defaultdict[str, _Visit] = defaultdict(_Visit)
        self._away: dict[tuple[str, float, float], bool] = {}

    def add(self, point: Point) -> None:
        """The last of its places is the country, which is no album."""
        *places, country = point.places or ("",)
        if not places:
            return
        away = self._is_away(point)
        for name in places:
            visit = self._of[name]
            visit.days.add(point.day)
            visit.count += 1
            visit.away += away
            visit.inside.add(country)
            visit.towns[places[0]] += 1

    def candidates(self) -> list[Candidate]:
        """Most photos first. A name that two countries have is none, as a rule by it would mix them."""
        found = [
            Candidate("place", (name,), {"place": [name]}, visit.count, len(visit.days), len(_years(visit)))
            for name, visit in self._of.items()
            if self._is_one(name, visit)
        ]
        return sorted(found, key=lambda each: (-each.count, each.about))[:_MOST]

    def _is_one(self, name: str, visit: _Visit) -> bool:
        elsewhere = {town for town in visit.towns if town != name}
        is_a_town = bool(elsewhere) and max(visit.towns[town] for town in elsewhere) >= _NEARLY * visit.count
        return (
            visit.count >= LEAST
            and (len(visit.days) >= LEAST_DAYS or len(_years(visit)) >= LEAST_YEARS)
            and visit.away >= _NEARLY * visit.count
            and len(visit.inside) == 1
            and not is_a_town
        )

    def _is_away(self, point: Point) -> bool:
        """Where nobody knows where home is, nothing is."""
        at = (point.day, round(point.location.latitude, 2), round(point.location.longitude, 2))
        if at not in self._away:
            self._away[at] = self._homes.away(*at)
        return self._away[at]


def _years(visit: _Visit) -> set[str]:
    return {day[:4] for day in visit.days}

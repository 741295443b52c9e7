"""Where the sun stood, and what people call the time of day and of year by it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from astral import Observer
from astral.sun import elevation

from shared.domain.photo import Location

TWILIGHT = -6.0  # degrees: civil twilight ends
HORIZON = -0.833  # the upper rim of the sun, lifted by the air, touches it
_TROPICS = 23.5


@dataclass(frozen=True, slots=True)
class Sun:
    altitude: float  # degrees above the horizon
    rising: bool

    @classmethod
    def at(cls, moment: datetime, where: Location) -> "Sun":
        """`moment` is aware."""
        observer = Observer(where.latitude, where.longitude)
        altitude = elevation(observer, moment, with_refraction=False)
        later = elevation(observer, moment + timedelta(minutes=5), with_refraction=False)
        return cls(altitude, later > altitude)


def season(local: datetime, latitude: float) -> str:
    """By months, as the weather offices count; "" between the tropics, where there is neither summer nor winter."""
    if abs(latitude) < _TROPICS:
        return ""
    quarter = local.month % 12 // 3 + (2 if latitude < 0 else 0)
    return ("winter", "spring", "summer", "autumn")[quarter % 4]


def time_of_day(local: datetime, sun: Sun | None = None) -> str:
    """By the clock; where the sun's place is known, dawn and dusk by it, and no night while it is up."""
    if sun and TWILIGHT <= sun.altitude < HORIZON:
        return "dawn" if sun.rising else "dusk"
    name = _by_clock(local.hour)
    if name == "night" and sun and sun.altitude >= HORIZON:
        return "evening" if local.hour > 12 else "morning"
    return name


def _by_clock(hour: int) -> str:
    for until, name in ((5, "night"), (12, "morning"), (17, "afternoon"), (21, "evening")):
        if hour < until:
            return name
    return "night"

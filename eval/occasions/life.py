"""A made library with known truth: which photos were taken on one occasion, and which occasions on one trip.

How people photograph, by those who looked at real collections:
- Taking is bursty on every scale, nothing like a Poisson process: Gargi, "Consumer Media Capture: Time-Based Analysis
  and Clustering", HP Labs 2003-165; Graham, Garcia-Molina, Paepcke and Winograd, "Time as Essence for Photo Browsing
  Through Personal Digital Libraries", JCDL 2002. So gaps are a mixture of bursts (lognormal) and pauses with a heavy
  tail (Pareto), whose exponent near 1 to 1.5 is that of human activity at large: Barabasi, Nature 435, 2005; Vazquez
  and others, Phys. Rev. E 73, 2006.
- Collections are labelled with some ten to some hundred photos an occasion, most of them small: 8,096 photos of 92
  occasions of 23 students in Gozali, Kan and Sundaram, "How Do People Organize Their Photos in Each Event", JCDL 2012,
  61,000 of 807 in Bossard, Guillaumin and Van Gool, ICCV 2013. Such a long tail is lognormal here.
- Occasions lie hours to weeks apart, several may be on one day, trips are dense: Platt, Czerwinski and Field,
  "PhotoTOC", PCM 2003; Cooper, Foote, Girgensohn and Wilcox, "Temporal Event Clustering for Digital Photo
  Collections", ACM TOMM 1(3), 2005; Naaman and others, JCDL 2004, for places.

What none of them gives in numbers (how far people go, how alike the pictures of one occasion look) was set once.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.smart.occasions.stream import Stream

HOUR, DAY = 3600.0, 86400.0
_KM = 1 / 111.2  # degrees of latitude
_BIRTH = 1_262_304_000.0  # 2010-01-01
_LOOKS = 24  # dimensions
_LONGEST_PAUSE = 6 * HOUR  # within an occasion
_SHORTEST_REST = 20 * 60.0  # between two occasions


@dataclass(frozen=True, kw_only=True)
class Life:
    """Who photographs how. Medians are of lognormal distributions."""

    name: str
    years: float = 3.0
    per_week: float = 1.6  # occasions at home
    size: float = 9.0  # median photos of an occasion
    spread: float = 1.2  # sigma of their logarithm
    singles: float = 0.35  # share of occasions with one to three photos
    bursts: float = 0.5  # share of gaps that are bursts
    pause: float = 50.0  # seconds, the least pause between bursts, at the median occasion
    pace: float = 1.0  # sigma of its logarithm over occasions: some are photographed all day long, now and then
    tail: float = 1.15  # exponent of pauses
    lulls: float = 0.4  # meals, naps and ways of about an hour, an occasion of more than a few photos
    trips: float = 2.5  # a year
    trip_days: float = 5.0  # median
    trip_km: float = 500.0  # median
    outings: float = 1.6  # a day on a trip, beyond the first
    located: float = 0.9  # share of photos that know where
    radius: float = 6.0  # km of usual places
    spots: int = 12  # usual places
    homes: int = 1  # lived in one after the other
    second_home_km: float = 0.0  # every other week is spent there
    hour: float = 14.0  # of a usual day at which most is photographed
    looks: float = 1.0  # share of photos with a vector
    people: float = 0.5  # share of photos on which those who are there are known
    cast: int = 10
    offsets: tuple[float, ...] = (0.0,)  # seconds by which the clock of each camera is off; the first knows where
    share: float = 0.4  # of the photos of an occasion that are not the first camera's
    resets: float = 0.0  # share of occasions taken while the clock believed it was 2000
    scanned: bool = False  # dated to the day, noon


@dataclass(frozen=True, slots=True)
class Made:
    """The photos in the order of their recorded time; of each its occasion, and its trip, -1 at home."""

    stream: Stream
    occasion: NDArray[np.int64]
    trip: NDArray[np.int64]


@dataclass(slots=True)
class _Outing:
    start: float
    latitude: float
    longitude: float
    trip: int
    home: int


def made(life: Life, seed: int) -> Made:
    return _Maker(life, np.random.default_rng([seed, *life.name.encode()])).made()


class _Maker:
    def __init__(self, life: Life, rng: np.random.Generator) -> None:
        self.life, self.rng = life, rng
        first = (float(rng.uniform(-40, 60)), float(rng.uniform(-120, 140)))
        self.homes = [first]
        for _ in range(life.homes - 1):
            self.homes.append(self._off(self.homes[-1], float(rng.lognormal(np.log(150), 1)) + 30))
        self.second = self._off(first, life.second_home_km) if life.second_home_km else None
        self.usual = [self._spots(home) for home in (*self.homes, *([self.second] if self.second else []))]

    def _off(self, at: tuple[float, float], km: float) -> tuple[float, float]:
        angle = self.rng.uniform(0, 2 * np.pi)
        latitude = float(np.clip(at[0] + km * _KM * np.sin(angle), -80, 80))
        longitude = at[1] + km * _KM * np.cos(angle) / max(0.2, float(np.cos(np.radians(at[0]))))
        return latitude, float((longitude + 180) % 360 - 180)

    def _spots(self, home: tuple[float, float]) -> list[tuple[float, float]]:
        return [home] + [self._off(home, float(self.rng.exponential(self.life.radius))) for _ in range(self.life.spots)]

    # When and where

    def _outings(self) -> list[tuple[_Outing, NDArray[np.float64]]]:
        """Each with the instants of its photos, one after the other."""
        life, rng = self.life, self.rng
        end = _BIRTH + life.years * 365.25 * DAY
        starts = sorted(rng.uniform(_BIRTH, end, rng.poisson(life.trips * life.years)).tolist())
        found: list[tuple[_Outing, NDArray[np.float64]]] = []
        now, trip = _BIRTH, 0
        while now < end:
            if starts and now >= starts[0]:
                starts.pop(0)
                now = self._trip(now, trip, found)
                trip += 1
                continue
            wait = float(rng.lognormal(np.log(7 / life.per_week * 0.45), 1.3)) * DAY
            start = now + wait if wait < 0.4 * DAY else self._hour(now + wait)
            start = max(start, now + _SHORTEST_REST + float(rng.exponential(HOUR)))
            home = min(int((start - _BIRTH) / (end - _BIRTH) * life.homes), life.homes - 1)
            if self.second and int((start - _BIRTH) / (7 * DAY)) % 2:
                home = len(self.homes)
            at = self.usual[home][min(int(rng.zipf(1.6)) - 1, life.spots)]
            if rng.random() < 0.15:  # somewhere new
                at = self._off(self.usual[home][0], float(rng.lognormal(np.log(life.radius * 1.5), 0.8)))
            now = self._add(found, _Outing(start, *at, -1, home))
        return found

    def _hour(self, when: float) -> float:
        """That day at a usual hour."""
        hour = float(np.clip(self.rng.normal(self.life.hour, 3.5), self.life.hour - 7, self.life.hour + 8))
        return float(np.floor(when / DAY)) * DAY + hour * HOUR

    def _trip(self, now: float, trip: int, found: list[tuple[_Outing, NDArray[np.float64]]]) -> float:
        life, rng = self.life, self.rng
        hub = self._off(self.homes[0], float(rng.lognormal(np.log(life.trip_km), 1.0)) + 80)
        for number in range(int(np.clip(rng.lognormal(np.log(life.trip_days), 0.7), 1, 40))):
            morning = (float(np.floor(now / DAY)) + 1) * DAY + (life.hour - 4 + float(rng.normal(0, 1))) * HOUR
            if number and rng.random() < 0.12:
                now = morning
                continue
            if number and rng.random() < 0.25:
                hub = self._off(hub, float(rng.exponential(80)))
            start = max(morning, now + _SHORTEST_REST)
            for _ in range(1 + int(rng.poisson(life.outings))):
                now = self._add(found, _Outing(start, *self._off(hub, float(rng.exponential(5))), trip, 0))
                start = now + _SHORTEST_REST + float(rng.lognormal(np.log(HOUR), 0.8))
                if start > morning + 13 * HOUR:
                    break
        return now + 0.3 * DAY

    def _add(self, found: list[tuple[_Outing, NDArray[np.float64]]], outing: _Outing) -> float:
        life, rng = self.life, self.rng
        few = rng.random() < life.singles
        count = int(rng.integers(1, 4)) if few else int(np.clip(rng.lognormal(np.log(life.size), life.spread), 2, 800))
        burst = rng.random(count - 1) < life.bursts
        pause = life.pause * float(rng.lognormal(0, life.pace))
        gaps = np.where(
            burst,
            rng.lognormal(np.log(6), 1.0, count - 1),
            np.minimum(pause * (1 + rng.pareto(life.tail, count - 1)), _LONGEST_PAUSE),
        )
        if count > 8:
            lulls = rng.integers(0, count - 1, rng.poisson(life.lulls))
            gaps[lulls] = rng.lognormal(np.log(HOUR), 0.6, len(lulls))
        times = np.floor(outing.start + np.concatenate([[0.0], np.cumsum(gaps)]))
        found.append((outing, times))
        return float(times[-1])

    # What is seen and recorded

    def made(self) -> Made:
        life, rng = self.life, self.rng
        columns: dict[str, list[Any]] = {name: [] for name in ("i", "l", "lat", "lon", "looks", "cam", "occ", "trip")}
        people: list[frozenset[str]] = []
        liked = rng.dirichlet(np.full(life.cast, 0.4))
        for number, (outing, times) in enumerate(self._outings()):
            count = len(times)
            camera = np.where(rng.random(count) < life.share, rng.integers(0, len(life.offsets), count), 0)
            off = np.array(life.offsets)[camera]
            if life.resets and rng.random() < life.resets:
                off = off - (times[0] - 946_684_800.0 - float(rng.uniform(0, 300 * DAY)))
            walk = np.cumsum(rng.normal(0, 1, (count, 2)), axis=0) * float(rng.lognormal(np.log(0.15), 1)) * _KM
            walk /= np.sqrt(np.arange(1, count + 1))[:, None]
            located = (rng.random(count) < life.located) & (camera == 0) & ~np.bool_(life.scanned)
            noise = rng.normal(0, 0.02 * _KM, (count, 2))
            lat = np.where(located, outing.latitude + walk[:, 0] + noise[:, 0], np.nan)
            lon = np.where(located, (outing.longitude + walk[:, 1] + noise[:, 1] + 180) % 360 - 180, np.nan)
            zone = 0.0 if outing.trip < 0 else round((outing.longitude - self.homes[0][1]) / 15) * HOUR
            instant = times - zone + off  # days are made by the clock on the wall
            if life.scanned:
                instant = np.floor(times / DAY) * DAY + DAY / 2
            columns["i"].append(instant)
            columns["l"].append(instant + (0.0 if life.scanned else zone))
            columns["lat"].append(lat)
            columns["lon"].append(lon)
            columns["looks"].append(self._looks(count))
            columns["cam"].append(camera)
            columns["occ"].append(np.full(count, number))
            columns["trip"].append(np.full(count, outing.trip))
            there = {f"p{each}" for each in rng.choice(life.cast, int(rng.integers(0, 5)), p=liked).tolist()}
            people += [
                frozenset(each for each in there if rng.random() < 0.5) if rng.random() < life.people else frozenset()
                for _ in range(count)
            ]
        whole = {name: np.concatenate(values) for name, values in columns.items()}
        order = np.argsort(whole["i"], kind="stable")
        stream = Stream(
            whole["i"], whole["l"], whole["lat"], whole["lon"], whole["looks"].astype(np.float32), tuple(people),
            whole["cam"].astype(np.int64),
        )[order]  # fmt: skip
        return Made(stream, whole["occ"][order].astype(np.int64), whole["trip"][order].astype(np.int64))

    def _looks(self, count: int) -> NDArray[np.float64]:
        """A scene changes now and then; scenes of one occasion are more alike than those of others."""
        rng = self.rng
        occasion = rng.normal(0, 1, _LOOKS)
        scene = np.cumsum(rng.random(count) < 0.12)
        scenes = rng.normal(0, 1, (int(scene[-1]) + 1, _LOOKS))[scene] if count else np.empty((0, _LOOKS))
        vectors = 0.6 + 0.8 * occasion + 0.9 * scenes + 0.9 * rng.normal(0, 1, (count, _LOOKS))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors[rng.random(count) >= self.life.looks] = np.nan
        return np.asarray(vectors, np.float64)

"""A library with its truth, as records: its photos know neither who is on them, nor, but for a few, where they were
taken; scans do not know when.

A family is on many photos and strangers on few; trips go from some days to an afternoon, and so do the boxes that were
scanned: sizes fall off as they do in real libraries, a few large ones and many small.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec
import numpy as np

from shared.catalog.occasions import Occasions
from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.occasion import OCCASIONS, Occasion
from shared.domain.occasion import facts as facts_of
from shared.domain.person import PEOPLE, PeopleOn, PlacedFace
from shared.domain.photo import Mark, new_photo
from shared.runtime.platform import Platform
from shared.search.towns import towns

OWNER = "me"
FAMILY = {
    "Anna": 0.5, "Ben": 0.4, "Clara": 0.25, "David": 0.15, "Emma": 0.1, "Frank": 0.06, "Greta": 0.04, "Henry": 0.025,
}  # fmt: skip
TRIPS = {
    "Rome": 70, "Lisbon": 55, "Arezzo": 45, "Prague": 36, "Oslo": 30, "Porto": 25, "Ghent": 20, "Bath": 16, "Graz": 14,
    "Lucca": 12, "Siena": 10, "Delft": 8, "Trento": 7, "Bergen": 6,
}  # fmt: skip
SCANS = {1962: 80, 1974: 45, 1981: 30, 1988: 20, 1991: 12, 1995: 8, 1968: 6, 1958: 5, 1979: 4, 1984: 3}
FEASTS = (
    ("wedding", "gown", 50), ("birthday", "cake", 25), ("concert", "stage", 30), ("birthday", "cake", 14),
    ("birthday", "candle", 10), ("concert", "guitar", 12), ("wedding", "gown", 9), ("birthday", "cake", 7),
)  # fmt: skip

_OUTINGS = 30  # afternoons of which one to three photos do not know where
_STRANGERS = 24  # groups of three to six photos
_HOME = 100  # photos of no occasion
_KNOWN = 3  # photos of a trip that know where they were taken
_START = datetime.fromisoformat("2010-03-06T10:00:00")


@dataclass(slots=True)
class Truth:
    """Of a photo. `people`: names of the family."""

    people: frozenset[str] = frozenset()
    town: str = ""
    year: str = ""
    kind: str = ""


@dataclass(slots=True)
class Made:
    truth: dict[str, Truth] = field(default_factory=dict)  # by photo
    names: dict[str, str] = field(default_factory=dict)  # of the family: group -> name


async def made(platform: Platform, seed: int = 15) -> Made:
    return await _Maker(platform, np.random.default_rng(seed)).made()


class _Maker:
    def __init__(self, platform: Platform, rng: np.random.Generator) -> None:
        self.platform, self.rng = platform, rng
        self.result = Made(names={new_id(): name for name in FAMILY})
        self.groups = {name: id for id, name in self.result.names.items()}
        self.strangers = [(new_id(), int(rng.integers(3, 7))) for _ in range(_STRANGERS)]
        self.day = _START

    async def made(self) -> Made:
        for town, size in TRIPS.items():
            await self._outing(size, town=town, known=_KNOWN)
        for kind, tag, size in FEASTS:
            await self._outing(size, kind=kind, tag=tag)
        for n in range(_OUTINGS):
            await self._outing(int(self.rng.integers(1, 4)), town=("Vienna", "Linz", "Krems")[n % 3], known=2)
        for _ in range(_HOME):
            self.day += timedelta(days=3)
            await self._photo(self.day, Truth(year=f"{self.day.year}"))
        for number, (year, size) in enumerate(SCANS.items()):
            scanned = datetime.fromisoformat("2024-01-06T12:00:00") + timedelta(days=9 * number)
            for n in range(size):
                await self._photo(scanned + timedelta(minutes=n), Truth(year=str(year)), dated=False)
        for group in (*self.result.names, *(id for id, _ in self.strangers)):
            await self.platform.people.recount(OWNER, group)
        return self.result

    async def _outing(self, size: int, *, town: str = "", known: int = 0, kind: str = "", tag: str = "") -> None:
        self.day += timedelta(days=int(self.rng.integers(20, 50)))
        taken: list[str] = []
        for n in range(size + known):
            truth = Truth(town=town, year=f"{self.day.year}", kind=kind)
            shown = tag if n % 2 else ""
            placed = bool(known) and n % (size // known + 1) == 0
            taken.append(await self._photo(self.day + timedelta(minutes=2 * n), truth, placed=placed, tag=shown))
        if kind:
            await self._occasion(taken)

    async def _occasion(self, taken: list[str]) -> None:
        """As the feature `occasions` would make one, in minutes."""
        first, *_, last = [await self.platform.photos.get(OWNER, id) for id in taken]
        record = Occasion(
            id=new_id(), owner=OWNER, begins=(first.sort_at, first.id), ends=(last.sort_at, last.id), at=first.sort_at,
            first=str(first.taken_at), last=str(last.taken_at), count=len(taken), best=taken[:1], cover=taken[0],
        )  # fmt: skip
        await Occasions(self.platform.catalog).write(record, over=None)
        for id in taken:
            await self.platform.photos.tell(await self.platform.photos.get(OWNER, id), OCCASIONS, facts_of([record.id]))

    async def _photo(
        self, at: datetime, truth: Truth, *, dated: bool = True, placed: bool = False, tag: str = ""
    ) -> str:
        rng, id = self.rng, new_id()
        family = [name for name, share in FAMILY.items() if rng.random() < share * (0.6 if dated else 0.2)]
        whom = [self.groups[name] for name in family]
        if self.strangers and not family and rng.random() < 0.3:
            stranger, left = self.strangers.pop(0)
            whom.append(stranger)
            self.strangers.extend([(stranger, left - 1)] if left > 1 else [])
        truth.people = frozenset(family)
        self.result.truth[id] = truth
        photo = new_photo(id=id, owner=OWNER, sha256=id, file_name=f"{id}.jpg", media_type="image/jpeg", bytes=1)
        photo = msgspec.structs.replace(photo, modified_at=f"{at.isoformat()}.000000Z")
        await self.platform.photos.insert(photo)
        facts: dict[str, object] = {}
        if dated:
            facts = {"taken_at": at.isoformat(), "taken_instant": f"{at.isoformat()}.000000Z"}
        if placed:
            found = towns().called(truth.town, limit=1)[0]
            facts |= {"location": msgspec.to_builtins(found.location), "place": msgspec.to_builtins(found.place)}
        if tag:
            facts["tags"] = [{"name": tag, "confidence": 0.9, "source": "eval"}]
        stages, now = self.platform.stages, instant()  # all are over, or no feature would look at it
        done = {stage.name: Mark("done", stage.version, now, models=stage.models) for stage in stages}
        results = {name: (facts if name == "metadata" else {}, mark) for name, mark in done.items()}
        await self.platform.photos.settle(photo, results)
        if whom:
            on = PeopleOn("run", tuple(PlacedFace(new_id(), group, founding=True, worth=0.5) for group in whom))
            await self.platform.photos.tell(await self.platform.photos.get(OWNER, id), PEOPLE, on.facts())
        return id

"""How long album proposals take: a large library from nothing, a look at all of it, and one photo more. The library is
made (eval/occasions), 15 years of a family, with towns, eight people and things on its photos; there are no image
vectors, and no people or towns that are true."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec

from bench.occasions import FAMILY, MOST, TABLE, photo_at
from bench.report import Row, single
from eval.occasions.life import Made, made
from services.smart.features.album_proposals import AlbumProposalsWork
from services.smart.features.occasions import OccasionsWork
from shared.catalog.album_proposals import ALBUM_PROPOSALS, AlbumProposals
from shared.catalog.albums import ALBUM_PLACES, ALBUM_RECORDS, Albums
from shared.catalog.features import DIRTY_KEYS, NOTES, DirtyKeys, Notes
from shared.catalog.occasions import HOMES, OCCASION_RECORDS, Occasions
from shared.catalog.people import PERSONS, People
from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.proposals import PROPOSALS, Proposals
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.actions import Difference
from shared.domain.album_proposal import CHOICE_KEY, LIBRARY_KEY, OCCASION_KEY
from shared.domain.ids import SOLE_OWNER
from shared.domain.occasion import OCCASIONS
from shared.domain.person import PEOPLE, PeopleOn, PlacedFace
from shared.domain.photo import Photo, to_doc
from shared.domain.scope import Scope
from shared.domain.settling import settle
from shared.vectors.sqlite import SqliteVectorIndex

_NAMES = ("Anna", "Ben", "Clara", "David", "Eva", "Felix", "Greta", "Hugo")
_PAGE = 500
_END = "9"  # after every instant


def measure(folder: Path) -> list[Row]:
    return asyncio.run(_measured(folder, made(FAMILY, 0)))


async def _measured(folder: Path, library: Made) -> list[Row]:
    catalog = await SqliteCatalog.open(folder / "catalog.sqlite")
    vectors = await SqliteVectorIndex.open(folder / "vectors")
    await catalog.declare(
        PHOTOS, DIRTY_KEYS, NOTES, PERSONS, OCCASION_RECORDS, HOMES, PROPOSALS, ALBUM_RECORDS, ALBUM_PLACES,
        ALBUM_PROPOSALS,
    )  # fmt: skip
    photos, dirty, occasions = Photos(catalog, TABLE), DirtyKeys(catalog), Occasions(catalog)
    people, proposals = People(catalog, photos), AlbumProposals(catalog)
    docs = _photos(library)
    for start in range(0, len(docs), _PAGE):
        await catalog.replace_many(PHOTOS.name, [to_doc(each) for each in docs[start : start + _PAGE]])
    for name in _NAMES:
        await people.say(SOLE_OWNER, name, [Difference("name", "", name)])
    of_occasions = OccasionsWork(photos, vectors, occasions, people, Notes(catalog), dirty)
    for month in sorted({each.month for each in docs}, reverse=True):
        await of_occasions(SOLE_OWNER, month)
    found = await occasions.beginning(SOLE_OWNER, "", _END)
    work = AlbumProposalsWork(photos, vectors, proposals, occasions, people, Albums(catalog), Proposals(catalog), dirty)

    async def worked(*keys: str) -> float:
        began = time.process_time()
        for key in keys:
            await work(SOLE_OWNER, key)
        return time.process_time() - began

    each = await worked(*(OCCASION_KEY + occasion.id for occasion in found))
    look = await worked(LIBRARY_KEY)
    choice = await worked(CHOICE_KEY)
    reading = await _timed(lambda: _read_all(photos))
    trip = max((occasion for occasion in found if occasion.is_trip), key=lambda occasion: occasion.count)
    usual = sorted(occasion.count for occasion in found)[len(found) // 2]
    middle = next(occasion for occasion in found if occasion.count == usual)
    more = _photo(library, len(docs) // 2, random.Random(1))
    told = msgspec.structs.replace(more, found={**more.found, OCCASIONS: {"ids": [middle.id]}})
    await photos.insert(settle(told, {}, TABLE))
    one = await worked(OCCASION_KEY + middle.id, CHOICE_KEY)
    largest = await worked(OCCASION_KEY + trip.id, CHOICE_KEY)
    page = await _timed(lambda: photos.scoped.page(Scope.of(SOLE_OWNER), after=None, limit=_PAGE))
    await vectors.close()
    await catalog.close()
    count = f"{len(docs):,}"
    return [
        single(f"{len(found):,} occasions of {count} photos, from nothing", "s", each, "reading all photos", reading),
        single(f"a look at a library of {count} photos, from nothing", "s", look, "reading all photos", reading),
        single("the choice of those that are shown", "ms", choice * 1000, "a page of 500 photos", page * 1000),
        single(
            "one photo more, of a usual occasion (most make no album)",
            "ms",
            one * 1000,
            "a page of 500 photos",
            page * 1000,
        ),
        single(
            f"one photo more, of the longest trip ({trip.count} photos)",
            "ms",
            largest * 1000,
            "a page of 500 photos",
            page * 1000,
        ),
    ]


async def _timed(act: Callable[[], Awaitable[object]]) -> float:
    began = time.process_time()
    await act()
    return time.process_time() - began


async def _read_all(photos: Photos) -> None:
    after: tuple[str, str] | None = None
    while page := await photos.scoped.page(Scope.of(SOLE_OWNER), after=after, limit=_PAGE):
        after = (page[-1].sort_at, page[-1].id)


def _photos(library: Made) -> list[Photo]:
    chance = random.Random(0)
    return [_photo(library, place, chance) for place in range(min(MOST, len(library.stream)))]


def _photo(library: Made, place: int, chance: random.Random) -> Photo:
    """A third has people on it, every fifth a dog, a flower or food."""
    photo = photo_at(library, place)
    found = dict(photo.found)
    if where := found["metadata"].get("location"):
        town = f"{round(where['latitude'], 1)} {round(where['longitude'], 1)}"
        region = f"{round(where['latitude'])} {round(where['longitude'])}"
        found["metadata"] = {**found["metadata"], "place": {"city": town, "region": region, "country": "Land"}}
    if chance.random() < 1 / 3:
        on = chance.sample(_NAMES, chance.choice((1, 1, 2, 3)))
        found[PEOPLE] = PeopleOn("run", tuple(PlacedFace(f"{photo.id}{name}", name) for name in on)).facts()
    if chance.random() < 1 / 5:
        name = chance.choice(("dog", "flower", "food"))
        found["objects"] = {"names": [name], "tags": [{"name": name, "confidence": 0.9, "source": "made"}]}
    return settle(msgspec.structs.replace(photo, found=found), {}, TABLE)

"""What a library could have albums of beside its occasions, read from counters and from one walk over its places."""

import msgspec

from services.smart.occasions.homes import Homes
from services.smart.proposals.candidates import IN_PAIRS, Candidate, is_nearly_one, of_pairs, of_people, of_themes
from services.smart.proposals.places import Visits
from shared.catalog.albums import Albums
from shared.catalog.occasions import Occasions
from shared.catalog.people import People
from shared.catalog.photos import Photos
from shared.domain.album_proposal import filter_of
from shared.domain.filter import Gathered, PhotoFilter
from shared.domain.scope import Scope
from shared.domain.showing import Unshown

_PAGE = 1000
_COUNTED = {"object": "more.objects", "tag": "tag_names", "kind": "kind"}  # what themes ask for


class Candidates:
    def __init__(self, photos: Photos, occasions: Occasions, people: People, albums: Albums) -> None:
        self._photos = photos
        self._occasions = occasions
        self._people = people
        self._albums = albums

    async def of(self, owner: str) -> list[Candidate]:
        mine = Scope.of(owner)
        on = await self._photos.scoped.count_by(mine, "more.people")
        people = of_people(await self._people.named(owner), on)
        together = {
            id: await self._photos.scoped.count_by(mine, "more.people", each.filter)
            for each in people[:IN_PAIRS]
            for id in each.about
        }
        counts = {parameter: await self._photos.scoped.count_by(mine, field) for parameter, field in _COUNTED.items()}
        found = [*people, *of_pairs(together, on, together), *of_themes(counts)]
        for each in await self._places(owner):
            occasions = await self._photos.scoped.count_by(mine, "more.occasions", each.filter)
            if not is_nearly_one(occasions, each.count):  # a single trip is proposed as that
                found.append(each)
        return found

    async def unshown(self, owner: str) -> Unshown:
        hidden = await self._people.hidden(owner)
        aside = await self._albums.off_timeline(Scope.of(owner))
        return Unshown(frozenset(hidden), tuple(_gathered(each.id, each.query) for each in aside))

    async def _places(self, owner: str) -> list[Candidate]:
        visits = Visits(msgspec.convert(await self._occasions.homes(owner) or {}, Homes))
        after: tuple[str, str] | None = None
        while page := await self._photos.scoped.points(Scope.of(owner), PhotoFilter(), after=after, limit=_PAGE):
            for point in page:
                visits.add(point)
            after = (page[-1].sort_at, page[-1].id)
        return visits.candidates()


def _gathered(album: str, query: dict[str, object] | None) -> Gathered:
    """What is asked in other ways than by names, the gateway leaves out where it shows a proposal."""
    try:
        return Gathered(album, filter_of(query) if query is not None else None)
    except KeyError:
        return Gathered(album)

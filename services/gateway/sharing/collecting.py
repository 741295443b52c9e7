"""Albums of several hands: photos are put in and taken out by who has the album and by those whom they let. A photo
that somebody else puts in stays in their own library, and names the album there."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from services.gateway import policy
from services.gateway.accounts.standing import Standing
from services.gateway.acting import Acting
from services.gateway.albums.gathering import Gathering
from services.gateway.things import Things
from shared.catalog.albums import Albums
from shared.catalog.photos import Photos
from shared.domain.actions import Action, Collect
from shared.domain.album import Album
from shared.domain.filter import PhotoFilter
from shared.domain.ids import OwnerId
from shared.domain.principal import Principal
from shared.domain.share import SUBJECTS, Contribution
from shared.errors import Forbidden


@dataclass(slots=True)
class Collected:
    """`action`: of the photos that are one's own; others undo theirs."""

    count: int = 0
    same: int = 0
    missing: int = 0
    action: Action | None = None


class Collecting:
    def __init__(
        self, photos: Photos, albums: Albums, things: Things, gathering: Gathering, acting: Acting, standing: Standing
    ) -> None:
        self._photos = photos
        self._albums = albums
        self._things = things
        self._gathering = gathering
        self._acting = acting
        self._standing = standing

    async def shared(self, asker: Principal, *, after: str) -> list[Album]:
        """Albums of others that are shared with them, in the order of their making."""
        found = await self._albums.find_many(list({grant.album for grant in asker.grants if grant.album > after}))
        there = (each for each in found.values() if not each.deleted and each.owner != asker.library)
        return sorted(there, key=lambda album: album.id)

    async def change(self, asker: Principal, album: Album, *, add: bool) -> Collect:
        """As it is said of their own photos. Raises Forbidden where it is not theirs to say."""
        policy.may(asker, "change" if policy.owns(asker, album) else "add", album)
        return collecting(album, album.owner if policy.owns(asker, album) else "", add=add)

    async def collect(self, asker: Principal, album: Album, ids: Sequence[str], *, add: bool) -> Collected:
        """Puts photos of their own in; takes out those, and of who has the album or edits it, any that are in it.
        Raises Forbidden as change."""
        change = await self.change(asker, album, add=add)
        library = policy.library(asker, "change" if policy.owns(asker, album) else "add").owner
        others = {} if add else await self._others(asker, album, ids)
        own = [id for id in ids if id not in others]
        planned = await self._acting.plan(library, own, change, sample=0)
        if add and planned.photos and library != album.owner:
            await self._contribute(asker, album, library)
        action = await self._acting.act(library, change, planned, by=asker.id)
        done = Collected(len(planned.photos), planned.same, planned.missing, action)
        theirs = defaultdict[str, list[str]](list)
        for id, owner in others.items():
            theirs[owner].append(id)
        for owner, some in theirs.items():
            taken_out = collecting(album, owner, add=False)
            planned = await self._acting.plan(owner, some, taken_out, sample=0)
            await self._acting.act(owner, taken_out, planned, by=asker.id)
            done.count, done.same = done.count + len(planned.photos), done.same + planned.same
        return done

    async def _others(self, asker: Principal, album: Album, ids: Sequence[str]) -> dict[str, str]:
        """Of these the photos of others in the album, which are theirs to take out -> whose they are."""
        try:
            policy.may(asker, "change", album)
        except Forbidden:
            return {}
        scope, _ = await self._gathering.inside(asker, album, PhotoFilter(archived=None))
        seen = await self._photos.scoped.listed(scope, ids)
        return {id: photo.owner for id, photo in seen.items() if photo.owner != asker.library}

    async def _contribute(self, asker: Principal, album: Album, library: OwnerId) -> None:
        """Before the photos are put in: a crash leaves one who could, and has not."""
        shares = [grant for grant in asker.grants if grant.album == album.id and grant.role != "viewer"]
        withheld = frozenset[str]().union(*(grant.withheld for grant in shares))
        said = Contribution(library=library, tells=sorted(SUBJECTS - withheld))
        await self._standing.granting.hands.contribute(album.id, OwnerId(album.owner), asker.account, said)
        self._standing.changed()


def collecting(album: Album, owner: str, *, add: bool) -> Collect:
    """Of photos of this owner: only the album's own pass its query."""
    return Collect(album=album.id, add=add, smart=album.query is not None and owner == album.owner)

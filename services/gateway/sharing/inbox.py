"""The inbox: what guests of links send in, until its owner has taken it. How much that may be."""

from cachetools import TTLCache

from services.gateway import policy
from services.gateway.sharing.linking import link_of, visit_of
from shared.catalog.photos import Photos
from shared.domain.filter import PhotoFilter
from shared.domain.ids import OwnerId
from shared.domain.principal import Principal
from shared.domain.scope import Scope
from shared.domain.sent import Sent
from shared.errors import Conflict, Overloaded
from shared.runtime.addresses import asker
from shared.runtime.rates import Rate

MOST = 1000  # photos that wait in one library

_A_MINUTE = 60  # photos of one guest
_COUNTED = 5.0  # seconds for which a count holds


class Inbox:
    def __init__(self, photos: Photos) -> None:
        self._photos = photos
        self._rate = Rate(_A_MINUTE)
        self._waiting: TTLCache[OwnerId, int] = TTLCache(1000, _COUNTED)

    async def sent(self, guest: Principal, address: str) -> tuple[OwnerId, Sent]:
        """-> to whom a guest sends something now, and what is kept of that. Raises Forbidden where the link takes
        nothing, Overloaded for who sends too much at once, Conflict where too much waits already."""
        grant = policy.inbox(guest)
        link = link_of(guest)
        if wait := self._rate.wait(f"{link} {asker(address)}"):
            raise Overloaded(f"That is much at once. Send the next in {wait:.0f} seconds.", after=wait)
        waiting = self._waiting.get(grant.owner)
        if waiting is None:
            filter = PhotoFilter(inbox=True, archived=None)
            waiting = len(await self._photos.scoped.ids(Scope.of(grant.owner), filter, limit=MOST))
        if waiting >= MOST:
            raise Conflict("Too many photos wait here to be looked at. Tell who sent you the link.")
        self._waiting[grant.owner] = waiting + 1
        return grant.owner, Sent(link=link, visit=visit_of(guest), by=guest.name, album=grant.album)

"""How an account goes, with all that is its: in bites, by reconcile, and from the beginning after a crash anywhere.

Its state is "deleted" from the first moment on, so that nobody signs in with it. Then go, in this order, what it signs
in with; its photos, by tombstones, which take with them what derives from them; what else its library has; what lies
of it among the blobs. Its own record is the last: a look that finds nothing any more of all the others takes it away,
and what was still being written meanwhile is found by the look after.

What stays is what the audit log says of it to who runs the installation, until that is old.
"""

import logging
from collections.abc import Awaitable, Callable
from functools import partial

from shared.blobs.base import BlobStore
from shared.catalog.accounts import Accounts, Sessions
from shared.catalog.actions import ACTIONS
from shared.catalog.album_proposals import ALBUM_PROPOSALS
from shared.catalog.albums import ALBUM_PLACES, ALBUM_RECORDS
from shared.catalog.audit import AuditLog
from shared.catalog.base import Catalog
from shared.catalog.clearing import clear
from shared.catalog.days import DAYS
from shared.catalog.descriptions import DESCRIPTIONS
from shared.catalog.features import DIRTY_KEYS, NOTES
from shared.catalog.identities import IDENTITIES
from shared.catalog.invitations import Invitations
from shared.catalog.keys import KEYS
from shared.catalog.lessened import LESSENED
from shared.catalog.libraries import LIBRARIES
from shared.catalog.links import LINKS
from shared.catalog.narratives import NARRATIVES
from shared.catalog.occasions import HOMES, OCCASION_RECORDS
from shared.catalog.parts import PART_NOTES, PARTS
from shared.catalog.passkeys import PASSKEYS
from shared.catalog.people import PERSONS
from shared.catalog.photos import Photos
from shared.catalog.proposals import PROPOSALS
from shared.catalog.questions import QUESTION_RECORDS
from shared.catalog.remembered import DELETED_FILES
from shared.catalog.shares import HANDS, SHARES, AlbumHands, Circles, Shares
from shared.domain.account import Account
from shared.domain.where import Eq
from shared.runtime.at_once import some_at_once
from shared.runtime.leases import forget_leases
from shared.runtime.removal import Remover

log = logging.getLogger(__name__)

_BITE = 500  # records or blobs at once
_BITES = 10  # of photos, in a look
_ACCOUNTS = 20  # in a look

# The collections whose documents say by `owner` whose they are, photos apart: who adds one, adds it here, and declares
# `owner` as a filter of it (a test looks through all that there are).
OF_A_LIBRARY = (
    ACTIONS.name, ALBUM_PLACES.name, ALBUM_PROPOSALS.name, ALBUM_RECORDS.name, DAYS.name, DELETED_FILES.name,
    DESCRIPTIONS.name, DIRTY_KEYS.name, HANDS.name, LESSENED.name, LINKS.name, NARRATIVES.name, NOTES.name,
    OCCASION_RECORDS.name, PART_NOTES.name, PARTS.name, PERSONS.name, PROPOSALS.name, QUESTION_RECORDS.name,
    SHARES.name,
)  # fmt: skip
# What an account signs in with, sessions apart, by `account`.
OF_AN_ACCOUNT = (IDENTITIES.name, KEYS.name, PASSKEYS.name)
# Those of which a library has one document, with the owner's id.
ONE_A_LIBRARY = (HOMES.name, LIBRARIES.name)
# Where blobs of a library lie: each is followed by its owner.
_PLACES = ("originals", "sidecars", "derived", "quarantine/originals", "quarantine/sidecars")


class Eraser:
    def __init__(
        self, catalog: Catalog, photos: Photos, blobs: BlobStore, remover: Remover,
        erased: Callable[[Account], Awaitable[None]],
    ) -> None:  # fmt: skip
        """`erased` is told of each account right before its record goes; of one more than once after a crash."""
        self._catalog = catalog
        self._photos = photos
        self._blobs = blobs
        self._remover = remover
        self._erased = erased
        self._accounts = Accounts(catalog)
        self._sessions = Sessions(catalog)
        self._invitations = Invitations(catalog)
        self._audit = AuditLog(catalog)
        self._shares = Shares(catalog)
        self._circles = Circles(catalog)
        self._hands = AlbumHands(catalog)

    async def look(self) -> int:
        """Some of what is left of accounts that are deleted; says how much that was."""
        accounts = await self._accounts.page(Eq("state", "deleted"), limit=_ACCOUNTS)
        return sum([await self._look(account) for account in accounts])

    async def _look(self, account: Account) -> int:
        gone = await self._signing_in(account) + await self._of_sharing(account)
        if account.library:
            gone += await self._of_photos(account.library)
            # What features make of photos goes when no photo is there any more to make it anew.
            gone += 0 if gone else await self._of_library(account.library)
            gone += 0 if gone else await self._of_blobs(account.library)
        gone += 0 if gone else await self._audit.forget({account.id, account.library or account.id})
        if not gone:
            await self._erased(account)
            await self._accounts.delete(account.id)
            log.info("the account %s and all that was its are gone", account.id)
            return 1
        return gone

    async def _signing_in(self, account: Account) -> int:
        gone = len(await self._sessions.end_all(account.id))
        for name in OF_AN_ACCOUNT:
            gone += await clear(self._catalog, name, Eq("account", account.id))
        for each in await self._invitations.page(limit=_BITE):
            if account.id in (each.by, each.account):
                gone += await self._invitations.take(each.id)
        return gone

    async def _of_sharing(self, account: Account) -> int:
        """Before the photos: what goes is shared with nobody meanwhile."""
        gone = await self._circles.forget(account.id)
        gone += await self._shares.forget(account.id) + await self._hands.forget(account.id)
        return gone + (await self._shares.end_of(account.library) if account.library else 0)

    async def _of_photos(self, owner: str) -> int:
        gone = 0
        for _ in range(_BITES):
            condemned = await self._photos.all.condemn(owner, limit=_BITE)
            left = await self._photos.all.condemned(owner, limit=_BITE)
            left += [aside.id for aside in await self._photos.set_aside() if aside.per == owner]
            await some_at_once([partial(self._remover.finish, owner, id) for id in left])
            gone += len(left)
            if not condemned and not left:
                break
        return gone

    async def _of_library(self, owner: str) -> int:
        gone = sum([await clear(self._catalog, name, Eq("owner", owner)) for name in OF_A_LIBRARY])
        gone += sum([await self._catalog.delete(name, owner) for name in ONE_A_LIBRARY])
        return gone or await forget_leases(self._catalog, owner)

    async def _of_blobs(self, owner: str) -> int:
        """Uploads that never became a photo, and what reconcile has put aside."""
        gone = 0
        for place in _PLACES:
            keys = [blob.key async for blob in self._blobs.list(f"{place}/{owner}/")]
            await some_at_once([partial(self._blobs.delete, key) for key in keys])
            gone += len(keys)
        return gone

"""What was put off is due again when the reason is gone: the newest first, as many as there is room for."""

import logging

from services.vision.describing.describer import STAGE, Describer, Rules
from shared.broker.base import Broker
from shared.catalog.accounts import Accounts
from shared.catalog.photos import Photos
from shared.catalog.spending import Spending
from shared.domain.filter import PhotoFilter
from shared.domain.ids import SOLE_OWNER, OwnerId
from shared.domain.instants import instant
from shared.domain.photo import KINDS, ListedPhoto, Photo
from shared.domain.scope import Scope
from shared.endpoint.pace import Pace
from shared.errors import PutOff, Transient
from shared.runtime.backlog import send_waiting
from shared.runtime.resting import rest

log = logging.getLogger(__name__)

_PAUSE = 10.0  # seconds between two looks while nothing is to be done
_QUICK = 1.0
_PAGE = 100
_LIBRARIES = 20  # in which is looked at once


class Again:
    """Reads only photos that may be sent: an archived one, or one of an unsent kind, is found when it is so no more."""

    def __init__(
        self, photos: Photos, broker: Broker, spending: Spending, rules: Rules, pace: Pace, describer: Describer,
        libraries: Accounts,
    ) -> None:  # fmt: skip
        self._photos = photos
        self._broker = broker
        self._spending = spending
        self._rules = rules
        self._pace = pace
        self._describer = describer
        self._libraries = libraries
        self._after = ""  # the account up to which libraries had their turn
        self._turn = 0

    async def run(self, pause: float = _PAUSE) -> None:
        """For ever."""
        while True:
            sent = 0
            try:
                sent = await self.look()
            except Transient as error:
                log.warning("photos that were put off are described later: %s", error)
            await rest(min(_QUICK, pause) if sent else pause)

    async def look(self) -> int:
        """Says how many were sent."""
        room = self._describer.room
        if not room or self._pace.resting or not self._rules.budget.allows(await self._spending.today()):
            return 0
        sent = 0
        for owner in await self._next():
            for photo in await self._put_off(owner, room - sent):
                sent += await self._send(photo)
            if sent >= room:
                break
        return sent

    async def _next(self) -> list[OwnerId]:
        """Some libraries, so that each has its turn, and another one of them the first each time."""
        page = await self._libraries.page(after=self._after, limit=_LIBRARIES)
        owners = [account.library for account in page if account.library and account.library != SOLE_OWNER]
        if not self._after:
            owners.append(SOLE_OWNER)
        self._after = page[-1].id if len(page) == _LIBRARIES else ""
        self._turn += 1
        first = self._turn % len(owners) if owners else 0
        return owners[first:] + owners[:first]

    async def _put_off(self, owner: OwnerId, most: int) -> list[Photo]:
        kinds = tuple(kind for kind in KINDS if kind not in self._rules.unsent) if self._rules.unsent else ()
        filter = PhotoFilter(troubles=(f"{STAGE}:skipped",), kinds=kinds)
        found: list[ListedPhoto] = []
        after: tuple[str, str] | None = None
        while len(found) < most:
            page = await self._photos.scoped.page(Scope.of(owner), filter, after=after, limit=_PAGE)
            # Others were skipped because there is no preview of them.
            found += [photo for photo in page if photo.stages[STAGE].error_kind == PutOff.kind]
            if len(page) < _PAGE:
                break
            after = (page[-1].sort_at, page[-1].id)
        ids = [photo.id for photo in found[:most]]
        photos = await self._photos.get_many(owner, ids)
        return [photos[id] for id in ids if id in photos]

    async def _send(self, photo: Photo) -> bool:
        mark = photo.stages.get(STAGE)
        due = await self._photos.take_back(photo, {STAGE: mark}) if mark else None
        return due is not None and await send_waiting(self._photos, self._broker, due, instant())

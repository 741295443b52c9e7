"""What was put off is due again when the reason is gone: the newest first, as many as there is room for."""

import logging

from services.vision.describing.describer import STAGE, Describer, Rules
from services.vision.describing.pace import Pace
from shared.broker.base import Broker
from shared.catalog.photos import Photos
from shared.catalog.spending import Spending
from shared.domain.filter import PhotoFilter
from shared.domain.ids import SOLE_OWNER
from shared.domain.instants import instant
from shared.domain.photo import KINDS, ListedPhoto, Photo
from shared.domain.scope import Scope
from shared.errors import PutOff, Transient
from shared.runtime.backlog import send_waiting
from shared.runtime.resting import rest

log = logging.getLogger(__name__)

_PAUSE = 10.0  # seconds between two looks while nothing is to be done
_QUICK = 1.0
_PAGE = 100


class Again:
    """Reads only photos that may be sent: an archived one, or one of an unsent kind, is found when it is so no more."""

    def __init__(
        self, photos: Photos, broker: Broker, spending: Spending, rules: Rules, pace: Pace, describer: Describer
    ) -> None:
        self._photos = photos
        self._broker = broker
        self._spending = spending
        self._rules = rules
        self._pace = pace
        self._describer = describer

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
        for photo in await self._put_off(room):
            sent += await self._send(photo)
        return sent

    async def _put_off(self, most: int) -> list[Photo]:
        kinds = tuple(kind for kind in KINDS if kind not in self._rules.unsent) if self._rules.unsent else ()
        filter = PhotoFilter(troubles=(f"{STAGE}:skipped",), kinds=kinds)
        found: list[ListedPhoto] = []
        after: tuple[str, str] | None = None
        while len(found) < most:
            page = await self._photos.page(Scope.of(SOLE_OWNER), filter, after=after, limit=_PAGE)
            # Others were skipped because there is no preview of them.
            found += [photo for photo in page if photo.stages[STAGE].error_kind == PutOff.kind]
            if len(page) < _PAGE:
                break
            after = (page[-1].sort_at, page[-1].id)
        ids = [photo.id for photo in found[:most]]
        photos = await self._photos.get_many(SOLE_OWNER, ids)
        return [photos[id] for id in ids if id in photos]

    async def _send(self, photo: Photo) -> bool:
        mark = photo.stages.get(STAGE)
        due = await self._photos.take_back(photo, {STAGE: mark}) if mark else None
        return due is not None and await send_waiting(self._photos, self._broker, due, instant())

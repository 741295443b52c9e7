"""What a caller need not wait for: done at once where the world allows it, else by reconcile."""

import asyncio
import logging
from collections.abc import Awaitable

from shared.broker.base import Broker, Lane
from shared.catalog.photos import Photos
from shared.domain.events import AnyEvent, PhotoFinished, PhotoUnsettled
from shared.domain.instants import instant
from shared.domain.photo import Photo
from shared.errors import Transient

log = logging.getLogger(__name__)

_PATIENCE = 2.0  # seconds that an answer may come later because something is away


async def now_or_later(act: Awaitable[object], what: str) -> bool:
    """Whether it was done now. It must be something that reconcile does too."""
    try:
        async with asyncio.timeout(_PATIENCE):
            await act
    except (Transient, TimeoutError) as error:
        log.warning("%s follows later: %s", what, str(error) or "no answer in time")
        return False
    return True


async def send_work(photos: Photos, broker: Broker, photo: Photo, event: AnyEvent, *, lane: Lane = Lane.FRESH) -> None:
    """Sends the work of a photo that lies safely in the library, and writes on its record that it was sent."""
    if await now_or_later(broker.publish(event, lane=lane), f"the work on photo {photo.id}"):
        await now_or_later(photos.queued(photo, instant()), f"the note that photo {photo.id} was sent to work")


async def send_changed(photos: Photos, broker: Broker, photo: Photo, *, lane: Lane = Lane.FRESH) -> None:
    """News of a photo that is another now, or here again, and the work on it that this makes."""
    if photo.settled:
        news = PhotoFinished(owner=photo.owner, photo=photo.id, stages=(), status=photo.status)
        await now_or_later(broker.publish(news), f"news of photo {photo.id}")
    else:
        await send_work(photos, broker, photo, PhotoUnsettled(owner=photo.owner, photo=photo.id), lane=lane)

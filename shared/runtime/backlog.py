"""How much work lies in the queues at once, and sending what has room there: the rest waits in the catalog, where it
can be taken in any order."""

from shared.broker.base import Broker, Lane
from shared.catalog.photos import Photos
from shared.domain.events import PhotoUnsettled
from shared.domain.photo import Photo
from shared.errors import Transient
from shared.pipeline import QUEUES

DEPTH = 2000  # photos: more than all workers do in some seconds

_SENT_TO = [queue.name for queue in QUEUES if PhotoUnsettled.topic in queue.topics]


async def room(broker: Broker, depth: int = DEPTH) -> int:
    """How many photos more the longest queue may hold; below zero where it holds too many."""
    depths = [await broker.depth(queue) for queue in _SENT_TO]
    return depth - max(each.ready + (each.in_flight or 0) for each in depths)


async def send_waiting(photos: Photos, broker: Broker, photo: Photo, now: str) -> bool:
    """Sends the work of a photo on the bulk lane; False when another replica was quicker. Raises Transient, and the
    photo waits on, where the broker is away."""
    if not await photos.queued(photo, now):
        return False
    try:
        await broker.publish(PhotoUnsettled(owner=photo.owner, photo=photo.id), lane=Lane.BULK)
    except Transient:
        await photos.unqueued(photo.id)
        raise
    return True

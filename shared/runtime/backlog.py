"""How much work lies in the queues at once: the rest waits in the catalog, where it can be taken in any order."""

from shared.broker.base import Broker
from shared.domain.events import PhotoUnsettled
from shared.pipeline import QUEUES

DEPTH = 2000  # photos: more than all workers do in some seconds

_SENT_TO = [queue.name for queue in QUEUES if PhotoUnsettled.topic in queue.topics]


async def room(broker: Broker, depth: int = DEPTH) -> int:
    """How many photos more the longest queue may hold; below zero where it holds too many."""
    depths = [await broker.depth(queue) for queue in _SENT_TO]
    return depth - max(each.ready + (each.in_flight or 0) for each in depths)

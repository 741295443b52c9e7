"""Events -> the browser, as server-sent events: what a page needs to show photos becoming understood."""

from collections.abc import AsyncIterator
from contextlib import aclosing

from fastapi.sse import ServerSentEvent

from shared.broker.base import Broker
from shared.domain.events import (
    AnyEvent,
    Event,
    LibraryChanged,
    PhotoDeleted,
    PhotoFinished,
    PhotoProgressed,
    PhotoUploaded,
    Progress,
    StagesSettled,
)

_NAMES: dict[type[Event], str] = {
    PhotoUploaded: "uploaded",
    StagesSettled: "progressed",
    PhotoProgressed: "progressed",
    PhotoFinished: "progressed",
    PhotoDeleted: "deleted",
    LibraryChanged: "changed",
}
TOPICS = tuple(kind.topic for kind in _NAMES)


async def live(broker: Broker, owner: str) -> AsyncIterator[ServerSentEvent]:
    """The owner's events from now on."""
    async with aclosing(broker.subscribe(TOPICS)) as events:  # listening begins here, before the browser is told so
        yield ServerSentEvent(event="hello", data={}, retry=2000)
        async for event in events:
            if event.owner == owner:
                yield _as_sse(event)


def _as_sse(event: AnyEvent) -> ServerSentEvent:
    if isinstance(event, LibraryChanged):
        return ServerSentEvent(event=_NAMES[type(event)], data={"feature": event.feature})
    data: dict[str, object] = {"photo": event.photo}
    if isinstance(event, Progress):
        data |= {"stages": list(event.stages), "status": event.status}
    return ServerSentEvent(event=_NAMES[type(event)], data=data)

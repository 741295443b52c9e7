"""Events -> the browser, as server-sent events: what a page needs to show photos becoming understood."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
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
from shared.runtime.consuming import pull

_NAMES: dict[type[Event], str] = {
    PhotoUploaded: "uploaded",
    StagesSettled: "progressed",
    PhotoProgressed: "progressed",
    PhotoFinished: "progressed",
    PhotoDeleted: "deleted",
    LibraryChanged: "changed",
}
TOPICS = tuple(kind.topic for kind in _NAMES)


async def live(broker: Broker, owner: str, ending: asyncio.Event) -> AsyncIterator[ServerSentEvent]:
    """The owner's events from now on, until `ending`: the browser then asks whoever answers next."""
    async with aclosing(broker.subscribe(TOPICS)) as events:  # listening begins here, before the browser is told so
        yield ServerSentEvent(event="hello", data={}, retry=2000)
        async with aclosing(_until(ending, events)) as heard:
            async for event in heard:
                if event.owner == owner:
                    yield _as_sse(event)


async def _until(ending: asyncio.Event, events: AsyncGenerator[AnyEvent, None]) -> AsyncGenerator[AnyEvent, None]:
    ended, following = asyncio.create_task(ending.wait()), pull(events)
    try:
        while True:
            await asyncio.wait((ended, following), return_when=asyncio.FIRST_COMPLETED)
            if not following.done() or (event := following.result()) is None:
                return
            yield event
            following = pull(events)
    finally:
        ended.cancel()
        following.cancel()
        await asyncio.gather(ended, following, return_exceptions=True)


def _as_sse(event: AnyEvent) -> ServerSentEvent:
    if isinstance(event, LibraryChanged):
        return ServerSentEvent(event=_NAMES[type(event)], data={"feature": event.feature})
    data: dict[str, object] = {"photo": event.photo}
    if isinstance(event, Progress):
        data |= {"stages": list(event.stages), "status": event.status}
    return ServerSentEvent(event=_NAMES[type(event)], data=data)

"""Events -> the browser, as server-sent events: what a page needs to show photos becoming understood."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing

from fastapi.sse import ServerSentEvent

from shared.broker.base import Broker
from shared.catalog.photos import Photos
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
from shared.domain.scope import Scope
from shared.errors import Transient
from shared.runtime.consuming import pull

log = logging.getLogger(__name__)

_ASK = 1.0  # seconds between two looks whether who listens still may

_NAMES: dict[type[Event], str] = {
    PhotoUploaded: "uploaded",
    StagesSettled: "progressed",
    PhotoProgressed: "progressed",
    PhotoFinished: "progressed",
    PhotoDeleted: "deleted",
    LibraryChanged: "changed",
}
TOPICS = tuple(kind.topic for kind in _NAMES)


async def live(
    broker: Broker, photos: Photos, scope: Scope, ending: asyncio.Event, still: Callable[[], Awaitable[bool]]
) -> AsyncIterator[ServerSentEvent]:
    """The scope's events from now on, until `ending`: the browser then asks whoever answers next; or until who listens
    is not `still` who they were, within a second."""
    whole = {entry.owner for entry in scope.whole.entries}
    narrowed = Scope(tuple(entry for entry in scope.entries if not entry.whole))
    in_part = {entry.owner for entry in narrowed.entries}
    async with aclosing(broker.subscribe(TOPICS)) as events:  # listening begins here, before the browser is told so
        yield ServerSentEvent(event="hello", data={}, retry=2000)
        async with aclosing(_until(ending, events, still)) as heard:
            async for event in heard:
                if event.owner in whole or (event.owner in in_part and await _shown(photos, narrowed, event)):
                    yield _as_sse(event)


async def _shown(photos: Photos, scope: Scope, event: AnyEvent) -> bool:
    """Of a photo that is gone nobody can tell any more whether it was shown: a page misses it at its next look."""
    return not isinstance(event, LibraryChanged) and bool(await photos.scoped.listed(scope, [event.photo]))


async def _until(
    ending: asyncio.Event, events: AsyncGenerator[AnyEvent, None], still: Callable[[], Awaitable[bool]]
) -> AsyncGenerator[AnyEvent, None]:
    ended, following = asyncio.create_task(ending.wait()), pull(events)
    try:
        while True:
            await asyncio.wait((ended, following), timeout=_ASK, return_when=asyncio.FIRST_COMPLETED)
            if ended.done() or not await _certainly(still):
                return
            if not following.done():
                continue
            if (event := following.result()) is None:
                return
            yield event
            following = pull(events)
    finally:
        ended.cancel()
        following.cancel()
        await asyncio.gather(ended, following, return_exceptions=True)


async def _certainly(still: Callable[[], Awaitable[bool]]) -> bool:
    try:
        return await still()
    except Transient as error:  # then the next request tells
        log.warning("a live stream ends, as nobody can tell who listens: %s", error)
        return False


def _as_sse(event: AnyEvent) -> ServerSentEvent:
    if isinstance(event, LibraryChanged):
        return ServerSentEvent(event=_NAMES[type(event)], data={"feature": event.feature})
    data: dict[str, object] = {"photo": event.photo}
    if isinstance(event, Progress):
        data |= {"stages": list(event.stages), "status": event.status}
    return ServerSentEvent(event=_NAMES[type(event)], data=data)

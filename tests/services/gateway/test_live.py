"""Who hears what: events of what they see, and of nothing else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import msgspec
import pytest
from fastapi.sse import ServerSentEvent

from services.gateway.live import live
from shared.domain.events import LibraryChanged, PhotoDeleted, PhotoFinished
from shared.domain.ids import new_id
from shared.domain.photo import Photo, new_photo
from shared.domain.scope import Entry, Scope
from shared.domain.where import Has
from shared.runtime.platform import Platform


async def _photo(platform: Platform, owner: str, *tags: str) -> Photo:
    made = new_photo(id=new_id(), owner=owner, sha256=new_id(), file_name="a", media_type="image/jpeg", bytes=1)
    photo = msgspec.structs.replace(made, tag_names=list(tags))
    await platform.photos.insert(photo)
    return photo


@pytest.mark.parametrize("whole", [True, False])
async def test_a_stream_tells_of_what_is_seen_alone(platform: Platform, whole: bool) -> None:
    mine, shown = await _photo(platform, "me"), await _photo(platform, "you", "shown")
    secret, theirs = await _photo(platform, "you"), await _photo(platform, "them", "shown")
    scope = Scope((Entry("me", own=True), Entry("you", None if whole else Has("tag_names", "shown"))))
    stream = live(platform.broker, platform.photos, scope, asyncio.Event(), _still)
    async with aclosing(stream) as events:  # type: ignore[type-var]
        assert (await anext(events)).event == "hello"
        for photo in (theirs, secret, shown):
            done = PhotoFinished(owner=photo.owner, photo=photo.id, stages=(), status="ready")
            await platform.broker.publish(done)
        await platform.broker.publish(LibraryChanged(owner="you", feature="days"))
        await platform.broker.publish(PhotoDeleted(owner="me", photo=mine.id))
        heard = await _until_deleted(events)
    ours = [each.data.get("photo", each.data.get("feature")) for each in heard]
    assert ours == [*([secret.id] if whole else []), shown.id, *(["days"] if whole else []), mine.id]


async def _still() -> bool:
    return True


async def test_who_may_listen_no_more_hears_the_end(platform: Platform) -> None:
    heard: list[str | None] = []

    async def still() -> bool:
        return len(heard) < 3

    photo = await _photo(platform, "me")
    stream = live(platform.broker, platform.photos, Scope.of("me"), asyncio.Event(), still)
    async with aclosing(stream) as events:  # type: ignore[type-var]
        async for event in events:
            heard.append(event.event)
            await platform.broker.publish(PhotoDeleted(owner="me", photo=photo.id))
    assert heard == ["hello", "deleted", "deleted"]


async def _until_deleted(events: AsyncIterator[ServerSentEvent]) -> list[ServerSentEvent]:
    heard = []
    async for event in events:
        heard.append(event)
        if event.event == "deleted":
            break
    return heard

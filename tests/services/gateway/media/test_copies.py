"""Clean copies, as the gateway has them made and kept."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI, Request

from services.gateway.media.copies import CleanCopy, Copies
from shared.domain.clean_copy import MEDIA_TYPE, CopyOrder, ordered_copy
from shared.domain.ids import new_id
from shared.domain.photo import Photo, new_photo
from shared.errors import Overloaded
from shared.runtime.originals import OriginalAltered, OriginalMissing
from shared.runtime.platform import Platform


def photo(bytes: int = 8) -> Photo:
    return new_photo(id=new_id(), owner="me", sha256="0", file_name="a.tif", media_type="image/tiff", bytes=bytes)


class Vision:
    """A peer that makes copies of one sort, and some of them never."""

    def __init__(self, platform: Platform) -> None:
        self.made: list[str] = []
        self.never = frozenset[str]()
        app = FastAPI()

        @app.post("/copy")
        async def copy(request: Request) -> dict[str, str]:
            order = CopyOrder(**await request.json())
            if order.photo in self.never:
                await asyncio.Event().wait()
            self.made.append(order.photo)
            await platform.blobs.put(order.key, b"a copy", facts={MEDIA_TYPE: "image/jpeg"})
            return {}

        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://vision")


@pytest.fixture
async def vision(platform: Platform) -> AsyncIterator[Vision]:
    vision = Vision(platform)
    async with vision.client:
        yield vision


async def test_a_copy_is_made_once(platform: Platform, vision: Vision) -> None:
    copies, one = Copies(platform.blobs, lambda: vision.client), photo()
    with pytest.raises(OriginalMissing):
        await copies.of(one)
    await platform.blobs.put(one.original, b"cut")
    with pytest.raises(OriginalAltered):
        await copies.of(one)
    await platform.blobs.put(one.original, b"original")
    first = await copies.of(one)
    key = ordered_copy(one).key
    assert first == CleanCopy(key, "image/jpeg", 6, f"photo-{one.id[-4:]}.jpg")
    assert first.etag == f'"{one.id}-{key.rpartition("/")[2]}"'
    assert await copies.of(one) == first
    assert vision.made == [one.id]
    await platform.blobs.put(key, b"a copy of which nobody knows what it is")
    assert await copies.of(one) == first, "it is made anew"


async def test_of_many_what_was_made_in_time_is_kept(platform: Platform, vision: Vision) -> None:
    copies, some = Copies(platform.blobs, lambda: vision.client), [photo() for _ in range(3)]
    for each in some[:2]:
        await platform.blobs.put(each.original, b"original")
    now = asyncio.get_running_loop().time()
    found = await copies.of_all(some, until=now + 600)
    assert [type(each) for each in found] == [CleanCopy, CleanCopy, OriginalMissing]
    late = photo()
    await platform.blobs.put(late.original, b"original")
    vision.never = frozenset({late.id})
    with pytest.raises(Overloaded) as refused:
        await copies.of_all([*some, late], until=now)
    assert refused.value.after
    vision.never = frozenset()
    assert isinstance((await copies.of_all([late], until=now + 600))[0], CleanCopy)

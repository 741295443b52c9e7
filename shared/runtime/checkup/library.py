"""Whether what belongs to each photo is there: its original and its sidecar, its renditions and its vectors.

A library may be in use meanwhile, in the cluster: what seems wrong is looked at once more before it is called so.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from shared.blobs.base import BlobStore
from shared.catalog.parts import PARTS, Parts
from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.pipelines import PIPELINES, Pipelines
from shared.domain.original import photo_at, sidecar_key
from shared.domain.photo import Photo
from shared.domain.pipeline import Pipeline, kept, promised
from shared.errors import BlobNotFound
from shared.pipeline import PROGRAM
from shared.runtime.at_once import paged
from shared.runtime.checkup.finding import Check, Fault
from shared.runtime.checkup.stores import alone
from shared.runtime.damage import some
from shared.runtime.healing import Healer
from shared.runtime.originals import damage_of, length_damage_of
from shared.runtime.platform import openings
from shared.runtime.settings import Settings
from shared.vectors.base import VectorIndex

T = TypeVar("T")

Look = Callable[[Photo, BlobStore], Awaitable[object]]  # true where something is wrong
Progress = Callable[[str, int], None]  # the name of a check, and how many photos it has looked at

_PAGE = 200
_AT_ONCE = 32  # looks at a length
_READ_AT_ONCE = 2
_GONE = "Put them back from a backup of the blobs, under these keys, or delete the photos and upload the files again."
_UNOWNED = (
    "An earlier catalog may know them: python -m services.recover. What came after this catalog was made moves to "
    "quarantine/ by itself."
)


@dataclass(frozen=True, slots=True)
class _Library:
    photos: Photos
    blobs: BlobStore
    vectors: VectorIndex
    pipeline: Pipeline
    parts: Parts

    async def pages(self) -> AsyncIterator[list[Photo]]:
        after = ""
        while page := await self.photos.all.page(after=after, limit=_PAGE):
            yield page
            after = page[-1].id

    async def still(self, ids: Sequence[str]) -> list[Photo]:
        """Those that are there, whoever's they are: some may have gone since they were looked at."""
        found = await self.photos.find_many(ids)
        return [photo for photo in found.values() if photo.state == "active"]


def library_checks(settings: Settings, *, hashes: bool, progress: Progress) -> list[Check]:
    """For stores that are well. `hashes`: every original and sidecar is read, however long that takes."""

    async def originals() -> str:
        look, at_once = (damage_of, _READ_AT_ONCE) if hashes else (length_damage_of, _AT_ONCE)
        async with _opened(settings) as library:
            wrong, count = await _wrong(library, look, at_once, partial(progress, "originals"))
            unowned = await _unowned(library, "originals/", lambda photo: photo.original)
        return _told("originals", wrong, unowned, count, "have the bytes that came" if hashes else "have their length")

    async def sidecars() -> str:
        look, at_once = (_altered_sidecar, _READ_AT_ONCE) if hashes else (_lost_sidecar, _AT_ONCE)
        async with _opened(settings) as library:
            wrong, count = await _wrong(library, look, at_once, partial(progress, "sidecars"))
            unowned = await _unowned(library, "sidecars/", lambda photo: sidecar_key(photo.owner, photo.id))
        return _told("sidecars", wrong, unowned, count, "have theirs, where they had one")

    async def derived() -> str:
        async with _opened(settings) as library:
            return await _derived(library)

    fix = "Look at the stores first, then run this again."
    return [Check(look.__name__, look, fix) for look in (originals, sidecars, derived)]


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[_Library]:
    ways = openings(settings)
    async with AsyncExitStack() as stack:
        if settings.profile == "embedded":
            stack.enter_context(alone(settings.home.absolute()))
        catalog = await ways.catalog()
        stack.push_async_callback(catalog.close)
        await catalog.declare(PHOTOS, PARTS, PIPELINES)
        pipeline = await Pipelines(catalog).read() or PROGRAM.founded(settings.models)
        blobs = await ways.blobs()
        stack.push_async_callback(blobs.close)
        vectors = await ways.vectors()
        stack.push_async_callback(vectors.close)
        yield _Library(Photos(catalog, PROGRAM.table(pipeline)), blobs, vectors, pipeline, Parts(catalog))


async def _wrong(library: _Library, look: Look, at_once: int, progress: Callable[[int], None]) -> tuple[list[str], int]:
    """The ids of photos at which the look finds something, and how many were looked at."""
    room = asyncio.Semaphore(at_once)

    async def looked(photo: Photo) -> object:
        async with room:
            return await look(photo, library.blobs)

    suspects, done = [], 0
    async for page in library.pages():
        found = await asyncio.gather(*map(looked, page))
        suspects += [photo.id for photo, wrong in zip(page, found, strict=True) if wrong]
        done += len(page)
        progress(done)
    still = await library.still(suspects)
    return [photo.id for photo in still if await looked(photo)], done


async def _lost_sidecar(photo: Photo, blobs: BlobStore) -> bool:
    try:
        if photo.sidecar:
            await blobs.stat(sidecar_key(photo.owner, photo.id))
    except BlobNotFound:
        return True
    return False


async def _altered_sidecar(photo: Photo, blobs: BlobStore) -> bool:
    try:
        content = await blobs.read(sidecar_key(photo.owner, photo.id)) if photo.sidecar else b""
    except BlobNotFound:
        return True
    known = photo.sidecar and photo.sidecar_sha256
    return bool(known) and hashlib.sha256(content).hexdigest() != known


async def _unowned(library: _Library, prefix: str, key_of: Callable[[Photo], str]) -> list[str]:
    """Keys of which no record knows."""

    async def without(keys: list[str]) -> list[str]:
        known = await library.photos.find_many(list(map(photo_at, keys)))
        owned = set(map(key_of, known.values()))
        return [key for key in keys if key not in owned]

    suspects = []
    async with aclosing(library.blobs.list(prefix)) as blobs:
        async for page in paged(blobs, _PAGE):
            suspects += await without([blob.key for blob in page])
    aside = {each.id for each in await library.photos.set_aside()}
    return [key for key in await without(suspects) if photo_at(key) not in aside]


def _told(what: str, wrong: list[str], unowned: list[str], count: int, well: str) -> str:
    """Raises Fault."""
    says, fix = [], []
    if wrong:
        says.append(f"The {what} of {len(wrong)} of {count} photos are gone or damaged: {some(wrong)}.")
        fix.append(_GONE)
    if unowned:
        says.append(f"{len(unowned)} {what} have no record: {some(unowned)}.")
        fix.append(_UNOWNED)
    if says:
        raise Fault(" ".join(says), " ".join(fix))
    return f"All {count} photos {well}; each of the {what} has its record."


async def _derived(library: _Library) -> str:
    healer = Healer(library.photos, library.blobs, library.vectors, library.parts, partial(promised, library.pipeline))
    suspects, count = [], 0
    async for page in library.pages():
        suspects += list(await healer.lost(page))
        count += len(page)
    lost = await healer.lost(await library.still(suspects))
    points = 0
    for space in kept(library.pipeline):
        async for page_of_points in paged(library.vectors.scroll(space), _PAGE):
            of = [group for _, _, group in page_of_points]
            known = await library.photos.find_many(list(dict.fromkeys(of)))
            points += sum(group not in known for group in of)
    beside = f" {points} points have no photo: they are found by nobody, and take a little room." if points else ""
    if lost:
        raise Fault(
            f"Renditions or vectors of {len(lost)} of {count} photos are gone: {some(list(lost))}.{beside}",
            "Heliograph makes them anew while it runs: there is nothing to do but to let it.",
        )
    return f"Renditions and vectors of {count} photos are there as far as they were made.{beside}"

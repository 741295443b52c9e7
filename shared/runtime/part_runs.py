"""What a run of a stage does to the parts of a photo (shared/domain/part.py), in the steps of the worker's protocol.

Before the mark: the documents, then the blobs and points that they name. With the mark, the facts that name the run.
After the mark: what other runs wrote goes, the documents last; where somebody else was quicker, what this one wrote. So
no blob and no point lies there without a document that leads to it.

What goes was read before the mark, and a mark is refused where the stage has said anything else since the photo was
read (Photos.settle): so nobody takes away what somebody is about to show.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from shared.blobs.base import CHUNK, BlobStore
from shared.catalog.parts import Parts
from shared.catalog.photos import Photos
from shared.domain.part import SUMMARY, Match, Part, identified, last_run, swept
from shared.domain.photo import Photo
from shared.domain.stages import Stage
from shared.inference.base import Found, FoundPart
from shared.inference.registry import imported
from shared.runtime.at_once import Act, some_at_once
from shared.vectors.base import Point, Space, VectorIndex

_LOOKED_AT = 64  # parts of a photo in one piece of work


@dataclass(frozen=True, slots=True)
class Written:
    """What goes after the mark: the `old`, or where the mark was refused, the `new`."""

    new: Sequence[Part]
    old: Sequence[Part]


class PartRuns:
    def __init__(self, photos: Photos, parts: Parts, blobs: BlobStore, vectors: VectorIndex) -> None:
        self._photos = photos
        self._parts = parts
        self._blobs = blobs
        self._vectors = vectors
        self._ready: set[str] = set()  # spaces

    async def looked_at(self, photo: Photo, stage: Stage) -> AsyncIterator[tuple[tuple[Part, bytes], ...]]:
        """The parts that the stage takes, with their blobs, some at a time."""
        after, page = None, await self._parts.visible(photo, stage.of, limit=_LOOKED_AT)
        while page:
            blobs = await asyncio.gather(*(self._blobs.read(part.blob(stage.blob)) for part in page))
            yield tuple(zip(page, blobs, strict=True))
            if len(page) < _LOOKED_AT:
                return
            after = (page[-1].position, page[-1].key)
            page = await self._parts.visible(photo, stage.of, after=after, limit=_LOOKED_AT)

    async def write(self, photo: Photo, stage: Stage, found: Found, *, again: bool) -> Written:
        """Before the mark. `again`: somebody may have begun this before.

        What is found on a photo for the first time is one write; nothing, now and before, is none."""
        old: list[Part] = []
        if last_run(photo, stage.name) or (found.parts and again):
            old = await self._all_of(photo, stage)
        new = await self._called(photo, stage, old, found)
        if new:
            await self._parts.write(new)
        together = list(zip(new, found.parts, strict=True))
        points: dict[str, list[Point]] = defaultdict(list)
        for part, each in together:
            for space, vector in each.vectors.items():
                points[space].append(Point(part.point, photo.owner, vector, photo.id))
        blobs = [write for part, each in together for write in renditions(self._blobs, part.blob, each)]
        await some_at_once([*blobs, *(partial(self._place, *each) for each in points.items())])
        return Written(new, old)

    async def supersede(self, settled: Photo, stage: Stage, found: Found, written: Written) -> None:
        """After the mark, or its refusal."""
        stands = settled.found.get(stage.name, {}).get(SUMMARY) == found.facts[SUMMARY]
        await self._take_away(written.old if stands else written.new)

    async def sweep(self, photo: Photo, stage: Stage) -> Photo | None:
        """Takes away what crashes left behind: all but the last run that was visible, which tells the ids. -> the photo
        as it is then; None when it is gone."""
        now: Photo | None = photo
        while now is not None and now.state != "deleted":
            shown = last_run(now, stage.name)
            left = [part for part in await self._all_of(now, stage) if part.run != shown]
            if not left:
                return now
            if refusing := await self._photos.refuse(now, stage.name, swept(now.found.get(stage.name, {}))):
                await self._take_away(left)
                return refusing
            now = await self._photos.find(photo.id)
        return None

    async def take_all_away(self, photo: Photo, stage: Stage) -> None:
        """What all runs wrote, of a photo that shows none of it any more."""
        await self._take_away(await self._all_of(photo, stage))

    async def _all_of(self, photo: Photo, stage: Stage) -> list[Part]:
        """What all runs wrote, the last one that was visible first."""
        shown = last_run(photo, stage.name)
        found = [part async for page in self._parts.of_all_runs(photo.id, stage.name) for part in page]
        return sorted(found, key=lambda part: part.run != shown)

    async def _called(self, photo: Photo, stage: Stage, old: Sequence[Part], found: Found) -> list[Part]:
        ids = [each.id for each in found.parts]
        if stage.parts:
            of, seen = (photo.id, stage.name, stage.version), [each for each in found.parts if not each.id]
            drawn = set(filter(None, ids))
            made = iter(await asyncio.to_thread(identified, *of, old, seen, _matcher(stage.parts), drawn))
            ids = [id or next(made) for id in ids]
        run = found.facts[SUMMARY]["run"] if found.parts else ""
        return [
            Part(
                id=id, photo=photo.id, owner=photo.owner, stage=stage.name, run=run, position=position,
                facts=each.facts, blobs=(*each.blobs, *each.files), spaces=tuple(each.vectors),
            )
            for position, (id, each) in enumerate(zip(ids, found.parts, strict=True))
        ]  # fmt: skip

    async def _place(self, space: str, points: Sequence[Point]) -> None:
        if space not in self._ready:
            vector = points[0].vector
            dimension = 0 if isinstance(vector, Mapping) else len(vector)
            await self._vectors.ensure(Space(space, dimension, grouped=True))
            self._ready.add(space)
        await self._vectors.upsert(space, points)

    async def _take_away(self, parts: Sequence[Part]) -> None:
        """The documents last: whoever is interrupted finds them again."""
        points: dict[str, list[str]] = defaultdict(list)
        for part in parts:
            for space in part.spaces:
                points[space].append(part.point)
        await some_at_once([partial(self._blobs.delete, part.blob(name)) for part in parts for name in part.blobs])
        for space, some in points.items():
            await self._vectors.delete(some, space=space)
        await self._parts.remove([part.key for part in parts])


def renditions(blobs: BlobStore, key: Callable[[str], str], found: Found | FoundPart) -> list[Act]:
    """What writes each that was made, under its key."""
    made = [partial(blobs.put, key(name), content) for name, content in found.blobs.items()]
    return [*made, *(partial(_take_in, blobs, key(name), file) for name, file in found.files.items())]


async def _take_in(blobs: BlobStore, key: str, file: Path) -> None:
    await blobs.put(key, _chunks(file))
    await asyncio.to_thread(file.unlink)


async def _chunks(file: Path) -> AsyncIterator[bytes]:
    opened = await asyncio.to_thread(file.open, "rb")
    with opened:
        while chunk := await asyncio.to_thread(opened.read, CHUNK):
            yield chunk


@cache
def _matcher(path: str) -> Match:
    match: Match = imported(path)
    return match

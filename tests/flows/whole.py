"""What must hold after every fault: each store holds the photos that were answered, each once, and nothing else."""

import hashlib
import random
from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from contextlib import asynccontextmanager

import httpx

from shared.broker.base import Lane
from shared.domain.events import PhotoUnsettled, PhotoUploaded, StagesSettled
from shared.domain.faces import CHIP, FOUND_BY, PLACED_BY
from shared.domain.ids import SOLE_OWNER, new_id
from shared.domain.original import sidecar_key
from shared.domain.photo import Photo
from shared.domain.pipeline import Program
from shared.domain.renditions import rendition_key
from shared.domain.scope import Scope
from shared.domain.spaces import SPACES
from shared.domain.stages import StageTable
from shared.pipeline import PROGRAM, QUEUES, STAGES
from shared.runtime.healing import Healer
from shared.runtime.platform import Platform
from shared.runtime.reconcile import Reconciler
from shared.runtime.removal import Remover
from shared.runtime.settings import Settings
from tests.drawing import draw_people, encoded, jpeg


async def check_whole(
    settings: Settings, contents: Collection[str], *, condemned: Collection[str] = (), program: Program = PROGRAM
) -> None:
    """Raises AssertionError unless the library is these contents (by sha256), each a ready photo; of the condemned,
    also among the contents, only the original and failed marks. Reconcile is done first, as it is for ever."""
    async with _opened(settings, program) as platform:
        table = platform.stages
        await _reconcile(platform)
        listed = await platform.photos.scoped.page(Scope.of(SOLE_OWNER), after=None, limit=1000)
        photos = list((await platform.photos.get_many(SOLE_OWNER, [photo.id for photo in listed])).values())
        counts = Counter(photo.sha256 for photo in photos)
        assert counts == Counter(dict.fromkeys(contents, 1)), _difference(counts, contents)
        good = [photo for photo in photos if photo.sha256 not in condemned]
        _check_marks(photos, condemned, table)
        await _check_blobs(platform, photos, good, table)
        await check_parts(platform, photos)
        for space in SPACES:
            points = Counter([id async for id, _, _ in platform.vectors.scroll(space.name)])
            assert points == Counter(photo.id for photo in good), f"lost or orphaned points in {space.name}"
        for queue in QUEUES:
            letters = await platform.broker.dead_letters(queue.name)
            known = {photo.id for photo in photos if photo.sha256 in condemned}
            assert {letter.event.photo for letter in letters} <= known, f"dead in {queue.name}: {letters}"
            depth = await platform.broker.depth(queue.name)
            # What is ready says nothing new, as every mark stands: reconcile sends again what a slow stage keeps
            # waiting, and all is done before the last of that is heard. What is held by nobody would never be.
            assert not depth.in_flight, f"{queue.name} still holds work: {depth}"
        for _ in range(2):  # as reconcile does, for who died between a record and its counters
            await platform.catalog.recount()
        assert await platform.photos.scoped.count_by(Scope.of(SOLE_OWNER), "status") == Counter(
            photo.status for photo in photos
        )


def _difference(counts: Counter[str | None], contents: Collection[str]) -> str:
    lost = [name for name in contents if not counts[name]]
    doubled = [name for name, count in counts.items() if count > 1]
    return f"lost {lost}, doubled {doubled}, from nowhere {sorted(map(str, counts.keys() - set(contents)))}"


def _check_marks(photos: Collection[Photo], condemned: Collection[str], table: StageTable) -> None:
    for photo in photos:
        marks = {name: (mark.state, mark.version) for name, mark in photo.stages.items()}
        if photo.sha256 in condemned:
            assert photo.status == "failed", photo
            assert {state for state, _ in marks.values()} <= {"failed", "skipped"}, photo.stages
        else:
            assert marks == {name: (state, table[name].version) for name, state in states(table).items()}, photo.stages
            assert photo.status == "ready", photo
        assert photo.settled == table.digest, photo


async def _check_blobs(
    platform: Platform, photos: Collection[Photo], good: Collection[Photo], table: StageTable
) -> None:
    version = table["renditions"].version
    chips = [face.blob(CHIP) for photo in good for face in await platform.parts.visible(photo, FOUND_BY, limit=500)]
    wanted = {
        "originals/": [photo.original for photo in photos],
        "sidecars/": [sidecar_key(photo.owner, photo.id) for photo in photos if photo.sidecar],
        "derived/": [
            *(rendition_key(p.owner, p.id, name, version) for p in good for name in ("preview", "thumbnail")),
            *chips,
        ],
    }
    for prefix, keys in wanted.items():
        found = [blob.key async for blob in platform.blobs.list(prefix)]
        assert Counter(found) == Counter(keys), f"lost or orphaned among {prefix}"
    for photo in photos:
        stat = await platform.blobs.stat(photo.original)
        assert stat.size == photo.bytes, f"the original of {photo.id} is not whole"


async def check_parts(platform: Platform, photos: Iterable[Photo]) -> None:
    """Of each photo the faces that one run found, each placed, and nothing of any other."""
    space = platform.pipeline.space_of_parts(PLACED_BY)
    assert space
    placed: dict[str, str] = {}
    for photo in photos:
        shown = {stage: await platform.parts.visible(photo, stage, limit=500) for stage in (FOUND_BY, PLACED_BY)}
        for stage, parts in shown.items():
            pages = [page async for page in platform.parts.of_all_runs(photo.id, stage)]
            assert [part for page in pages for part in page] == parts, f"another run's of {photo.id}"
        assert [part.id for part in shown[FOUND_BY]] == [part.id for part in shown[PLACED_BY]]
        placed |= {part.point: photo.id for part in shown[PLACED_BY]}
    points = {id: group async for id, _, group in platform.vectors.scroll(space.name)}
    assert points == placed, f"lost or orphaned points in {space.name}"


async def _reconcile(platform: Platform) -> None:
    """Deletions that were cut, and originals without a record (a second look: the first one only takes note)."""
    remover = Remover(platform.photos, platform.blobs, platform.vectors, platform.parts)
    reconciler = Reconciler(
        platform.photos, platform.foundings, platform.blobs, platform.broker, remover,
        Healer(platform.photos, platform.blobs, platform.vectors, platform.parts, platform.pipeline.promised),
        platform.trash, resend_seconds=3600, sweep_seconds=0,
    )  # fmt: skip
    await reconciler.finish_deletions()
    await reconciler.sweep()
    await reconciler.sweep()


@asynccontextmanager
async def _opened(settings: Settings, program: Program = PROGRAM) -> AsyncIterator[Platform]:
    platform = await Platform.open(settings, program)
    try:
        yield platform
    finally:
        await platform.close()


def usual(table: StageTable = STAGES) -> StageTable:
    """What runs on photos as long as nobody has switched anything on or off: the rest is skipped, at no version."""
    for name, why in PROGRAM.off.items():
        table = table.without(name, why)
    return table


def states(table: StageTable) -> dict[str, str]:
    """How every stage of a table goes that goes well."""
    return {stage.name: "skipped" if stage.off else "done" for stage in table}


def all_at(client: httpx.Client, table: StageTable) -> bool:
    """Whether every photo was looked at by every stage of the table that is usual."""
    listed = client.get("/photos", params={"limit": 500}).json()["photos"]
    photos = (client.get(f"/photo/{photo['id']}").json() for photo in listed)
    wanted = {stage.name: stage.version for stage in usual(table)}
    return all({name: stage["version"] for name, stage in photo["stages"].items()} == wanted for photo in photos)


def drawn(count: int, first: int, size: tuple[int, int] = (64, 48)) -> list[bytes]:
    """Every fifth is of two people."""
    return [
        jpeg(draw_people(first + n, n % 50, n % 50 + 1)) if n % 5 == 4 else encoded(first + n, size=size)
        for n in range(count)
    ]


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


async def send_in_disorder(settings: Settings, ids: Sequence[str]) -> None:
    """Everything that was ever said of these photos, and of one that never was, three times and shuffled."""
    events = [
        event
        for id in [*ids, new_id()]
        for event in (
            PhotoUploaded(owner=SOLE_OWNER, photo=id),
            PhotoUnsettled(owner=SOLE_OWNER, photo=id),
            StagesSettled(owner=SOLE_OWNER, photo=id, stages=("caption",), status="ready"),
            StagesSettled(owner=SOLE_OWNER, photo=id, stages=("metadata",)),
        )
    ] * 3
    random.Random(2).shuffle(events)
    async with _opened(settings) as platform:
        for number, event in enumerate(events):
            await platform.broker.publish(event, lane=Lane.BULK if number % 3 else Lane.FRESH)

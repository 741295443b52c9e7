"""What looks after the libraries asks the same few questions, however many libraries there are."""

import asyncio
import hashlib

import msgspec
from prometheus_client import REGISTRY

from services.smart.features import FEATURES
from shared.catalog.features import DirtyKeys, Notes
from shared.catalog.scrubs import Scrubs
from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.photo import new_photo
from shared.runtime.features import Runner
from shared.runtime.gauges import Gauges
from shared.runtime.healing import Healer
from shared.runtime.noticing import Noticer
from shared.runtime.platform import Platform
from shared.runtime.reconcile import Reconciler
from shared.runtime.removal import Remover
from shared.runtime.scrub import Scrubber
from tests.services.gateway.acting import acting_on

LIBRARIES = 200


async def fill(platform: Platform, owner: str) -> None:
    """A photo on which all work is done."""
    content = b"original"
    photo = new_photo(
        id=new_id(),
        owner=owner,
        sha256=hashlib.sha256(content).hexdigest(),
        file_name="a",
        media_type="image/jpeg",
        bytes=len(content),
    )
    await platform.blobs.put(photo.original, content)
    await platform.photos.insert(
        msgspec.structs.replace(photo, status="ready", settled=platform.stages.digest, queued_at=instant())
    )


def asked() -> int:
    """How many calls the catalog has answered."""
    samples = (sample for metric in REGISTRY.collect() for sample in metric.samples)
    return int(
        sum(
            sample.value
            for sample in samples
            if sample.name == "heliograph_port_call_seconds_count" and sample.labels["port"] == "catalog"
        )
    )


async def test_an_idle_round_asks_as_little_of_many_libraries_as_of_one(platform: Platform) -> None:
    photos, catalog = platform.photos, platform.catalog
    reconciler = Reconciler(
        photos, platform.foundings, platform.blobs, platform.broker,
        Remover(photos, platform.blobs, platform.vectors, platform.parts),
        Healer(photos, platform.blobs, platform.vectors, platform.parts, platform.pipeline.promised),
        platform.trash, resend_seconds=3600, sweep_seconds=3600,
    )  # fmt: skip
    noticer = Noticer(photos, DirtyKeys(catalog), Notes(catalog), FEATURES)
    runner = Runner(FEATURES, {}, DirtyKeys(catalog), platform.leases, platform.broker, pause=0)
    acting = acting_on(platform)
    gauges = Gauges(photos, platform.broker, queues=[])
    scrubber = Scrubber(photos, Scrubs(catalog), platform.blobs, platform.leases, rate=1e9)

    async def gateway() -> None:
        await reconciler.look()
        await acting.finish(instant())

    async def smart() -> None:
        await noticer.reconcile()
        for feature in await runner.due():
            await runner.look(feature)

    async def calls() -> tuple[int, ...]:
        counts = []
        for round in (gateway, smart, gauges.photos, scrubber.look):
            before = asked()
            await round()
            counts.append(asked() - before)
        return tuple(counts)

    async def settle() -> int:
        """What is new is seen at once: says how many photos that were."""
        found, dirty = await noticer.reconcile(), DirtyKeys(catalog)
        for feature in FEATURES:
            for owner in [owner async for owner in dirty.owners(feature.name, tries=1)]:
                for key in await dirty.page(owner, feature.name, after=None, limit=10, tries=1):
                    assert await dirty.clear(key)
        await scrubber.look()
        return found

    await fill(platform, "first")
    assert await settle() == 1
    await reconciler.look()  # the first one sweeps
    of_one = await calls()
    await asyncio.gather(*(fill(platform, f"library-{n}") for n in range(LIBRARIES)))
    assert await settle() == LIBRARIES
    assert await calls() == of_one
    assert max(of_one) <= 10

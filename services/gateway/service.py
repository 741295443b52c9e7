"""The gateway: the only public HTTP, the one write door, and the reconciler."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from functools import partial
from typing import Any

from services.gateway.accounts.entrance import Entrance
from services.gateway.accounts.quotas import Quotas
from services.gateway.acting import Acting
from services.gateway.app import build_app
from services.gateway.lanes import Lanes
from services.gateway.looking import Looking
from services.gateway.occasions_acting import OccasionsActing
from services.gateway.people.acting import PeopleActing
from services.gateway.uploads import Uploads
from shared.catalog.actions import Actions
from shared.catalog.album_proposals import AlbumProposals
from shared.catalog.audit import AuditLog
from shared.catalog.features import DirtyKeys
from shared.catalog.occasions import Occasions
from shared.catalog.questions import Questions
from shared.catalog.scrubs import Scrubs
from shared.catalog.spent import Spent
from shared.domain.account import Account
from shared.domain.faces import FOUND_BY, PLACED_BY
from shared.domain.ids import OwnerId
from shared.domain.instants import ago, instant
from shared.domain.spaces import SpaceSpec
from shared.errors import Invalid
from shared.pipeline import QUEUES
from shared.runtime.erasing import Eraser
from shared.runtime.facework import GRACE, FaceWork
from shared.runtime.gauges import Gauges
from shared.runtime.healing import Healer
from shared.runtime.part_runs import PartRuns
from shared.runtime.platform import Platform
from shared.runtime.probing import Probing
from shared.runtime.reconcile import Reconciler
from shared.runtime.removal import Remover
from shared.runtime.scrub import Scrubber
from shared.runtime.service import Service
from shared.runtime.snapshots import Snapshots
from shared.runtime.switching import Switching
from shared.search.encoder import RememberingEncoder, over
from shared.search.engine import SearchEngine
from shared.search.names import LibraryNames
from shared.search.selfies import SelfieSearch
from shared.search.warming import warm

log = logging.getLogger(__name__)

# One process knows at once what is set; what it has in hand just then gets this long to be written. Seconds.
_GRACE_ALONE = 1.0
_LOOK = 15.0  # seconds between two looks at the queues, for /metrics
_SNAPSHOT_LOOK = 600.0  # seconds between two looks whether the day's snapshot of the catalog is due

_Task = Callable[[], Coroutine[Any, Any, None]]


def build(platform: Platform) -> Service:
    settings = platform.settings
    if settings.token is None and not (settings.profile == "embedded" and settings.here):
        raise Invalid("HELIOGRAPH_TOKEN is not set, without which nobody may ask the gateway.")
    entrance = Entrance.of(platform)
    probe = Probing(max_pixels=settings.max_pixels, memory=settings.decoder_memory)
    uploads, acting = _uploads(platform, entrance, probe), _acting(platform)
    encoder = RememberingEncoder(platform.encode or over(platform.peer("embedder")))
    engine = SearchEngine(platform.vectors, platform.photos.scoped, encoder, spaces=lambda: platform.pipeline.spaces)
    names = LibraryNames(platform.photos.scoped.count_by, platform.photos.labels.records)

    looking = Looking(
        partial(platform.peer, "vision"), partial(platform.peer, "embedder"), probe,
        space=lambda: platform.pipeline.spaces.looks, max_bytes=settings.max_bytes,
    )  # fmt: skip

    def comparing() -> SpaceSpec | None:
        """Where faces are compared, if they are looked for."""
        looks = platform.pipeline.stages.get(FOUND_BY)
        return platform.pipeline.space_of_parts(PLACED_BY) if looks and not looks.off else None

    selfies = SelfieSearch(platform.vectors, platform.photos, platform.people, space=comparing)
    switching = Switching(platform.photos, platform.vectors, platform.pipeline, platform.pipeline.program)
    ending = asyncio.Event()  # of the live streams: they would else hold the process up
    return Service(
        "gateway",
        build_app(platform, uploads, acting, engine, names, looking, selfies, switching, entrance, ending),
        ending=ending.set,
        pools=[probe.pool],
        warm=[partial(warm, engine)],
        tasks=[partial(acting.run, settings.reconcile_seconds), *_upkeep(platform, entrance, switching)],
    )


def _uploads(platform: Platform, entrance: Entrance, probe: Probing) -> Uploads:
    settings = platform.settings

    async def quota(owner: str) -> int | None:
        """Of the account whose library it is; of the one that was there before accounts, none."""
        account = await entrance.standing.accounts.of_library(OwnerId(owner))
        return account.quota if account else None

    return Uploads(
        platform.photos,
        platform.trash,
        platform.blobs,
        platform.broker,
        probe,
        Lanes(platform.broker, fresh=settings.fresh_uploads),
        Quotas(quota, platform.photos.used),
        max_bytes=settings.max_bytes,
        at_once=settings.max_uploads,
    )


def _acting(platform: Platform) -> Acting:
    return Acting(
        platform.photos,
        Actions(platform.catalog),
        PeopleActing(platform.photos, platform.parts.notes, platform.people, DirtyKeys(platform.catalog)),
        platform.albums,
        AlbumProposals(platform.catalog),
        OccasionsActing(Occasions(platform.catalog), DirtyKeys(platform.catalog)),
        Questions(platform.catalog),
        platform.trash,
        platform.libraries,
        platform.broker,
        trash_seconds=platform.settings.trash_seconds,
    )


def _upkeep(platform: Platform, entrance: Entrance, switching: Switching) -> list[_Task]:
    """What goes on beside the requests: reconcile, the numbers of /metrics, snapshots and the scrub."""
    settings, snapshots = platform.settings, Snapshots(platform.settings.home)
    gauges = Gauges(platform.photos, platform.broker, queues=[queue.name for queue in QUEUES])
    reconciler = _reconciler(platform, entrance, switching, snapshots)
    tasks: list[_Task] = [partial(gauges.run, _LOOK)]
    if settings.profile == "cluster":
        tasks.append(partial(reconciler.run_alone, platform.leases, settings.reconcile_seconds))
    else:
        tasks.append(partial(reconciler.run, settings.reconcile_seconds))
        tasks.append(partial(snapshots.run, _SNAPSHOT_LOOK, platform.foundings, platform.is_damaged))
    if settings.scrub_rate:
        scrubs = Scrubs(platform.catalog)
        tasks.append(Scrubber(platform.photos, scrubs, platform.blobs, platform.leases, rate=settings.scrub_rate).run)
    return tasks


def _reconciler(platform: Platform, entrance: Entrance, switching: Switching, snapshots: Snapshots) -> Reconciler:
    settings, audit_log, spent = platform.settings, AuditLog(platform.catalog), Spent(platform.catalog)

    async def thin() -> int:
        return await audit_log.thin(ago(days=settings.audit_days))

    async def thin_spent() -> int:
        return await spent.thin(instant())

    async def erased(account: Account) -> None:
        await entrance.audit.write("account.erased", None, about=account.id, detail={"name": account.name})

    remover = Remover(platform.photos, platform.blobs, platform.vectors, platform.parts)
    eraser = Eraser(platform.catalog, platform.photos, platform.blobs, remover, erased)
    return Reconciler(
        platform.photos,
        platform.foundings,
        platform.blobs,
        platform.broker,
        remover,
        Healer(platform.photos, platform.blobs, platform.vectors, platform.parts, platform.pipeline.promised),
        platform.trash,
        switching,
        resend_seconds=settings.resend_seconds,
        sweep_seconds=settings.sweep_seconds,
        also=[thin, thin_spent, eraser.look, _face_work(platform, snapshots).look],
    )


def _face_work(platform: Platform, snapshots: Snapshots) -> FaceWork:
    async def renew_snapshots() -> None:
        if platform.settings.profile == "embedded":  # a cluster has none of ours
            await snapshots.renew(datetime.now(UTC).date(), platform.foundings)

    return FaceWork(
        platform.photos,
        PartRuns(platform.photos, platform.parts, platform.blobs, platform.vectors),
        platform.parts.notes,
        platform.people,
        Occasions(platform.catalog),
        AlbumProposals(platform.catalog),
        Questions(platform.catalog),
        Actions(platform.catalog),
        DirtyKeys(platform.catalog),
        platform.blobs,
        platform.libraries,
        platform.stages,
        grace=GRACE if platform.settings.profile == "cluster" else _GRACE_ALONE,
        clean=[platform.catalog.compact, platform.vectors.compact, renew_snapshots],
    )

"""The gateway: the only public HTTP, the one write door, and the reconciler."""

from functools import partial

from services.gateway.app import build_app
from services.gateway.looking import Looking
from services.gateway.uploads import Uploads
from shared.children import ChildFailed, ChildPool, Limits
from shared.domain.ids import SOLE_OWNER
from shared.errors import Damaged, Invalid
from shared.imaging.probe import Head, Probe, prober
from shared.pipeline import QUEUES
from shared.runtime.gauges import Gauges
from shared.runtime.healing import Healer
from shared.runtime.platform import Platform
from shared.runtime.reconcile import Reconciler
from shared.runtime.removal import Remover
from shared.runtime.service import Service
from shared.search.encoder import RememberingEncoder, over
from shared.search.engine import SearchEngine

_LOOK = 15.0  # seconds between two looks at the queues, for /metrics


def build(platform: Platform) -> Service:
    settings = platform.settings
    probes: ChildPool[Head, Probe | Invalid] = ChildPool(
        "probe",
        partial(prober, settings.max_pixels),
        size=1,
        limits=Limits(seconds=20, memory=settings.decode_memory, items=10_000),
        batch=16,
    )

    async def probe(head: bytes, complete: bool) -> Probe:
        for last in (False, True):
            try:
                found = await probes.run(Head(head, complete))
            except ChildFailed as error:
                # Once may be the machine's fault, out of memory for example; twice is the file's.
                if last:
                    raise Damaged(f"The file's header cannot be read: {error}.") from error
            else:
                break
        if isinstance(found, Invalid):
            raise found
        return found

    uploads = Uploads(
        platform.photos,
        platform.blobs,
        platform.broker,
        probe,
        max_bytes=settings.max_bytes,
        at_once=settings.max_uploads,
    )
    encoder = RememberingEncoder(platform.encode or over(platform.peer("embedder")))
    engine = SearchEngine(platform.vectors, platform.photos, encoder)
    looking = Looking(
        partial(platform.peer, "vision"), partial(platform.peer, "embedder"), probe, max_bytes=settings.max_bytes
    )
    reconciler = Reconciler(
        platform.photos,
        platform.blobs,
        platform.broker,
        Remover(platform.photos, platform.blobs, platform.vectors),
        Healer(platform.photos, platform.blobs, platform.vectors),
        owners=[SOLE_OWNER],
        resend_seconds=settings.resend_seconds,
        sweep_seconds=settings.sweep_seconds,
    )
    gauges = Gauges(platform.photos, platform.broker, queues=[queue.name for queue in QUEUES], owners=[SOLE_OWNER])
    return Service(
        "gateway",
        build_app(platform, uploads, engine, looking),
        pools=[probes],
        tasks=[partial(reconciler.run, settings.reconcile_seconds), partial(gauges.run, _LOOK)],
    )

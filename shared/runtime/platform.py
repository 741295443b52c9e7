"""The one place that opens connections and reads the profile."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol, Self, TypeVar

import httpx
import numpy as np
from numpy.typing import NDArray
from pydantic import SecretStr

from shared.blobs.base import BlobStore
from shared.broker.base import Broker
from shared.catalog.accounts import ACCOUNTS, SESSIONS
from shared.catalog.actions import ACTIONS
from shared.catalog.album_proposals import ALBUM_PROPOSALS
from shared.catalog.albums import ALBUM_PLACES, ALBUM_RECORDS, Albums
from shared.catalog.attempts import ATTEMPTS
from shared.catalog.audit import AUDIT
from shared.catalog.base import Catalog
from shared.catalog.days import DAYS
from shared.catalog.descriptions import DESCRIPTIONS
from shared.catalog.features import DIRTY_KEYS, NOTES
from shared.catalog.founding import FOUNDING, Foundings
from shared.catalog.identities import IDENTITIES
from shared.catalog.invitations import INVITATIONS
from shared.catalog.keys import KEYS
from shared.catalog.lessened import LESSENED
from shared.catalog.libraries import LIBRARIES, Libraries
from shared.catalog.links import LINKS
from shared.catalog.narratives import NARRATIVES
from shared.catalog.occasions import HOMES, OCCASION_RECORDS
from shared.catalog.parts import PART_NOTES, PARTS, Parts
from shared.catalog.passkeys import PASSKEYS
from shared.catalog.people import PERSONS, People
from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.pipelines import PIPELINES, Pipelines
from shared.catalog.proposals import PROPOSALS
from shared.catalog.questions import QUESTION_RECORDS
from shared.catalog.remembered import DELETED_FILES, DeletedFiles
from shared.catalog.scrubs import SCRUBS
from shared.catalog.shares import CIRCLES, HANDS, SHARES
from shared.catalog.spending import SPENDING
from shared.catalog.spent import SPENT
from shared.domain.faces import FOUND_BY, PLACED_BY
from shared.domain.ids import new_id
from shared.domain.pipeline import Program
from shared.domain.spaces import SpaceSpec
from shared.domain.stages import StageTable
from shared.errors import Damaged, Unavailable
from shared.pipeline import NO_ENDPOINT, PROGRAM, QUEUES
from shared.runtime.anew import or_anew
from shared.runtime.follower import Follower
from shared.runtime.leases import LEASES, Leases
from shared.runtime.lock import hold
from shared.runtime.observed import ObservedTransport
from shared.runtime.reconcile import founded
from shared.runtime.reserve import keep_room
from shared.runtime.settings import Settings
from shared.runtime.timed import timed
from shared.runtime.traced import TracedBroker
from shared.runtime.trash import Trash
from shared.runtime.worker import Stores
from shared.vectors.base import Space, VectorIndex

log = logging.getLogger(__name__)

COLLECTIONS = (
    PHOTOS, PARTS, PART_NOTES, DIRTY_KEYS, NOTES, LEASES, DAYS, PROPOSALS, ACTIONS, PERSONS, FOUNDING, SCRUBS,
    PIPELINES, DESCRIPTIONS, SPENDING, ALBUM_RECORDS, ALBUM_PLACES, LIBRARIES, DELETED_FILES, OCCASION_RECORDS, HOMES,
    ALBUM_PROPOSALS, QUESTION_RECORDS, LESSENED, NARRATIVES, ACCOUNTS, SESSIONS, KEYS, INVITATIONS, ATTEMPTS, AUDIT,
    PASSKEYS, IDENTITIES, SPENT, SHARES, HANDS, CIRCLES, LINKS,
)  # fmt: skip

# Well below what a service takes from one address.
_AT_A_PEER = httpx.Limits(max_connections=32, max_keepalive_connections=16)

_LEASE = 30.0  # seconds until another process takes over the work of one that died

OCR_OFF = "Reading text is switched off (HELIOGRAPH_OCR)."
FACES_OFF = "Looking for faces is switched off (HELIOGRAPH_FACES)."

ASGIApp = Any
# A question, the names of spaces -> its row there, see shared/search/encoder.py.
Encode = Callable[[str, tuple[str, ...]], Awaitable[NDArray[np.float32]]]
Opened = TypeVar("Opened", bound="_Closable")


class _Closable(Protocol):
    async def close(self) -> None: ...


class Platform:
    """The four ports of the profile that the settings name, and the way to the peers."""

    def __init__(
        self, settings: Settings, blobs: BlobStore, catalog: Catalog, vectors: VectorIndex, broker: Broker,
        program: Program,
    ) -> None:  # fmt: skip
        self.settings = settings
        self.blobs = timed("blobs", blobs)
        self.catalog = timed("catalog", catalog)
        self.vectors = timed("vectors", vectors)
        self.broker: Broker = TracedBroker(timed("broker", broker))
        lacks = {} if settings.ocr else {"ocr": OCR_OFF}
        lacks |= {} if settings.faces else dict.fromkeys((FOUND_BY, PLACED_BY), FACES_OFF)
        lacks |= {} if settings.endpoint else {"describe": NO_ENDPOINT}
        self.pipeline = Follower(Pipelines(self.catalog), replace(program, lacks=lacks), self._ensure)
        self.photos = Photos(self.catalog, self.stages)
        self.parts = Parts(self.catalog)
        self.people = People(self.catalog, self.photos)
        self.albums = Albums(self.catalog)
        self.foundings = Foundings(self.catalog)
        self.libraries = Libraries(self.catalog)
        self.deleted_files = DeletedFiles(self.catalog)
        self.trash = Trash(self.photos, self.vectors, self.libraries, self.deleted_files)
        # Only one process at a time has an embedded library, so the next one need not wait for a lease of the last.
        holder = "the only one" if settings.profile == "embedded" else new_id()
        self.leases = Leases(self.catalog, holder=holder, seconds=_LEASE)
        self.ready = False  # every service has started
        self.loading: set[str] = set()  # pools whose children still load their models
        self.notices: dict[str, str] = {}  # by what they are of; "" where all is well again
        self.encode: Encode | None = None  # the embedder's, where it is in this process
        self._damage = ""
        self._peers: dict[str, httpx.AsyncClient] = {}
        self._stack = AsyncExitStack()

    @classmethod
    async def open(cls, settings: Settings, program: Program = PROGRAM) -> Self:
        """Raises Conflict when another process holds the home folder, Unavailable when a dependency does not answer
        within the settings' patience."""
        embedded = settings.profile == "embedded"
        async with AsyncExitStack() as stack:
            if embedded:
                keep_room(stack.enter_context(hold(settings.home)))
            # Servers may still be starting; a disk does not get better by waiting.
            patience = settings.patience if settings.profile == "cluster" else 0.0
            ways = openings(settings)
            if embedded:
                home = settings.home.absolute()
                ways = replace(
                    ways,
                    vectors=partial(or_anew, home / "vectors" / "vectors.sqlite", ways.vectors),
                    broker=partial(or_anew, home / "queue.sqlite", ways.broker),
                )
            blobs = await _opened(ways.blobs, patience, stack)
            catalog = await _opened(ways.catalog, patience, stack)
            vectors = await _opened(ways.vectors, patience, stack)
            broker = await _opened(ways.broker, patience, stack)
            platform = cls(settings, blobs, catalog, vectors, broker, program)
            await _patiently(patience, lambda: platform.catalog.declare(PIPELINES))
            if embedded:  # in a cluster, releases run beside each other while it is updated
                await platform.pipeline.refuse_later()
            await _patiently(patience, lambda: platform.catalog.declare(*COLLECTIONS))
            await _patiently(patience, lambda: platform.pipeline.begin(settings.models, alone=embedded))
            await _patiently(patience, lambda: founded(platform.foundings, platform.blobs))
            await _patiently(patience, lambda: platform.broker.declare(*QUEUES))
            platform._stack = stack.pop_all()
        return platform

    @property
    def stages(self) -> StageTable:
        """What runs on photos, now and whenever it is asked again."""
        return self.pipeline.stages

    @property
    def stores(self) -> Stores:
        return Stores(self.photos, self.blobs, self.vectors, self.broker, self.parts, self.libraries)

    def mount(self, name: str, app: ASGIApp) -> None:
        """In one process a peer is the app itself."""
        self._connect(name, httpx.ASGITransport(app, raise_app_exceptions=False), f"http://{name}.localhost")

    def peer(self, name: str) -> httpx.AsyncClient:
        """An HTTP client of another service, in this process or where the settings say it is."""
        if name not in self._peers:
            url = getattr(self.settings, f"{name}_url")
            if url is None:
                raise Unavailable(f"HELIOGRAPH_{name.upper()}_URL is not set, so the {name} cannot be reached.")
            self._connect(name, httpx.AsyncHTTPTransport(retries=1, limits=_AT_A_PEER), url)
        return self._peers[name]

    def _connect(self, name: str, transport: httpx.AsyncBaseTransport, url: str) -> None:
        token = _word(self.settings.peers_token)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._peers[name] = httpx.AsyncClient(
            transport=ObservedTransport(name, transport), base_url=url, headers=headers
        )
        self._stack.push_async_callback(self._peers[name].aclose)

    @property
    def noticed(self) -> list[str]:
        """What is wrong though all goes on without it, a sentence each."""
        return [sentence for sentence in self.notices.values() if sentence]

    async def _ensure(self, space: SpaceSpec) -> None:
        await self.vectors.ensure(Space(space.name, space.dimension, space.idf, space.one_bit, space.grouped))

    def is_damaged(self, error: Damaged) -> None:
        """What was found in the embedded catalog by who reads all of it; told from then on."""
        self._damage = f"{error} Stop Heliograph and take a snapshot back: python -m services.recover"

    async def check(self) -> None:
        """Raises Unavailable with a sentence when a port cannot be used."""
        if self._damage:
            raise Unavailable(self._damage)
        for port in (self.blobs, self.catalog, self.vectors, self.broker):
            await port.check()

    async def close(self) -> None:
        await self._stack.aclose()


@dataclass(frozen=True, slots=True)
class Openings:
    """How each port of a profile is opened. Unavailable is raised for one that cannot be used."""

    blobs: Callable[[], Awaitable[BlobStore]]
    catalog: Callable[[], Awaitable[Catalog]]
    vectors: Callable[[], Awaitable[VectorIndex]]
    broker: Callable[[], Awaitable[Broker]]


@contextmanager
def held(settings: Settings) -> Iterator[None]:
    """The library for this process alone, where it is embedded; a cluster's is everybody's. Raises Conflict where
    another process has it."""
    with hold(settings.home) if settings.profile == "embedded" else nullcontext():
        yield


def openings(settings: Settings) -> Openings:
    """The embedded ones only for who holds the home folder."""
    return _embedded(settings) if settings.profile == "embedded" else _cluster(settings)


def _embedded(settings: Settings) -> Openings:
    from shared.blobs.disk import DiskBlobStore
    from shared.broker.sqlite import SqliteBroker
    from shared.catalog.sqlite import SqliteCatalog
    from shared.vectors.sqlite import SqliteVectorIndex

    home = settings.home.absolute()

    async def blobs() -> BlobStore:
        return DiskBlobStore(home / "blobs")

    return Openings(
        blobs,
        lambda: SqliteCatalog.open(home / "catalog.sqlite"),
        lambda: SqliteVectorIndex.open(home / "vectors"),
        lambda: SqliteBroker.open(home / "queue.sqlite", suspicion=settings.suspicion_seconds),
    )


def _cluster(settings: Settings) -> Openings:
    from shared.blobs.minio import MinioBlobStore
    from shared.broker.rabbit import RabbitBroker
    from shared.catalog.mongo import MongoCatalog
    from shared.vectors.qdrant import QdrantVectorIndex

    async def blobs() -> BlobStore:
        store = MinioBlobStore(
            settings.s3_url or "",
            access_key=_word(settings.s3_access_key),
            secret_key=_word(settings.s3_secret_key),
            bucket=settings.s3_bucket,
            region=settings.s3_region,
        )
        try:
            await store.make_bucket()
        except BaseException:
            await store.close()
            raise
        return store

    return Openings(
        blobs,
        lambda: MongoCatalog.open(_word(settings.mongodb_url), settings.mongodb_database),
        lambda: QdrantVectorIndex.open(settings.qdrant_url or "", api_key=_word(settings.qdrant_api_key) or None),
        lambda: RabbitBroker.open(_word(settings.amqp_url), suspicion=settings.suspicion_seconds),
    )


async def _opened(way: Callable[[], Awaitable[Opened]], patience: float, stack: AsyncExitStack) -> Opened:
    opened = await _patiently(patience, way)
    stack.push_async_callback(opened.close)
    return opened


Result = TypeVar("Result")


async def _patiently(seconds: float, act: Callable[[], Awaitable[Result]]) -> Result:
    """What starts with the others may have to wait for them."""
    clock = asyncio.get_running_loop().time
    deadline = clock() + seconds
    while True:
        try:
            return await act()
        except Unavailable as error:
            if clock() >= deadline:
                raise
            log.warning("waiting: %s", error)
            await asyncio.sleep(1)


def _word(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""

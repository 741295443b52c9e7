"""The one place that opens connections and reads the profile."""

from contextlib import AsyncExitStack
from typing import Any, Self

import httpx

from shared.blobs.base import BlobStore
from shared.broker.base import Broker
from shared.catalog.base import Catalog
from shared.catalog.photos import PHOTOS, Photos
from shared.pipeline import QUEUES, STAGES
from shared.runtime.settings import Settings
from shared.runtime.worker import Stores
from shared.vectors.base import VectorIndex

ASGIApp = Any


class Platform:
    """The four ports of the profile that the settings name, and the way to the peers."""

    def __init__(
        self, settings: Settings, blobs: BlobStore, catalog: Catalog, vectors: VectorIndex, broker: Broker
    ) -> None:
        self.settings = settings
        self.blobs = blobs
        self.catalog = catalog
        self.vectors = vectors
        self.broker = broker
        self.photos = Photos(catalog, STAGES)
        self.ready = False  # every service has started
        self._peers: dict[str, httpx.AsyncClient] = {}
        self._stack = AsyncExitStack()

    @classmethod
    async def open(cls, settings: Settings) -> Self:
        async with AsyncExitStack() as stack:
            platform = await cls._embedded(settings, stack)
            await platform.catalog.declare(PHOTOS)
            await platform.broker.declare(*QUEUES)
            platform._stack = stack.pop_all()
        return platform

    @classmethod
    async def _embedded(cls, settings: Settings, stack: AsyncExitStack) -> Self:
        from shared.blobs.disk import DiskBlobStore
        from shared.broker.sqlite import SqliteBroker
        from shared.catalog.sqlite import SqliteCatalog
        from shared.runtime.lock import hold
        from shared.vectors.sqlite import SqliteVectorIndex

        home = stack.enter_context(hold(settings.home))
        blobs = DiskBlobStore(home / "blobs")
        stack.push_async_callback(blobs.close)
        catalog = await SqliteCatalog.open(home / "catalog.sqlite")
        stack.push_async_callback(catalog.close)
        vectors = await SqliteVectorIndex.open(home / "vectors")
        stack.push_async_callback(vectors.close)
        broker = await SqliteBroker.open(home / "queue.sqlite")
        stack.push_async_callback(broker.close)
        return cls(settings, blobs, catalog, vectors, broker)

    @property
    def stores(self) -> Stores:
        return Stores(self.photos, self.blobs, self.vectors, self.broker)

    def mount(self, name: str, app: ASGIApp) -> None:
        """In one process a peer is the app itself."""
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._peers[name] = httpx.AsyncClient(transport=transport, base_url=f"http://{name}")
        self._stack.push_async_callback(self._peers[name].aclose)

    def peer(self, name: str) -> httpx.AsyncClient:
        """An HTTP client of another service."""
        return self._peers[name]

    async def check(self) -> None:
        """Raises Unavailable with a sentence when a port cannot be used."""
        for port in (self.blobs, self.catalog, self.vectors, self.broker):
            await port.check()

    async def close(self) -> None:
        await self._stack.aclose()

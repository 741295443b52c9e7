"""Checks of what stands behind the four ports, in either profile."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from pydantic import SecretStr

from shared.blobs.base import BlobStore
from shared.catalog.base import Catalog
from shared.catalog.pipelines import Pipelines
from shared.domain.ids import new_id
from shared.errors import Conflict
from shared.pipeline import PROGRAM
from shared.runtime.checkup.finding import Check, Fault, Skip
from shared.runtime.checkup.reach import reach
from shared.runtime.damage import some
from shared.runtime.lock import hold
from shared.runtime.platform import COLLECTIONS, openings
from shared.runtime.settings import Settings

_PATIENCE = 20.0  # seconds: for one port, from opening to closing
_PROBE = b"Heliograph looked whether it may write here."


class _Port(Protocol):
    async def check(self) -> None: ...

    async def close(self) -> None: ...


Port = TypeVar("Port", bound=_Port)


@asynccontextmanager
async def _used(way: Callable[[], Awaitable[Port]]) -> AsyncIterator[Port]:
    """The port, opened and checked."""
    try:
        async with asyncio.timeout(_PATIENCE):
            port = await way()
            try:
                await port.check()
                yield port
            finally:
                await port.close()
    except TimeoutError:
        raise Fault(
            f"It did not answer as it should in {_PATIENCE:.0f} seconds.", "Look into its log, and at its load."
        ) from None


async def _probe(blobs: BlobStore) -> None:
    key = f"probes/{new_id()}"
    await blobs.put(key, _PROBE)
    try:
        if await blobs.read(key) != _PROBE:
            raise Fault(
                "What was stored came back changed.", "Do not use this store: it does not keep what it is given."
            )
    finally:
        await blobs.delete(key)


def embedded_checks(settings: Settings) -> list[Check]:
    home = settings.home.absolute()
    ways = openings(settings)
    fix = f"Check that {home} and all in it belong to this user and lie on a local disk. Else restore it from a backup."

    async def blobs() -> str:
        with alone(home):
            async with _used(ways.blobs) as port:
                await _probe(port)
        return f"Stored, read and deleted a blob in {home / 'blobs'}."

    def checked(way: Callable[[], Awaitable[_Port]], what: str) -> Callable[[], Awaitable[str]]:
        async def look() -> str:
            with alone(home):
                async with _used(way):
                    return f"The {what} can be read and written."

        return look

    async def catalog() -> str:
        with alone(home):
            async with _used(ways.catalog):
                pass
            return await _decoded(ways.catalog, embedded=True)

    return [
        Check("blobs", blobs, fix),
        Check("catalog", catalog, f"{fix} A damaged catalog is put back by python -m services.recover."),
        Check("vectors", checked(ways.vectors, "vector index"), fix),
        Check("queue", checked(ways.broker, "queue"), fix),
    ]


async def _decoded(way: Callable[[], Awaitable[Catalog]], *, embedded: bool) -> str:
    """Reads every record, however long that takes. Raises Fault where some had to be set aside, and where work has to
    be left to others, once this release has started."""
    catalog = await way()
    try:
        await catalog.declare(*COLLECTIONS)
        whole = sum([await catalog.verify(each.name) for each in COLLECTIONS])
        aside = [damaged.id for each in COLLECTIONS for damaged in await catalog.set_aside(each.name)]
        pipeline = await Pipelines(catalog).read()
    finally:
        await catalog.close()
    if aside:
        raise Fault(
            f"{len(aside)} of {whole + len(aside)} records cannot be read and were set aside: {some(aside)}.",
            "Put back a snapshot of the catalog (python -m services.recover), or delete these photos and upload them "
            "again.",
        )
    left = PROGRAM.table(PROGRAM.plugged(pipeline, alone=embedded)).lacks() if pipeline else []
    if left:
        raise Fault(
            f"This release leaves work on photos undone: {'; '.join(left)}.",
            "Run the release and the models that this library is worked on with; docs/operations.md tells how.",
        )
    return f"The catalog can be read and written, and all of its {whole} records decode."


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Raises Skip where there is no library yet, or another process uses it: its files are no business of two."""
    if not home.exists():
        raise Skip("Nothing was ever started here.")
    try:
        with hold(home):
            yield
    except Conflict as error:
        raise Skip(f"Not looked at. {error}") from None


def cluster_checks(settings: Settings) -> list[Check]:
    ways = openings(settings)

    def served(
        product: str, setting: str, port: int, way: Callable[[], Awaitable[_Port]]
    ) -> Callable[[], Awaitable[str]]:
        async def look() -> str:
            where = await reach(f"HELIOGRAPH_{setting.upper()}", _address(settings, setting), product, port)
            async with _used(way):
                return f"{product} answers at {where or 'the address that DNS tells'}."

        return look

    async def blobs() -> str:
        url = _address(settings, "s3_url")
        where = await reach("HELIOGRAPH_S3_URL", url, "S3", 80 if urlsplit(url).scheme == "http" else 443)
        async with _used(ways.blobs) as port:
            await _probe(port)
        return f"Stored, read and deleted a blob in the bucket {settings.s3_bucket} at {where}."

    mongodb = served("MongoDB", "mongodb_url", 27017, ways.catalog)

    async def catalog() -> str:
        return f"{await mongodb()} {await _decoded(ways.catalog, embedded=False)}"

    amqp = 5671 if _address(settings, "amqp_url").startswith("amqps:") else 5672
    return [
        Check(
            "RabbitMQ",
            served("RabbitMQ", "amqp_url", amqp, ways.broker),
            "Check the user, the password and the vhost in HELIOGRAPH_AMQP_URL, and that the user may configure, write "
            "and read there.",
        ),
        Check(
            "S3",
            blobs,
            f"Check HELIOGRAPH_S3_ACCESS_KEY and HELIOGRAPH_S3_SECRET_KEY, and that they may make the bucket "
            f"{settings.s3_bucket} and use it.",
        ),
        Check(
            "MongoDB",
            catalog,
            "Check the user and the password in HELIOGRAPH_MONGODB_URL, and that it names a replica set's members.",
        ),
        Check(
            "Qdrant",
            served("Qdrant", "qdrant_url", 6333, ways.vectors),
            "Check HELIOGRAPH_QDRANT_API_KEY, and that HELIOGRAPH_QDRANT_URL is that of a Qdrant which is new enough.",
        ),
    ]


def _address(settings: Settings, setting: str) -> str:
    value = getattr(settings, setting)
    return value.get_secret_value() if isinstance(value, SecretStr) else value or ""

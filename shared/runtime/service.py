"""A service is a list of stages, features and routes; a process is a list of services."""

import asyncio
import logging
import socket
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
import uvloop
from pydantic import ValidationError

from shared import telemetry
from shared.children import ChildPool
from shared.errors import HeliographError
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Service:
    """What runs under one name: its HTTP app (ASGI), the pools that start first, and the tasks that run until it
    stops (a worker, when cancelled, finishes what it holds)."""

    name: str
    app: Any
    pools: Sequence[ChildPool[Any, Any]] = ()
    tasks: Sequence[Callable[[], Coroutine[Any, Any, None]]] = ()


Build = Callable[[Platform], Service]
Failed = Callable[[BaseException], None]


@asynccontextmanager
async def started(settings: Settings, builds: Sequence[Build], failed: Failed) -> AsyncIterator[list[Service]]:
    """The platform open and every service running: `python -m services`, without the HTTP server.

    A service comes after the peers that it asks.
    `failed` hears of a task that ended by itself, which is always a bug.
    """

    def watch(task: "asyncio.Task[None]") -> None:
        if not task.cancelled() and (error := task.exception()):
            failed(error)

    async with AsyncExitStack() as stack:
        platform = await Platform.open(settings)
        stack.push_async_callback(platform.close)
        services = []
        for build in builds:
            services.append(build(platform))
            platform.mount(services[-1].name, services[-1].app)
        pools = [pool for service in services for pool in service.pools]
        for pool in pools:
            stack.push_async_callback(pool.close)
        await asyncio.gather(*(pool.start() for pool in pools))
        tasks = [asyncio.create_task(make(), name=service.name) for service in services for make in service.tasks]
        for task in tasks:
            task.add_done_callback(watch)
        platform.ready = True
        try:
            yield services
        finally:
            platform.ready = False
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def serve(settings: Settings, builds: Sequence[Build]) -> None:
    """Runs the services until SIGTERM or SIGINT; the last one's app is served."""
    failures: list[BaseException] = []
    server: uvicorn.Server | None = None

    def failed(error: BaseException) -> None:
        failures.append(error)
        if server is not None:
            server.should_exit = True

    async with started(settings, builds, failed) as services:
        config = uvicorn.Config(
            services[-1].app,
            host=settings.host,
            port=settings.port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,  # seconds; live event streams would else hold it open for ever
        )
        server = _Server(config)
        await server.serve()
    if failures:
        raise failures[0]


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            print(f"\n  Heliograph is ready: http://{host}:{port}\n", flush=True)


def main(*builds: Build) -> None:
    """The process: settings from the environment, then serve. A fault of the settings or the surroundings ends it
    with a sentence; a bug ends it with a traceback."""
    try:
        settings = Settings()
    except ValidationError as error:
        for problem in error.errors():
            where = "".join(f"HELIOGRAPH_{str(part).upper()}: " for part in problem["loc"])
            print(f"heliograph: {where}{problem['msg'].removeprefix('Value error, ')}", file=sys.stderr)
        sys.exit(2)
    telemetry.configure_logging(settings.log_level)
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(serve(settings, builds))
    except HeliographError as error:
        print(f"heliograph: {error}", file=sys.stderr)
        sys.exit(1)

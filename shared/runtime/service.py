"""A service is a list of stages, features and routes; a process is a list of services."""

import asyncio
import faulthandler
import gc
import logging
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from typing import Any

import uvicorn
import uvloop
from pydantic import ValidationError

from shared import logs, tracing
from shared.children import ChildPool
from shared.errors import HeliographError
from shared.runtime import descriptors
from shared.runtime.addresses import Networks
from shared.runtime.admission import Admission
from shared.runtime.connections import Connection, Patience
from shared.runtime.cut_off import CutOff
from shared.runtime.headers import SafeHeaders
from shared.runtime.observed import Observed
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings, explained

log = logging.getLogger(__name__)

_FOLLOW = 10.0  # seconds between two looks at what runs on photos


@dataclass(frozen=True, slots=True)
class Service:
    """What runs under one name: its HTTP app (ASGI), its pools, what is done once they have started so that the first
    who asks need not wait for it, the tasks that run until it stops (a worker, when cancelled, finishes what it holds),
    and `ending`, called when the process is told to end, while requests are still answered."""

    name: str
    app: Any
    pools: Sequence[ChildPool[Any, Any]] = ()
    warm: Sequence[Callable[[], Coroutine[Any, Any, None]]] = ()
    tasks: Sequence[Callable[[], Coroutine[Any, Any, None]]] = ()
    ending: Callable[[], None] = lambda: None


Build = Callable[[Platform], Service]
Failed = Callable[[BaseException], None]


@asynccontextmanager
async def started(
    settings: Settings, builds: Sequence[Build], failed: Failed, loaded: Callable[[], None] = lambda: None
) -> AsyncIterator[list[Service]]:
    """The platform open and every service running: `python -m services`, without the HTTP server. The library can be
    looked at while the children that are kept load their models; then work begins, and `loaded` hears of it.

    A service comes after the peers that it asks.
    `failed` hears of models that cannot be loaded, and of a task that ended by itself, which is always a bug.
    """

    def watch(task: "asyncio.Task[None]") -> None:
        if not task.cancelled() and (error := task.exception()):
            failed(error)

    async with AsyncExitStack() as stack:
        platform = await Platform.open(settings)
        stack.push_async_callback(platform.close)
        services = []
        for build in builds:
            service = build(platform)
            services.append(replace(service, app=Observed(SafeHeaders(service.app), service.name)))
            platform.mount(services[-1].name, services[-1].app)
        name = f"heliograph-{services[0].name}" if len(services) == 1 else "heliograph"
        stack.push_async_callback(asyncio.to_thread, tracing.export(name))
        pools = [pool for service in services for pool in service.pools]
        for pool in pools:
            stack.push_async_callback(pool.close)
        tasks: list[asyncio.Task[None]] = []

        async def load() -> None:
            await asyncio.gather(*map(load_one, pools))
            await asyncio.gather(*(warm() for service in services for warm in service.warm))
            if settings.profile == "cluster":  # where it is changed by others
                tasks.append(asyncio.create_task(platform.pipeline.run(_FOLLOW), name="pipeline"))
            for service in services:
                with logs.about(service=service.name):  # a task keeps what holds at its making
                    tasks.extend(asyncio.create_task(make(), name=service.name) for make in service.tasks)
            for task in tasks:
                task.add_done_callback(watch)
            collect_rarely()
            platform.ready = True
            loaded()

        async def load_one(pool: ChildPool[Any, Any]) -> None:
            await pool.start()
            platform.loading.discard(pool.name)

        platform.loading = {pool.name for pool in pools}
        loading = asyncio.create_task(load(), name="loading")
        loading.add_done_callback(watch)
        try:
            yield services
        finally:
            loading.cancel()
            await asyncio.gather(loading, return_exceptions=True)
            platform.ready = False
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def serve(settings: Settings, builds: Sequence[Build]) -> None:
    """Runs the services until SIGTERM or SIGINT, which are waited out: requests are answered, workers finish what they
    hold. Raises CancelledError when it is ended before it has started. The last service's app is served."""
    failures: list[BaseException] = []
    server: uvicorn.Server | None = None
    loop, starting = asyncio.get_running_loop(), asyncio.current_task()

    def end() -> None:
        if server is not None:
            server.should_exit = True
            for service in services:
                service.ending()
        elif starting is not None:
            starting.cancel()

    def failed(error: BaseException) -> None:
        failures.append(error)
        end()

    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, end)
    loaded = asyncio.Event()
    async with started(settings, builds, failed, loaded.set) as services:
        config = uvicorn.Config(
            CutOff(services[-1].app),
            host=settings.host,
            port=settings.port,
            http=_doors(settings),
            ws="none",
            forwarded_allow_ips=Networks(settings.trusted_proxies).names,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,  # seconds; who reads slowly would else hold it open for ever
        )
        server = _Server(config)
        telling = asyncio.create_task(_tell_when(server, loaded, _tell if settings.log_format == "text" else _log))
        await server.serve()
        telling.cancel()
    if failures:
        raise failures[0]


def _doors(settings: Settings) -> type[Connection]:
    most = descriptors.connections(settings.max_connections)
    admission = Admission(most, settings.max_connections_each, Networks(settings.trusted_proxies))
    return Connection.within(Patience(settings.header_seconds, settings.silent_seconds), admission)


def collect_rarely() -> None:
    """What lives as long as the process is not looked through for garbage again and again, and the rest less often:
    our records hold no cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


async def _tell_when(server: "_Server", loaded: asyncio.Event, tell: Callable[[str], None]) -> None:
    await server.listening.wait()
    await loaded.wait()
    tell(server.url)


def _tell(url: str) -> None:
    print(f"\n  Heliograph is ready: {url}\n", flush=True)


def _log(url: str) -> None:
    log.info("Heliograph is ready: %s answers", url)


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()
        self.url = ""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        # uvicorn's own way ends the process with its HTTP, before the workers have finished what they hold.
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            self.url = f"http://{host}:{port}"
            self.listening.set()


def main(*builds: Build) -> None:
    """The process: settings from the environment, then serve. A fault of the settings or the surroundings ends it
    with a sentence; a bug ends it with a traceback, one in native code too."""
    faulthandler.enable()
    os.umask(0o077)  # what is kept here is nobody else's to read
    try:
        settings = Settings()
    except ValidationError as error:
        for sentence in explained(error):
            print(f"heliograph: {sentence}", file=sys.stderr)
        sys.exit(2)
    logs.configure(settings.log_format, settings.log_level)
    for sentence in settings.warnings:
        log.warning("%s", sentence)
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(serve(settings, builds))
    except asyncio.CancelledError:
        log.info("ended before it had started")
    except HeliographError as error:
        if settings.log_format == "json":
            log.critical("%s", error)
        else:
            print(f"heliograph: {error}", file=sys.stderr)
        sys.exit(1)

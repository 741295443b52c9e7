"""Work in child processes: a native crash or hang costs one item, and one process a core beats threads.

Why not a library: ProcessPoolExecutor breaks as a whole when one process dies and cannot stop a hung one,
anyio.to_process mixes every function in one pool, pebble is LGPL (docs/decisions/0004-children.md).

A child is `python -m shared.children`: it does not import the parent's __main__, dies with its parent, and
leaves SIGINT and SIGTERM to it.
"""

import asyncio
import contextlib
import ctypes
import faulthandler
import logging
import os
import pickle
import resource
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Generic, Protocol, TypeVar

from shared import telemetry
from shared.errors import HeliographError, Transient, Unavailable
from shared.waiting import Hurry, Priority, Waiting

Job = TypeVar("Job")
Result = TypeVar("Result")
Make = Callable[[], Callable[[Sequence[Job]], Sequence[Result]]]

log = logging.getLogger(__name__)

_START_TIMEOUT = 120.0  # seconds: loading a large model from a cold disk
_IDLE = 300.0  # seconds until a child without work ends
_PR_SET_PDEATHSIG = 1


class ChildFailed(HeliographError):
    """The child did not survive this item, though it was alone with it."""


class ChildCrashed(ChildFailed):
    pass


class ChildTimedOut(ChildFailed):
    pass


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` per batch; `memory` bytes of address space, None for no limit; `items` before a child is
    replaced, so that a leak in a native library stays small."""

    seconds: float
    memory: int | None = None
    items: int | None = None
    niceness: int = 0


class ChildPool(Generic[Job, Result]):
    """`size` children, each of which calls `make()` once for a callable of batches.

    `make` must pickle (a module-level function or a functools.partial of one). `run` raises ChildCrashed or
    ChildTimedOut when the item alone brings a child down, Unavailable when no child can be started, or whatever the
    callable raised. `close` cancels what still runs or waits; a closed pool runs nothing.

    The children start with the pool and live as long; `on_demand`, they start when there is work for them and end when
    there was none for `idle` seconds, so that a library at rest needs little memory.
    """

    def __init__(
        self,
        name: str,
        make: "Make[Job, Result]",
        *,
        size: int,
        limits: Limits,
        batch: int = 1,
        share: "Callable[[Job], float]" = lambda job: 1.0,
        on_demand: bool = False,
        idle: float = _IDLE,
        hurry: Hurry | None = None,
    ) -> None:
        """`share`: how much of the limit's seconds a job has; a batch has that of its largest. `hurry`: made by fresh
        jobs, and shared with other pools; in it bulk is not begun."""
        self.name = name
        self._share = share
        self._make = pickle.dumps(make)
        self._limits = limits
        self._batch = batch
        self._size = size
        self._on_demand = on_demand
        self._idle = idle
        self._hurry = hurry
        self._waiting: Waiting[tuple[Job, asyncio.Future[Result]]] = Waiting(hurry)
        # One thread a child, for as long as the pool lives: PR_SET_PDEATHSIG is bound to the thread that spawns.
        self._threads = ThreadPoolExecutor(size, thread_name_prefix=f"{name}-child")
        self._children: list[_Child | None] = [None] * size
        self._runners: list[asyncio.Task[None]] = []
        self._closed = False

    async def start(self) -> None:
        """Starts every child, unless they are on demand, and waits until each is ready; raises what `make` raised, or
        Unavailable."""
        if not self._on_demand:
            await asyncio.gather(*(self._in_thread(self._ensure, slot) for slot in range(self._size)))
        self._runners = [asyncio.create_task(self._serve(slot)) for slot in range(self._size)]
        telemetry.POOL_WAITING.labels(self.name).set_function(self._waiting.__len__)
        telemetry.POOL_MEMORY.labels(self.name).set_function(self._memory)

    async def run(self, job: Job, priority: Priority = Priority.BULK) -> Result:
        """Before all of lower priority, and never in one batch with them. Waits for `start`."""
        if self._closed:
            raise RuntimeError(f"{self.name} is closed")
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.put((job, future), priority)
        with self._hurry.piece() if self._hurry and priority == Priority.FRESH else contextlib.nullcontext():
            return await future

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    @property
    def pids(self) -> list[int]:
        return [child.process.pid for child in self._children if child]

    async def close(self) -> None:
        self._closed = True
        for gauge in (telemetry.POOL_WAITING, telemetry.POOL_MEMORY):
            gauge.remove(self.name)
        for runner in self._runners:
            runner.cancel()
        # Only the process: its pipe belongs to the thread that waits on it, which now finds the pipe at its end.
        for child in self._children:
            if child:
                child.process.kill()
        await asyncio.gather(*self._runners, return_exceptions=True)
        await asyncio.to_thread(self._threads.shutdown)
        for child in self._children:  # also those that were just being started
            if child:
                child.kill()
        self._children = [None] * self._size
        for _, future in self._waiting.clear():
            future.cancel()

    def _memory(self) -> int:
        """Resident bytes; what children share is counted for each."""
        return sum(map(_resident, self.pids))

    async def _serve(self, slot: int) -> None:
        while True:
            patience = self._idle if self._on_demand and self._children[slot] else None
            try:
                batch = await self._waiting.take(self._batch, patience)
            except TimeoutError:
                await self._in_thread(self._end, slot)
                continue
            batch = [(job, future) for job, future in batch if not future.cancelled()]
            try:
                if batch:
                    await self._settle(slot, batch)
            except asyncio.CancelledError:
                for _, future in batch:
                    future.cancel()
                raise

    async def _settle(self, slot: int, batch: "list[tuple[Job, asyncio.Future[Result]]]") -> None:
        telemetry.POOL_BATCH.labels(self.name).observe(len(batch))
        try:
            results = await self._in_thread(self._exchange, slot, [job for job, _ in batch])
        except Exception as error:  # noqa: BLE001 - whatever it is belongs to the callers, who get it
            if isinstance(error, Transient):
                for _, future in batch:
                    if not future.cancelled():
                        future.set_exception(error)
                return
            if len(batch) > 1:
                # One of them did it: alone, it condemns itself and not its neighbours.
                for one in batch:
                    await self._settle(slot, [one])
                return
            future = batch[0][1]
            if not future.cancelled():
                future.set_exception(error)
            return
        for (_, future), result in zip(batch, results, strict=True):
            if not future.cancelled():
                future.set_result(result)

    async def _in_thread(self, function: Callable[..., Any], *args: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *args)

    def _ensure(self, slot: int) -> "_Child":
        if self._closed:
            raise RuntimeError(f"{self.name} is closed")
        child = self._children[slot]
        if child is None or child.spent(self._limits):
            if child:
                child.kill()
                self._children[slot] = None
            began = time.perf_counter()
            child = self._children[slot] = _Child(self.name, self._make, self._limits)
            telemetry.POOL_START_SECONDS.labels(self.name).observe(time.perf_counter() - began)
        return child

    def _end(self, slot: int) -> None:
        child = self._children[slot]
        if child:
            child.kill()
        self._children[slot] = None

    def _exchange(self, slot: int, jobs: "list[Job]") -> "Sequence[Result]":
        child = self._ensure(slot)
        try:
            results: Sequence[Result] = child.work(jobs, self._limits.seconds * max(map(self._share, jobs)))
        except ChildFailed as error:
            if not self._closed:
                log.warning("child of %s lost: %s", self.name, error)
                how = "hung" if isinstance(error, ChildTimedOut) else "crashed"
                telemetry.POOL_LOST.labels(self.name, how).inc()
            child.kill()
            self._children[slot] = None
            raise
        if len(results) != len(jobs):
            raise RuntimeError(f"{self.name} answered {len(results)} results for {len(jobs)} jobs")
        return results


async def run_once(name: str, make: "Make[Job, Result]", job: Job, limits: Limits) -> Result:
    """One job in a child of its own, which ends with it. Raises as ChildPool does."""
    pool = ChildPool(name, make, size=1, limits=limits)
    await pool.start()
    try:
        return await pool.run(job)
    finally:
        await pool.close()


class _Child:
    """Raises Unavailable when it cannot be started: what the machine lacks (descriptors, memory, processes) is no
    item's fault, and neither is a child that dies before it was given one."""

    def __init__(self, name: str, make: bytes, limits: Limits) -> None:
        self.name = name
        self.done = 0
        try:
            self.pipe, self.process = _spawned(limits.seconds)
        except OSError as error:
            raise Unavailable(f"No process can be started for {name}: {error}.") from error
        try:
            self.ask((make, limits, os.getpid()), _START_TIMEOUT)
        except (ChildFailed, OSError, MemoryError) as error:
            self.kill()
            raise Unavailable(f"The process for {name} did not start: {error}.") from error
        except BaseException:
            self.kill()
            raise

    def work(self, jobs: "Sequence[Any]", seconds: float) -> Any:
        self.done += len(jobs)
        return self.ask(jobs, seconds)

    def ask(self, question: Any, seconds: float) -> Any:
        """Sends the question and waits for the answer."""
        deadline = time.monotonic() + seconds
        try:
            self.pipe.send(question)
            if not self.pipe.poll(max(0.0, deadline - time.monotonic())):
                raise BlockingIOError
            good, answer = self.pipe.recv()
        except BlockingIOError as error:
            raise ChildTimedOut(f"{self.name} took longer than {seconds:g} seconds") from error
        except (EOFError, OSError) as error:
            raise ChildCrashed(f"{self.name} crashed ({self._ending()})") from error
        if not good:
            raise answer
        return answer

    def _ending(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = self.process.wait(5)
            return signal.Signals(-code).name if code < 0 else f"exit {code}"
        return "pipe closed"

    def spent(self, limits: Limits) -> bool:
        return self.process.poll() is not None or (limits.items is not None and self.done >= limits.items)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.pipe.close()


class Process(Protocol):
    """What is used of a subprocess.Popen."""

    pid: int

    def poll(self) -> int | None: ...

    def wait(self, timeout: float | None = None) -> int: ...

    def kill(self) -> None: ...


def launched(fd: int) -> Process:
    """`python -m shared.children` with its end of the pipe. Raises OSError. Tests put theirs in its place, which forks
    what has imported everything."""
    return subprocess.Popen(
        [sys.executable, "-m", "shared.children", str(fd)],
        pass_fds=[fd],
        stdin=subprocess.DEVNULL,
        env=dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1"),
    )


def _spawned(seconds: float) -> "tuple[Connection[Any, Any], Process]":
    """A child and our end of its pipe, at which no read or write waits longer than that for a child that stands still
    in the middle of a message. Raises OSError."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        limit = struct.pack("ll", int(seconds), round(seconds % 1 * 1e6))
        for option in (socket.SO_SNDTIMEO, socket.SO_RCVTIMEO):
            ours.setsockopt(socket.SOL_SOCKET, option, limit)
        process = launched(theirs.fileno())
        return Connection(ours.detach()), process


def _resident(pid: int) -> int:
    """0 where it cannot be known."""
    try:
        with open(f"/proc/{pid}/statm") as file:
            return int(file.read().split()[1]) * resource.getpagesize()
    except OSError:  # it has just ended, or this is no Linux
        return 0


def _die_with(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the line above
        os._exit(1)


def work_at(fd: int) -> None:
    """What a child does, at its end of the pipe, until the other end is closed."""
    faulthandler.enable()  # what a native library died of is in the log then
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    pipe: Connection[Any, Any] = Connection(fd)
    make, limits, parent = pipe.recv()
    _die_with(parent)
    os.nice(limits.niceness)
    if limits.memory is not None:
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):  # the parent is gone: so are we
        try:
            work = pickle.loads(make)()
        except BaseException as error:  # noqa: BLE001 - the parent raises it
            _answer(pipe, False, error)
            return
        _answer(pipe, True, None)
        while True:
            jobs = pipe.recv()
            try:
                results = work(jobs)
            except Exception as error:  # noqa: BLE001 - the parent raises it
                _answer(pipe, False, error)
            else:
                _answer(pipe, True, results)


def _answer(pipe: "Connection[Any, Any]", good: bool, answer: object) -> None:
    try:
        pipe.send((good, answer))
    except (pickle.PicklingError, TypeError, AttributeError):
        pipe.send((False, RuntimeError(f"cannot be sent: {answer!r}")))


if __name__ == "__main__":
    work_at(int(sys.argv[1]))

"""Processes of ours that need not import and read everything anew: a process that has done it once forks them.

They run as `python -m <module>` does, in an environment, a folder and a session of their own. Half of what a
start costs, which the tests do hundreds of times, is that.
"""

import atexit
import gc
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from tests.nursery import open_nursery

_ADAPTERS = ("blobs.disk", "blobs.minio", "broker.rabbit", "broker.sqlite", "catalog.mongo", "catalog.sqlite",
             "vectors.qdrant", "vectors.sqlite")  # fmt: skip
_SERVICES = ("embedder", "gateway", "smart", "vision")
# With what is else imported when it is first called, also by their children.
_IMPORTED = (
    *(f"services.{name}.service" for name in _SERVICES),
    *(f"shared.{adapter}" for adapter in _ADAPTERS),
    *(f"services.{stages}.{module.stem}"
      for stages in ("embedder.stages", "vision.stages")
      for module in Path(__file__).parents[1].joinpath("services", *stages.split(".")).glob("[a-z]*.py")),
    "pydantic.v1",
)  # fmt: skip
_ORDER, _NUMBER = 1 << 16, 32  # bytes, at most


class Forked:
    """What tests use of subprocess.Popen."""

    def __init__(self, module: str, *, env: Mapping[str, str], cwd: Path, output: BinaryIO) -> None:
        self._told, other = socket.socketpair(type=socket.SOCK_SEQPACKET)
        self._lock = threading.Lock()
        self.returncode: int | None = None
        with other:
            order = json.dumps({"module": module, "env": dict(env), "cwd": str(cwd)}).encode()
            socket.send_fds(_forker(cwd), [order], [other.fileno(), output.fileno()])
        self.pid = int(self._told.recv(_NUMBER))
        self._told.setblocking(False)

    def poll(self) -> int | None:
        with self._lock:
            if self.returncode is None:
                with suppress(BlockingIOError):
                    self.returncode = int(self._told.recv(_NUMBER))
                    self._told.close()
            return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Raises subprocess.TimeoutExpired."""
        deadline = time.monotonic() + (timeout if timeout is not None else float("inf"))
        while (code := self.poll()) is None:
            if time.monotonic() > deadline:
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
            time.sleep(0.01)
        return code

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def terminate(self) -> None:
        self._send(signal.SIGTERM)

    def _send(self, sign: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, sign)


@cache
def _forker(repo: Path) -> socket.socket:
    """Where orders go."""
    here, there = socket.socketpair(type=socket.SOCK_SEQPACKET)
    with there:
        process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(there.fileno())], cwd=repo, pass_fds=[there.fileno()],
            stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    @atexit.register
    def end() -> None:
        here.close()
        process.wait()

    return here


def _serve(orders: socket.socket) -> str:
    """Forks as ordered, until there are no more orders -> in each process that was ordered, the module that it is."""
    for module in _IMPORTED:
        import_module(module)
    import_module("shared.search.parse").parse("a photo in Paris")  # which reads the vocabularies
    fake = import_module("shared.inference.fake")
    for load in (fake.load_conse, fake.load_multilingual_conse):  # which embed a thousand labels, once
        load(Path())
    gc.collect()
    gc.freeze()  # whoever is forked looks for no garbage in this, which would copy it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that watch
    while True:
        order, fds, _, _ = socket.recv_fds(orders, _ORDER, 2)
        if not order:
            sys.exit()
        if not os.fork():
            orders.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            return _watched(socket.socket(fileno=fds[0]), fds[1], **json.loads(order))
        for fd in fds:
            os.close(fd)


def _watched(asker: socket.socket, output: int, module: str, env: dict[str, str], cwd: str) -> str:
    """Forks once more, and tells who asked the number of that process and how it ends -> in it, the module."""
    if pid := os.fork():
        os.close(output)
        asker.send(str(pid).encode())
        _, status = os.waitpid(pid, 0)
        with suppress(OSError):  # nobody waits for it any more
            asker.send(str(os.waitstatus_to_exitcode(status)).encode())
        os._exit(0)
    asker.close()
    os.setsid()
    for standard in (1, 2):
        os.dup2(output, standard)
    os.close(output)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    open_nursery()
    return module


if __name__ == "__main__":
    runpy.run_module(_serve(socket.socket(fileno=int(sys.argv[1]))), run_name="__main__", alter_sys=True)

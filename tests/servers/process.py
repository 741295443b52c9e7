"""Servers as ordinary child processes on loopback."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, islice
from pathlib import Path

_PATIENCE = 240.0  # seconds for a start; 5 is much, but a machine may have other things to do
_ORDERLY = 20.0  # seconds for an orderly end


class Child:
    """One process. It is ready when its port answers to `hello`, or merely accepts where there is none."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        port: int,
        log: Path,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        hello: bytes = b"",
    ) -> None:
        """`log` gets what it prints, of every start. `env` is all of its environment."""
        self._command, self._port, self._log, self._hello = command, port, log, hello
        self._env, self._cwd = env, cwd
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def spawn(self) -> None:
        with self._log.open("ab") as out:
            # In a session of its own: a Ctrl-C is for whoever started it, and killpg reaches what it starts.
            self._process = subprocess.Popen(
                self._command, env=self._env, cwd=self._cwd, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                start_new_session=True,
            )  # fmt: skip

    def wait_ready(self) -> None:
        assert self._process is not None
        deadline = time.monotonic() + _PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{self._command[0]} did not start:\n{self._log.read_text()[-3000:]}")
            time.sleep(0.05)

    def end(self, sign: signal.Signals) -> None:
        """Returns when it is gone."""
        if self._process is None:
            return
        if sign == signal.SIGKILL:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, sign)
        elif self._process.poll() is None:
            self._process.send_signal(sign)
        try:
            self._process.wait(_ORDERLY)
        except subprocess.TimeoutExpired:
            self.end(signal.SIGKILL)
        self._process = None

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self._port), 0.5) as probe:
                probe.settimeout(2)
                probe.sendall(self._hello)
                return not self._hello or bool(probe.recv(8))
        except OSError:
            return False


class Server:
    """Children that are one server together; each needs those before it. What it has stored stays in its folder:
    after `stop` or `kill9`, `start` finds it again."""

    def __init__(self, url: str, *children: Child) -> None:
        self.url = url
        self._children = children

    @property
    def running(self) -> bool:
        return all(child.running for child in self._children)

    def start(self) -> None:
        try:
            for child in self._children:
                child.spawn()
            for child in self._children:
                child.wait_ready()
        except BaseException:
            self.kill9()
            raise

    def stop(self) -> None:
        """SIGTERM, and an orderly end."""
        for child in reversed(self._children):
            child.end(signal.SIGTERM)

    def kill9(self) -> None:
        for child in reversed(self._children):
            child.end(signal.SIGKILL)

    def restart(self) -> None:
        self.stop()
        self.start()


# Below the range from which the kernel takes ports for clients: it would hand ours out meanwhile, and a client that
# keeps trying a dead port in it may end up connected to itself.
_LOWEST, _HIGHEST = 20_000, 32_000
_WORKERS = 8  # of one test run, each with a share of its own: no two choose one port before either has bound it


def _candidates() -> Iterator[int]:
    """Each port of this worker's share in turn, from a start by chance: other runs have other ones."""
    size = (_HIGHEST - _LOWEST) // _WORKERS
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % _WORKERS
    start = random.SystemRandom().randrange(size)  # the workers of one run share their seed
    return (_LOWEST + worker * size + (start + n) % size for n in count())


_ports = _candidates()


def free_ports(wanted: int) -> list[int]:
    """Ports on loopback that nobody listens at, and that no other call here is given."""
    return list(islice(filter(_free, _ports), wanted))


def _free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True

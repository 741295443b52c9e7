"""Heliograph as users run it: a process on a free loopback port, in a folder of its own."""

import os
import re
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import httpx

from tests.forking import Forked

REPO = Path(__file__).parents[1]

# Seconds until waiting is called hanging. What is waited for comes in a few, unless the machine does much else.
PATIENCE = 240.0

# httpx would else read all the world's authorities for every client, which costs more than what most of them ask.
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

_PAUSE = 0.1  # seconds between two looks: who asks more often takes from the work that is waited for

_ADDRESS = re.compile(r"Heliograph is ready: (http://\S+)")


class Heliograph:
    """`start` returns when it is ready. The fake models make it quick; `models="bundled"` is the real thing. `before`:
    words of a command that runs it."""

    def __init__(
        self,
        home: Path,
        *,
        service: str = "services",
        repo: Path = REPO,
        before: Sequence[str] = (),
        **settings: object,
    ) -> None:
        self.home = home
        self.log = home.parent / f"{home.name}.log"
        self._service = service
        self._repo = repo
        self._before = before
        self._settings = {"models": "fake", "port": 0, "children": 1, "home": home, **settings}
        self.process: subprocess.Popen[bytes] | Forked | None = None
        self.base = ""

    def start(self, timeout: float = PATIENCE) -> "Heliograph":
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HELIOGRAPH_")}
        environment |= {f"HELIOGRAPH_{name.upper()}": str(value) for name, value in self._settings.items()}
        written = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.process = self._launched(environment, log)
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            with self.log.open("rb") as log:
                log.seek(written)
                if found := _ADDRESS.search(log.read().decode()):
                    self.base = found[1]
                    return self
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        self.kill()
        raise RuntimeError(f"Heliograph did not start:\n{self.log.read_text()[-4000:]}")

    def _launched(self, environment: Mapping[str, str], log: BinaryIO) -> subprocess.Popen[bytes] | Forked:
        # Another program, or one with a library before all others or with plugins, cannot be what has imported ours.
        if (
            self._repo == REPO
            and not self._before
            and environment.keys().isdisjoint(("LD_PRELOAD", "HELIOGRAPH_PLUGINS"))
        ):
            return Forked(self._service, env=environment, cwd=self._repo, output=log)
        return subprocess.Popen(
            [*self._before, sys.executable, "-m", self._service], cwd=self._repo, env=environment,
            stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def client(self, **options: Any) -> httpx.Client:
        return httpx.Client(base_url=self.base, timeout=60, verify=NO_TLS, **options)

    def blobs(self) -> list[str]:
        """The keys of all that lies in the blob store, and any draft of one."""
        root = self.home / "blobs"
        # Folders go while they are walked through, which only os.walk bears.
        files = (Path(folder, name) for folder, _, names in os.walk(root) for name in names if name != "lock")
        return sorted(str(file.relative_to(root)) for file in files)

    def kill(self) -> None:
        """SIGKILL to the main process: its children must die of that by themselves."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def stop(self) -> int:
        """SIGTERM to the whole group, as a terminal or an orchestrator does; returns the exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
        return self.process.wait(30)


@contextmanager
def running(home: Path, **settings: Any) -> Iterator[Heliograph]:
    heliograph = Heliograph(home, **settings).start()
    try:
        yield heliograph
    finally:
        heliograph.stop()


def photo_of(key: str) -> str:
    """The id of the photo to which the blob belongs."""
    found = re.search(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", key)
    assert found, key
    return found[0]


def upload(client: httpx.Client, content: bytes, name: str = "photo.jpg", **options: Any) -> httpx.Response:
    return client.post("/upload", files={"file": (name, content)}, **options)


def settle(client: httpx.Client, ids: Iterable[str], timeout: float = PATIENCE) -> dict[str, dict[str, Any]]:
    """Waits until every photo is ready or failed -> {id: photo}."""
    done = {}
    deadline = time.monotonic() + timeout
    for id in dict.fromkeys(ids):
        while (photo := client.get(f"/photo/{id}").json()).get("status") not in ("ready", "failed"):
            assert time.monotonic() < deadline, f"a photo never settled: {photo}"
            time.sleep(_PAUSE)
        done[id] = photo
    return done

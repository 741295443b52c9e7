"""Faults that are brought about from outside, by what brings them about in the world: signals, disks, releases."""

import dataclasses
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from shared.domain.pipeline import Program
from shared.domain.stages import StageTable
from shared.pipeline import PROGRAM, STAGES
from tests import nursery
from tests.running import REPO, Heliograph
from tests.servers.cut import Cut


def children_of(pid: int) -> list[int]:
    """Those that work."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        with suppress(OSError):
            found += map(int, (task / "children").read_text().split())
    return [child for child in found if not _is_nursery(child)]


def _is_nursery(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/comm").read_bytes().strip() == nursery.NAME
    except OSError:  # it has just ended
        return False


class Poison(threading.Thread):
    """A photo that its worker does not survive: this plays the kernel that is out of memory, and kills whichever
    process has a child with the photo open. `killed` is how often."""

    def __init__(self, content: bytes, workers: Sequence[Heliograph]) -> None:
        super().__init__(daemon=True)
        self.killed = 0
        self._size = len(content)
        self._workers = workers
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(0.005):
            for worker in self._workers:
                if worker.process and worker.running and self._is_open_below(worker.process.pid):
                    worker.kill()
                    self.killed += 1

    def _is_open_below(self, pid: int) -> bool:
        for child in children_of(pid):
            for file in Path(f"/proc/{child}/fd").glob("*"):
                with suppress(OSError):
                    if file.stat().st_size == self._size:
                        return True
        return False

    def stop(self) -> None:
        self._over.set()
        self.join()


@contextmanager
def poisonous(content: bytes, workers: Sequence[Heliograph]) -> Iterator[Poison]:
    poison = Poison(content, workers)
    poison.start()
    try:
        yield poison
    finally:
        poison.stop()


_BUMPED = ("renditions", "caption")


def next_release(folder: Path) -> tuple[Path, Program]:
    """A copy of the code in which two stages have a new version -> the copy, and what it can run."""
    for room in ("services", "shared"):
        shutil.copytree(REPO / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    pipeline = folder / "shared/pipeline.py"
    text = pipeline.read_text()
    bumped = [dataclasses.replace(s, version=s.version + 1) if s.name in _BUMPED else s for s in STAGES]
    for stage in bumped:
        if stage.name in _BUMPED:
            row = re.search(rf'Stage\("{stage.name}", .*?\)(?=,\n(?:    Stage|\)))', text, re.DOTALL)
            assert row
            others = re.sub(r", version=\d+", "", row[0])
            text = text.replace(row[0], f"{others[:-1]}, version={stage.version})")
    pipeline.write_text(text.replace(f"RELEASE = {PROGRAM.release}", f"RELEASE = {PROGRAM.release + 1}"))
    return folder, dataclasses.replace(PROGRAM, release=PROGRAM.release + 1, stages=StageTable(*bumped))


class Disk:
    """A disk of its own, which can be filled to the last byte."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        with self._ballast.open("ab", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))

    def free(self) -> None:
        self._ballast.unlink()


@contextmanager
def mounted(folder: Path, megabytes: int) -> Iterator[Disk | None]:
    """None where mounting is not allowed."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def answering_503(server: Cut) -> Iterator[list[str]]:
    """In the place of an S3 server, one that is busy whatever is asked -> the requests that it refused."""
    refused: list[str] = []

    class Busy(BaseHTTPRequestHandler):
        def _refuse(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            refused.append(f"{self.command} {self.path}")
            body = b"<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"
            self.send_response(503)
            self.send_header("Content-Type", "application/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _refuse

        def log_message(self, format: str, *args: object) -> None:
            """Not on the console."""

    server.refuse()
    address = urlsplit(server.url)
    busy = ThreadingHTTPServer((address.hostname or "", address.port or 0), Busy)
    thread = threading.Thread(target=busy.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield refused
    finally:
        busy.shutdown()
        thread.join()
        busy.server_close()
        server.allow()


class Clock:
    """The time that processes started from now on believe, by libfaketime: days from the true one."""

    LIBRARY = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1")

    def __init__(self, file: Path) -> None:
        self._file = file
        self.set(0)
        self.environment = {
            "LD_PRELOAD": str(self.LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(file),
            "FAKETIME_CACHE_DURATION": "1",  # seconds until a process believes it
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",  # no clock that is set changes what has passed
            # What is waited for in a thread would else be over at once, and be waited for again and again.
            "FAKETIME_FORCE_MONOTONIC_FIX": "0",
            "NO_FAKE_STAT": "1",  # files have the true time, as a store on another machine has its own
        }

    def set(self, days: int) -> None:
        draft = self._file.with_suffix(".new")
        draft.write_text(f"{days:+d}d\n")
        draft.replace(self._file)

    @staticmethod
    def forget() -> None:
        """Takes away what killed processes left in shared memory: who gets their number later would die of it."""
        for file in Path("/dev/shm").glob("*faketime_s??_*"):
            if not Path("/proc", file.name.rpartition("_")[2]).exists():
                file.unlink(missing_ok=True)

"""An import as people's devices do it: several at a time, each file again and again until it is answered."""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import Any

import httpx

from tests.running import NO_TLS, PATIENCE, Heliograph

# What a client tries again after: too busy, away, no answer through a proxy, no space yet.
_AGAIN = {429, 502, 503, 504, 507}


class Importer:
    """`answered` is what was uploaded for sure: the sha256 of each file whose upload was answered -> its photo's id."""

    def __init__(
        self,
        target: Heliograph,
        contents: Sequence[bytes],
        *,
        clients: int = 2,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.answered: dict[str, str] = {}
        self.again: list[str] = []  # why an upload was tried again
        self.target = target  # another may take its place
        self._headers = dict(headers or {})
        self._waiting: SimpleQueue[bytes] = SimpleQueue()
        for content in contents:
            self._waiting.put(content)
        self._count = len(contents)
        self._failure: BaseException | None = None
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._import, daemon=True) for _ in range(clients)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def wait(self, count: int | None = None, timeout: float = PATIENCE) -> None:
        """Until so many uploads were answered, all when no count is given."""
        wanted = self._count if count is None else count
        until(
            lambda: len(self.answered) >= wanted or self._failure is not None, f"{wanted} uploads", timeout, pause=0.01
        )
        if self._failure:
            raise self._failure

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(70)

    def _import(self) -> None:
        try:
            with httpx.Client(timeout=60, headers=self._headers, verify=NO_TLS) as client:
                while not self._over.is_set():
                    self._upload(client, self._waiting.get_nowait())
        except Empty:
            return
        except BaseException as error:  # noqa: BLE001 - wait raises it
            self._failure = error

    def _upload(self, client: httpx.Client, content: bytes) -> None:
        name = hashlib.sha256(content).hexdigest()
        while not self._over.is_set():
            try:
                answer = client.post(f"{self.target.base}/upload", files={"file": (f"{name[:8]}.jpg", content)})
            except httpx.TransportError as error:
                self.again.append(repr(error))
            else:
                if answer.status_code in (200, 201):
                    self.answered[name] = answer.json()["id"]
                    return
                assert answer.status_code in _AGAIN, answer.text
                assert answer.headers["content-type"] == "application/problem+json", answer.text
                self.again.append(answer.json()["detail"])
            time.sleep(0.05)


@contextmanager
def importing(
    target: Heliograph, contents: Sequence[bytes], *, clients: int = 2, headers: Mapping[str, str] | None = None
) -> Iterator[Importer]:
    importer = Importer(target, contents, clients=clients, headers=headers)
    importer.start()
    try:
        yield importer
    finally:
        importer.stop()


def until(condition: Callable[[], object], what: str, timeout: float = PATIENCE, *, pause: float = 0.1) -> None:
    """`pause`: seconds between two looks. Who asks a service often takes from the work that is waited for."""
    deadline = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < deadline, f"not within {timeout:g} s: {what}"
        time.sleep(pause)


def awaited(what: Callable[[], Any], wanted: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while (found := what()) != wanted:
        assert time.monotonic() < deadline, f"it is {found}, and not {wanted}"
        time.sleep(0.1)

"""A client that costs next to nothing: the kernel sends the files, so that what is measured is the product."""

import json
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from threading import local
from typing import Any
from urllib.parse import urlsplit

_BOUNDARY = "heliograph-bench"
_IDLE = 2.0  # seconds; the server closes what is idle for five
_PATIENCE = 300.0  # seconds for one answer, or until a photo is ready


class Client:
    """One connection a thread, kept alive. A failed request raises RuntimeError with its answer."""

    def __init__(self, base: str, token: str = "", *, bulk: bool = False) -> None:
        self._address = urlsplit(base).netloc
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        if bulk:
            self._headers["X-Heliograph-Lane"] = "bulk"
        self._threads = local()

    def get(self, path: str) -> Any:
        connection = self._connection()
        connection.request("GET", path, headers=self._headers)
        return self._answer(connection)

    def upload(self, file: Path) -> str:
        """-> the photo's id"""
        head = (
            f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n\r\n'
        ).encode()
        tail = f"\r\n--{_BOUNDARY}--\r\n".encode()
        connection = self._connection()
        connection.putrequest("POST", "/upload")
        for name, value in self._headers.items():
            connection.putheader(name, value)
        connection.putheader("Content-Type", f"multipart/form-data; boundary={_BOUNDARY}")
        connection.putheader("Content-Length", str(len(head) + file.stat().st_size + len(tail)))
        connection.endheaders(head)
        with file.open("rb") as content:
            connection.sock.sendfile(content)
        connection.send(tail)
        return str(self._answer(connection)["id"])

    def upload_all(self, files: Sequence[Path], at_once: int) -> list[str]:
        with ThreadPoolExecutor(at_once) as threads:
            return list(threads.map(self.upload, files))

    def ready(self, ids: Sequence[str]) -> None:
        """Waits for all of these photos. Raises RuntimeError when one of them failed or takes too long."""
        deadline = time.monotonic() + _PATIENCE
        waiting = set(ids)
        while waiting:
            time.sleep(0.2)
            if time.monotonic() > deadline:
                raise RuntimeError(f"{len(waiting)} photos are still not ready")
            # The last to come is asked alone first: the more questions, the less they measure.
            if self.get(f"/photo/{ids[-1]}")["status"] == "processing":
                continue
            for photo in self._photos():
                if photo["id"] in waiting and photo["status"] == "failed":
                    raise RuntimeError(f"photo {photo['id']} failed: {photo['troubles']}")
                if photo["status"] == "ready":
                    waiting.discard(photo["id"])

    def _photos(self) -> Iterator[dict[str, Any]]:
        after = ""
        while True:
            page = self.get(f"/photos?limit=500{after}")
            yield from page["photos"]
            if not page["next"]:
                return
            after = f"&after={page['next']}"

    def _connection(self) -> HTTPConnection:
        mine, now = self._threads, time.monotonic()
        if not hasattr(mine, "connection") or now - mine.used > _IDLE:
            mine.connection = HTTPConnection(self._address, timeout=_PATIENCE)
        mine.used = now
        connection: HTTPConnection = mine.connection
        return connection

    def _answer(self, connection: HTTPConnection) -> Any:
        answer = connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{answer.status}: {content[:500]!r}")
        return json.loads(content)

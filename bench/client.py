"""A client that costs next to nothing: the kernel sends the files, so that what is measured is the product."""

import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from http.client import HTTPConnection
from pathlib import Path
from threading import local
from typing import Any
from urllib.parse import urlsplit

_BOUNDARY = "heliograph-bench"
_PATIENCE = 300.0  # seconds for one answer, or until a photo is ready


class Client:
    """One connection a thread, kept alive. A failed request raises RuntimeError with its answer."""

    def __init__(self, base: str) -> None:
        self._address = urlsplit(base).netloc
        self._threads = local()

    def get(self, path: str) -> Any:
        connection = self._connection()
        connection.request("GET", path)
        return self._answer(connection)

    def upload(self, file: Path) -> str:
        """-> the photo's id"""
        head = (
            f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n\r\n'
        ).encode()
        tail = f"\r\n--{_BOUNDARY}--\r\n".encode()
        connection = self._connection()
        connection.putrequest("POST", "/upload")
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

    def ready(self, ids: Sequence[str]) -> float:
        """Waits for all of these photos -> when the last mark was set, as time.time(). Raises RuntimeError when one
        of them failed or takes too long."""
        deadline = time.monotonic() + _PATIENCE
        last = 0.0
        for id in reversed(ids):  # the first asked for is the last to come, so that few questions disturb
            while (photo := self.get(f"/photo/{id}"))["status"] == "processing":
                if time.monotonic() > deadline:
                    raise RuntimeError(f"photo {id} is still not ready: {photo['stages']}")
                time.sleep(0.1)
            if photo["status"] != "ready":
                raise RuntimeError(f"photo {id} failed: {photo['stages']}")
            last = max(last, *(datetime.fromisoformat(stage["at"]).timestamp() for stage in photo["stages"].values()))
        return last

    def _connection(self) -> HTTPConnection:
        if not hasattr(self._threads, "connection"):
            self._threads.connection = HTTPConnection(self._address, timeout=_PATIENCE)
        return self._threads.connection  # type: ignore[no-any-return]

    def _answer(self, connection: HTTPConnection) -> Any:
        answer = connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{answer.status}: {content[:500]!r}")
        return json.loads(content)

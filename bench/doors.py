"""What people wait while others hold every upload and say nothing, beside the same without them."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

from tqdm import tqdm

from bench import photosets
from bench.client import Client
from bench.report import Row, paired
from bench.system import product

_ROUNDS = 3
_ASKED = 100  # times a round
_EACH = 64  # connections of an address
_UPLOADS, _SILENT = 128, 64

_STALLED = (
    b"POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
    b"Content-Length: 1000000\r\n\r\n--b\r\nContent-Disposition: form-data; "
    b'name="file"; filename="a.jpg"\r\n\r\n\xff\xd8'
)


def measure(folder: Path) -> list[Row]:
    files = [photosets.padded(folder, f"one-{n}.jpg", megabytes=1) for n in range(20)]
    with product(folder, silent_seconds=600, header_seconds=600) as heliograph:
        client = Client(heliograph.base)
        ids = client.upload_all(files, at_once=4)
        client.ready(ids)
        paths = ["/photos?limit=100", f"/photo/{ids[0]}", "/search?q=a+dog"]
        pairs: dict[str, list[tuple[float, float]]] = {path: [] for path in paths}
        for _ in tqdm(range(_ROUNDS), desc="doors", leave=False):
            idle = {path: _p95(client, path) for path in paths}
            with _held(heliograph.base):
                for path in paths:
                    pairs[path].append((_p95(client, path), idle[path]))
    return [
        paired(f"{path.partition('?')[0].replace(ids[0], '{id}')}, p95", "ms", "idle", pairs[path], "<= 2")
        for path in paths
    ]


def _p95(client: Client, path: str) -> float:
    times = []
    for _ in range(_ASKED):
        began = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - began) * 1000)
    return quantiles(times, n=20, method="inclusive")[-1]


@contextmanager
def _held(base: str) -> Iterator[None]:
    """Each 64 connections come from an address of their own: all of 127.0.0.0/8 is this machine's."""
    server = urlsplit(base)
    with ExitStack() as stack:
        for number in range(_UPLOADS + _SILENT):
            source = (f"127.0.1.{1 + number // _EACH}", 0)
            wire = stack.enter_context(socket.create_connection((server.hostname, server.port), source_address=source))
            if number < _UPLOADS:
                wire.sendall(_STALLED)
        time.sleep(1)  # until all are in hand
        yield

"""From `python -m services` to its three moments, on a machine that has read the files before: the timeline answers;
/readyz says 200; the first photo has been looked at, by models that start for it."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tqdm import tqdm

from bench import photosets
from bench.bare import Bare
from bench.client import Client
from bench.report import Row, paired
from bench.system import prepared

_ROUNDS = 3
_PATIENCE = 120.0  # seconds
_MOMENTS = {"start to the timeline": "<= 1.7", "start to ready": "", "start to the first photo done": ""}


def measure(folder: Path) -> list[Row]:
    (photo, *_) = photosets.small(folder, copies=1)
    _product(folder / "warm", photo)
    pairs = [(_product(folder / str(n), photo), _bare()) for n in tqdm(range(_ROUNDS), desc="start", leave=False)]
    return [
        paired(what, "s", "bare loop, its models loaded", [(moments[n], bare) for moments, bare in pairs], wanted)
        for n, (what, wanted) in enumerate(_MOMENTS.items())
    ]


def _product(folder: Path, photo: Path) -> tuple[float, ...]:
    port = _free_port()
    heliograph = prepared(folder, port=port)
    client = Client(f"http://127.0.0.1:{port}")
    began = time.perf_counter()
    try:
        with ThreadPoolExecutor(1) as background:
            starting = background.submit(heliograph.start, timeout=_PATIENCE)
            _until_it_answers(client, "/photos?limit=60")
            shown = time.perf_counter() - began
            starting.result()
        client.get("/readyz")
        ready = time.perf_counter() - began
        client.ready([client.upload(photo)])
        return shown, ready, time.perf_counter() - began
    finally:
        heliograph.stop()


def _until_it_answers(client: Client, path: str) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            client.get(path)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
        else:
            return


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _bare() -> float:
    bare = Bare()
    try:
        return bare.start()
    finally:
        bare.stop()

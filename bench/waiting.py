"""How long one photo takes to be ready while many others are imported, beside the same on an idle machine."""

import itertools
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from tqdm import tqdm

from bench import photosets
from bench.client import Client
from bench.report import Row, single
from bench.system import product

_PHOTOS = 20  # that somebody waits for
_CONNECTIONS = 4
_AT_MOST = "at most 3"


def measure(folder: Path) -> list[Row]:
    files = photosets.small(folder, copies=1)
    with product(folder, fresh_uploads=1000) as heliograph:
        phone, computer = Client(heliograph.base), Client(heliograph.base, bulk=True)
        computer.ready(computer.upload_all(files, _CONNECTIONS))  # the children are there
        idle = _seconds(phone, photosets.freshened(files[:_PHOTOS]), "idle")
        importing = True

        def import_all() -> None:
            for file in itertools.cycle(files[_PHOTOS:]):
                if not importing:
                    return
                photosets.freshened([file])
                computer.upload(file)

        with ThreadPoolExecutor(1) as threads:
            running = threads.submit(import_all)
            time.sleep(5)  # until there is a heap of them
            busy = _seconds(phone, photosets.freshened(files[:_PHOTOS]), "during an import")
            importing = False
            running.result()
    return [
        single("one photo to ready during an import, median", "s", median(busy), "idle", median(idle)),
        single("the same, p95", "s", _p95(busy), "idle", _p95(idle), _AT_MOST),
    ]


def _seconds(client: Client, files: Sequence[Path], name: str) -> list[float]:
    """From the first byte of each until it is ready, one after the other."""
    taken = []
    for file in tqdm(files, desc=name, leave=False):
        began = time.perf_counter()
        id = client.upload(file)
        while client.get(f"/photo/{id}")["status"] == "processing":
            time.sleep(0.01)
        taken.append(time.perf_counter() - began)
    return taken


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[round(0.95 * (len(values) - 1))]

"""How fast originals come in, beside `sha256sum` and `cp` of the same files on the same disk."""

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles

from tqdm import tqdm

from bench import photosets
from bench.client import Client
from bench.processes import MIB, peak, resident
from bench.report import Row, paired, single
from bench.system import product

_ROUNDS = 3
_MANY = 64


def measure(folder: Path) -> list[Row]:
    forty = [photosets.padded(folder, f"five-{n}.jpg", megabytes=5) for n in range(40)]
    large = [photosets.padded(folder, "large.jpg", megabytes=1024)]
    small = [photosets.padded(folder, f"one-{n}.jpg", megabytes=1) for n in range(4 * _MANY)]
    with product(folder, max_connections_each=2 * _MANY) as heliograph:
        assert heliograph.process is not None
        client = Client(heliograph.base)
        return [
            _growth(large, client, heliograph.process.pid),  # first: what a process took once, it keeps
            _beside_copies("upload: 40 files of 5 MiB, four at once", forty, client),
            _beside_copies("upload: a file of 1 GiB", large, client),
            _together(small, client),
        ]


def _beside_copies(what: str, files: Sequence[Path], client: Client) -> Row:
    mib = sum(file.stat().st_size for file in files) / MIB
    pairs = []
    for _ in tqdm(range(_ROUNDS), desc=what, leave=False):
        photosets.freshened(files)
        os.sync()
        began = time.perf_counter()
        ids = client.upload_all(files, at_once=4)
        ours = time.perf_counter() - began
        client.ready(ids)  # else the copies would share the machine with the work on these photos
        pairs.append((mib / ours, mib / _copying(files)))
    return paired(what, "MiB/s", "sha256sum, then cp", pairs, ">= 0.5")


def _copying(files: Sequence[Path]) -> float:
    copies = files[0].parent / "copies"
    copies.mkdir()
    os.sync()
    began = time.perf_counter()
    subprocess.run(["sha256sum", *files], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cp", *files, copies], check=True)
    seconds = time.perf_counter() - began
    shutil.rmtree(copies)
    return seconds


def _growth(files: Sequence[Path], client: Client, pid: int) -> Row:
    photosets.freshened(files)
    with peak(lambda: resident(pid)) as seen:
        client.ready(client.upload_all(files, at_once=1))
    grown, sent = seen[-1] - seen[0], sum(file.stat().st_size for file in files)
    what = "upload: memory that the gateway's process takes for 1 GiB"
    return single(what, "MiB", grown / MIB, "the file", sent / MIB, "< 50 MiB")


def _together(files: Sequence[Path], client: Client) -> Row:
    """Raises RuntimeError when one of them is refused."""

    def timed(file: Path) -> float:
        began = time.perf_counter()
        client.upload(file)
        return (time.perf_counter() - began) * 1000

    alone = list(map(timed, files))
    photosets.freshened(files)
    with ThreadPoolExecutor(_MANY) as threads:
        together = list(threads.map(timed, files))
    what = f"upload: {_MANY} at once of 1 MiB, 99 % of {len(files)} in; none refused"
    return single(what, "ms", _p99(together), "one at a time", _p99(alone), f"<= {_MANY}")


def _p99(values: Sequence[float]) -> float:
    return quantiles(values, n=100, method="inclusive")[-1]

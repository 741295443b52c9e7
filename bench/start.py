"""From `python -m services` to the first 200 of /readyz, on a machine that has read the files before."""

import time
from pathlib import Path

from tqdm import tqdm

from bench.bare import Bare
from bench.client import Client
from bench.report import Row, paired
from bench.system import prepared

_ROUNDS = 3


def measure(folder: Path) -> list[Row]:
    _product(folder / "warm")
    pairs = [(_product(folder / str(n)), _bare()) for n in tqdm(range(_ROUNDS), desc="start", leave=False)]
    return [paired("start to ready", "s", "bare loop, its models loaded", pairs)]


def _product(folder: Path) -> float:
    heliograph = prepared(folder)
    began = time.perf_counter()
    heliograph.start(timeout=120)
    try:
        Client(heliograph.base).get("/readyz")
        return time.perf_counter() - began
    finally:
        heliograph.stop()


def _bare() -> float:
    bare = Bare()
    try:
        return bare.start()
    finally:
        bare.stop()

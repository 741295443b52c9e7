"""What people feel while models work: how long answers take, and how much memory it all takes."""

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path
from statistics import quantiles

from tqdm import tqdm

from bench import photosets
from bench.bare import Bare
from bench.client import Client
from bench.processes import MIB, family, peak, proportional
from bench.report import Row, single
from bench.system import product

_IDLE = 6.0  # seconds
_PAUSE = 0.02  # seconds between requests: a few people who use it, not a load test
_SAMPLE = 0.5  # seconds between looks at the memory, each of which costs the process some milliseconds
_QUESTIONS = ("a dog on the grass", "two people at a table", "boats", "snow in the mountains", "an old red car")


def measure(folder: Path) -> list[Row]:
    files = photosets.small(folder, copies=2)
    bare_idle, bare_peak = _bare_memory(files)
    with tqdm(total=3, desc="work", leave=False) as steps, product(folder) as heliograph:
        assert heliograph.process is not None
        pid = heliograph.process.pid
        idle_memory = proportional(family(pid))
        client = Client(heliograph.base)
        ids = client.upload_all(files, at_once=4)
        client.ready(ids)
        steps.update()
        end = time.monotonic() + _IDLE
        idle = _answers(client, ids[0], until=lambda: time.monotonic() > end)
        steps.update()
        photosets.freshened(files)
        with ThreadPoolExecutor(1) as background, peak(lambda: proportional(family(pid)), _SAMPLE) as memory:
            ingest = background.submit(lambda: client.ready(client.upload_all(files, at_once=4)))
            busy = _answers(client, ids[0], until=ingest.done)
            ingest.result()
        steps.update()
    return [
        *(single(f"p95 of {name} while models work", "ms", busy[name], "idle", idle[name]) for name in idle),
        single("memory, idle: all processes", "MiB", idle_memory / MIB, "bare loop", bare_idle / MIB),
        single("memory, models at work: all processes", "MiB", memory[-1] / MIB, "bare loop", bare_peak / MIB),
    ]


def _bare_memory(files: Sequence[Path]) -> tuple[int, int]:
    bare = Bare()
    try:
        bare.start()
        with peak(lambda: proportional(bare.pids), _SAMPLE) as memory:
            bare.run(files)
    finally:
        bare.stop()
    return memory[0], memory[-1]


def _answers(client: Client, id: str, until: Callable[[], bool]) -> dict[str, float]:
    """-> each route's 95th percentile, ms"""
    taken: dict[str, list[float]] = defaultdict(list)
    questions = cycle(_QUESTIONS)
    while not until():
        asked = {
            "GET /photos?limit=50": "/photos?limit=50",
            "GET /photo/{id}": f"/photo/{id}",
            "GET /search": f"/search?q={next(questions).replace(' ', '+')}",
        }
        for name, path in asked.items():
            began = time.perf_counter()
            client.get(path)
            taken[name].append((time.perf_counter() - began) * 1000)
            time.sleep(_PAUSE)
    return {name: quantiles(values, n=20, method="inclusive")[-1] for name, values in taken.items()}

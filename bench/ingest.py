"""From the first byte that is sent to the last photo that is ready, beside a bare loop over the same files."""

import os
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from urllib.request import urlopen

from prometheus_client.parser import text_string_to_metric_families
from tqdm import tqdm

from bench import photosets
from bench.bare import Bare
from bench.client import Client
from bench.processes import family, processor_seconds
from bench.report import Row, paired, single
from bench.system import product
from tests.running import Heliograph

_ROUNDS = 5
_CONNECTIONS = 4
_READ = 48  # photos a round where text is read, which takes several times as long


def measure(folder: Path) -> list[Row]:
    sets = {
        "photos of the web": photosets.small(folder, copies=2),
        "photos of 12 megapixels": photosets.large(folder, count=64),
    }
    rows = []
    for ocr in (False, True):
        bare = Bare(ocr=ocr)
        home = folder / f"ocr-{ocr}"
        home.mkdir()
        try:
            bare.start()
            with product(home, ocr=ocr) as heliograph:
                for name, files in sets.items():
                    some = files[:_READ] if ocr else files
                    rows += _rows(f"{name}{', text read' if ocr else ''}", some, heliograph, bare)
                if ocr:
                    rows += _stages(heliograph)
        finally:
            bare.stop()
    return rows


def _rows(name: str, files: Sequence[Path], heliograph: Heliograph, bare: Bare) -> list[Row]:
    assert heliograph.process is not None
    pids = partial(family, heliograph.process.pid)  # children come with the work

    def system() -> None:
        client = Client(heliograph.base)
        client.ready(client.upload_all(files, _CONNECTIONS))

    ours, theirs = [], []
    for _ in tqdm(range(_ROUNDS + 1), desc=name, leave=False):
        photosets.freshened(files)
        ours.append(cost(system, pids, len(files)))
        theirs.append(cost(lambda: bare.run(files), lambda: bare.pids, len(files)))
    # The first round warms both up.
    (rates, used), (bare_rates, bare_used) = zip(*ours[1:], strict=True), zip(*theirs[1:], strict=True)
    return [
        paired(f"{name}, a minute", "", "bare loop", list(zip(rates, bare_rates, strict=True)), ">= 0.85"),
        paired(
            f"{name}, processor time of each", "ms", "bare loop", list(zip(used, bare_used, strict=True)), "<= 1.18"
        ),
    ]


def _stages(heliograph: Heliograph) -> list[Row]:
    """Where the time goes: each stage's own, of all photos that this process has seen."""
    with urlopen(f"{heliograph.base}/metrics") as answer:
        families = text_string_to_metric_families(answer.read().decode())
    own: dict[str, dict[str, float]] = defaultdict(dict)
    for sample in next(each for each in families if each.name == "heliograph_stage_seconds").samples:
        own[sample.labels["stage"]][sample.name.rpartition("_")[2]] = sample.value
    means = {stage: 1000 * values["sum"] / values["count"] for stage, values in own.items()}
    total = sum(means.values())
    return [
        single(f"stage {stage}, for a photo", "ms", mean, "all stages", total)
        for stage, mean in sorted(means.items(), key=lambda each: -each[1])
    ]


def cost(work: Callable[[], object], pids: Callable[[], Sequence[int]], photos: int) -> tuple[float, float]:
    """-> photos a minute, and milliseconds of processor time for each"""
    os.sync()  # what was written before is no part of it
    began, used = time.perf_counter(), processor_seconds(pids())
    work()
    seconds, used = time.perf_counter() - began, processor_seconds(pids()) - used
    return 60 * photos / seconds, 1000 * used / photos

"""This checkout beside another one (`git worktree add ../before d52be1e`), in alternating rounds on the same machine:
what was before a change and what is after it. Processor time is what counts; what else runs here disturbs the wall."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from tqdm import tqdm

from bench import photosets
from bench.client import Client
from bench.ingest import cost
from bench.processes import MIB, family, processor_seconds, proportional
from bench.report import Row, paired
from bench.system import MODELS, prepared, product
from tests.running import REPO

_ROUNDS = 4
_PHOTOS = 64  # a round
_CONNECTIONS = 4
_RESTING = 3.0  # seconds after which a process that is ready does nothing more

Result = TypeVar("Result")
Pairs = list[tuple[Result, Result]]


def start(folder: Path, other: Path) -> list[Row]:
    """Until it says that it is ready, and what it needs until then and at rest."""
    pairs = _alternately(lambda n, repo: _started(folder / f"{n}-{repo.name}", repo), other)
    names = {"start to ready": "s", "start to ready, processor time": "s", "memory, idle: all processes": "MiB"}
    return [
        paired(name, unit, _commit(other), [(ours[column], theirs[column]) for ours, theirs in pairs])
        for column, (name, unit) in enumerate(names.items())
    ]


def ingest(folder: Path, other: Path) -> list[Row]:
    """The stages alone, and the product as a whole: what is between the two is the system's own."""
    sets = {
        "photos of the web": photosets.small(folder, copies=1)[:_PHOTOS],
        "photos of 12 megapixels": photosets.large(folder, count=_PHOTOS // 2),
    }
    return [row for name, files in sets.items() for row in _ingested(folder / name, name, files, other)]


class Measure(Protocol):
    def __call__(self, folder: Path, other: Path) -> list[Row]: ...


MEASURES: dict[str, Measure] = {"start": start, "ingest": ingest}


def _ingested(folder: Path, name: str, files: Sequence[Path], other: Path) -> list[Row]:
    with (
        _loop(REPO) as our_loop, _loop(other) as their_loop,
        product(folder / "ours", repo=REPO) as ours, product(folder / "theirs", repo=other) as theirs,
    ):  # fmt: skip
        systems, loops = {REPO: ours, other: theirs}, {REPO: our_loop, other: their_loop}

        def once(n: int, repo: Path) -> tuple[float, float, float, float]:
            """-> photos a minute; of each photo, milliseconds of processor time: in all, of the stages, the rest"""
            process, client = systems[repo].process, Client(systems[repo].base)
            assert process is not None
            photosets.freshened(files)
            rate, used = cost(
                lambda: client.ready(client.upload_all(files, _CONNECTIONS)), partial(family, process.pid), len(files)
            )
            stages = 1000 * loops[repo](files) / len(files)
            return rate, used, stages, used - stages

        pairs = _alternately(once, other)
    names = {
        "a minute": "", "processor time of each": "ms", "of it the stages' own": "ms", "of it the system's own": "ms"
    }  # fmt: skip
    return [
        paired(f"{name}, {what}", unit, _commit(other), [(mine[column], their[column]) for mine, their in pairs])
        for column, (what, unit) in enumerate(names.items())
    ]


def _alternately(once: Callable[[int, Path], Result], other: Path) -> Pairs[Result]:
    """-> (of this checkout, of the other one) by round. The first round warms both up; who goes first changes."""
    pairs = []
    for n in tqdm(range(_ROUNDS + 1), desc=f"beside {_commit(other)}", leave=False):
        order = (REPO, other) if n % 2 else (other, REPO)
        results = {repo: once(n, repo) for repo in order}
        pairs.append((results[REPO], results[other]))
    return pairs[1:]


def _started(folder: Path, repo: Path) -> tuple[float, float, float]:
    heliograph = prepared(folder, repo=repo)
    began = time.perf_counter()
    try:
        Client(heliograph.start(timeout=120).base).get("/photos")
        seconds = time.perf_counter() - began
        assert heliograph.process is not None
        pids = family(heliograph.process.pid)
        used = processor_seconds(pids)
        time.sleep(_RESTING)
        return seconds, used, proportional(family(heliograph.process.pid)) / MIB
    finally:
        heliograph.stop()


@contextmanager
def _loop(repo: Path) -> Iterator[Callable[[Sequence[Path]], float]]:
    """The bare loop of that checkout: files -> seconds of processor time that its stages take for them."""
    # -P: else the folder of this script would be looked in first.
    command = [sys.executable, "-P", str(Path(__file__).with_name("loop.py"))]
    environment = os.environ | {"PYTHONPATH": str(repo), "HELIOGRAPH_HOME": str(MODELS.parent)}
    with subprocess.Popen(
        command, cwd=repo, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:

        def run(files: Sequence[Path]) -> float:
            assert process.stdin is not None
            assert process.stdout is not None
            print(json.dumps([str(file) for file in files]), file=process.stdin, flush=True)
            return float(process.stdout.readline())

        yield run


def _commit(repo: Path) -> str:
    command = ["git", "-C", str(repo), "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

"""How files of models are made: once, as a whole or not at all. Two at once are safe: the second waits and finds the
work done."""

import argparse
import fcntl
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from shared.durable import sync
from shared.packages import StepFailed, fetch, run

# Not in the hash-locked list because they differ by platform. Both are only seen by the subprocess that converts.
_TOOLS = ("onnx==1.23.2", "ml_dtypes==0.6.0")
_BUILDING = ".building-"


def command(description: str, act: Callable[[Path], object]) -> int:
    """`python -m ... --models DIR`, which does that in the folder of models -> its exit status."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--models", type=Path, required=True, help="the folder of models, HELIOGRAPH_HOME/models")
    try:
        act(parser.parse_args().models.resolve())
    except StepFailed as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def make(what: str, place: Path, complete: Callable[[], bool], fill: Callable[[Path, Path], None]) -> Path:
    """Unless they are complete, lets `fill(a temporary folder, an empty one)` put the files into the empty one, which
    becomes `place`. Raises StepFailed as `fill` does. -> the place."""
    if complete():
        print(f"{what} ready in {place}.")
        return place
    models = place.parent
    models.mkdir(parents=True, exist_ok=True)
    with _alone(models):
        if not complete():
            began = time.monotonic()
            for leftover in models.glob(f"{_BUILDING}*"):  # of one that was killed: we hold the lock
                shutil.rmtree(leftover)
            with tempfile.TemporaryDirectory(prefix=_BUILDING, dir=models) as temporary:
                output = Path(temporary, "output")
                output.mkdir()
                fill(Path(temporary), output)
                _sync_all(output)
                if place.exists():  # incomplete, or the check above would have found it
                    shutil.rmtree(place)
                output.rename(place)
            sync(models)
            print(f"{what} ready in {place} after {time.monotonic() - began:.0f} seconds.")
    return place


def convert(program: str, arguments: Sequence[Path], tools: Path) -> None:
    """Runs `python -m program` with the tools, which are fetched into that folder. Raises StepFailed."""
    fetch(tools, _TOOLS)
    path = os.pathsep.join(filter(None, (str(tools), os.environ.get("PYTHONPATH", ""))))
    run(
        [sys.executable, "-m", program, *map(str, arguments)],
        failing="The weights could not be converted. Run this again; if it stays so, please report what is said above.",
        environment={"PYTHONPATH": path},
    )


@contextmanager
def _alone(models: Path) -> Iterator[None]:
    with Path(models, ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another process is making models; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sync_all(folder: Path) -> None:
    for path in folder.iterdir():
        sync(path)
    sync(folder)

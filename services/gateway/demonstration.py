"""The demonstration set: a few freely licensed pictures for who has none at hand.

`python -m services.gateway.demonstration --into FOLDER` takes them out of scikit-image's package. The gateway shows
what lies there; into a library they come by ordinary uploads, and there they are known by their hashes, so that all of
them can be taken out again.
"""

import argparse
import hashlib
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from shared.packages import StepFailed, fetch


class Picture(msgspec.Struct, frozen=True):
    name: str  # of its file
    title: str
    credit: str
    licence: str
    sha256: str
    taken: str | None = None  # a day, where it is known


PACKAGE = "scikit-image==0.26.0"

# As skimage.data documents them.
PICTURES = (
    Picture(
        "astronaut.png", "Eileen Collins, astronaut", "NASA", "public domain",
        "88431cd9653ccd539741b555fb0a46b61558b301d4110412b5bc28b5e3ea6cb5",
    ),
    Picture(
        "camera.png", "A photographer at work", "Lav Varshney", "CC0-1.0",
        "b0793d2adda0fa6ae899c03989482bff9a42d3d5690fc7e3648f2795d730c23a",
    ),
    Picture(
        "chelsea.png", "Chelsea the cat", "Stéfan van der Walt", "CC0-1.0",
        "596aa1e7cb875eb79f437e310381d26b338a81c2da23439704a73c4651e8c4bb",
    ),
    Picture(
        "clock_motion.png", "A wall clock, the camera moving", "Stéfan van der Walt", "public domain",
        "f029226b28b642e80113d86622e9b215ee067a0966feaf5e60604a1e05733955",
    ),
    Picture(
        "coffee.png", "A cup of coffee", "Rachel Michetti, Pikolo Espresso Bar", "CC0-1.0",
        "cc02f8ca188b167c775a7101b5d767d1e71792cf762c33d6fa15a4599b5a8de7",
    ),
    Picture(
        "hubble_deep_field.jpg", "The Hubble eXtreme Deep Field", "NASA", "public domain",
        "3a19c5dd8a927a9334bb1229a6d63711b1c0c767fb27e2286e7c84a3e2c2f5f4", "2012-09-25",
    ),
    Picture(
        "rocket.jpg", "A Falcon 9 lifts DSCOVR", "SpaceX", "public domain",
        "c2dd0de7c538df8d111e479619b129464d0269d0ae5fd18ca91d33a7fdfea95c", "2015-02-11",
    ),
)  # fmt: skip

_MANIFEST = "pictures.json"
_MISSED = "not-fetched"


class Demonstration:
    """What `make` has put into the folder; nothing, where it has not."""

    def __init__(self, folder: Path) -> None:
        manifest = folder / _MANIFEST
        told = msgspec.json.decode(manifest.read_bytes(), type=list[Picture]) if manifest.is_file() else []
        self._folder = folder
        self._pictures = {picture.name: picture for picture in told}

    def pictures(self) -> list[Picture]:
        return list(self._pictures.values())

    def path(self, name: str) -> Path | None:
        return self._folder / name if name in self._pictures else None


def make(folder: Path, *, again: bool = True) -> None:
    """Puts the pictures there, and last their list. `again`: also where they could not be had before.
    Raises StepFailed."""
    if Demonstration(folder).pictures() == [*PICTURES]:
        return
    missed = folder / _MISSED
    if missed.exists() and not again:
        return
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix=".fetching-", dir=folder) as temporary:
            print("Fetching some demonstration pictures (14 MB).")
            fetch(Path(temporary), [PACKAGE])
            gather(Path(temporary, "skimage", "data"), folder, PICTURES)
    except StepFailed:  # not for one who ended it by Ctrl-C, who is asked again
        missed.touch()
        raise
    missed.unlink(missing_ok=True)


def gather(source: Path, folder: Path, pictures: Sequence[Picture]) -> None:
    """Raises StepFailed where a picture is missing, or is another than was looked at for this list."""
    folder.mkdir(parents=True, exist_ok=True)
    for picture in pictures:
        path = source / picture.name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != picture.sha256:
            raise StepFailed(f"{PACKAGE} has no {picture.name} as it is known here.")
        shutil.copy(path, folder)
    written = folder / f"{_MANIFEST}.new"
    written.write_bytes(msgspec.json.encode(pictures))
    written.replace(folder / _MANIFEST)


def main() -> int:
    parser = argparse.ArgumentParser(description="Fetch the demonstration pictures.")
    parser.add_argument("--into", type=Path, required=True, help="the folder, HELIOGRAPH_HOME/demonstration")
    parser.add_argument("--once", action="store_true", help="not where they could not be fetched before")
    told = parser.parse_args()
    try:
        make(told.into.resolve(), again=not told.once)
    except StepFailed as error:
        print(
            f"{error}\nHeliograph works without the demonstration pictures. To try again: make demonstration",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

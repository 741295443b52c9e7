"""The models that are known by name, a row each: MODELS. shared/inference/tasks.py has the same by identity, and the
MODELS tables of services what loads them. Users' own models lie in the models folder (own.py)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from shared.inference import bundled, detector
from shared.inference.bundled import EMBEDDING, FACES, MULTILINGUAL, SEEING, Package
from shared.inference.detector import NpmPackage

_MAKE, _FETCH = "python -m shared.inference.bootstrap", "python -m shared.inference.fetch_detector"


@dataclass(frozen=True, slots=True)
class Known:
    """`models`: what it is called by those who made it. `packages`: what carries its weights, pinned by hash.
    `fetched_by`: the command that brings them into a models folder, empty where they come with Heliograph. `is_here`:
    whether they are in that folder."""

    task: str
    name: str
    models: str
    licence: str
    packages: Sequence[Package | NpmPackage]
    fetched_by: str
    is_here: Callable[[Path], bool]

    @property
    def megabytes(self) -> int:
        """To be fetched."""
        return sum(package.megabytes for package in self.packages)

    @property
    def sources(self) -> list[str]:
        return [f"{package.name} {package.version}" for package in self.packages]


def _bundled(task: str, models: str, licence: str, *packages: Package) -> Known:
    return Known(task, "bundled", models, licence, packages, _MAKE, bundled.complete)


MODELS = (
    _bundled("see", "EfficientNet-Lite1+2", "Apache-2.0", *SEEING),
    Known("detect", "bundled", "NanoDet-g", "Apache-2.0", (detector.PACKAGE,), _FETCH, detector.complete),
    Known("read", "bundled", "PP-OCRv6 small", "Apache-2.0", (), "", lambda _: find_spec("rapidocr") is not None),
    _bundled("embed", "all-MiniLM-L6-v2", "Apache-2.0", *EMBEDDING),
    _bundled(
        "place", "all-MiniLM-L6-v2, Universal Sentence Encoder multilingual", "Apache-2.0", *EMBEDDING, *MULTILINGUAL
    ),
    _bundled("face_detect", "YuNet, O-Net (MTCNN)", "MIT", *FACES),
    _bundled("face_embed", "SFace", "Apache-2.0", *FACES),
)

"""What a stage is to the machine that runs it: a plain callable, facts in, facts out.

A stage implementation is a class with a `model` (who says so, shown to the owner) and a call that takes a
batch of Items and returns one Found for each. It never sees a broker, a catalog or a blob store. An Invalid
that it returns in place of a Found fails that photo's stage with a sentence; anything raised fails the batch.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from shared.domain.faces import Likeness
from shared.domain.part import Part
from shared.domain.photo import Photo
from shared.errors import Invalid

Device = Literal["cpu", "cuda"]
Pixels = NDArray[np.uint8]  # shape (height, width, 3), sRGB, upright
Vectors = NDArray[np.float32]  # shape (n, dimension)
Vector = NDArray[np.float32] | dict[str, float]  # dense, or sparse: word -> weight


@dataclass(frozen=True, slots=True)
class PartItem:
    """A part and its blob, as pixels where the pool decodes."""

    part: Part
    content: bytes
    pixels: Pixels | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One photo and what the stage takes of it: a path (original), pixels (preview), parts, or none of them (record).
    A photo of many parts comes in several items."""

    photo: Photo
    path: Path | None = None
    pixels: Pixels | None = None
    sidecar: Path | None = None
    parts: tuple[PartItem, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPart:
    """What a stage found on one part of a photo, in the form of Found. `id` is empty where the stage found the part,
    else that of the one which it was given, or of the one which the owner drew."""

    facts: dict[str, Any] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    vectors: dict[str, Vector] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """`facts` go under the photo's found.<stage> (builtins only; "parts" is taken). `blobs` are renditions by name, and
    so are `files`, which are taken away once they are stored; `vectors` are by space. `parts` are in the order in which
    they are to be shown: all that the stage found, or what it says of those that it was given. `seconds` is written by
    the pool: the photo's share of the time that the stage took for its batch."""

    facts: dict[str, Any] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    vectors: dict[str, Vector] = field(default_factory=dict)
    seconds: float = field(default=0.0, compare=False)
    files: dict[str, Path] = field(default_factory=dict)
    parts: tuple[FoundPart, ...] = ()


class StageCallable(Protocol):
    model: str

    def __call__(self, items: Sequence[Item]) -> Sequence[Found | Invalid]: ...


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """What a model is, for AI_USAGE.md, the photo's page and the licence check."""

    name: str
    version: str
    task: str
    licence: str
    source: str  # package or repository
    files: tuple[str, ...] = ()  # inside the models folder


class ImageClassifier(Protocol):
    """ImageNet-1k probabilities."""

    spec: ModelSpec

    def run(self, batch: Sequence[Pixels]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """-> (P at temperature 2, P at temperature 1), each of shape (n, 1000), rows summing to 1."""
        ...


class TextEmbedder(Protocol):
    """Sentences -> unit vectors."""

    spec: ModelSpec
    dimension: int

    def run(self, batch: Sequence[str]) -> NDArray[np.float32]:
        """-> shape (n, dimension), unit rows."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class TextLine:
    """`confidence` is the mean probability of the characters; `box` has shape (4, 2), x and y of the corners as shares
    of width and height, clockwise from the upper left of the line as it is read."""

    text: str
    confidence: float
    box: NDArray[np.float32]


class TextReader(Protocol):
    """What is written on pictures."""

    spec: ModelSpec

    def run(self, batch: Sequence[Pixels]) -> list[list[TextLine]]:
        """-> the lines of each, in no order, the doubtful ones too."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class ObjectBoxes:
    """`boxes`: shape (n, 4), left, top, right and bottom as shares of width and height, within the picture; `scores`:
    shape (n,), 0..1; `names`: in the words of tags. The surest come first."""

    boxes: NDArray[np.float32]
    scores: NDArray[np.float32]
    names: tuple[str, ...]


class ObjectDetector(Protocol):
    """Which things are where. `measured`: how often it is right at which score was measured
    (services/vision/counting.py)."""

    spec: ModelSpec
    measured: bool

    def run(self, batch: Sequence[Pixels]) -> list[ObjectBoxes]:
        """-> the things on each, the doubtful ones too."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class FaceBoxes:
    """`boxes`: shape (n, 4), left, top, right and bottom in pixels, which may lie beyond the picture; `scores`: shape
    (n,), 0..1. The surest come first."""

    boxes: NDArray[np.float32]
    scores: NDArray[np.float32]


class FaceDetector(Protocol):
    """Where faces are."""

    spec: ModelSpec

    def run(self, batch: Sequence[Pixels]) -> list[FaceBoxes]: ...


class FaceLandmarks(Protocol):
    """Where eyes, nose and mouth are, and whether it is a face at all."""

    spec: ModelSpec

    def run(
        self, pixels: Pixels, boxes: NDArray[np.float32], turns: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Boxes of faces on one picture, shape (n, 4) in pixels, and by how many radians their heads are thought to
        lean clockwise, shape (n,) -> shape (n, 5, 2), x and y in pixels of the person's right eye, left eye, nose,
        right and left corner of the mouth; and shape (n,), how much of a face each is, 0..1."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceSpec(ModelSpec):
    """Of an embedder of faces, with how near its vectors must lie."""

    likeness: Likeness


class FaceEmbedder(Protocol):
    """Whose face it might be. `dimension` is that of the model."""

    spec: FaceSpec
    dimension: int

    def run(
        self, chips: Sequence[Pixels], points: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Faces with their five points, shape (n, 5, 2) in pixels of their chips -> shape (n, dimension), unit rows;
        and shape (n,), how long they were: the longer, the more of a face was seen."""
        ...

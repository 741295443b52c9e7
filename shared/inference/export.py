"""`python -m shared.inference.export PACKAGES OUTPUT`: the bootstrap's subprocess.

PACKAGES is the folder into which the weight packages and onnx were installed, OUTPUT an empty folder for the files.
Every network must reproduce what others said of the same weights before its file is kept.
"""

import hashlib
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shared.inference import bundled
from shared.inference.bundled import (
    INTEGERS,
    LABEL_VECTORS,
    LITE1,
    LITE2,
    MANIFEST,
    MINILM,
    MULTILINGUAL_LABEL_VECTORS,
    PACKAGES,
    TOKENIZER,
    USE,
)
from shared.inference.conse import label_vectors
from shared.inference.efficientnet_graph import efficientnet_lite
from shared.inference.export_faces import export_faces
from shared.inference.minilm import MiniLM
from shared.inference.minilm_graph import minilm
from shared.inference.sessions import fast_integers, open_session
from shared.inference.use import UniversalSentenceEncoder
from shared.inference.use_weights import unpack
from shared.inference.weights import read_legacy_pth, read_safetensors

# torch 2.13.0 with efficientnet_lite_pytorch 0.1.0, and transformers 5.23.0, on the drawn picture and the sentence
# below: every 125th logit, every 48th number.
_TORCH_SAYS = {
    LITE1: (-0.8618, -0.3481, -0.9013, -1.2832, -0.7476, -0.3287, -0.8399, -1.1904),
    LITE2: (-1.3691, -0.8174, -1.1019, -1.2320, -0.4828, 0.1495, 0.6003, -0.1055),
    MINILM: (0.02159, -0.02015, 0.00250, 0.00685, 0.06968, 0.07821, 0.07251, -0.03047),
}
# What the package's own code says, every 64th number. It normalises three branches as one, which have weights of their
# own and are apart here: that finds a little more (docs/models.md), and is nearly the same.
_PACKAGE_SAYS = (-0.00046, -0.01053, 0.00689, 0.01463, 0.00277, -0.02552, -0.06144, -0.03924)
_TOLERANCE = 1e-3
_ALIKE = 0.97
_RANGES = Path(__file__).with_name("efficientnet_ranges.json")
_SENTENCE = "A heliograph sends messages by flashes of light."


def main(packages: Path, output: Path) -> None:
    lite1, lite2, text, multilingual, *_ = (packages / package.folder for package in PACKAGES)
    for name, folder, side in ((LITE1, lite1, 240), (LITE2, lite2, 260)):
        (checkpoint,) = folder.glob("*.pth")
        weights = read_legacy_pth(checkpoint)
        (output / name).write_bytes(efficientnet_lite(weights, side))
        logits = _logits(output / name, side)
        _compare(name, logits[::125])
        say(output / name)
        integers = output / INTEGERS[name]
        integers.write_bytes(efficientnet_lite(weights, side, _ranges()[name]))
        if fast_integers():  # elsewhere this file is not used
            _correlate(integers.name, logits, _logits(integers, side))
        say(integers)
    (output / MINILM).write_bytes(minilm(read_safetensors(text / "model.safetensors")))
    shutil.copyfile(text / "tokenizer.json", output / TOKENIZER)
    embedder = MiniLM(output)
    _compare(MINILM, embedder.run([_SENTENCE])[0, ::48])
    say(output / MINILM)
    np.savez(output / LABEL_VECTORS, vectors=label_vectors(embedder.run))
    say(output / LABEL_VECTORS)
    unpack(multilingual, output)
    encoder = UniversalSentenceEncoder(output)
    _correlate(USE, np.array(_PACKAGE_SAYS, np.float32), encoder.run([_SENTENCE])[0, ::64])
    say(output / USE)
    np.savez(output / MULTILINGUAL_LABEL_VECTORS, vectors=label_vectors(encoder.run))
    say(output / MULTILINGUAL_LABEL_VECTORS)
    for name in export_faces(packages, output):
        say(output / name)
    sources = [{"package": p.name, "version": p.version, "sha256": p.sha256, "licence": p.licence} for p in PACKAGES]
    manifest(output, bundled.key(), sources)


def drawn(side: int) -> NDArray[np.uint8]:
    """An orange ball before a gradient: shape (side, side, 3)."""
    y, x = np.mgrid[:side, :side] / side
    ball = np.hypot(x - 0.5, y - 0.5) < 0.3
    colours = [np.where(ball, 0.95, x), np.where(ball, 0.5, 0.4 + 0.4 * y), np.where(ball, 0.1, 0.9 - 0.5 * y)]
    return (np.stack(colours, axis=-1) * 255).astype(np.uint8)


def _logits(network: Path, side: int) -> NDArray[np.float32]:
    logits: NDArray[np.float32] = open_session(network).run(["logits"], {"pixels": drawn(side)[None]})[0][0]
    return logits


def _ranges() -> dict[str, list[tuple[float, float]]]:
    """Between which each activation lies, as eval/calibrate.py saw them."""
    ranges: dict[str, list[tuple[float, float]]] = json.loads(_RANGES.read_text())
    return ranges


def _correlate(name: str, exact: NDArray[np.float32], got: NDArray[np.float32]) -> None:
    alike = float(np.corrcoef(exact, got)[0, 1])
    if not alike > _ALIKE:
        raise SystemExit(f"{name} is only {alike:.3f} like what it should be: this machine's result is not usable")


def _compare(name: str, got: NDArray[np.float32]) -> None:
    error = float(np.abs(got - np.array(_TORCH_SAYS[name])).max())
    if not error < _TOLERANCE:
        raise SystemExit(f"{name} differs by {error:.4f} from what torch computes: this machine's result is not usable")


def manifest(output: Path, key: str, sources: Sequence[Mapping[str, str]]) -> None:
    """Writes down what the files of the folder are, and what they were made of."""
    files = {
        path.name: {"bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in sorted(output.iterdir())
    }
    told = {"key": key, "files": files, "sources": sources}
    (output / MANIFEST).write_text(json.dumps(told, indent=2) + "\n")


def say(path: Path) -> None:
    print(f"Made {path.name} ({path.stat().st_size / 1e6:.1f} MB).", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

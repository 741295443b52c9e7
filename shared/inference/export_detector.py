"""`python -m shared.inference.export_detector WEIGHTS OUTPUT`: turns the detector's weights into its ONNX file, which
must say what TensorFlow.js says of the same weights."""

import sys
from pathlib import Path

import numpy as np

from shared.inference.detector import NANODET, PACKAGE, SIDE, key
from shared.inference.export import drawn, manifest, say
from shared.inference.nanodet_graph import nanodet
from shared.inference.sessions import open_session
from shared.inference.weights import read_tfjs

# @tensorflow/tfjs 4.22.0 on the drawn picture: the likeliest answers by their place among all cells' classes, and every
# 500th cell's left and lower side.
_LIKELY = {278209: 0.5208, 277169: 0.4689, 277249: 0.4653, 276129: 0.4592, 277089: 0.4527, 278207: 0.4148}
_LEFT = (1.5257, 2.8499, 1.6654, 3.3748, 1.6039, 3.4186, 4.0881, 4.2609)
_LOWER = (1.5703, 3.06, 2.5439, 3.3104, 1.7565, 3.4406, 3.7109, 3.6301)
_TOLERANCE = 1e-3


def main(weights: Path, output: Path) -> None:
    network = output / NANODET
    network.write_bytes(nanodet(read_tfjs(weights / "nanodet.json")))
    classes, sides = open_session(network).run(["classes", "sides"], {"pixels": drawn(SIDE)[None]})
    got = np.concatenate([classes.reshape(-1)[list(_LIKELY)], sides[0, ::500, 0], sides[0, ::500, 3]])
    error = float(np.abs(got - np.array([*_LIKELY.values(), *_LEFT, *_LOWER])).max())
    if not error < _TOLERANCE:
        raise SystemExit(
            f"{NANODET} differs by {error:.4f} from what it should say: this machine's result is not usable"
        )
    say(network)
    source = {
        "package": PACKAGE.name,
        "version": PACKAGE.version,
        "integrity": PACKAGE.integrity,
        "licence": PACKAGE.licence,
    }
    manifest(output, key(), [source])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

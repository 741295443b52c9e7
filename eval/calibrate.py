"""`python -m eval.calibrate LITE1.onnx LITE2.onnx > shared/inference/efficientnet_ranges.json`

Between which values the activations of the classifiers lie, on 200 drawn pictures: the evaluation photos are thereby
left for measuring. Of each activation, the extremes of one picture in fifty are clipped. Needs `onnx`; the arguments
are the float networks of the models folder.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from PIL import Image

PICTURES = 200
CLIPPED = 2  # percent of the pictures, at either end
SIDE = 320


def drawn(seed: int) -> NDArray[np.uint8]:
    """Noise of every scale, of random contrast and light, with discs and boxes on it."""
    random = np.random.default_rng(seed)
    picture = np.zeros((SIDE, SIDE, 3))
    for octave in range(1, 8):
        size = 2**octave
        noise = random.normal(size=(size, size, 3)) * (0.5 + 0.5 * random.random()) / octave ** random.uniform(0.3, 1.5)
        noise = 0.6 * noise + 0.4 * noise.mean(axis=2, keepdims=True)
        picture += np.stack([_enlarged(noise[..., channel]) for channel in range(3)], axis=-1)
    picture = picture / (picture.std() + 1e-6) * random.uniform(30, 80) + random.uniform(70, 180)
    y, x = np.mgrid[:SIDE, :SIDE]
    for _ in range(random.integers(0, 8)):
        (left, top), radius, color = random.uniform(0, SIDE, 2), random.uniform(10, 120), random.uniform(0, 255, 3)
        if random.random() < 0.5:
            inside = np.hypot(x - left, y - top) < radius
        else:
            inside = (abs(x - left) < radius) & (abs(y - top) < radius * random.uniform(0.1, 2))
        cover = random.uniform(0.3, 1)
        picture[inside] = picture[inside] * (1 - cover) + color * cover
    drawn: NDArray[np.uint8] = np.clip(picture, 0, 255).astype(np.uint8)
    return drawn


def _enlarged(noise: NDArray[np.float64]) -> NDArray[np.float32]:
    return np.asarray(Image.fromarray(noise.astype(np.float32)).resize((SIDE, SIDE), Image.Resampling.BICUBIC))


def ranges(network: Path) -> list[list[float]]:
    session, names, side = _with_activations(network)
    lows, highs = np.empty((PICTURES, len(names))), np.empty((PICTURES, len(names)))
    for row, picture in enumerate(_pictures(side)):
        activations = session.run(names, {"pixels": picture[None]})
        lows[row] = [activation.min() for activation in activations]
        highs[row] = [activation.max() for activation in activations]
    low = np.minimum(np.percentile(lows, CLIPPED, axis=0), 0)
    high = np.percentile(highs, 100 - CLIPPED, axis=0)
    (low[0], high[0]) = (-1, 1)  # the input's own
    return [[float(f"{a:.4g}"), float(f"{b:.4g}")] for a, b in zip(low, high, strict=True)]


def _pictures(side: int) -> Iterator[NDArray[np.uint8]]:
    for seed in range(PICTURES):
        yield np.asarray(Image.fromarray(drawn(seed)).resize((side, side), Image.Resampling.BICUBIC))


def _with_activations(network: Path) -> tuple[onnxruntime.InferenceSession, list[str], int]:
    model = onnx.load(network)
    outputs = [name for node in model.graph.node for name in node.output if name.startswith("activation")]
    model.graph.output.extend(
        onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in outputs
    )
    session = onnxruntime.InferenceSession(model.SerializeToString())
    return session, outputs, session.get_inputs()[0].shape[1]


if __name__ == "__main__":
    json.dump({Path(path).name: ranges(Path(path)) for path in sys.argv[1:]}, sys.stdout)

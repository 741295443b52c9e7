"""Whether technical quality is told: `python -m eval.quality --evalkit ../shared/evalkit`.

COCO photos and the labelled ones, harmed in five ways, each in four steps: the mean of the score that should fall, and
the share of the photos on which it falls at every step. --write puts the table into a Markdown file, between
<!-- eval.quality --> and <!-- /eval.quality -->.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
from tqdm import tqdm

from eval.command import parser, publish
from eval.photosets import captioned, hand_labelled
from eval.previews import preview
from eval.tables import table
from services.vision.quality import quality
from shared.inference.base import Pixels

_EVERY = 3  # one photo in so many: each is looked at 21 times


def blurred(picture: Pixels, deviation: float) -> Pixels:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), deviation), np.uint8)


def noisy(picture: Pixels, deviation: float) -> Pixels:
    return np.clip(picture + np.random.default_rng(0).normal(0, deviation, picture.shape), 0, 255).astype(np.uint8)


def exposed(picture: Pixels, stops: float) -> Pixels:
    return (np.clip((picture / 255) ** 2.2 * 2**stops, 0, 1) ** (1 / 2.2) * 255).astype(np.uint8)


def flattened(picture: Pixels, share: float) -> Pixels:
    return ((picture - 128.0) * share + 128).astype(np.uint8)


HARMS: dict[str, tuple[str, Callable[[Pixels, float], Pixels], tuple[float, ...]]] = {
    "blurred by 1, 2, 4, 8 pixels": ("sharpness", blurred, (1, 2, 4, 8)),
    "noise of 5, 10, 20, 40 grey levels": ("noise", noisy, (5, 10, 20, 40)),
    "1 to 4 stops more light": ("exposure", exposed, (1, 2, 3, 4)),
    "1 to 4 stops less light": ("exposure", exposed, (-1, -2, -3, -4)),
    "contrast times .8, .6, .4, .2": ("contrast", flattened, (0.8, 0.6, 0.4, 0.2)),
}


def report(evalkit: Path) -> str:
    cv2.setNumThreads(1)
    photos = [photo.path for photo in (*captioned(evalkit), *hand_labelled(evalkit))][::_EVERY]
    scores: dict[str, list[list[float]]] = {harm: [] for harm in HARMS}
    seconds = 0.0
    for path in tqdm(photos, "harming", disable=None):
        picture = preview(path)
        began = time.process_time()
        whole = quality(picture)
        seconds += time.process_time() - began
        for harm, (name, make, steps) in HARMS.items():
            harmed = (quality(make(picture, step)) for step in steps)
            scores[harm].append([getattr(seen, name) for seen in (whole, *harmed)])
    rows = []
    for harm, (name, _, _) in HARMS.items():
        each = np.array(scores[harm])
        falls = np.mean((np.diff(each, axis=1) < 0).all(axis=1))
        rows.append([harm, name, *(f"{mean:.2f}" for mean in each.mean(axis=0)), f"{falls:.2f}"])
    head = ["harm", "score", "as it is", "step 1", "2", "3", "4", "falls at every step"]
    return (
        f"Measured {datetime.now(UTC):%d %b %Y} on {len(photos)} photos "
        f"({1000 * seconds / len(photos):.0f} ms of processor time each):\n\n{table(head, rows)}"
    )


def main() -> None:
    given = parser("eval.quality", __doc__, "evalkit").parse_args()
    publish("eval.quality", report(given.evalkit), given.write)


if __name__ == "__main__":
    main()

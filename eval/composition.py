"""How well composition is told: `python -m eval.composition --evalkit ../shared/evalkit`.

Three questions, all on the half of the photos on which no threshold was chosen. What one judge wrote on the labelled
photos: average precision beside that of a random order, and how many of the named photos are rightly named. Where the
largest thing of the COCO photos lies: centred, on a third. And photos made so: mirrored, over water, blurred around a
subject. --write puts the tables into a Markdown file, between <!-- eval.composition --> and <!-- /eval.composition -->.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from eval.command import parser, publish
from eval.library import Eyes
from eval.previews import held_out, preview
from eval.ranking import average_precision
from eval.tables import table
from services.vision.composition.rules import RULES, Scored, composition
from shared.domain.composed import composed
from shared.inference.base import Pixels

_ORDERS = 2000
_THIRDS = [(x, y) for x in (1 / 3, 2 / 3) for y in (1 / 3, 2 / 3)]
_THERE = 0.13  # of the sides

Scores = Mapping[str, Scored]


@dataclass(frozen=True, slots=True)
class Told:
    """A rule on some photos: its scores, which photos it names, and which are so."""

    scores: NDArray[np.float64]
    named: NDArray[np.bool_]
    so: NDArray[np.bool_]

    @classmethod
    def of(cls, rule: str, seen: Sequence[Scores], so: Sequence[bool]) -> "Told":
        scored = [scores[rule] for scores in seen]
        return cls(np.array([one.score for one in scored]), np.array([one.named for one in scored]), np.array(so))

    def row(self) -> list[str]:
        if not self.so.any():
            return ["0", "", "", str(self.named.sum()), "0"]
        total = int(self.so.sum())
        own = average_precision(list(self.so[np.argsort(-self.scores, kind="stable")]), total)
        random = np.random.default_rng(0)
        orders = [average_precision(list(random.permutation(self.so)), total) for _ in range(_ORDERS)]
        return [
            str(total),
            f"{own:.2f}",
            f"{np.mean(orders):.2f} (.95 below {np.quantile(orders, 0.95):.2f})",
            str(self.named.sum()),
            str((self.named & self.so).sum()),
        ]


def look(pixels: Pixels) -> Scores:
    return {scored.name: scored for scored in composition(pixels)}


def as_said(record: Mapping[str, Any]) -> Scores:
    """With what the detector saw (shared/domain/composed.py)."""
    return {each["name"]: Scored(each["name"], each["score"], ()) for each in composed(record["found"])}


def labelled(evalkit: Path, held: bool, eyes: Eyes) -> str:
    rows = [(path, row) for path, row in _rows(evalkit, "manual_labels.json") if held_out(path) == held]
    seen = [as_said(eyes.see(path).record) for path, _ in tqdm(rows, "labelled", disable=None)]
    told = [
        [rule.name, *Told.of(rule.name, seen, [rule.name in row["composition"] for _, row in rows]).row()]
        for rule in RULES
    ]
    head = ["rule", "so labelled", "average precision", "of a random order", "named", "rightly"]
    return f"{len(rows)} photos labelled by one judge, told as they are to people:\n\n{table(head, told)}"


def placed(evalkit: Path, held: bool) -> str:
    """Photos with one thing that is at least twice as large as any other."""
    seen, middle, thirds, seconds = [], [], [], 0.0
    for path, row in tqdm(list(_coco(evalkit, held)), "placed", disable=None):
        picture = preview(path)
        height, width = picture.shape[:2]
        boxes = sorted((thing["bbox"] for thing in row["objects"] or ()), key=lambda box: -box[2] * box[3])
        areas = [box[2] * box[3] / width / height for box in boxes]
        if not boxes or areas[0] < 0.02 or (len(areas) > 1 and areas[1] > areas[0] / 2):
            continue
        left, top, wide, high = boxes[0]
        x, y = (left + wide / 2) / width, (top + high / 2) / height
        before = time.process_time()
        seen.append(look(picture))
        seconds += time.process_time() - before
        middle.append(bool(np.hypot(x - 0.5, y - 0.5) < _THERE))
        thirds.append(areas[0] < 0.4 and bool(min(np.hypot(x - a, y - b) for a, b in _THIRDS) < _THERE))
    rows = [[rule, *Told.of(rule, seen, so).row()] for rule, so in (("centered", middle), ("rule_of_thirds", thirds))]
    head = ["rule", "the largest thing is there", "average precision", "of a random order", "named", "rightly"]
    return (
        f"{len(seen)} COCO photos with one thing larger than all others, by the pixels alone "
        f"({1000 * seconds / len(seen):.0f} ms of processor time each):\n\n{table(head, rows)}"
    )


def made(evalkit: Path, held: bool) -> str:
    makers: dict[str, Callable[[Pixels], Pixels]] = {
        "symmetry": mirrored,
        "reflection": over_water,
        "shallow_depth": subject_alone,
    }
    pictures = [preview(path) for path, _ in tqdm(list(_coco(evalkit, held)), "made", disable=None)]
    before = [look(picture) for picture in pictures]
    rows = []
    for rule, make in makers.items():
        after = [look(make(picture)) for picture in pictures]
        rows.append([rule, *(f"{np.mean([scores[rule].named for scores in seen]):.2f}" for seen in (before, after))])
    head = ["rule", "named as they are", "named when made so"]
    return f"{len(pictures)} COCO photos, as they are and when made so (share):\n\n{table(head, rows)}"


def mirrored(picture: Pixels) -> Pixels:
    half = picture[:, : picture.shape[1] // 2]
    return np.ascontiguousarray(np.concatenate([half, half[:, ::-1]], axis=1))


def over_water(picture: Pixels) -> Pixels:
    """The upper three fifths over their own image, darker, blurred downwards and rippled."""
    height, width = picture.shape[:2]
    shore = height * 3 // 5
    image = cv2.GaussianBlur(picture[:shore][::-1][: height - shore], (0, 0), sigmaX=1, sigmaY=height / 120)
    y, x = np.mgrid[: height - shore, :width].astype(np.float32)
    rippled = cv2.remap(
        image, x + width / 160 * np.sin(60 * y / height), y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.concatenate([picture[:shore], (np.asarray(rippled) * 0.7).astype(np.uint8)])


def subject_alone(picture: Pixels) -> Pixels:
    """Sharp in an ellipse of a fifth of the picture, blurred around it."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[:height, :width]
    near = np.hypot((x / width - 0.5) / 0.25, (y / height - 0.5) / 0.25)[..., None] < 1
    return np.where(near, picture, cv2.GaussianBlur(picture, (0, 0), max(height, width) / 80)).astype(np.uint8)


def _coco(evalkit: Path, held: bool) -> Iterator[tuple[Path, dict[str, Any]]]:
    return (
        (path, row)
        for path, row in _rows(evalkit, "coco_labels.json")
        if path.parent.name == "coco_free" and held_out(path) == held
    )


def _rows(evalkit: Path, name: str) -> list[tuple[Path, dict[str, Any]]]:
    rows = json.loads((evalkit / "photos" / name).read_text())
    return [(path, row) for row in rows if (path := evalkit / "photos" / row["file"]).is_file()]


def report(evalkit: Path, held: bool, eyes: Eyes) -> str:
    cv2.setNumThreads(1)
    which = "half of the photos held out" if held else "half of the photos on which thresholds are chosen"
    first = f"Measured {datetime.now(UTC):%d %b %Y} on the {which}."
    return "\n\n".join([first, labelled(evalkit, held, eyes), placed(evalkit, held), made(evalkit, held)])


def main() -> None:
    options = parser("eval.composition", __doc__, "evalkit", "models", "cache")
    options.add_argument("--chosen", action="store_true", help="the other half, on which thresholds are chosen")
    given = options.parse_args()
    publish("eval.composition", report(given.evalkit, not given.chosen, Eyes(given.models, given.cache)), given.write)


if __name__ == "__main__":
    main()

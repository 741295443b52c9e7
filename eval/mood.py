"""How well moods are told: `python -m eval.mood --evalkit ../shared/evalkit`.

The hand-labelled photos are halved. On the first half each mood's threshold is chosen, so that the mood is named as
often there as the judge named it, or on a twentieth of all photos where he did so less than three times; all else is
measured on the other half. Where a half has none, nothing is said of it. --write puts the table into a Markdown file,
between its markers <!-- eval.mood --> and <!-- /eval.mood -->.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from eval.command import parser, publish
from eval.library import Eyes
from eval.ranking import auc, average_precision
from eval.tables import table
from services.vision.moods import MOODS, Seen, evidence

# The judge used more words than we: what each of ours is taken to mean.
MEANT = {
    "calm": ("calm", "peaceful", "serene"),
    "cheerful": ("cheerful", "happy", "festive", "joyful", "playful"),
    "cozy": ("cozy",),
    "dramatic": ("dramatic", "moody", "intense"),
    "energetic": ("energetic", "lively"),
    "fresh": ("fresh",),
    "romantic": ("romantic",),
    "vibrant": ("vibrant",),
}
_RESAMPLES = 2000
_FEW, _CAUTIOUS = 3, 0.05

Values = NDArray[np.float64]
Marks = NDArray[np.bool_]


def luck(scores: Values, wanted: Marks) -> float:
    """How often marks thrown at random do as well."""
    random, reached = np.random.default_rng(0), auc(scores, wanted)
    return float(np.mean([auc(scores, random.permutation(wanted)) >= reached for _ in range(_RESAMPLES)]))


def halves(judged: list[str]) -> Marks:
    """Which photos are of the first half: every second one of those of each mood."""
    first = np.zeros(len(judged), bool)
    first[np.argsort(judged, kind="stable")[::2]] = True
    return first


def threshold(scores: Values, wanted: Marks) -> float:
    share = float(wanted.mean()) if wanted.sum() >= _FEW else _CAUTIOUS
    return float(np.quantile(scores, 1 - share))


def row(name: str, scores: Values, wanted: Marks, first: Marks) -> list[str]:
    chosen = threshold(scores[first], wanted[first])
    there, marks = scores[~first], wanted[~first]
    begin = [name, str(int(wanted[first].sum())), str(int(marks.sum())), f"{chosen:.2f}"]
    if not marks.any():
        return [*begin, "", "", "", "", ""]
    order = np.argsort(-there, kind="stable")
    precision = average_precision(list(marks[order]), int(marks.sum()))
    used = there >= MOODS[name].threshold
    return [
        *begin,
        f"{precision:.2f} ({marks.mean():.2f})",
        f"{auc(there, marks):.2f}",
        f"{luck(there, marks):.3f}",
        f"{int((used & marks).sum())} of {int(used.sum())}",
        f"{auc(scores, wanted):.2f}, {luck(scores, wanted):.3f}",
    ]


def heard(facts: Mapping[str, Any], name: str) -> float:
    seen = Seen.of(facts)
    assert seen is not None, "every photo has colours"
    return evidence(MOODS[name], seen)


def report(evalkit: Path, models: Path, cache: Path) -> str:
    labelled = json.loads((evalkit / "photos" / "manual_labels.json").read_text())
    rows = sorted((each for each in labelled if (evalkit / "photos" / each["file"]).is_file()), key=lambda r: r["file"])
    eyes = Eyes(models, cache)
    seen = [eyes.see(evalkit / "photos" / each["file"]).record["found"] for each in tqdm(rows, "looking", disable=None)]
    judged = [each["mood"] for each in rows]
    first = halves(judged)
    lines = []
    for name, meant in MEANT.items():
        scores = np.array([heard(facts, name) for facts in seen])
        lines.append(row(name, scores, np.array([mood in meant for mood in judged]), first))
    head = ["mood", "first half", "other half", "threshold by the first", "AP (chance)", "AUC", "luck", "named rightly",
            "AUC, luck: all"]  # fmt: skip
    return "\n\n".join(
        [
            f"Measured {datetime.now(UTC):%d %b %Y}: {int(first.sum())} photos to choose by, {int((~first).sum())} to "
            "measure on, one judge. Chance is the average precision of a random order; luck is how often marks thrown "
            "at random reach this AUC.",
            table(head, lines),
        ]
    )


def main() -> None:
    given = parser("eval.mood", __doc__, "evalkit", "models", "cache").parse_args()
    publish("eval.mood", report(given.evalkit, given.models, given.cache), given.write)


if __name__ == "__main__":
    main()

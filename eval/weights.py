"""Why search weighs as it does: `python -m eval.weights --evalkit ../shared/evalkit`.

Every photo's scores to every caption, from the real index, under other weights and floors than the chosen ones. Gains
are paired against looks alone. "cv" is the mean over held-out thirds of photos, each a library of its own. --write
puts the tables into a Markdown file, between its markers <!-- eval.weights --> and <!-- /eval.weights -->.
"""

import asyncio
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from eval.command import parser, publish
from eval.library import Eyes, Library
from eval.photosets import captioned, hand_labelled
from eval.questions import NONSENSE, SCENES, THINGS, absent
from eval.ranking import Ranks, auc, gain, ranks_in
from eval.tables import table
from services.embedder.encoder import query_encoder
from shared.domain.spaces import IMAGE, SPACES, TEXT, WORDS, Floor, SpaceSpec

Matrix = NDArray[np.float64]  # questions x photos
FLOOR = cast(Floor, IMAGE.floor)
_SHARES = (0.05, 0.1, 0.2)  # of questions without an answer that are given one


@dataclass(frozen=True, slots=True)
class Heard:
    """What three spaces say of every photo to every question, 0 where they say nothing."""

    looks: Matrix
    text: Matrix
    words: Matrix
    known: NDArray[np.float64]
    asked: NDArray[np.int64]  # how many words each question has

    def fused(self, spaces: Sequence[SpaceSpec]) -> Matrix:
        """With the weights of these spaces."""
        scores = {IMAGE.name: self.looks, TEXT.name: self.text, WORDS.name: self.words}
        worth = {space.name: np.array([space.worth(int(asked)) for asked in self.asked]) for space in spaces}
        total: Matrix = sum((worth[name][:, None] * scores[name] for name in worth), np.zeros_like(self.looks))
        return total

    def of_nearest(self, rule: Callable[[float, float, float], float]) -> NDArray[np.float64]:
        """What the rule makes of each question's nearest photo: of its looks, its words, and how known they are."""
        best = self.looks.argmax(1)
        each = np.arange(len(best))
        nearest = zip(self.looks[each, best], self.words[each, best], self.known, strict=True)
        return np.array([rule(*heard) for heard in nearest], np.float64)

    def kept(self, rule: Callable[[float, float, float], bool]) -> NDArray[np.bool_]:
        return self.of_nearest(rule) > 0


async def hear(library: Library, questions: Sequence[str]) -> Heard:
    rows = [await library.hear(question) for question in tqdm(questions, "asking", disable=None)]
    scores = {space: np.array([row.scores[space.name] for row in rows]) for space in (IMAGE, TEXT, WORDS)}
    return Heard(
        scores[IMAGE],
        scores[TEXT],
        scores[WORDS],
        np.array([row.known for row in rows]),
        np.array([row.asked for row in rows]),
    )


def reciprocal_rank_fusion(heard: Heard) -> Matrix:
    """What others do: each list votes by rank. A photo that words do not name gets no vote of theirs."""
    total = np.zeros_like(heard.looks)
    for scores in (heard.looks, heard.text, heard.words):
        places = (-scores).argsort(1, kind="stable").argsort(1, kind="stable") + 1
        total += np.where(scores > 0, 1 / (60 + places), 0)
    return total


def cross_validated(scores: Matrix, wanted: NDArray[np.int64], repeats: int = 8) -> float:
    """Mean reciprocal rank where each third of the photos is a library of its own."""
    random, means = np.random.default_rng(1), []
    for _ in range(repeats):
        folds = random.permutation(scores.shape[1]) % 3
        for fold in range(3):
            photos = np.flatnonzero(folds == fold)
            asked = np.isin(wanted, photos)
            ranks = ranks_in(scores[asked][:, photos], np.searchsorted(photos, wanted[asked]))
            means.append((1 / ranks).mean())
    return float(np.mean(means))


def weighed(heard: Heard, wanted: NDArray[np.int64]) -> str:
    variants = {
        "looks alone": heard.fused([IMAGE]),
        "reciprocal rank fusion": reciprocal_rank_fusion(heard),
        **{f"words {w}": heard.fused([IMAGE, replace(WORDS, weight=w)]) for w in (0.01, 0.02, 0.03)},
        **{f"words 0.02, text {t}": heard.fused([IMAGE, WORDS, replace(TEXT, weight=t)]) for t in (0.05, 0.1, 0.2)},
        f"**chosen: words {WORDS.weight}, text {TEXT.weight}**": heard.fused(SPACES),
    }
    ranks = {name: Ranks(ranks_in(scores, wanted), wanted) for name, scores in variants.items()}
    rows = [
        [
            name,
            *ranks[name].row(),
            str(gain(ranks[name], ranks["looks alone"])),
            f"{cross_validated(scores, wanted):.3f}",
        ]
        for name, scores in variants.items()
    ]
    return table(["weights", "R@1", "R@5", "R@10", "MRR", "gain in MRR", "cv"], rows)


def floored(heard: Heard, wanted: NDArray[np.int64], nonsense: Heard, things: Heard) -> str:
    rules: dict[str, Callable[[float, float, float], bool]] = {
        "none": lambda looks, words, known: True,
        "looks >= .30": lambda looks, words, known: looks >= 0.30,
        "looks >= .30, looks - .45 known >= .10": lambda looks, words, known: (
            looks >= 0.30 and looks - 0.45 * known >= 0.10
        ),
        f"**chosen: looks + {FLOOR.said} words >= {FLOOR.least}, that - {FLOOR.known} known >= {FLOOR.margin}**": (
            lambda looks, words, known: FLOOR.above(looks, words, known) >= 0
        ),
    }
    ranks = ranks_in(heard.fused(SPACES), wanted)
    rows = []
    for name, rule in rules.items():
        shown = Ranks(np.where(heard.kept(rule), ranks, np.inf), wanted)
        rejected = (f"{1 - of.kept(rule).mean():.2f}" for of in (nonsense, things))
        rows.append([name, str(shown.recall(10)), str(shown.mrr), *rejected])
    return table(["floor", "R@10", "MRR", "nonsense rejected", "absent things rejected"], rows)


def curve(answered: Heard, unanswered: Mapping[str, Heard]) -> str:
    """The receiver operating characteristic of the floor, were it moved up and down."""
    rows = []
    ours = answered.of_nearest(FLOOR.above)
    for name, heard in unanswered.items():
        theirs = heard.of_nearest(FLOOR.above)
        area = auc(np.r_[ours, theirs], np.arange(len(ours) + len(theirs)) < len(ours))
        moved = [f"{(ours > np.quantile(theirs, 1 - share)).mean():.2f}" for share in _SHARES]
        here = f"{(ours >= 0).mean():.2f} / {(theirs >= 0).mean():.2f}"
        rows.append([name, str(len(theirs)), f"{area:.3f}", *moved, here])
    shares = [f"captions at {share:.0%} of these" for share in _SHARES]
    return table(["questions without an answer", "", "AUC", *shares, "captions / these at the floor"], rows)


async def report(evalkit: Path, models: Path, cache: Path) -> str:
    photos = [*captioned(evalkit), *hand_labelled(evalkit)]
    asked = [(place, caption) for place, photo in enumerate(photos) for caption in photo.captions]
    said = [text for photo in photos for text in (*photo.captions, *photo.names)]
    eyes = Eyes(models, cache)
    seen = [eyes.see(photo.path) for photo in tqdm(photos, "looking", disable=None)]
    with tempfile.TemporaryDirectory() as folder:
        async with Library.open(Path(folder), seen, query_encoder("bundled", models)) as library:
            heard = await hear(library, [caption for _, caption in asked])
            nonsense, things = await hear(library, NONSENSE), await hear(library, absent(THINGS, said))
            scenes = await hear(library, SCENES)
    wanted = np.array([place for place, _ in asked])
    return "\n\n".join(
        [
            f"Measured {datetime.now(UTC):%d %b %Y}: {len(photos)} photos, {len(asked)} captions, in one library.",
            "Weights, without a floor:",
            weighed(heard, wanted),
            "Floors, with the chosen weights; what a floor rejects counts as not found:",
            floored(heard, wanted, nonsense, things),
            "The floor moved up and down (ROC): the share of captions that are shown something, where so many of the"
            " questions without an answer are shown something too:",
            curve(heard, {"nonsense": nonsense, "absent things": things, "absent scenes": scenes}),
        ]
    )


def main() -> None:
    given = parser("eval.weights", __doc__, "evalkit", "models", "cache").parse_args()
    publish("eval.weights", asyncio.run(report(given.evalkit, given.models, given.cache)), given.write)


if __name__ == "__main__":
    main()

"""Three opinions of a photo -> one score.

Looks lead. What the other two know is added with a small weight: they are weaker on their own, and an equal vote
(reciprocal rank fusion) costs a tenth of the quality. The weights were chosen by cross-validation; docs/quality.md
has the table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Scores = Mapping[str, float]  # photo id -> how near it is to the question; no entry: unknown


@dataclass(frozen=True, slots=True)
class Weights:
    """What a unit of each score is worth beside a unit of looks. In a question of one or two words, every word
    says more."""

    text: float
    words: float
    few_words: float

    def of_words(self, asked: int) -> float:
        return self.few_words if asked <= 2 else self.words


WEIGHTS = Weights(text=0.02, words=0.02, few_words=0.1)

FIRST_PAGE = 12  # hits that people look through, so a doubtful one costs little
CLEAR = 0.5  # of the best score: a whole library is no answer to "a church"
TAIL = 0.25  # of the best score: what lies below has never been the wanted photo, and is half of what would be shown


def fuse(looks: Scores, text: Scores, words: Scores, *, asked: int, weights: Weights) -> list[tuple[str, float]]:
    """(photo id, score) of every photo that anyone knows, best first, ties by id.

    `looks` and `text` are cosines, `words` the sparse score; `asked` is the number of words in the question."""
    weight = weights.of_words(asked)
    scores = {
        photo: looks.get(photo, 0.0) + weights.text * text.get(photo, 0.0) + weight * words.get(photo, 0.0)
        for photo in looks.keys() | text.keys() | words.keys()
    }
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def without_tail(ranked: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """Of a ranking, the first page while its scores are at least TAIL of the best, and after it only what is CLEAR."""
    best = ranked[0][1] if ranked else 0.0
    return [
        (photo, score)
        for place, (photo, score) in enumerate(ranked)
        if score >= (TAIL if place < FIRST_PAGE else CLEAR) * best
    ]

"""When nothing fits, say so: a library always holds a nearest photo, to nonsense too.

The nearest photo must be near (LEAST), and the nearer the question lies to the vocabulary that photos are described
with, the nearer it must be: "violin" is a known word, so that a violin's own photo would be far nearer than .4.
Words that stand on it count towards its nearness. Measured in docs/quality.md.
"""

from shared.search.fuse import Scores

LEAST = 0.28
MARGIN = 0.10
KNOWN = 0.45
SAID = 0.02  # what the words' score, up to MOST_SAID, is worth beside a cosine
MOST_SAID = 4.0


def fits(looks: Scores, words: Scores, known: float | None) -> bool:
    """Whether the photo that looks nearest is an answer at all.

    `looks`: cosines; `words`: sparse scores; `known`: the question's best cosine to the vocabulary, if there is one.
    """
    if not looks:
        return False
    nearest = max(looks, key=lambda photo: (looks[photo], photo))
    return near_enough(looks[nearest], words.get(nearest, 0.0), known or 0.0)


def near_enough(looks: float, words: float, known: float) -> bool:
    return above(looks, words, known) >= 0


def above(looks: float, words: float, known: float) -> float:
    """How far above the floor, in cosines; less than 0: below it."""
    near = looks + SAID * min(words, MOST_SAID)
    return min(near - LEAST, near - KNOWN * known - MARGIN)

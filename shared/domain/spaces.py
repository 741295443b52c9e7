"""The vector spaces, named once: what is written under these names and what is asked of them must agree.

A name tells the model and its version; another model gets another space, which reconcile fills. What search makes of a
space follows from its model, so it stands here beside it: another model brings other numbers. docs/quality.md has the
tables that these were chosen by.
"""

from dataclasses import dataclass

FEW = 2  # words: a question of so many names a thing


@dataclass(frozen=True, slots=True)
class Floor:
    """Below it the nearest photo is no answer: a library always holds a nearest photo, to nonsense too.

    It must be near (`least`, a cosine), and the nearer the question lies to the vocabulary that photos are described
    with, the nearer it must be: "violin" is a known word, so that a violin's own photo would be far nearer than .4.
    Words that stand on it count towards its nearness: their score, up to `most_said`, is worth `said` of a cosine."""

    least: float
    margin: float
    known: float
    said: float
    most_said: float

    def above(self, near: float, words: float, known: float) -> float:
        """How far above the floor, in cosines; less than 0: below it."""
        nearness = self.nearness(near, words)
        return min(nearness - self.least, nearness - self.known * known - self.margin)

    def nearness(self, near: float, words: float) -> float:
        return near + self.said * min(words, self.most_said)


@dataclass(frozen=True, slots=True)
class SpaceSpec:
    """`dimension` is 0 for a sparse space of words. `idf`: rare words count for more.

    A space that `proposes` is searched for its nearest photos; another one is only heard on what those propose. A unit
    of its score is worth `weight` in the sum, or `of_few` in a question of one or two words, each of which says more.
    `floor` is for the nearest photo to anything, `floor_of_each` for every photo of a thing that is asked by its name.
    `one_bit`: a sign a dimension tells well enough which vectors are worth a closer look. `private`: it answers nobody
    but the owner of its points (shared/vectors/scoped.py). `grouped`: its points are parts of photos."""

    name: str
    dimension: int = 0
    idf: bool = False
    proposes: bool = True
    weight: float = 1.0
    of_few: float | None = None
    floor: Floor | None = None
    floor_of_each: Floor | None = None
    one_bit: bool = False
    private: bool = False
    grouped: bool = False

    def worth(self, asked: int) -> float:
        """The weight in a question of so many words."""
        return self.of_few if self.of_few is not None and asked <= FEW else self.weight


# How a photo looks, in the words of the vocabulary.
IMAGE = SpaceSpec(
    "image.conse-1",
    384,
    floor=Floor(least=0.28, margin=0.10, known=0.45, said=0.02, most_said=4.0),
    floor_of_each=Floor(least=0.24, margin=0.05, known=0.40, said=0.02, most_said=4.0),
    one_bit=True,
)
# The same as a model of sixteen languages has it, which knows English less well. Floors: docs/quality.md.
IMAGE_MULTILINGUAL = SpaceSpec(
    "image.conse-use-1",
    512,
    floor=Floor(least=0.22, margin=0.05, known=0.45, said=0.02, most_said=4.0),
    floor_of_each=Floor(least=0.20, margin=0.03, known=0.40, said=0.02, most_said=4.0),
    one_bit=True,
)
# What its caption, tags and place mean. Its weight is so small that what it alone would propose is never shown.
TEXT = SpaceSpec("text.minilm-1", 384, proposes=False, weight=0.02)
# Which words stand on it.
WORDS = SpaceSpec("words.1", idf=True, weight=0.02, of_few=0.1)

SPACES = (IMAGE, IMAGE_MULTILINGUAL, TEXT, WORDS)
ENGLISH = "en"


def asked_in(language: str) -> tuple[SpaceSpec, ...]:
    """The spaces in which a question of that language has a vector, the best for how photos look first: a photo that
    lies in it is judged there, and one that was not yet placed in it by the next."""
    return (IMAGE, TEXT) if language == ENGLISH else (IMAGE_MULTILINGUAL, IMAGE)

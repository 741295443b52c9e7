"""The vector spaces that this release knows, and those that a library is searched in.

A name tells the model and its version; another model gets spaces of its own, which are filled before they are searched
(shared/domain/pipeline.py). What search makes of a space follows from its model, so it stands here beside it: another
model brings other numbers. docs/quality.md has the tables that these were chosen by.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from shared.domain.faces import OF_SFACE, Likeness
from shared.domain.share import NOTHING, SUBJECTS, Subject

Role = Literal["looks", "looks_in_any_language", "meaning", "words", "faces"]

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
    """`role`: what it says of photos, a Role; a later release's may be another. `dimension` is 0 for a sparse space of
    words. `idf`: rare words count for more.

    A space that `proposes` is searched for its nearest photos; another one is only heard on what those propose. A unit
    of its score is worth `weight` in the sum, or `of_few` in a question of one or two words, each of which says more.
    `floor` is for the nearest photo to anything, `floor_of_each` for every photo of a thing that is asked by its name.
    `one_bit`: a sign a dimension tells well enough which vectors are worth a closer look. `private`: it answers nobody
    but the owner of its points (shared/vectors/scoped.py); `tells`: nor who is not told of one of these subjects, which
    its words may name. `grouped`: its points are parts of photos; no question is
    asked in it, and its dimension is 0 here: its model alone knows that, and the first vector brings it. `likeness`:
    how near its points must lie to be one person's. `of_pixels`: its model looks at the preview, not at what others saw
    on it.

    `zero` and `unit` make the cosines of one model comparable with those of all others: of what has nothing to do with
    each other, and how many of its cosines are one of `image.conse-1`, in which weights and floors are counted."""

    name: str
    role: str
    dimension: int = 0
    idf: bool = False
    proposes: bool = True
    weight: float = 1.0
    of_few: float | None = None
    floor: Floor | None = None
    floor_of_each: Floor | None = None
    one_bit: bool = False
    private: bool = False
    tells: frozenset[Subject] = NOTHING
    grouped: bool = False
    likeness: Likeness | None = None
    of_pixels: bool = False
    zero: float = 0.0
    unit: float = 1.0

    def score(self, cosine: float) -> float:
        """What a cosine of this space is worth in those of `image.conse-1`."""
        return (cosine - self.zero) / self.unit

    def worth(self, asked: int) -> float:
        """The weight in a question of so many words."""
        return self.of_few if self.of_few is not None and asked <= FEW else self.weight


# How a photo looks, in the words of the vocabulary.
IMAGE = SpaceSpec(
    "image.conse-1",
    "looks",
    384,
    floor=Floor(least=0.28, margin=0.10, known=0.45, said=0.02, most_said=4.0),
    floor_of_each=Floor(least=0.24, margin=0.05, known=0.40, said=0.02, most_said=4.0),
    one_bit=True,
)
# The same as a model of sixteen languages has it, which knows English less well. Floors: docs/quality.md.
IMAGE_MULTILINGUAL = SpaceSpec(
    "image.conse-use-1",
    "looks_in_any_language",
    512,
    floor=Floor(least=0.22, margin=0.05, known=0.45, said=0.02, most_said=4.0),
    floor_of_each=Floor(least=0.20, margin=0.03, known=0.40, said=0.02, most_said=4.0),
    one_bit=True,
)
# What its caption, tags and place mean. Its weight is so small that what it alone would propose is never shown.
TEXT = SpaceSpec("text.minilm-1", "meaning", 384, proposes=False, weight=0.02, tells=SUBJECTS)
# Which words stand on it.
WORDS = SpaceSpec("words.1", "words", idf=True, weight=0.02, of_few=0.1, tells=SUBJECTS)

SPACES = (IMAGE, IMAGE_MULTILINGUAL, TEXT, WORDS)


def _of_faces(name: str, likeness: Likeness) -> SpaceSpec:
    return SpaceSpec(name, "faces", proposes=False, private=True, grouped=True, likeness=likeness)


# Whose face it might be. The name tells who says where the points of a face are and who embeds it by them; the detector
# only tells where to look, so that another one leaves faces comparable.
FACES = _of_faces("faces.onet-sface-1", OF_SFACE)

# A guess: how far above chance an answer lies was measured for our own models alone (docs/models.md).
_FLOOR_OF_OWN = Floor(least=0.35, margin=0.35, known=0.0, said=0.02, most_said=4.0)


@dataclass(frozen=True, slots=True)
class Measured:
    """What adding a user's image-text model found out about its vectors: SpaceSpec's numbers."""

    dimension: int
    zero: float
    unit: float


def own_space(name: str, digest: str, measured: Measured) -> SpaceSpec:
    """The space of a user's image-text model. One model may know many languages or one: it is asked in all."""
    return SpaceSpec(
        own_space_name(name, digest),
        "looks",
        measured.dimension,
        floor=_FLOOR_OF_OWN,
        floor_of_each=_FLOOR_OF_OWN,
        of_pixels=True,
        zero=measured.zero,
        unit=measured.unit,
    )


def own_space_name(name: str, digest: str) -> str:
    return f"image.own-{name}-{digest}"


# Where tests put photos by another model.
_OF_ANOTHER = SpaceSpec("image.fake-2", "looks", 256, floor=IMAGE.floor, floor_of_each=IMAGE.floor_of_each)
_FAKE_FACES, _OTHER_FAKE_FACES = (_of_faces(name, OF_SFACE) for name in ("faces.fake-1", "faces.fake-2"))

# By task, the spaces that each model makes.
MADE_BY: Mapping[str, Mapping[str, tuple[SpaceSpec, ...]]] = {
    "place": {
        "bundled": (IMAGE, IMAGE_MULTILINGUAL),
        "fake": (IMAGE, IMAGE_MULTILINGUAL),
        "fake-2": (_OF_ANOTHER,),
    },
    "embed": {"bundled": (TEXT, WORDS), "fake": (TEXT, WORDS)},
    "face_embed": {"bundled": (FACES,), "fake": (_FAKE_FACES,), "fake-2": (_OTHER_FAKE_FACES,)},
}
ENGLISH = "en"


class Spaces:
    """Those that a library is searched in. Whoever answers a question takes them once, and goes by them to the end."""

    def __init__(self, specs: Sequence[SpaceSpec]) -> None:
        self._specs = tuple(specs)
        self._of = {space.role: space for space in reversed(self._specs)}

    def __iter__(self) -> Iterator[SpaceSpec]:
        return iter(self._specs)

    @property
    def looks(self) -> SpaceSpec:
        return self._of["looks"]

    def get(self, role: str) -> SpaceSpec | None:
        return self._of.get(role)

    def asked_in(self, language: str) -> tuple[SpaceSpec, ...]:
        """Those in which a question of that language has a vector, the best for how photos look first: a photo that
        lies in it is judged there, and one that was not yet placed in it by the next."""
        roles: tuple[Role, ...] = ("looks", "meaning") if language == ENGLISH else ("looks_in_any_language", "looks")
        return tuple(space for role in roles if (space := self.get(role)))


KNOWN = Spaces(SPACES)  # those of a new library with the bundled models

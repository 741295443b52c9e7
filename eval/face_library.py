"""A made library of faces, as large as is wanted: no person's, but spread as SFace spreads them.

Of 955 real ones (160 people) two faces of one person had cosines of .33, .51 and .67 (of each hundredth, tenth and
median), and a thousandth of those of two people .37 or more. Here they have .25, .42 and .62, and .40: a little harder.
A few people are on most photos; a fifth has a second look, glasses or ten years; a fifth belongs to families of four
that look alike; three faces in a hundred are nobody's.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_NUMBERS = 128
_BETWEEN, _WITHIN = 5.8, 2.5  # how fast the numbers lose their say: between people, and between faces of one
_BLUR, _BLURS = 0.75, 0.34  # the median of what a face has of its own, and its spread (log-normal)
_SECOND_LOOK, _FAMILIES, _JUNK = 0.2, 0.2, 0.03


@dataclass(frozen=True, slots=True)
class FaceLibrary:
    """`vectors`: shape (n, 128), unit rows; `people`: shape (n,), whose they are. Nobody's have a number each."""

    vectors: NDArray[np.float32]
    people: NDArray[np.int64]


def made(faces: int, people: int, seed: int = 0) -> FaceLibrary:
    random = np.random.default_rng(seed)
    between, within = (_spread(decay) for decay in (_BETWEEN, _WITHIN))
    persons = random.normal(size=(people, _NUMBERS)) * between
    family = int(people * _FAMILIES) // 4 * 4
    parents = np.repeat(random.normal(size=(family // 4, _NUMBERS)) * between, 4, axis=0)
    persons[:family] = (persons[:family] + parents) / np.sqrt(2)
    often = random.permutation(1 / np.arange(1, people + 1))
    nobodys = int(faces * _JUNK)
    who = random.choice(people, faces - nobodys, p=often / often.sum())
    looks = persons[who]
    other = (random.random(people) < _SECOND_LOOK)[who] & (random.random(len(who)) < 0.5)
    looks[other] = 0.8 * looks[other] + 0.6 * (random.normal(size=persons.shape) * between)[who[other]]
    blur = np.exp(random.normal(np.log(_BLUR), _BLURS, len(who)))
    looks += blur[:, None] * random.normal(size=looks.shape) * within
    junk = random.normal(size=(nobodys, _NUMBERS)) * (between + within) / 2
    order = random.permutation(faces)
    vectors = np.concatenate([looks, junk])[order]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return FaceLibrary(vectors.astype(np.float32), np.concatenate([who, people + np.arange(nobodys)])[order])


def _spread(decay: float) -> NDArray[np.float64]:
    shares = np.exp(-decay * np.arange(_NUMBERS) / _NUMBERS)
    return np.asarray(np.sqrt(shares / shares.sum()))

"""What is known for certain of faces: which are one person's, and which never are."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from services.smart.people.roots import Roots

# What two groups both have, if they must never be one: a photo, a name, an answer of the owner's.
Bars = set[int]


@dataclass(frozen=True, slots=True)
class Constraints:
    """By ids of faces and people. `people`: whose face it is, as the owner said. `together` and `apart`: two faces of
    one person, of two people. `rejected`: a face, and a person whose it is not. What is together is together, whatever
    else is said of it; two people are never one, and neither are two faces of one photo."""

    people: Mapping[str, str] = field(default_factory=dict)
    together: Collection[tuple[str, str]] = ()
    apart: Collection[tuple[str, str]] = ()
    rejected: Collection[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Blocks:
    """Faces that are together. `labels`: of each face its block, shape (n,); `bars` and `people` (None: nobody's yet)
    of each block."""

    labels: NDArray[np.int64]
    bars: list[Bars]
    people: list[str | None]


def blocks(ids: Sequence[str], photos: Sequence[str], constraints: Constraints) -> Blocks:
    """What is said of faces that are not here is left out. Raises ValueError when faces of two people are together."""
    row = {id: place for place, id in enumerate(ids)}
    labels = _joined(row, constraints)
    bars: list[Bars] = [set() for _ in range(labels.max(initial=-1) + 1)]
    people: list[str | None] = [None] * len(bars)
    block = {person: int(labels[row[face]]) for face, person in constraints.people.items() if face in row}
    for person, place in block.items():
        if people[place] is not None:
            raise ValueError(f"faces of {people[place]} and {person} are said to be together")
        people[place] = person
        bars[place].add(0)
    number = {photo: place for place, photo in enumerate(dict.fromkeys(photos), start=1)}
    for place, photo in zip(labels.tolist(), photos, strict=True):
        bars[place].add(number[photo])
    ends = chain(
        ((row.get(one), row.get(other)) for one, other in constraints.apart),
        ((row.get(face), block.get(person)) for face, person in constraints.rejected),
    )
    said = len(constraints.apart)
    for place, (one, other) in enumerate(ends):
        if one is None or other is None:
            continue
        pair = int(labels[one]), int(labels[other]) if place < said else other
        if pair[0] != pair[1]:
            for end in pair:
                bars[end].add(len(number) + 1 + place)
    return Blocks(labels, bars, people)


def _joined(row: Mapping[str, int], constraints: Constraints) -> NDArray[np.int64]:
    roots = Roots(len(row))
    named = defaultdict(list)
    for face, person in constraints.people.items():
        named[person].append(face)
    links = chain(constraints.together, ((faces[0], face) for faces in named.values() for face in faces[1:]))
    for one, other in links:
        if one in row and other in row:
            roots.join(row[one], row[other])
    return np.unique(roots.all(), return_inverse=True)[1]

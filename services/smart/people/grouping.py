"""A full pass over the faces of a library: which are one person's.

Faces that were seen well found groups, by linkage under the constraints. The others, blurred, small or turned away, may
then join a group, one by one; as they found none and move none, they never bridge two.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from services.smart.people.constraints import Bars, Blocks, Constraints, blocks
from services.smart.people.density import dbscan
from services.smart.people.joining import join
from services.smart.people.linkage import average_linkage
from services.smart.people.neighbours import Vectors, neighbours
from shared.domain.faces import Likeness

Method = Literal["average", "dbscan"]

# DBSCAN goes by single pairs, which are nearer by chance than averages are: from .55 on strangers form no chain
# (docs/quality.md).
_WITHIN_REACH = 0.16


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """`ids` and `photos`: of each face its own and its photo's. `vectors`: shape (n, d), unit rows. `founding`: shape
    (n,), whether it was seen well enough to found a group."""

    ids: Sequence[str]
    photos: Sequence[str]
    vectors: Vectors
    founding: NDArray[np.bool_]


def regroup(
    faces: Faces,
    constraints: Constraints,
    likeness: Likeness,
    before: Mapping[str, str],
    new_id: Callable[[], str],
    method: Method = "average",
) -> dict[str, str]:
    """-> of each face that is in a group, the group's id: a person's id is that of their group, and a group keeps the
    id that most of its faces had `before`. In whatever order the faces come, the groups are the same."""
    order = np.array(sorted(range(len(faces.ids)), key=faces.ids.__getitem__), int)
    ids = [faces.ids[place] for place in order]
    known = blocks(ids, [faces.photos[place] for place in order], constraints)
    labels = _labels(faces.vectors[order], faces.founding[order], known, likeness, method)
    members: defaultdict[int, list[str]] = defaultdict(list)
    for id, label in zip(ids, labels.tolist(), strict=True):
        if label >= 0:
            members[label].append(id)
    names = {label: person for label, person in _people(labels, known).items() if label in members}
    names |= _kept(members, names, before)
    return {id: names.get(label) or names.setdefault(label, new_id()) for label in members for id in members[label]}


def _labels(
    vectors: Vectors, founding: NDArray[np.bool_], known: Blocks, likeness: Likeness, method: Method
) -> NDArray[np.int64]:
    """-> of each face its group, or -1."""
    firm, seen = known.labels[founding], vectors[founding]
    founded = np.zeros(len(known.bars), bool)
    founded[firm] = True
    named = np.array([person is not None for person in known.people], bool)
    if method == "dbscan":
        root = dbscan(seen, neighbours(seen, likeness.same + _WITHIN_REACH), firm, known.bars)
    else:
        root = average_linkage(seen, neighbours(seen, likeness.same), likeness.same, firm, known.bars)
    groups, place = np.unique(root[founded], return_inverse=True)
    of_blocks = np.full(len(known.bars), -1)
    of_blocks[founded] = groups[place]
    of_blocks[named & ~founded] = np.flatnonzero(named & ~founded)  # nobody is like them, but they are people
    loose = np.flatnonzero(~founded & ~named)
    if loose.size and groups.size:
        bars: list[Bars] = [known.bars[group] for group in groups]
        means = _means(seen, np.searchsorted(groups, root[firm]), len(groups))
        own = _means(vectors, known.labels, len(known.bars))[loose]
        lengths = np.maximum(np.linalg.norm(own, axis=1, keepdims=True), 1e-9)
        joined = join(own / lengths, [known.bars[block] for block in loose], means, bars, likeness)
        of_blocks[loose] = np.where(joined >= 0, groups[joined], -1)
    return np.asarray(of_blocks[known.labels])


def _means(vectors: Vectors, labels: NDArray[np.int64], count: int) -> Vectors:
    sums = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(sums, labels, vectors)
    return np.asarray(sums / np.maximum(np.bincount(labels, minlength=count), 1)[:, None], np.float32)


def _people(labels: NDArray[np.int64], known: Blocks) -> dict[int, str]:
    return {
        int(label): person
        for label, block in zip(labels.tolist(), known.labels.tolist(), strict=True)
        if (person := known.people[block]) is not None
    }


def _kept(members: Mapping[int, Sequence[str]], named: Mapping[int, str], before: Mapping[str, str]) -> dict[int, str]:
    """The ids from before for the groups that have no person's, most faces in common first."""
    common = Counter(
        (label, before[id]) for label in members if label not in named for id in members[label] if id in before
    )
    kept: dict[int, str] = {}
    taken = set(named.values())
    for (label, id), _ in sorted(common.items(), key=lambda each: (-each[1], each[0][1], members[each[0][0]][0])):
        if label not in kept and id not in taken:
            kept[label] = id
            taken.add(id)
    return kept

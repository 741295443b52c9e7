"""How good groups of faces are, and what an owner's corrections make of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from services.smart.people.constraints import Constraints
from services.smart.people.grouping import Faces, Method, regroup
from services.smart.people.joining import Gallery
from shared.domain.faces import Likeness

Truth = Mapping[str, str]  # face -> person


@dataclass(frozen=True, slots=True)
class Groups:
    """How groups agree with people: B-cubed (Bagga and Baldwin, 1998) precision, recall and F, the F of pairs, and how
    many groups there are. A face in no group is one of its own."""

    precision: float
    recall: float
    f: float
    pairs: float
    groups: int

    @classmethod
    def of(cls, truth: Truth, found: Mapping[str, str]) -> "Groups":
        who = np.unique([truth[face] for face in truth], return_inverse=True)[1]
        group = np.unique([found.get(face, f"alone {face}") for face in truth], return_inverse=True)[1]
        return cls.of_labels(who, group)

    @classmethod
    def of_labels(cls, who: NDArray[np.int64], group: NDArray[np.int64]) -> "Groups":
        people, groups = np.bincount(who), np.bincount(group)
        _, place, common = np.unique(who * len(groups) + group, return_inverse=True, return_counts=True)
        precision = float((common[place] / groups[group]).mean())
        recall = float((common[place] / people[who]).mean())
        shared = float(_pairs(common).sum())
        pairs = 2 * shared / max(1.0, float(_pairs(people).sum() + _pairs(groups).sum()))
        return cls(precision, recall, 2 * precision * recall / (precision + recall), pairs, len(groups))

    def cells(self) -> list[str]:
        return [f"{self.f:.3f}", f"{self.precision:.3f}", f"{self.recall:.3f}", f"{self.pairs:.3f}", str(self.groups)]


def _pairs(sizes: NDArray[np.int64]) -> NDArray[np.float64]:
    return sizes * (sizes - 1.0) / 2


def full(faces: Faces, likeness: Likeness, method: Method = "average", people: Truth | None = None) -> dict[str, str]:
    numbers = count()
    return regroup(faces, Constraints(people=people or {}), likeness, {}, lambda: f"group {next(numbers)}", method)


def one_by_one(faces: Faces, likeness: Likeness) -> dict[str, str]:
    """Each face as it comes, in an order of chance; whoever is not assigned founds a group, where it may."""
    found: dict[str, str] = {}
    photos: dict[str, set[str]] = {}
    sums, sizes = np.zeros_like(faces.vectors), np.zeros(len(faces.ids), np.float32)  # of each group
    none = np.empty((0, faces.vectors.shape[1]), np.float32)
    for place in np.random.default_rng(0).permutation(len(faces.ids)).tolist():
        ids = list(photos)
        means = sums[: len(ids)] / sizes[: len(ids), None]
        gallery = Gallery(ids, means, none, np.empty(0, np.intp), likeness)
        match = gallery.match(
            faces.vectors[place], [id for id, there in photos.items() if faces.photos[place] in there]
        )
        if match.decision == "assign" and match.group is not None:
            group = match.group
        elif faces.founding[place]:
            group = f"group {len(ids)}"
        else:
            continue
        found[faces.ids[place]] = group
        photos.setdefault(group, set()).add(faces.photos[place])
        if faces.founding[place]:
            number = list(photos).index(group)
            sums[number] += faces.vectors[place]
            sizes[number] += 1
    return found


def corrected(faces: Faces, likeness: Likeness, truth: Truth, corrections: Sequence[int]) -> list[Groups]:
    """After so many corrections. At each, the owner names a person's largest group and puts one face of theirs right
    that is not in it; then all faces are grouped anew."""
    said: dict[str, str] = {}
    found = full(faces, likeness)
    seen, done = [], 0
    for wanted in corrections:
        while done < wanted and (wrong := _wrong(truth, found)):
            face, main = wrong[0]
            said |= {other: truth[face] for other in main if truth[other] == truth[face]} | {face: truth[face]}
            found, done = full(faces, likeness, people=said), done + 1
        seen.append(Groups.of(truth, found))
    return seen


def _wrong(truth: Truth, found: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """The faces that are not in their person's largest group, each with the faces in that."""
    wrong = []
    for person in sorted(set(truth.values())):
        own = [face for face in truth if truth[face] == person]
        groups = [found.get(face, f"alone {face}") for face in own]
        largest = max(sorted(set(groups)), key=groups.count)
        there = [face for face in truth if found.get(face, f"alone {face}") == largest]
        wrong += [(face, there) for face, group in zip(own, groups, strict=True) if group != largest]
    return wrong

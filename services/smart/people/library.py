"""The faces of a library with whose they are, and what a new face is compared with."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from services.smart.people.constraints import Constraints
from services.smart.people.grouping import Faces, Method, regroup
from services.smart.people.joining import Gallery, Match, exemplars
from shared.domain.faces import Likeness
from shared.domain.ids import new_id
from shared.domain.person import SILENT, FaceWord, Person, PlacedFace


@dataclass(slots=True)
class LibraryFaces:
    """Rows that belong together: the id of each face, its photo's, the local day on which that was taken ("" where
    nobody knows), how it is placed, and its unit vector. `words`: what the owner says of faces; `named`: the people
    with a name, by id; `counts`: how many photos show each person, whether or not their faces are here."""

    ids: list[str] = field(default_factory=list)
    photos: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    placed: list[PlacedFace] = field(default_factory=list)
    vectors: list[NDArray[np.float32]] = field(default_factory=list)
    words: Mapping[str, FaceWord] = field(default_factory=dict)
    named: Mapping[str, Person] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, face: PlacedFace, photo: str, day: str, vector: NDArray[np.float32]) -> None:
        self.ids.append(face.face)
        self.photos.append(photo)
        self.days.append(day)
        self.placed.append(face)
        self.vectors.append(vector)

    def word(self, face: str) -> FaceWord:
        return self.words.get(face, SILENT)

    @property
    def persons(self) -> dict[str, str]:
        return {face.face: face.person for face in self.placed if face.person}


@dataclass(frozen=True, slots=True)
class Pass:
    """What a full pass needs, so that it can be done in a child."""

    faces: Faces
    constraints: Constraints
    likeness: Likeness
    before: Mapping[str, str]
    method: Method

    @classmethod
    def over(cls, library: LibraryFaces, likeness: Likeness, method: Method) -> "Pass":
        known = {id: library.word(id) for id in library.ids}
        constraints = Constraints(
            people={id: word.person for id, word in known.items() if word.person},
            apart=[(id, other) for id, word in known.items() for other in word.apart],
            rejected=[(id, person) for id, word in known.items() for person in word.rejected],
        )
        founding = np.array([face.founding for face in library.placed], bool)
        faces = Faces(library.ids, library.photos, np.stack(library.vectors), founding)
        return cls(faces, constraints, likeness, library.persons, method)


def passer() -> Callable[[Sequence[Pass]], list[dict[str, str]]]:
    """For a child: of each pass whose face is whose."""
    return lambda passes: [
        regroup(each.faces, each.constraints, each.likeness, each.before, new_id, each.method) for each in passes
    ]


def allowed(library: LibraryFaces, found: Mapping[str, str]) -> dict[str, str]:
    """Of each face whose it is then: nobody's ("") where it is in no group, or the photo is from before that person's
    birth and nobody says otherwise."""
    whose = {}
    for id, day in zip(library.ids, library.days, strict=True):
        person = found.get(id, "")
        unborn = is_before(day, library.named.get(person)) and library.word(id).person != person
        whose[id] = "" if unborn else person
    return whose


def is_before(day: str, person: Person | None) -> bool:
    """Whether a photo of that day is from before the person's birth, as far as both are known."""
    return bool(person and person.birth_date and day and day < person.birth_date[: len(day)])


class Shelf:
    """What new faces of a library are compared with."""

    def __init__(self, library: LibraryFaces, whose: Mapping[str, str], likeness: Likeness) -> None:
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for row, id in enumerate(library.ids):
            if person := whose.get(id):
                rows[person].append(row)
        vectors = np.stack(library.vectors) if library.vectors else np.empty((0, 0), np.float32)
        self.named = library.named
        self.all = _gallery(library, vectors, rows, likeness)
        self._people = _gallery(library, vectors, {id: rows[id] for id in rows if id in library.named}, likeness)
        self._apart = _apart(library, whose, rows)

    def perhaps(self, group: str) -> tuple[str, float]:
        """The person with a name of whom a group without one might be, and how like they are; "" where it is nobody.
        Those are left out who are on a photo together, and whom the owner denied."""
        mean = self.all.mean(group)
        if mean is None or group in self.named:
            return "", 0.0
        hidden = {id for id, person in self.named.items() if person.hidden}
        match: Match = self._people.match(mean, self._apart.get(group, set()) | hidden)
        return (match.group, round(match.cosine, 3)) if match.group else ("", 0.0)


def _gallery(
    library: LibraryFaces, vectors: NDArray[np.float32], rows: Mapping[str, Sequence[int]], likeness: Likeness
) -> Gallery:
    means, sizes, faces, owners = [], [], [], []
    for place, (person, of) in enumerate(rows.items()):
        seen = [row for row in of if library.placed[row].founding] or list(of)
        means.append(vectors[seen].mean(axis=0))
        sizes.append(len(seen))
        if person in library.named:
            years = [int(library.days[row][:4] or 0) for row in seen]
            best = exemplars(years, [library.placed[row].worth for row in seen])
            faces += [vectors[seen[each]] for each in best]
            owners += [place] * len(best)
    dimension = vectors.shape[1]
    return Gallery(
        list(rows),
        np.array(means, np.float32).reshape(len(means), dimension),
        np.array(faces, np.float32).reshape(len(faces), dimension),
        np.array(owners, np.intp),
        likeness,
        np.array(sizes, np.float32),
    )


def _apart(library: LibraryFaces, whose: Mapping[str, str], rows: Mapping[str, Sequence[int]]) -> dict[str, set[str]]:
    """Of each group the people with names that it is not: who are on one of its photos, and whom a word denies."""
    on: defaultdict[str, set[str]] = defaultdict(set)
    for id, photo in zip(library.ids, library.photos, strict=True):
        if whose.get(id) in library.named:
            on[photo].add(whose[id])
    return {
        group: set().union(
            *({*on.get(library.photos[row], ()), *library.word(library.ids[row]).rejected} for row in of)
        )
        for group, of in rows.items()
        if group not in library.named
    }

from collections import defaultdict
from collections.abc import Sequence
from itertools import count

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.smart.people.constraints import Constraints
from services.smart.people.grouping import Faces, Method, regroup
from shared.domain.faces import Likeness

LIKENESS = Likeness(same=0.42, ask=0.32, margin=0.05, single=0.1, clear=9.0)


def library(seed: int, faces: int = 24, people: int = 4, spread: float = 1.6) -> Faces:
    """Faces of some people, each on one of half as many photos; a third of them seen badly."""
    random = np.random.default_rng(seed)
    vectors = random.normal(size=(people, 16))[random.integers(0, people, faces)]
    vectors = vectors + random.normal(size=(faces, 16)) * random.uniform(0.1, spread, (faces, 1)) / 2
    unit = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    photos = [f"photo{number}" for number in random.integers(0, faces // 2, faces)]
    return Faces([f"face{place:02}" for place in range(faces)], photos, unit, random.random(faces) < 0.67)


def grouped(
    faces: Faces, constraints: Constraints, method: Method = "average", before: dict[str, str] | None = None
) -> dict[str, str]:
    numbers = count()
    return regroup(faces, constraints, LIKENESS, before or {}, lambda: f"new{next(numbers)}", method)


def apart(found: dict[str, str]) -> set[frozenset[str]]:
    members = defaultdict(set)
    for face, group in found.items():
        members[group].add(face)
    return {frozenset(group) for group in members.values()}


def some(names: Sequence[str]) -> st.SearchStrategy[tuple[str, str]]:
    return st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(lambda pair: pair[0] != pair[1])


FACES = [f"face{place:02}" for place in range(24)]
PEOPLE = ["anna", "ben"]
CONSTRAINTS = st.builds(
    Constraints,
    people=st.dictionaries(st.sampled_from(FACES), st.sampled_from(PEOPLE), max_size=5),
    apart=st.lists(some(FACES), max_size=5),
    rejected=st.lists(st.tuples(st.sampled_from(FACES), st.sampled_from(PEOPLE)), max_size=5),
)
EXAMPLES = settings(max_examples=40)
METHODS = st.sampled_from(["average", "dbscan"])


@EXAMPLES
@given(st.integers(0, 10_000), CONSTRAINTS, METHODS)
def test_what_the_owner_said_holds(seed: int, constraints: Constraints, method: Method) -> None:
    faces = library(seed)
    found = grouped(faces, constraints, method)
    for face, person in constraints.people.items():
        assert found[face] == person, "named people are never dissolved"
    assert all(group not in PEOPLE or group in constraints.people.values() for group in found.values()), (
        "who has no face has no group"
    )
    known = constraints.people
    for one, other in constraints.apart:
        if one in found and not (one in known and known.get(one) == known.get(other)):
            assert found[one] != found.get(other)
    for face, person in constraints.rejected:
        assert found.get(face) != person or known.get(face) == person
    shown = defaultdict(list)
    for face, photo in zip(faces.ids, faces.photos, strict=True):
        if face in found:
            shown[photo, found[face]].append(face)
    for twice in shown.values():
        assert len(twice) == 1 or all(face in known for face in twice), "two faces of one photo are two people"


@EXAMPLES
@given(st.integers(0, 10_000), CONSTRAINTS, st.lists(some(FACES), max_size=5), METHODS)
def test_who_is_together_stays_together(
    seed: int, constraints: Constraints, together: list[tuple[str, str]], method: Method
) -> None:
    found = grouped(library(seed), Constraints(together=together, apart=constraints.apart), method)
    for one, other in together:
        assert found.get(one) == found.get(other)


@EXAMPLES
@given(st.integers(0, 10_000), CONSTRAINTS, st.randoms(use_true_random=False), METHODS)
def test_the_order_of_the_faces_does_not_matter(
    seed: int, constraints: Constraints, random: object, method: Method
) -> None:
    faces, order = library(seed), list(range(24))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = Faces(
        [faces.ids[place] for place in order], [faces.photos[place] for place in order],
        faces.vectors[order], faces.founding[order],
    )  # fmt: skip
    assert apart(grouped(faces, constraints, method)) == apart(grouped(shuffled, constraints, method))


@EXAMPLES
@given(st.integers(0, 10_000), CONSTRAINTS, METHODS)
def test_faces_that_were_seen_badly_never_bridge(seed: int, constraints: Constraints, method: Method) -> None:
    """Without them, the others are grouped as with them."""
    faces = library(seed)
    firm = [place for place in range(24) if faces.founding[place] or faces.ids[place] in constraints.people]
    alone = Faces(
        [faces.ids[place] for place in firm], [faces.photos[place] for place in firm],
        faces.vectors[firm], faces.founding[firm],
    )  # fmt: skip
    rest = set(alone.ids)
    both = {group & rest for group in apart(grouped(faces, constraints, method))} - {frozenset()}
    assert both == apart(grouped(alone, constraints, method))


@EXAMPLES
@given(st.integers(0, 10_000), CONSTRAINTS)
def test_a_second_pass_changes_nothing(seed: int, constraints: Constraints) -> None:
    first = grouped(library(seed), constraints)
    assert grouped(library(seed), constraints, before=first) == first


def unit(*rows: Sequence[float]) -> np.ndarray:
    vectors = np.array(rows, np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def faces_of(vectors: np.ndarray, founding: Sequence[bool] | None = None, photos: Sequence[str] | None = None) -> Faces:
    ids = list("abcdefghij"[: len(vectors)])
    good = np.ones(len(vectors), bool) if founding is None else np.array(founding)
    return Faces(ids, photos or ids, vectors, good)


def test_nobody_has_no_groups() -> None:
    assert grouped(faces_of(np.empty((0, 8), np.float32)), Constraints()) == {}


def test_a_weak_face_joins_its_group_and_founds_none() -> None:
    faces = faces_of(unit([1, 0, 0], [1, 0.1, 0], [1, 0.2, 0.2], [0, 0, 1]), [True, True, False, False])
    assert apart(grouped(faces, Constraints())) == {frozenset("abc")}


def test_a_weak_face_between_two_groups_joins_neither() -> None:
    faces = faces_of(unit([1, 0, 0], [0, 1, 0], [1, 1, 0.1]), [True, True, False])
    assert apart(grouped(faces, Constraints())) == {frozenset("a"), frozenset("b")}
    told = Constraints(people={"a": "anna"}, rejected=[("c", "anna")])
    assert apart(grouped(faces, told)) == {frozenset("a"), frozenset("bc")}


def test_twins_on_one_photo_are_two() -> None:
    faces = faces_of(unit([1, 0, 0], [1, 0.01, 0]), photos=["one", "one"])
    assert apart(grouped(faces, Constraints())) == {frozenset("a"), frozenset("b")}
    assert grouped(faces, Constraints(people={"a": "anna", "b": "anna"})) == {"a": "anna", "b": "anna"}, "in a mirror"


def test_two_people_however_alike_are_never_one() -> None:
    faces = faces_of(unit([1, 0, 0], [1, 0.01, 0], [1, 0.02, 0]))
    found = grouped(faces, Constraints(people={"a": "anna", "c": "ben"}))
    assert (found["a"], found["c"]) == ("anna", "ben")
    with pytest.raises(ValueError, match="faces of anna and ben are said to be together"):
        grouped(faces, Constraints(people={"a": "anna", "c": "ben"}, together=[("a", "c")]))


def test_a_person_named_by_a_weak_face_alone_is_there() -> None:
    faces = faces_of(unit([1, 0, 0], [1, 0.1, 0]), [False, False])
    assert grouped(faces, Constraints(people={"a": "anna"})) == {"a": "anna"}


def test_a_group_keeps_the_id_that_most_of_its_faces_had() -> None:
    faces = faces_of(unit([1, 0, 0], [1, 0.1, 0], [1, 0, 0.1], [0, 1, 0], [0, 1, 0.1]))
    before = {"a": "old", "b": "old", "c": "other", "d": "old", "e": "gone"}
    found = grouped(faces, Constraints(), before=before)
    assert {found[face] for face in "abc"} == {"old"}
    assert {found[face] for face in "de"} == {"gone"}
    named = grouped(faces, Constraints(people={"d": "old"}), before=before)
    assert named["d"] == "old"
    assert named["a"] == "other", "an id that is a person's is nobody else's"

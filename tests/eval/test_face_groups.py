import numpy as np
import pytest

from eval.face_groups import Groups, corrected, full, one_by_one
from eval.face_library import made
from services.embedder.models.faces import SFACE
from services.smart.people.grouping import Faces


def test_agreement_is_counted_by_faces_and_by_pairs() -> None:
    """Two people of three and one faces; one of the three is with the other person."""
    truth = {"a": "anna", "b": "anna", "c": "anna", "d": "ben"}
    groups = Groups.of(truth, {"a": "1", "b": "1", "c": "2", "d": "2"})
    assert groups.precision == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert groups.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert groups.pairs == pytest.approx(2 * 1 / (3 + 2))
    assert groups.groups == 2


def test_who_is_in_no_group_is_alone() -> None:
    assert Groups.of({"a": "anna", "b": "ben"}, {}) == Groups(1, 1, 1, 0, 2)


def test_corrections_make_it_better_and_enough_make_it_right() -> None:
    library = made(120, 8)
    ids = [f"{place:03}" for place in range(120)]
    truth = dict(zip(ids, map(str, library.people.tolist()), strict=True))
    faces = Faces(ids, ids, library.vectors, np.ones(120, bool))
    before, some, all_ = corrected(faces, SFACE.likeness, truth, (0, 5, 120))
    assert before == Groups.of(truth, full(faces, SFACE.likeness))
    assert before.f <= some.f <= all_.f
    assert all_.recall == 1
    assert Groups.of(truth, one_by_one(faces, SFACE.likeness)).precision > 0.9


def test_a_made_library_is_spread_as_it_says() -> None:
    library = made(4000, 600)
    rows = [np.flatnonzero(library.people == person)[:60] for person in range(600)]
    own = np.concatenate([_cosines(library.vectors[these]) for these in rows if len(these) > 1])
    assert np.quantile(own, [0.1, 0.5]) == pytest.approx([0.42, 0.62], abs=0.04)
    other = library.people[:-1] != library.people[1:]
    assert np.quantile(_cosines(library.vectors)[other], 0.99) == pytest.approx(0.31, abs=0.04)


def _cosines(vectors: np.ndarray) -> np.ndarray:
    """Of each with the next."""
    return np.einsum("ij,ij->i", vectors[:-1], vectors[1:])

import numpy as np
import pytest

from services.smart.people import neighbours as module
from services.smart.people.neighbours import neighbours


def crowd(faces: int, people: int) -> np.ndarray:
    random = np.random.default_rng(1)
    vectors = random.normal(size=(people, 32))[random.integers(0, people, faces)] + random.normal(size=(faces, 32)) / 2
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def brute(vectors: np.ndarray, least: float) -> set[tuple[int, int]]:
    rows, columns = np.nonzero(np.triu(vectors @ vectors.T, 1) >= least)
    return set(zip(rows.tolist(), columns.tolist(), strict=True))


def test_of_few_faces_all_pairs_are_found() -> None:
    vectors = crowd(300, 40)
    found = neighbours(vectors, 0.5)
    assert found.dtype == np.int32
    assert set(map(tuple, found.tolist())) == brute(vectors, 0.5)
    assert len(found) == len(brute(vectors, 0.5)), "each once"


def test_of_many_nearly_all_are_found_and_none_is_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_EXACT", 100)
    vectors = crowd(2000, 300)
    found, wanted = set(map(tuple, neighbours(vectors, 0.6).tolist())), brute(vectors, 0.6)
    assert found <= wanted
    assert len(found) > 0.95 * len(wanted)


def test_copies_of_one_face_are_no_more_pairs_than_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_EXACT", 100)
    monkeypatch.setattr(module, "_AT_ONCE", 50_000)
    vectors = np.repeat(crowd(2, 2), 500, axis=0)
    pairs = neighbours(vectors, 0.9)
    assert (pairs[:, 0] // 500 == pairs[:, 1] // 500).all()
    assert set(pairs.ravel().tolist()) == set(range(1000))
    assert len(pairs) <= 1000 * 16 * 4


@pytest.mark.parametrize("faces", [0, 1])
def test_one_face_has_no_neighbour(faces: int) -> None:
    assert neighbours(crowd(faces, 1), 0.5).shape == (0, 2)

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.smart.people.linkage import average_linkage
from services.smart.people.neighbours import neighbours
from tests.services.smart.people.test_grouping import library

_LEAST = 0.42


def textbook(vectors: np.ndarray, least: float) -> list[int]:
    """Of each row the lowest of its group."""
    groups = [[row] for row in range(len(vectors))]
    cosines = (vectors @ vectors.T).astype(np.float64)
    while len(groups) > 1:
        means = {(i, j): cosines[np.ix_(groups[i], groups[j])].mean() for i in range(len(groups)) for j in range(i)}
        (i, j), best = max(means.items(), key=lambda each: each[1])
        if best < least:
            break
        groups[j] += groups.pop(i)
    return [min(group) for row in range(len(vectors)) for group in groups if row in group]


@given(st.integers(0, 10_000))
@settings(max_examples=15)
def test_without_constraints_it_is_that_of_the_textbook(seed: int) -> None:
    vectors = library(seed, faces=20, people=4, spread=2.5).vectors
    pairs = neighbours(vectors, _LEAST)
    root = average_linkage(vectors, pairs, _LEAST, np.arange(20), [set() for _ in range(20)])
    assert root.tolist() == textbook(vectors, _LEAST)


def test_what_is_barred_stays_barred_whoever_joins() -> None:
    """The first and the third are one photo's; the second, between them, goes with the nearer, and takes its bar."""
    vectors = np.array([[1, 0], [0.9, 0.435], [0.87, 0.493]], np.float32)
    pairs = neighbours(vectors, 0.5)
    assert average_linkage(vectors, pairs, 0.5, np.arange(3), [{1}, set(), {1}]).tolist() == [0, 1, 1]
    assert average_linkage(vectors, pairs, 0.5, np.arange(3), [set(), set(), set()]).tolist() == [0, 0, 0]


def test_a_block_counts_as_much_as_its_faces() -> None:
    vectors = np.array([[1, 0], [1, 0], [0, 1], [0.8, 0.6]], np.float32)
    pairs = neighbours(vectors, 0.1)
    root = average_linkage(vectors, pairs, 0.5, np.array([0, 0, 0, 1]), [set(), set()])
    assert root.tolist() == [0, 0]  # .73 on average
    assert average_linkage(vectors, pairs, 0.75, np.array([0, 0, 0, 1]), [set(), set()]).tolist() == [0, 1]

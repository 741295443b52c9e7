import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from services.smart.clustering import complete_linkage, joined


def matrix(size: int, **pairs: float) -> np.ndarray:
    """`ab=0.9` says how alike the first and the second are."""
    alike = np.zeros((size, size))
    for (a, b), value in pairs.items():
        row, column = "abcdef".index(a), "abcdef".index(b)
        alike[row, column] = alike[column, row] = value
    return alike


def test_what_passes_on_is_joined_where_it_is_sure() -> None:
    turned = matrix(4, ab=0.99, ac=0.99, ad=0.98, bc=0.99, bd=0.2, cd=0.2)  # the fourth is like the first alone
    assert complete_linkage(turned, 0.5) == [[0, 1, 2]]
    assert joined(turned, 0.5, 0.97) == [[0, 1, 2, 3]]
    assert joined(matrix(4, ab=0.99, cd=0.99, bc=0.98, ac=0.1, ad=0.1, bd=0.1), 0.5, 0.97) == [[0, 1, 2, 3]]


def test_what_is_not_sure_or_known_to_be_different_stays_apart() -> None:
    assert joined(matrix(3, ab=0.99, bc=0.9, ac=0.1), 0.5, 0.97) == [[0, 1]]
    assert joined(matrix(3, ab=0.99, bc=0.98), 0.5, 0.97) == [[0, 1]], "taken one after the other"
    assert joined(np.full((2, 2), np.nan), 0.5, 0.97) == []


def test_a_chain_is_cut_at_its_weakest() -> None:
    assert complete_linkage(matrix(3, ab=0.9, bc=0.8, ac=0.1), 0.5) == [[0, 1]]


def test_all_alike_are_one_group() -> None:
    assert complete_linkage(matrix(4, ab=0.9, bc=0.8, ac=0.7, ad=0.6, bd=0.6, cd=0.6), 0.5) == [[0, 1, 2, 3]]


def test_two_pairs_are_two_groups() -> None:
    assert complete_linkage(matrix(4, ab=0.6, cd=0.9, bc=0.55), 0.5) == [[0, 1], [2, 3]]


@pytest.mark.parametrize("size", [0, 1, 2], ids="{} photos".format)
def test_nothing_alike_is_no_group(size: int) -> None:
    assert complete_linkage(np.zeros((size, size)), 0.5) == []


def test_what_is_not_known_is_not_alike() -> None:
    assert complete_linkage(np.full((3, 3), np.nan), 0.5) == []


@given(arrays(np.float64, (9, 9), elements=st.floats(0, 1)))
def test_every_two_of_a_group_are_alike_and_nobody_is_in_two(raw: np.ndarray) -> None:
    alike = np.minimum(raw, raw.T)
    groups = complete_linkage(alike, 0.5)
    members = [row for group in groups for row in group]
    assert len(members) == len(set(members))
    assert all(alike[a, b] >= 0.5 for group in groups for a in group for b in group if a != b)
    # No two groups that could still be merged: it is not left half done.
    assert not any((alike[np.ix_(one, two)] >= 0.5).all() for one in groups for two in groups if one is not two)

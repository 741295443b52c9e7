"""Scores of models that are unlike each other."""

import pytest

from shared.domain.spaces import IMAGE, Measured, Spaces, own_space

THEIRS = own_space("siglip2", "0123456789ab", Measured(768, 0.02, 0.15))


def test_cosines_of_another_model_count_as_ours_do() -> None:
    assert IMAGE.score(0.4) == 0.4
    assert THEIRS.score(0.02) == pytest.approx(0), "of what has nothing in common"
    assert THEIRS.score(0.17) == pytest.approx(1)
    assert THEIRS.floor
    assert THEIRS.floor.above(THEIRS.score(0.12), 0, 0) > 0 > THEIRS.floor.above(THEIRS.score(0.05), 0, 0)


def test_a_users_model_is_asked_in_every_language() -> None:
    spaces = Spaces([THEIRS])
    assert (spaces.looks, spaces.asked_in("en"), spaces.asked_in("de")) == (THEIRS, (THEIRS,), (THEIRS,))

import numpy as np

from services.smart.selection import varied


def test_the_best_come_first_and_copies_not_at_all() -> None:
    quality = np.array([0.9, 0.89, 0.5, 0.1])
    alike = np.eye(4)
    alike[0, 1] = alike[1, 0] = 0.97
    assert varied(quality, alike, 8) == [0, 2, 3]


def test_variety_is_worth_some_quality() -> None:
    quality = np.array([0.9, 0.8, 0.6])
    alike = np.eye(3)
    alike[0, 1] = alike[1, 0] = 0.85
    assert varied(quality, alike, 2) == [0, 2]


def test_never_more_than_asked_for() -> None:
    assert varied(np.linspace(0, 1, 20), np.eye(20), 8) == [*range(19, 11, -1)]
    assert varied(np.zeros(0), np.zeros((0, 0)), 8) == []
    assert varied(np.zeros(5), np.ones((5, 5)), 8) == [0], "five of the same are one"

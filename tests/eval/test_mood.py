import numpy as np
import pytest

from eval.mood import MEANT, halves, luck, threshold
from services.vision.moods import MOODS


def test_luck_is_small_for_a_clear_order_and_large_for_none() -> None:
    wanted = np.arange(40) < 6
    assert luck(-np.arange(40.0), wanted) < 0.01
    assert luck(np.ones(40), wanted) == 1.0


def test_each_mood_is_halved() -> None:
    judged = ["calm", "fresh", "calm", "calm", "fresh", "cozy", "calm"]
    first = halves(judged)
    assert sum(first) == 4
    assert sum(mood == "calm" for mood, ours in zip(judged, first, strict=True) if ours) == 2


def test_a_threshold_names_as_often_as_the_judge() -> None:
    scores = np.arange(100.0)
    assert (scores >= threshold(scores, np.arange(100) < 30)).sum() == 30
    assert (scores >= threshold(scores, np.arange(100) < 2)).sum() == pytest.approx(5)


def test_every_mood_is_measured() -> None:
    assert MEANT.keys() == MOODS.keys()

import numpy as np
import pytest

from eval.ranking import Ranks, auc, average_precision, gain, rank_of, ranks_in

INF = float("inf")


def test_equal_scores_share_their_middle_rank() -> None:
    scores = np.array([[0.9, 0.5, 0.1], [0.5, 0.5, 0.5], [0.9, 0.5, 0.5]])
    assert ranks_in(scores, np.array([0, 1, 2])).tolist() == [1.0, 2.0, 2.5]


def test_what_is_not_found_has_no_rank() -> None:
    assert rank_of(7, [3, 7]) == 2
    assert rank_of(8, [3, 7]) == INF


def test_recall_and_reciprocal_rank() -> None:
    ranks = Ranks(np.array([1.0, 2.0, 10.0, INF]), np.array([0, 1, 2, 3]))
    assert [ranks.recall(k).mean for k in (1, 5, 10)] == [0.25, 0.5, 0.75]
    assert ranks.mrr.mean == pytest.approx(0.4)
    assert ranks.mrr.low < 0.4 < ranks.mrr.high


def test_captions_of_one_photo_are_drawn_together() -> None:
    alike = Ranks(np.array([1.0, 1.0, INF, INF]), np.array([0, 0, 1, 1]))
    assert (alike.mrr.low, alike.mrr.high) == (0.0, 1.0)


def test_gain_is_paired() -> None:
    ours = Ranks(np.array([1.0, 2.0]), np.array([0, 1]))
    theirs = Ranks(np.array([2.0, 4.0]), np.array([0, 1]))
    assert gain(ours, theirs).mean == 0.375
    assert gain(ours, ours).low == gain(ours, ours).high == 0.0


def test_average_precision() -> None:
    assert average_precision([True, False, True], 2) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([], 3) == 0.0


def test_auc() -> None:
    scores, wanted = np.array([0.9, 0.8, 0.4, 0.1]), np.array([True, False, True, False])
    assert auc(scores, wanted) == 0.75
    assert auc(-scores, wanted) == 0.25
    assert auc(np.ones(4), wanted) == 0.5

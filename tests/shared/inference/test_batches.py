from shared.inference.batches import alike_in_length


def test_the_short_ones_go_together() -> None:
    assert list(alike_in_length([9, 1, 5, 1, 7], 2)) == [[1, 3], [2, 4], [0]]
    assert list(alike_in_length([], 2)) == []

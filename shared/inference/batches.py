"""Batches of what has many lengths."""

from collections.abc import Iterator, Sequence


def alike_in_length(lengths: Sequence[int], most: int) -> Iterator[list[int]]:
    """The places of `most` at a time, the shortest first, so that short ones are not padded to the longest."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    for start in range(0, len(order), most):
        yield order[start : start + most]

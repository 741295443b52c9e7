"""The answers of several entries of a scope as one. A single entry's stays as it is."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping, Sequence
from heapq import merge
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")


async def every(acts: Sequence[Coroutine[Any, Any, T]]) -> list[T]:
    """What they return, in their order; all are done at once."""
    return [await acts[0]] if len(acts) == 1 else await asyncio.gather(*acts)


def merged(pages: Sequence[list[T]], place: Callable[[T], Any], *, descending: bool, limit: int) -> list[T]:
    """The page of `limit` over them all. Each was asked for `limit` after the same place, and no two have the same
    place, so that pages over them neither skip nor repeat."""
    if len(pages) == 1:
        return pages[0]
    return list(islice(merge(*pages, key=place, reverse=descending), max(limit, 0)))


def summed(counts: Sequence[Mapping[str, int]]) -> dict[str, int]:
    if len(counts) == 1:
        return dict(counts[0])
    total = Counter[str]()
    for each in counts:
        total.update(each)
    return dict(total)

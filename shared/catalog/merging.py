"""The answers of several entries of a scope as one. A single entry's stays as it is."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping, Sequence
from heapq import merge
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")
Place = tuple[str, str]

_FEW = 3  # that are read at once for a whole page each
_LEAST = 8  # of which one is asked at first


async def every(acts: Sequence[Coroutine[Any, Any, T]]) -> list[T]:
    """What they return, in their order; all are done at once."""
    return [await acts[0]] if len(acts) == 1 else await asyncio.gather(*acts)


def merged(pages: Sequence[list[T]], place: Callable[[T], Any], *, descending: bool, limit: int) -> list[T]:
    """The page of `limit` over them all. Each was asked for `limit` after the same place, and no two have the same
    place, so that pages over them neither skip nor repeat."""
    if len(pages) == 1:
        return pages[0]
    return list(islice(merge(*pages, key=place, reverse=descending), max(limit, 0)))


async def paged(
    asks: Sequence[Callable[[Place | None, int], Coroutine[Any, Any, list[T]]]],
    place: Callable[[T], Place],
    *,
    after: Place | None,
    descending: bool,
    limit: int,
) -> list[T]:
    """The page of `limit` over them all. Each is asked for so many behind a place: of many only for a part of the page
    at first, and then for more where that is used up, so that fifty libraries read little more than one does."""
    part = limit if len(asks) <= _FEW else min(limit, max(_LEAST, 2 * limit // len(asks)))
    found = await every([ask(after, part) for ask in asks])
    may_have_more = {n for n, some in enumerate(found) if len(some) == part < limit}
    while True:
        page = merged(found, place, descending=descending, limit=limit)
        last = place(page[-1]) if len(page) == limit else None
        used_up = [n for n in may_have_more if last is None or _before(place(found[n][-1]), last, descending)]
        if not used_up:
            return page
        more = await every([asks[n](place(found[n][-1]), limit) for n in used_up])
        for n, some in zip(used_up, more, strict=True):
            found[n] = found[n] + some
            if len(some) < limit:
                may_have_more.discard(n)


def _before(one: Place, other: Place, descending: bool) -> bool:
    return one > other if descending else one < other


def summed(counts: Sequence[Mapping[str, int]]) -> dict[str, int]:
    if len(counts) == 1:
        return dict(counts[0])
    total = Counter[str]()
    for each in counts:
        total.update(each)
    return dict(total)

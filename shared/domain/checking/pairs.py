"""Names and numbers that are said as two lists: "Mia and Paul are on 52 and 31 photos"."""

import re
from collections.abc import Sequence


def paired(
    text: str, numbers: Sequence[tuple[int, int, int]], named: Sequence[tuple[int, int, str]], and_: str
) -> dict[int, str]:  # fmt: skip
    """Where a number begins -> the name that it is of. Lists are as long as each other, and the names' the nearest
    that is; numbers are none of each other's where names stand between them."""
    found: dict[int, str] = {}
    names = _lists(text, [(start, end) for start, end, _ in named], and_)
    at = {start: name for start, _, name in named}
    for each in _lists(text, [(start, end) for _, start, end in numbers], and_):
        fitting = [some for some in names if len(some) == len(each) and some[0] != each[0]]
        if len(each) > 1 and fitting:
            nearest = min(fitting, key=lambda some: (some[0] > each[0], abs(some[0] - each[0])))
            found |= {number: at[name] for number, name in zip(each, nearest, strict=True)}
    return found


def _lists(text: str, places: Sequence[tuple[int, int]], and_: str) -> list[list[int]]:
    """Where the members of each list begin."""
    lists: list[list[int]] = []
    last = None
    for start, end in places:
        if last is not None and re.fullmatch(rf"\s*(?:,\s*|(?:,\s*)?\b{and_}\s+)", text[last:start]):
            lists[-1].append(start)
        else:
            lists.append([start])
        last = end
    return lists

"""A Day: what its photos tell together."""

import msgspec

from shared.domain.stored import stored


@stored
class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A local day of a library that has photos."""

    day: str  # "2023-07-14"
    summary: str  # short sentences, made of facts only
    count: int
    places: list[str]  # cities, or what is known instead, most photos first
    things: list[str] = msgspec.field(default_factory=list)  # tags that most of the photos have
    first: str = ""  # "16:28", where the time of every photo is known
    last: str = ""
    best: list[str]  # photo ids, chosen for quality and variety, in the order of their taking
    cover: str  # the best of them; "" where none can be seen
    dated: int | None = None  # how many tell when they were taken; None on records from before that was counted

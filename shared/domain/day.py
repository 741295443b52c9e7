"""A Day: what its photos tell together."""

import msgspec

from shared.domain.gist import Gist, Town
from shared.domain.shots import Shot
from shared.domain.stored import stored


@stored
class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A local day of a library that has photos."""

    day: str  # "2023-07-14"
    summary: str = ""  # on records of before there was a gist: short sentences in English
    count: int
    places: list[str]  # cities, or what is known instead, most photos first
    things: list[str] = msgspec.field(default_factory=list)  # tags that most of the photos have
    first: str = ""  # "16:28", where the time of every photo is known
    last: str = ""
    best: list[str]  # photo ids, chosen for quality and variety, in the order of their taking
    cover: str  # the best of them; "" where none can be seen
    dated: int | None = None  # how many tell when they were taken; None on records from before that was counted
    gist: Gist | None = None  # None on records of before it
    shots: list[Shot] = msgspec.field(default_factory=list)  # of `best` without screenshots and documents

    @property
    def comes_to(self) -> Gist:
        """Its gist, or as much of one as an older record tells."""
        if self.gist is not None:
            return self.gist
        towns = tuple(Town(name, "", 0) for name in self.places)
        return Gist(count=self.count, dated=self.dated or 0, towns=towns, first=self.first, last=self.last)

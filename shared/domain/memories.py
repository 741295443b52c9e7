"""Memories: what a library looks back on, by their ids, which say what they are about: "on-this-day:2019-11-30",
"this-week:2019-W48", "years:<person>", "then-and-now:<person>". None is kept: they are made at reading.

What is kept is of what an owner wants to see less (Lessened): of a kind, of a person, of the days around one. None of
that is in any memory, until it is taken back.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Literal, get_args
from uuid import NAMESPACE_URL, uuid5

import msgspec

from shared.domain.shots import Shot
from shared.domain.stored import stored
from shared.errors import Invalid

MemoryKind = Literal["on-this-day", "this-week", "years", "then-and-now"]
MEMORY_KINDS: tuple[MemoryKind, ...] = get_args(MemoryKind)
OF_PEOPLE = ("years", "then-and-now")

MEMORY_ID = r"^(on-this-day:\d{4}-\d\d-\d\d|this-week:\d{4}-W\d\d|(years|then-and-now):[0-9A-Za-z_.-]{1,64})$"

NEAR = 3  # days on either side of one
FEW = 3  # photos: a day that has fewer is looked at with those around it, and is no memory where these have fewer too
OF_A_WEEK = 6  # photos that a week must have
YEARS, OF_A_YEAR = 2, 4  # how many years must show a person, and on how many photos each
APART = 3  # years between then and now
YOUNG = 3  # years: nobody is looked for on photos of before, where their birth is known

What = Literal["kind", "person", "day"]


@stored
class Lessened(msgspec.Struct, frozen=True, kw_only=True):
    """`about`: a kind, the id of a person, or a day. `memory`: of which it was said."""

    id: str
    owner: str
    what: What
    about: str
    memory: str

    @classmethod
    def of(cls, owner: str, memory: str, what: What | None) -> "Lessened":
        """Of a memory; of its person or its days where it is not said of what. Raises Invalid for what it is not
        about."""
        kind, _, name = memory.partition(":")
        what = what or ("person" if kind in OF_PEOPLE else "day")
        if what != "kind" and (what == "person") != (kind in OF_PEOPLE):
            raise Invalid(f"This memory is about no {what}. Say less of its kind, or leave out of what.")
        about = kind if what == "kind" else name if what == "person" else day_of(memory).isoformat()
        id = str(uuid5(NAMESPACE_URL, f"{owner} {what} {about}"))
        return cls(id=id, owner=owner, what=what, about=about, memory=memory)


class Wanted:
    """What an owner does not want to see less of."""

    def __init__(self, lessened: Iterable[Lessened]) -> None:
        said = [(each.what, each.about) for each in lessened]
        self._kinds = {about for what, about in said if what == "kind"}
        self._people = {about for what, about in said if what == "person"}
        self._days = {
            (date.fromisoformat(about) + timedelta(away)).isoformat()
            for what, about in said
            if what == "day"
            for away in range(-NEAR, NEAR + 1)
        }

    def kind(self, kind: MemoryKind) -> bool:
        return kind not in self._kinds

    def person(self, id: str) -> bool:
        return id not in self._people

    def shot(self, shot: Shot) -> bool:
        return shot.day not in self._days and self._people.isdisjoint(shot.people)


def day_of(memory: str) -> date:
    """The day in the middle of what it is about. Raises Invalid for one that is in no calendar, and for a memory of a
    person."""
    kind, _, name = memory.partition(":")
    try:
        if kind == "on-this-day":
            return date.fromisoformat(name)
        if kind == "this-week":
            return date.fromisocalendar(int(name[:4]), int(name[6:]), 4)
    except ValueError as error:
        raise Invalid(f"{name} is in no calendar. Ask for a memory as GET /memories lists them.") from error
    raise Invalid("This memory is about no day.")


def years_before(today: date, years: Collection[int]) -> list[date]:
    """The same day in each of the years that are over, the newest first; of 29 February that before."""
    return [_in(today, year) for year in sorted(years, reverse=True) if 1 < year < today.year]


def _in(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def week_in(today: date, year: int) -> date | None:
    """The Monday of the week that has the same number in that year; None where it has none."""
    try:
        return date.fromisocalendar(year, today.isocalendar().week, 1)
    except ValueError:
        return None


def grown_up_years(counts: Mapping[int, int], birth_date: str) -> list[int]:
    """The years that show a person on enough photos, oldest first, without those in which they were too young."""
    born = int(birth_date[:4]) + YOUNG if birth_date else 0
    return [year for year, count in sorted(counts.items()) if count >= OF_A_YEAR and year > born]

"""Scope: whose photos are seen, and which of them. Lists, counts and searches take it in place of an owner."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from shared.domain.photo import ListedPhoto
from shared.domain.share import NOTHING, Subject
from shared.domain.where import Ne, Where, fields_of, holds

_READ = {"id", *ListedPhoto.__struct_fields__}
_MOST = 8  # entries of one owner: as many as there are sets of what may be withheld
_NOT_ARCHIVED = Ne("archived", True)


@dataclass(frozen=True, slots=True)
class Entry:
    """This owner's photos for which the condition holds; all of them where there is none. `own`: it is the library of
    who asks. What is private, of spaces and fields, answers no other entry, and what its owner archived it never shows.
    `withheld`: what is not told of its photos, and answers no question about them.

    The condition reads fields of a ListedPhoto alone, so that whoever holds one can tell: else ValueError."""

    owner: str
    condition: Where | None = None
    own: bool = False
    withheld: frozenset[Subject] = NOTHING

    def __post_init__(self) -> None:
        unknown = (
            {field for field in fields_of(self.condition) if field.partition(".")[0] not in _READ}
            if self.condition
            else ()
        )
        if unknown:
            raise ValueError(
                f"a list does not tell {', '.join(sorted(unknown))}, so that nobody's scope may ask for it"
            )

    @property
    def whole(self) -> bool:
        """What is told of all of the owner's photos may be told."""
        return self.condition is None and not self.withheld

    @property
    def terms(self) -> tuple[Where, ...]:
        """What the owner's active photos must meet."""
        kept = () if self.own else (_NOT_ARCHIVED,)
        return (*kept, self.condition) if self.condition else kept

    def shows(self, photo: ListedPhoto) -> bool:
        seen = photo.owner == self.owner and photo.state == "active"
        return seen and all(holds(term, photo) for term in self.terms)

    @property
    def alone(self) -> "Scope":
        return Scope((self,))


@dataclass(frozen=True, slots=True)
class Scope:
    """Entries of one owner are disjoint, so that nothing is found twice: who makes them sees to it
    (shared/domain/grant.py). Without any, nothing is seen. Raises ValueError for more than 8 of one owner."""

    entries: tuple[Entry, ...] = ()

    def __post_init__(self) -> None:
        if len(self.entries) > _MOST and max(Counter(entry.owner for entry in self.entries).values()) > _MOST:
            raise ValueError(f"a scope has more than {_MOST} entries of one owner: join their conditions")

    @classmethod
    def of(cls, owner: str) -> "Scope":
        """All of one's own library."""
        return cls((Entry(owner, own=True),))

    @property
    def own(self) -> "Scope":
        """What private things answer."""
        return self._those(entry for entry in self.entries if entry.own)

    @property
    def whole(self) -> "Scope":
        """What is made of all photos of a library answers."""
        return self._those(entry for entry in self.entries if entry.whole)

    def shows(self, photo: ListedPhoto) -> bool:
        return self.entry_of(photo) is not None

    def entry_of(self, photo: ListedPhoto) -> Entry | None:
        """The one that shows it."""
        return next((entry for entry in self.entries if entry.owner == photo.owner and entry.shows(photo)), None)

    def _those(self, entries: Iterable[Entry]) -> "Scope":
        return Scope(tuple(entries))

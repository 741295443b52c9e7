"""Scope: whose photos are seen, and which of them. Lists, counts and searches take it in place of an owner."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.domain.photo import ListedPhoto
from shared.domain.where import Where, fields_of, holds

_READ = {"id", *ListedPhoto.__struct_fields__}


@dataclass(frozen=True, slots=True)
class Entry:
    """This owner's photos for which the condition holds; all of them where there is none. `own`: it is the library of
    who asks. What is private, of spaces and fields, answers no other entry.

    The condition reads fields of a ListedPhoto alone, so that whoever holds one can tell: else ValueError."""

    owner: str
    condition: Where | None = None
    own: bool = False

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
        return self.condition is None

    def shows(self, photo: ListedPhoto) -> bool:
        seen = photo.owner == self.owner and photo.state == "active"
        return seen and (self.condition is None or holds(self.condition, photo))

    @property
    def alone(self) -> "Scope":
        return Scope((self,))


@dataclass(frozen=True, slots=True)
class Scope:
    """Of an owner there is one entry at most: else ValueError. Without any, nothing is seen."""

    entries: tuple[Entry, ...] = ()

    def __post_init__(self) -> None:
        if len({entry.owner for entry in self.entries}) < len(self.entries):
            raise ValueError("a scope has two entries of one owner: join their conditions")

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
        return any(entry.shows(photo) for entry in self.entries)

    def _those(self, entries: Iterable[Entry]) -> "Scope":
        return Scope(tuple(entries))

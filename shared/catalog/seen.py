"""What is seen of photos through a scope: what is asked of each library, and what is told of what is found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from shared.domain.fields import FIELDS, MORE
from shared.domain.photo import ListedPhoto
from shared.domain.scope import Entry, Scope
from shared.domain.where import Eq, Where, all_of, fields_of

# What an owner alone knows -> what all others are told. A filter by one of them finds nothing of theirs.
PRIVATE: Mapping[str, Any] = {
    field.name: {"all": (), "is": False}.get(field.asked) for field in FIELDS if field.private
}

_PLACED = {name: value for name, value in PRIVATE.items() if not name.startswith(MORE)}


def active(owner: str, *more: Where) -> Where:
    return all_of(Eq("owner", owner), Eq("state", "active"), *more)


def asked(
    scope: Scope, terms: Sequence[Where], read: Iterable[str] = (), *, own: Sequence[Where] = ()
) -> Iterator[tuple[Entry, Where]]:
    """What is asked of each entry for photos for which the terms hold, to tell what they have of the fields `read`: of
    another's library nothing, where one of all these fields is private. `own`: terms for one's own library alone."""
    for entry in scope.entries:
        if entry.own or PRIVATE.keys().isdisjoint({*read, *fields_of(all_of(*terms))}):
            more = (*(own if entry.own else ()), *(term for term in entry.terms if term not in terms))
            yield entry, active(entry.owner, *terms, *more)


def told(entry: Entry, photo: ListedPhoto) -> ListedPhoto:
    """As those are told of it who reach it by this entry."""
    if entry.own:
        return photo
    more = {name: value for name, value in photo.more.items() if MORE + name not in PRIVATE}
    return msgspec.structs.replace(photo, more=more, **_PLACED)

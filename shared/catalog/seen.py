"""What is seen of photos through a scope: what is asked of each library, and what is told of what is found."""

from collections.abc import Iterable, Iterator, Sequence

from shared.domain.fields import FIELDS
from shared.domain.photo import ListedPhoto
from shared.domain.scope import Entry, Scope
from shared.domain.telling import INSTEAD, silent, told_to_others
from shared.domain.where import Eq, Where, all_of, fields_of, renamed

# What an owner alone knows. A filter by one of them finds nothing of others.
PRIVATE = frozenset(field.name for field in FIELDS if field.private)


def active(owner: str, *more: Where) -> Where:
    return all_of(Eq("owner", owner), Eq("state", "active"), *more)


def asked(
    scope: Scope, terms: Sequence[Where], read: Iterable[str] = (), *, own: Sequence[Where] = ()
) -> Iterator[tuple[Entry, Where]]:
    """What is asked of each entry for photos for which the terms hold, to tell what they have of the fields `read`: of
    another's library nothing, where one of all these fields is private, or tells of what the entry withholds. `own`:
    terms for one's own library alone."""
    fields = {*read, *fields_of(all_of(*terms))}
    for entry in scope.entries:
        if entry.own:
            yield entry, active(entry.owner, *terms, *own, *_missing(entry, terms))
        elif PRIVATE.isdisjoint(fields) and not any(silent(entry.withheld, field) for field in fields):
            answering = [renamed(term, INSTEAD) for term in terms] if entry.withheld else terms
            yield entry, active(entry.owner, *answering, *_missing(entry, answering))


def _missing(entry: Entry, terms: Sequence[Where]) -> list[Where]:
    return [term for term in entry.terms if term not in terms]


def read_of(entry: Entry, field: str) -> str:
    """The field that answers for this one."""
    return INSTEAD.get(field, field) if entry.withheld else field


def told(entry: Entry, photo: ListedPhoto) -> ListedPhoto:
    """As those are told of it who reach it by this entry."""
    return photo if entry.own else told_to_others(photo, entry.withheld)

"""What is open to who asks of others' libraries, and the entries of a scope that it makes."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

import msgspec

from shared.domain.ids import OwnerId, first_from
from shared.domain.scope import Entry
from shared.domain.share import NOTHING, ROLES, ShareRole, Subject
from shared.domain.where import And, Has, In, Lt, Not, Or, Value, Where, all_of


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """What a share opens: photos of `owner` that meet the condition (fields of a ListedPhoto alone), all where there is
    none, and came before the instant `until`, where that is said. `album`: the album that it opens; `timeline`: they
    stand in the timeline and search of who asks."""

    share: str
    owner: OwnerId
    condition: Where | None = None
    role: ShareRole = "viewer"
    withheld: frozenset[Subject] = NOTHING
    download: bool = True
    timeline: bool = False
    album: str = ""
    until: str = ""

    @property
    def shown(self) -> Where | None:
        if not self.until:
            return self.condition
        came = Lt("id", first_from(self.until))  # an id tells when it was made, and every catalog looks for ids
        return all_of(self.condition, came) if self.condition else came


def roles_of(grants: Iterable[Grant]) -> dict[str, ShareRole]:
    """Of each album that they open the role that may most."""
    roles: dict[str, ShareRole] = {}
    for grant in grants:
        if grant.album:
            roles[grant.album] = max(grant.role, roles.get(grant.album, "viewer"), key=ROLES.index)
    return roles


def entries_of(grants: Iterable[Grant]) -> tuple[Entry, ...]:
    """Of each owner disjoint ones, one for each set of what is withheld, the least first: so a photo that several
    grants open is told of as the most generous of them says."""
    return _entries(tuple(grants))


@lru_cache(maxsize=4096)  # of lists of a thousand ids they take longer to make than a page
def _entries(grants: tuple[Grant, ...]) -> tuple[Entry, ...]:
    owned = sorted(grants, key=lambda grant: grant.owner)
    return tuple(each for owner, of in groupby(owned, lambda grant: grant.owner) for each in _of(owner, list(of)))


def _of(owner: str, grants: list[Grant]) -> Iterator[Entry]:
    before: list[Where] = []
    for withheld in sorted(
        {grant.withheld for grant in grants}, key=lambda subjects: (len(subjects), sorted(subjects))
    ):
        condition = joined([grant.shown for grant in grants if grant.withheld == withheld])
        rest: list[Where] = [Not(each) for each in before]
        terms = [condition, *rest] if condition else rest
        yield Entry(owner, _all(terms), withheld=withheld)
        if condition is None:
            return
        before.append(condition)


def _all(terms: list[Where]) -> Where | None:
    return (terms[0] if len(terms) == 1 else And(tuple(terms))) if terms else None


def joined(conditions: Iterable[Where | None]) -> Where | None:
    """Any of them is enough; None: all photos. Ids and albums are looked for at once, however many there are."""
    ids: set[Value] = set()
    albums: dict[Where, None] = {}
    others: dict[Where, None] = {}
    for condition in conditions:
        match condition:
            case None:
                return None
            case In("id", values):
                ids.update(values)
            case Has("more.albums", _):
                albums[condition] = None
            case _:
                others[condition] = None
    terms: list[Where] = [In("id", frozenset(ids))] if ids else []
    terms += [Or(tuple(albums))] if len(albums) > 1 else albums
    terms += others
    return terms[0] if len(terms) == 1 else Or(tuple(terms))

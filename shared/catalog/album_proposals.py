"""The album proposals of every library, written once over the Catalog port (shared/domain/album_proposal.py)."""

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch, Sort
from shared.catalog.clearing import clear
from shared.catalog.merging import every, merged
from shared.domain.album_proposal import MADE, MOST_OPEN, AlbumProposal, ProposalHead, Source, State
from shared.domain.ids import new_id
from shared.domain.scope import Scope
from shared.domain.where import Eq, Gt, In, Where, all_of
from shared.errors import Conflict

ALBUM_PROPOSALS = Collection(
    "album_proposals",
    orders=(Order(("owner",), "id", ("state", "source", "rank")), Order(("owner", "state"), "rank")),
    document=AlbumProposal,
)

_PAGE = 500
_ABOUT_PEOPLE: tuple[Source, ...] = ("person", "pair")

Told = TypeVar("Told", bound=ProposalHead)


class AlbumProposals:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def find(self, id: str) -> AlbumProposal | None:
        """Whoever's it is: for services/gateway/things.py, which asks the policy."""
        return await self._catalog.get(ALBUM_PROPOSALS.name, AlbumProposal, id)

    async def shown(self, scope: Scope) -> list[ProposalHead]:
        """Those that are open and have a rank, the first one first. What is proposed to an owner is private."""

        async def of(owner: str) -> list[ProposalHead]:
            where = all_of(Eq("owner", owner), Eq("state", "open"), Gt("rank", 0))
            return await self._catalog.find(
                ALBUM_PROPOSALS.name, ProposalHead, where, sort=Sort("rank"), limit=MOST_OPEN
            )

        pages = await every([of(entry.owner) for entry in scope.own.entries])
        return merged(pages, lambda head: (head.rank, head.id), descending=False, limit=MOST_OPEN)

    async def dismissed(self, scope: Scope, *, after: str, limit: int) -> list[ProposalHead]:
        """In the order of ids, those behind `after`."""

        async def of(owner: str) -> list[ProposalHead]:
            return await self._page(owner, ProposalHead, Eq("state", "dismissed"), after=after, limit=limit)

        pages = await every([of(entry.owner) for entry in scope.own.entries])
        return merged(pages, lambda head: head.id, descending=False, limit=limit)

    async def heads(
        self, owner: str, *, state: State | None = None, sources: Sequence[Source] = ()
    ) -> list[ProposalHead]:
        """All of a library, in the order of ids."""
        wanted: list[Where] = [Eq("state", state)] if state else []
        wanted += [In("source", frozenset(sources))] if sources else []
        found: list[ProposalHead] = []
        while True:
            after = found[-1].id if found else ""
            page = await self._page(owner, ProposalHead, *wanted, after=after, limit=_PAGE)
            found += page
            if len(page) < _PAGE:
                return found

    async def write(self, proposal: AlbumProposal, *, over: ProposalHead | None) -> bool:
        """What follows from the photos, in place of what did; False, and nothing written, unless what lies there is
        `over` (None: there is none)."""
        doc: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(proposal, rev=new_id()))
        if over is not None:
            patch = Patch(set={name: doc[name] for name in (*MADE, "rev")})
            return await self._catalog.patch(ALBUM_PROPOSALS.name, proposal.id, patch, if_=Eq("rev", over.rev))
        try:
            await self._catalog.insert(ALBUM_PROPOSALS.name, doc)
        except Conflict:
            return False
        return True

    async def rank(self, head: ProposalHead, rank: int) -> bool:
        """False where it is not open any more."""
        patch = Patch(set={"rank": rank})
        return await self._catalog.patch(ALBUM_PROPOSALS.name, head.id, patch, if_=Eq("state", "open"))

    async def say(self, head: ProposalHead, state: State, album: str = "") -> bool:
        """What the owner says of it: it is so then. False, and nothing written, where it was in another state than
        `head` is, or is gone."""
        patch = Patch(set={"state": state, "album": album, "rev": new_id()})
        return await self._catalog.patch(ALBUM_PROPOSALS.name, head.id, patch, if_=Eq("state", head.state))

    async def follow(self, id: str, state: State, album: str) -> None:
        """Has it be as an action on that album says, whatever it was; where it is gone, nothing is to be said."""
        patch = Patch(set={"state": state, "album": album, "rev": new_id()})
        await self._catalog.patch(ALBUM_PROPOSALS.name, id, patch)

    async def remove(self, head: ProposalHead) -> bool:
        """False unless it is still what was read."""
        return await self._catalog.delete(ALBUM_PROPOSALS.name, head.id, if_=Eq("rev", head.rev))

    async def forget_people(self, owner: str) -> None:
        """All that are about people, whatever was said of them."""
        where = all_of(Eq("owner", owner), In("source", frozenset(_ABOUT_PEOPLE)))
        await clear(self._catalog, ALBUM_PROPOSALS.name, where)

    async def _page(self, owner: str, into: type[Told], *terms: Where, after: str, limit: int) -> list[Told]:
        cursor = (after, after) if after else None
        where = all_of(Eq("owner", owner), *terms)
        return await self._catalog.find(ALBUM_PROPOSALS.name, into, where, sort=Sort("id"), after=cursor, limit=limit)

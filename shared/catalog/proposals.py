"""What the features propose, written once over the Catalog port."""

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch, Sort
from shared.catalog.merging import every, merged
from shared.domain.ids import new_id
from shared.domain.proposals import Proposal, State
from shared.domain.scope import Scope
from shared.domain.where import Eq, Ge, Has, Le, all_of
from shared.errors import Conflict

SIMILAR = "similar"  # the feature that groups copies, bursts and photos that are much alike

PROPOSALS = Collection(
    "proposals",
    orders=(Order(("owner", "feature"), "at", ("state",)),),
    many=("photos",),
    document=Proposal,
)

_PAGE = 500


class Proposals:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def page(
        self, scope: Scope, feature: str, *, state: State = "open", after: tuple[str, str] | None, limit: int
    ) -> list[Proposal]:
        """Newest photos first, those after the cursor (at, id) of the last one seen. What is proposed to an owner is
        private."""

        async def of(owner: str) -> list[Proposal]:
            where = all_of(Eq("owner", owner), Eq("feature", feature), Eq("state", state))
            return await self._catalog.find(PROPOSALS.name, Proposal, where, sort=newest, after=after, limit=limit)

        newest = Sort("at", descending=True)
        pages = await every([of(entry.owner) for entry in scope.own.entries])
        return merged(pages, lambda proposal: (proposal.at, proposal.id), descending=True, limit=limit)

    async def of(self, owner: str, feature: str, photo: str) -> list[Proposal]:
        """Those that this photo is in, whatever became of them."""
        where = all_of(Eq("owner", owner), Eq("feature", feature), Has("photos", photo))
        return await self._catalog.find(PROPOSALS.name, Proposal, where, sort=Sort("at"), limit=100)

    async def between(self, owner: str, feature: str, first: str, last: str) -> list[Proposal]:
        """Those whose newest photo stands between two instants, both inclusive, oldest first."""
        where = all_of(Eq("owner", owner), Eq("feature", feature), Ge("at", first), Le("at", last))
        found: list[Proposal] = []
        while True:
            after = (found[-1].at, found[-1].id) if found else None
            page = await self._catalog.find(PROPOSALS.name, Proposal, where, sort=Sort("at"), after=after, limit=_PAGE)
            found += page
            if len(page) < _PAGE:
                return found

    async def copies(self, owner: str, photo: str) -> set[str]:
        """The photos that were found to be the same picture as this one, but for what the owner dismissed."""
        groups = [each for each in await self.of(owner, SIMILAR, photo) if each.kind == "duplicates"]
        found = {id for group in groups if group.state != "dismissed" for id in group.photos}
        return found - {photo}

    async def find(self, id: str) -> Proposal | None:
        """Whoever's it is: for services/gateway/things.py, which asks the policy."""
        return await self._catalog.get(PROPOSALS.name, Proposal, id)

    async def answer(self, proposal: Proposal, state: State) -> Proposal | None:
        """What the owner says of it. None when it is gone meanwhile."""
        await self._catalog.patch(PROPOSALS.name, proposal.id, Patch(set={"state": state, "rev": new_id()}))
        return await self.find(proposal.id)

    async def write(self, proposal: Proposal, *, over: Proposal | None) -> bool:
        """False, and nothing written, unless what lies there is `over` (None: there is none)."""
        doc = {**msgspec.to_builtins(proposal), "rev": new_id()}
        del doc["id"]
        if over is not None:
            return await self._catalog.patch(PROPOSALS.name, proposal.id, Patch(set=doc), if_=Eq("rev", over.rev))
        try:
            await self._catalog.insert(PROPOSALS.name, {"id": proposal.id, **doc})
        except Conflict:
            return False
        return True

    async def remove(self, proposal: Proposal) -> bool:
        """False unless it is still what was read."""
        return await self._catalog.delete(PROPOSALS.name, proposal.id, if_=Eq("rev", proposal.rev))

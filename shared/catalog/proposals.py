"""What the features propose, written once over the Catalog port."""

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch, Sort
from shared.domain.ids import new_id
from shared.domain.proposals import Proposal, State
from shared.domain.where import Eq, Has, all_of
from shared.errors import Conflict, NotFound

SIMILAR = "similar"  # the feature that groups copies, bursts and photos that are much alike

PROPOSALS = Collection(
    "proposals",
    orders=(Order(("owner", "feature"), "at", ("state",)),),
    many=("photos",),
    document=Proposal,
)


class Proposals:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def page(
        self, owner: str, feature: str, *, state: State = "open", after: tuple[str, str] | None, limit: int
    ) -> list[Proposal]:
        """Newest photos first, those after the cursor (at, id) of the last one seen."""
        where = all_of(Eq("owner", owner), Eq("feature", feature), Eq("state", state))
        return await self._catalog.find(
            PROPOSALS.name, Proposal, where, sort=Sort("at", descending=True), after=after, limit=limit
        )

    async def of(self, owner: str, feature: str, photo: str) -> list[Proposal]:
        """Those that this photo is in, whatever became of them."""
        where = all_of(Eq("owner", owner), Eq("feature", feature), Has("photos", photo))
        return await self._catalog.find(PROPOSALS.name, Proposal, where, sort=Sort("at"), limit=100)

    async def copies(self, owner: str, photo: str) -> set[str]:
        """The photos that were found to be the same picture as this one, but for what the owner dismissed."""
        groups = [each for each in await self.of(owner, SIMILAR, photo) if each.kind == "duplicates"]
        found = {id for group in groups if group.state != "dismissed" for id in group.photos}
        return found - {photo}

    async def get(self, owner: str, feature: str, id: str) -> Proposal:
        """Raises NotFound."""
        proposal = await self._catalog.get(PROPOSALS.name, Proposal, id)
        if proposal is None or (proposal.owner, proposal.feature) != (owner, feature):
            raise NotFound(f"There is no group {id} in your library.")
        return proposal

    async def answer(self, owner: str, feature: str, id: str, state: State) -> Proposal:
        """What the owner says of it. Raises NotFound."""
        await self.get(owner, feature, id)
        await self._catalog.patch(PROPOSALS.name, id, Patch(set={"state": state, "rev": new_id()}))
        return await self.get(owner, feature, id)

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

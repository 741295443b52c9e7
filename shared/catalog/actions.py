"""What owners did to many photos at once, written once over the Catalog port."""

from collections.abc import AsyncIterator

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch, Sort
from shared.catalog.merging import every, merged
from shared.domain.actions import Action, ActionHead, PeopleChange, State
from shared.domain.instants import instant
from shared.domain.scope import Scope
from shared.domain.where import Eq, Has, Lt, Where, all_of
from shared.errors import NotFound

ACTIONS = Collection(
    "actions", orders=(Order(("owner",), "at"), Order(("state",), "at", ("beat",))), many=("about",), document=Action
)

_PAGE = 20
_FORGOTTEN = 500  # that are looked at together


class Actions:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def insert(self, action: Action) -> None:
        await self._catalog.insert(ACTIONS.name, msgspec.to_builtins(action))

    async def find(self, id: str) -> Action | None:
        """Whoever's it is: for services/gateway/things.py, which asks the policy."""
        return await self._catalog.get(ACTIONS.name, Action, id)

    async def get(self, owner: str, id: str) -> Action:
        """Raises NotFound."""
        action = await self.find(id)
        if action is None or action.owner != owner:
            raise NotFound(f"There is no action {id} in your library.")
        return action

    async def page(
        self, scope: Scope, *, person: str = "", after: tuple[str, str] | None, limit: int
    ) -> list[ActionHead]:
        """Newest first, those after the cursor (at, id) of the last one seen; those that concern the person, where one
        is asked for. What was done to a library is private."""
        whom: list[Where] = [Has("about", person)] if person else []

        async def of(owner: str) -> list[ActionHead]:
            where = all_of(Eq("owner", owner), *whom)
            return await self._catalog.find(ACTIONS.name, ActionHead, where, sort=newest, after=after, limit=limit)

        newest = Sort("at", descending=True)
        pages = await every([of(entry.owner) for entry in scope.own.entries])
        return merged(pages, lambda action: (action.at, action.id), descending=True, limit=limit)

    async def since(self, action: Action) -> AsyncIterator[Action]:
        """Those of the same library after this one, the latest first."""
        after = None
        while page := await self._catalog.find(
            ACTIONS.name, Action, Eq("owner", action.owner), sort=Sort("at", descending=True), after=after, limit=_PAGE
        ):
            for each in page:
                if (each.at, each.id) <= (action.at, action.id):
                    return
                yield each
            after = (page[-1].at, page[-1].id)

    async def forget_people(self, owner: str) -> None:
        """Those that tell of people."""
        after = None
        while page := await self._catalog.find(
            ACTIONS.name, ActionHead, Eq("owner", owner), sort=Sort("at"), after=after, limit=_FORGOTTEN
        ):
            after = (page[-1].at, page[-1].id)
            theirs = [action.id for action in page if isinstance(action.change, PeopleChange)]
            await self._catalog.delete_many(ACTIONS.name, theirs)

    async def unfinished(self, *, beat_before: str, limit: int) -> list[ActionHead]:
        """Those, of whomever, that nobody has worked on since that instant."""
        found: list[ActionHead] = []
        for state in ("doing", "undoing"):
            where, most = all_of(Eq("state", state), Lt("beat", beat_before)), limit - len(found)
            found += await self._catalog.find(ACTIONS.name, ActionHead, where, sort=Sort("at"), limit=most)
        return found

    async def move(self, id: str, before: State, after: State, *, left: int = 0) -> bool:
        """False, and nothing written, unless its state is `before`. To the state it has: somebody works on it now."""
        patch = Patch(set={"state": after, "left": left, "beat": instant()})
        return await self._catalog.patch(ACTIONS.name, id, patch, if_=Eq("state", before))

"""The occasions of every library, and where their owners live, written once over the Catalog port."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch, Sort
from shared.catalog.labels import BY_NAME
from shared.catalog.merging import every, merged
from shared.domain.captions.occasions import told
from shared.domain.ids import new_id
from shared.domain.occasion import MADE, Occasion
from shared.domain.scope import Scope
from shared.domain.stored import stored
from shared.domain.where import Eq, Ge, Le, Lt, Where, all_of
from shared.errors import Conflict, Unavailable

OCCASION_RECORDS = Collection(
    "occasions",
    orders=(Order(("owner",), "at", ("trip", "called_kind", "hidden")), BY_NAME),
    document=Occasion,
)  # `name`: its title, or what it is called; `hidden`: it was dismissed; `called_kind`: what is said, or seen


@stored
class LearntHomes(msgspec.Struct, frozen=True):
    """`homes`: services/smart/occasions/homes.py."""

    id: str  # the owner
    homes: dict[str, Any]


HOMES = Collection("homes", document=LearntHomes)

Cursor = tuple[str, str]  # (instant, id) of the last one seen

_PAGE = 500
_END = "9"  # after every instant
_ATTEMPTS = 5  # at one that is just made anew


class Occasions:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def find(self, id: str) -> Occasion | None:
        """Whoever's it is: for services/gateway/things.py, which asks the policy."""
        return await self._catalog.get(OCCASION_RECORDS.name, Occasion, id)

    async def get_many(self, owner: str, ids: Sequence[str]) -> dict[str, Occasion]:
        found = await self._catalog.get_many(OCCASION_RECORDS.name, Occasion, ids)
        return {id: occasion for id, occasion in found.items() if occasion.owner == owner}

    async def page(
        self, scope: Scope, *, kind: str = "", trip: str = "", first: str = "", last: str = "", dismissed: bool = False,
        newest: bool = True, after: Cursor | None, limit: int,
    ) -> list[Occasion]:  # fmt: skip
        """In the order in which they began, those after the cursor of the last one seen: what stands by itself, or is a
        part of `trip`; of a kind also what is a part of one. `first` and `last`: instants. What happened to an owner is
        private."""
        terms: list[Where] = [Eq("hidden", dismissed)]
        terms += [Eq("called_kind", kind)] if kind else [Eq("trip", trip)]
        terms += [Eq("trip", trip)] if kind and trip else []
        terms += [Ge("at", first)] if first else []
        terms += [Lt("at", last)] if last else []

        async def of(owner: str) -> list[Occasion]:
            where = all_of(Eq("owner", owner), *terms)
            return await self._catalog.find(
                OCCASION_RECORDS.name, Occasion, where, sort=Sort("at", descending=newest), after=after, limit=limit
            )

        pages = await every([of(entry.owner) for entry in scope.own.entries])
        return merged(pages, lambda occasion: (occasion.at, occasion.id), descending=newest, limit=limit)

    async def beginning(self, owner: str, first: str, last: str) -> list[Occasion]:
        """All that begin between two instants, dismissed ones too, oldest first."""
        where = all_of(Eq("owner", owner), Ge("at", first), Le("at", last))
        found: list[Occasion] = []
        while True:
            after = (found[-1].at, found[-1].id) if found else None
            page = await self._catalog.find(
                OCCASION_RECORDS.name, Occasion, where, sort=Sort("at"), after=after, limit=_PAGE
            )
            found += page
            if len(page) < _PAGE:
                return found

    async def write(self, occasion: Occasion, *, over: Occasion | None) -> bool:
        """What follows from the photos, in place of what did; False, and nothing written, unless what lies there is
        `over` (None: there is none)."""
        record: dict[str, Any] = {**msgspec.to_builtins(occasion), **_told(occasion)}
        if over is None:
            try:
                await self._catalog.insert(OCCASION_RECORDS.name, record)
            except Conflict:
                return False
            return True
        names = (*MADE, "apart", "joined", "rev", "name", "called_kind")
        patch = Patch(set={each: record[each] for each in names})
        return await self._catalog.patch(OCCASION_RECORDS.name, occasion.id, patch, if_=Eq("rev", over.rev))

    async def say(self, occasion: Occasion, saying: Callable[[Occasion], Mapping[str, Any]]) -> Occasion | None:
        """What the owner says of it as it is then, by the names of its fields. None where it is gone. Raises
        Unavailable where others change it all the time."""
        now: Occasion | None = occasion
        for _ in range(_ATTEMPTS):
            if now is None:
                return None
            values = saying(now)
            after = msgspec.structs.replace(now, **values)
            doc = msgspec.to_builtins(after)
            patch = Patch(set={each: doc[each] for each in values} | _told(after))
            if await self._catalog.patch(OCCASION_RECORDS.name, now.id, patch, if_=Eq("rev", now.rev)):
                return await self.find(now.id)
            now = await self.find(now.id)
        raise Unavailable(f"Too many change occasion {occasion.id} at once. Try again in a few seconds.")

    async def forget_people(self, owner: str) -> None:
        """Who was on them, and whose birthday it was; what is made of their photos next says the same."""
        for occasion in await self.beginning(owner, "", _END):
            now: Occasion | None = occasion
            while now and (now.people or now.whose) and not await self.write(_nobodys(now), over=now):
                now = await self.find(now.id)

    async def remove(self, occasion: Occasion) -> bool:
        """False unless it is still what was read."""
        return await self._catalog.delete(OCCASION_RECORDS.name, occasion.id, if_=Eq("rev", occasion.rev))

    async def homes(self, owner: str) -> dict[str, Any] | None:
        found = await self._catalog.get(HOMES.name, LearntHomes, owner)
        return found.homes if found else None

    async def live(self, owner: str, homes: Mapping[str, Any]) -> None:
        """Where the owner was found to live."""
        await self._catalog.replace_many(HOMES.name, [{"id": owner, "homes": dict(homes)}])


def _nobodys(occasion: Occasion) -> Occasion:
    seen = {"kind": "", "confidence": 0.0} if occasion.whose else {}
    changed = msgspec.structs.replace(occasion, people=[], whose="", **seen)
    return msgspec.structs.replace(changed, called=told(changed))


def _told(occasion: Occasion) -> dict[str, Any]:
    """What it is asked for by."""
    return {
        "name": occasion.title or occasion.called,
        "hidden": occasion.dismissed,
        "called_kind": occasion.said or occasion.kind,
        "rev": new_id(),
    }

"""Shares and circles, written once over the Catalog port (shared/domain/share.py)."""

from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch, Sort
from shared.catalog.clearing import clear
from shared.domain.ids import OwnerId
from shared.domain.share import Circle, Contribution, Hands, Share, SharedTo
from shared.domain.where import Eq, Has, Where, all_of
from shared.errors import Conflict

SHARES = Collection(
    "shares",
    orders=(Order(("owner",), "id"), Order(("to", "whom"), "id"), Order(("album",), "id"), Order((), "id")),
    document=Share,
)
HANDS = Collection("album_hands", orders=(Order(("owner",), "id"), Order((), "id")), document=Hands)
CIRCLES = Collection("circles", orders=(Order(("account",), "id"), Order((), "id")), many=("members",), document=Circle)

T = TypeVar("T", Share, Hands)

_IN_ORDER = Sort("id")
MOST = 1000  # shares of one owner or to one account, and circles of one account


class Shares:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def insert(self, share: Share) -> None:
        await self._catalog.insert(SHARES.name, msgspec.to_builtins(share))

    async def find(self, id: str) -> Share | None:
        """Whoever's it is, also one whose time is over."""
        return await self._catalog.get(SHARES.name, Share, id)

    async def of(self, owner: OwnerId) -> list[Share]:
        """Those that its owner made, in the order of their making."""
        return await self._those(Eq("owner", owner))

    async def to(self, to: SharedTo, whom: str) -> list[Share]:
        return await self._those(all_of(Eq("to", to), Eq("whom", whom)))

    async def of_album(self, album: str) -> list[Share]:
        return await self._those(Eq("album", album))

    async def change(self, id: str, values: dict[str, Any]) -> bool:
        """False where it is gone."""
        return await self._catalog.patch(SHARES.name, id, Patch(set=msgspec.to_builtins(values)))

    async def take(self, id: str, account: str, *, taken: bool) -> bool:
        """Whether the account wants it in its timeline."""
        said = {"taken": account}
        return await self._catalog.patch(SHARES.name, id, Patch(add=said) if taken else Patch(remove=said))

    async def refuse(self, id: str, account: str) -> bool:
        """The account does not want it at all."""
        return await self._catalog.patch(SHARES.name, id, Patch(add={"refused": account}, remove={"taken": account}))

    async def delete(self, id: str) -> bool:
        return await self._catalog.delete(SHARES.name, id)

    async def end_all(self, to: SharedTo, whom: str) -> int:
        return await clear(self._catalog, SHARES.name, all_of(Eq("to", to), Eq("whom", whom)))

    async def end_of(self, owner: OwnerId) -> int:
        """Nothing of the library is shared any more -> how many there were."""
        return await clear(self._catalog, SHARES.name, Eq("owner", owner))

    async def forget(self, account: str) -> int:
        """What is shared with the account goes, and what other shares say of it -> how many there were."""
        gone = await self.end_all("account", account)
        async for share in _every(self._catalog, SHARES.name, Share):
            if account in (*share.taken, *share.refused):
                patch = Patch(remove={"taken": account, "refused": account})
                gone += await self._catalog.patch(SHARES.name, share.id, patch)
        return gone

    async def _those(self, where: Where) -> list[Share]:
        return await self._catalog.find(SHARES.name, Share, where, sort=_IN_ORDER, limit=MOST)


class AlbumHands:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def get_many(self, albums: Sequence[str]) -> dict[str, Hands]:
        return await self._catalog.get_many(HANDS.name, Hands, albums) if albums else {}

    async def of(self, owner: OwnerId) -> list[Hands]:
        return await self._catalog.find(HANDS.name, Hands, Eq("owner", owner), sort=_IN_ORDER, limit=MOST)

    async def contribute(self, album: str, owner: OwnerId, account: str, contribution: Contribution) -> None:
        """`owner`: the album's."""
        said = Patch(set={f"contributions.{account}": msgspec.to_builtins(contribution)})
        while not await self._catalog.patch(HANDS.name, album, said):
            with suppress(Conflict):  # two who are the first
                await self._catalog.insert(HANDS.name, msgspec.to_builtins(Hands(id=album, owner=owner)))

    async def forget(self, account: str) -> int:
        """The account has put nothing into any album -> into how many it had."""
        gone = 0
        async for hands in _every(self._catalog, HANDS.name, Hands):
            if account in hands.contributions:
                gone += await self._catalog.patch(HANDS.name, hands.id, Patch(unset=[f"contributions.{account}"]))
        return gone


class Circles:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def insert(self, circle: Circle) -> None:
        await self._catalog.insert(CIRCLES.name, msgspec.to_builtins(circle))

    async def find(self, id: str) -> Circle | None:
        return await self._catalog.get(CIRCLES.name, Circle, id)

    async def get_many(self, ids: list[str]) -> dict[str, Circle]:
        return await self._catalog.get_many(CIRCLES.name, Circle, ids) if ids else {}

    async def of(self, account: str) -> list[Circle]:
        return await self._those(Eq("account", account))

    async def having(self, account: str) -> list[Circle]:
        """In which the account is a member."""
        return await self._those(Has("members", account))

    async def change(self, id: str, values: dict[str, Any]) -> bool:
        """False where it is gone."""
        return await self._catalog.patch(CIRCLES.name, id, Patch(set=values))

    async def delete(self, id: str) -> bool:
        return await self._catalog.delete(CIRCLES.name, id)

    async def forget(self, account: str) -> int:
        """The account's circles go, and it is a member of none -> how many there were."""
        gone = await clear(self._catalog, CIRCLES.name, Eq("account", account))
        while page := await self.having(account):
            for circle in page:
                gone += await self._catalog.patch(CIRCLES.name, circle.id, Patch(remove={"members": account}))
        return gone

    async def _those(self, where: Where) -> list[Circle]:
        return await self._catalog.find(CIRCLES.name, Circle, where, sort=_IN_ORDER, limit=MOST)


async def _every(catalog: Catalog, collection: str, into: type[T]) -> AsyncIterator[T]:
    after = ""
    while page := await catalog.find(
        collection, into, None, sort=_IN_ORDER, after=(after, after) if after else None, limit=MOST
    ):
        for each in page:
            yield each
        after = page[-1].id

"""Attempts that failed, by what was tried: shared by all gateways, and of bounded size without anybody thinning it."""

import hashlib
import hmac
from collections.abc import Sequence

import msgspec

from shared.catalog.base import Catalog, Collection, Patch
from shared.domain.instants import instant, seconds_since
from shared.domain.stored import stored
from shared.domain.where import Eq, all_of
from shared.errors import Conflict, Overloaded


@stored
class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    count: int  # that failed, or were not answered yet
    at: str  # the last one


ATTEMPTS = Collection("attempts", document=Attempt)

_PLACES = 5  # hex digits: what is tried is one of a million, whether it is there or not


class Attempts:
    """What is tried goes by a keyed hash, so that nobody can choose whom they share a place with."""

    def __init__(self, catalog: Catalog, key: bytes, *, first: float, most: float) -> None:
        """`first`, `most`: seconds of the first wait, and of the longest. As long after the last attempt as the
        longest, all are forgotten."""
        self._catalog = catalog
        self._key = key
        self._first = first
        self._most = most

    async def take(self, what: str, free: int) -> float:
        """Counts one more, before it is known whether it fails -> 0.0; or counts none -> the seconds to wait. `free`:
        how many may fail before the next has to wait, and then twice as long each time."""
        id = self.place(what)
        while True:
            found = await self._catalog.get(ATTEMPTS.name, Attempt, id)
            count, at = (found.count, found.at) if found else (0, "")
            since = seconds_since(at) if at else self._most
            if since >= self._most:
                count = 0
            elif count >= free and (wait := self._pause(count - free) - since) > 0:
                return wait
            if await self._write(id, found, count + 1):
                return 0.0

    async def give_back(self, what: str) -> None:
        """It was right: it counts no more."""
        id = self.place(what)
        while found := await self._catalog.get(ATTEMPTS.name, Attempt, id):
            if found.count < 1 or await self._write(id, found, found.count - 1):
                return

    async def take_all(self, tried: Sequence[tuple[str, int]]) -> None:
        """Counts each, by what it is and how many of it may fail; or none. Raises Overloaded for who has to wait."""
        for n, (what, free) in enumerate(tried):
            if wait := await self.take(what, free):
                await self.give_back_all(tried[:n])
                raise Overloaded(f"Too many attempts. Try again in {wait:.0f} seconds.", after=wait)

    async def give_back_all(self, tried: Sequence[tuple[str, int]]) -> None:
        for what, _ in tried:
            await self.give_back(what)

    async def forget(self, what: str) -> None:
        await self._catalog.delete(ATTEMPTS.name, self.place(what))

    def _pause(self, beyond: int) -> float:
        # The exponent is bounded as well, as in shared/runtime/guesses.py.
        return min(self._most, self._first * 2.0 ** min(beyond, 64))

    def place(self, what: str) -> str:
        """The id of its record, which a few others may share."""
        return hmac.new(self._key, what.encode(), hashlib.sha256).hexdigest()[:_PLACES]

    async def _write(self, id: str, found: Attempt | None, count: int) -> bool:
        """False where somebody else was quicker."""
        values = {"count": count, "at": instant()}
        if found:
            same = all_of(Eq("count", found.count), Eq("at", found.at))
            return await self._catalog.patch(ATTEMPTS.name, id, Patch(set=values), if_=same)
        try:
            await self._catalog.insert(ATTEMPTS.name, {"id": id, **values})
        except Conflict:
            return False
        return True

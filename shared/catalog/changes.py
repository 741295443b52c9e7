"""A change of a photo's record: conditional on the record that it was made from, and made again from another."""

import asyncio
import random
from collections.abc import Callable, Sequence

import msgspec

from shared.catalog.base import Catalog, Patch
from shared.catalog.turns import Turns
from shared.domain.photo import EFFECTIVE_FIELDS, Photo, State
from shared.domain.where import Eq, all_of
from shared.errors import Unavailable

Change = Callable[[Photo], Photo | None]

_ATTEMPTS = 20  # at a conditional write
_PAUSE, _LONGEST = 0.01, 0.5  # seconds between them, at most: doubled each time


class Changes:
    """Those of one process take turns at a photo; other processes may come in between."""

    def __init__(self, catalog: Catalog, collection: str) -> None:
        self._catalog = catalog
        self._collection = collection
        self._turns = Turns()

    async def make(self, photo: Photo, change: Change, *, states: Sequence[State] = ("active",)) -> Photo | None:
        """The photo as it is then, of another revision. None when it is in none of these states (any more), or the
        change is none. Raises Unavailable when other processes change it all the time."""
        async with self._turns.of(photo.id) as waited:
            current = await self._find(photo.id) if waited else photo
            return None if current is None else await self._make(current, change, states)

    async def _make(self, photo: Photo, change: Change, states: Sequence[State]) -> Photo | None:
        for attempt in range(_ATTEMPTS):
            if photo.state not in states or (after := change(photo)) is None:
                return None
            changed = msgspec.structs.replace(after, rev=photo.rev + 1, noted="")
            same = all_of(Eq("rev", photo.rev), Eq("state", photo.state))
            if await self._catalog.patch(self._collection, photo.id, _difference(photo, changed), if_=same):
                return changed
            if attempt:  # another process was quicker again: by chance, they do not meet a third time
                await asyncio.sleep(random.uniform(0, min(_LONGEST, _PAUSE * 2**attempt)))
            current = await self._find(photo.id)
            if current is None:
                return None
            photo = current
        raise Unavailable(f"Too many change photo {photo.id} at once. Try again in a few seconds.")

    async def _find(self, id: str) -> Photo | None:
        return await self._catalog.get(self._collection, Photo, id)


def _difference(before: Photo, new: Photo) -> Patch:
    # A record of an earlier release lacks fields that filters look at. All are there once it is settled by this one.
    every = EFFECTIVE_FIELDS if new.settled != before.settled else ()
    # noted: features may have taken note of the photo since it was read.
    changed = {
        "noted",
        *every,
        *(name for name in new.__struct_fields__ if getattr(before, name) != getattr(new, name)),
    }
    return Patch(set={name: msgspec.to_builtins(getattr(new, name)) for name in changed})

"""What lay in the blob store when this catalog was made: a catalog before it may have known it."""

import msgspec

from shared.catalog.base import Catalog, Collection, Patch
from shared.domain.stored import stored
from shared.errors import Conflict

_ID = "founding"


@stored
class Founding(msgspec.Struct, frozen=True, kw_only=True):
    """No clock has a part in it: `newest` is read from the store, not from the time."""

    newest: str  # the greatest id of the originals and sidecars that were there; "" for none
    unowned: int = 0  # how many of those up to `newest` have no record, at the last look


FOUNDING = Collection("founding", document=Founding)


class Foundings:
    """The one record of it."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def read(self) -> Founding | None:
        """None until somebody has written it."""
        return await self._catalog.get(FOUNDING.name, Founding, _ID)

    async def write(self, newest: str) -> Founding:
        """The first to write it wins; says what stands there now."""
        founding = Founding(newest=newest)
        try:
            await self._catalog.insert(FOUNDING.name, {"id": _ID, **msgspec.to_builtins(founding)})
        except Conflict:
            return await self.read() or founding
        return founding

    async def forget(self) -> None:
        """What lies in the store at the next start is then what lay there when this catalog was made."""
        await self._catalog.delete(FOUNDING.name, _ID)

    async def count(self, unowned: int) -> None:
        await self._catalog.patch(FOUNDING.name, _ID, Patch(set={"unowned": unowned}))

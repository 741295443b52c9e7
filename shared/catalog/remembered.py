"""Which files an owner has deleted for good, where they want that remembered: a phone that still has one does not bring
it back. What is kept is a digest of owner and file, so that it can be recognised and not be read."""

import hashlib
from collections.abc import Sequence

import msgspec

from shared.catalog.base import Catalog, Collection, Order
from shared.catalog.clearing import clear
from shared.domain.instants import instant
from shared.domain.stored import stored
from shared.domain.where import Eq


@stored
class DeletedFile(msgspec.Struct, frozen=True, kw_only=True):
    id: str  # see _key
    owner: str
    at: str  # an instant: when it was deleted last


DELETED_FILES = Collection("deleted_files", orders=(Order(("owner",), "id"),), document=DeletedFile)


class DeletedFiles:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def remember(self, owner: str, sha256s: Sequence[str]) -> None:
        files = [DeletedFile(id=_key(owner, sha256), owner=owner, at=instant()) for sha256 in sha256s]
        await self._catalog.replace_many(DELETED_FILES.name, [msgspec.to_builtins(file) for file in files])

    async def among(self, owner: str, sha256s: Sequence[str]) -> set[str]:
        """Those of the digests that are a remembered file's."""
        by_key = {_key(owner, sha256): sha256 for sha256 in sha256s}
        found = await self._catalog.get_many(DELETED_FILES.name, DeletedFile, list(by_key))
        return {by_key[key] for key in found}

    async def forget(self, owner: str, sha256: str) -> None:
        await self._catalog.delete(DELETED_FILES.name, _key(owner, sha256))

    async def forget_all(self, owner: str) -> None:
        await clear(self._catalog, DELETED_FILES.name, Eq("owner", owner))


def _key(owner: str, sha256: str) -> str:
    return hashlib.sha256(f"{owner}/{sha256}".encode()).hexdigest()

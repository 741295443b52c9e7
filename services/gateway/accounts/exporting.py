"""All that is known of somebody, as a zip file that is sent while it is made: a file of lines of JSON for each kind."""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import msgspec

from services.gateway.accounts.standing import Standing
from shared.catalog.actions import ACTIONS
from shared.catalog.album_proposals import ALBUM_PROPOSALS
from shared.catalog.albums import ALBUM_PLACES, ALBUM_RECORDS
from shared.catalog.audit import AuditLog
from shared.catalog.base import Catalog, Sort
from shared.catalog.days import DAYS
from shared.catalog.descriptions import DESCRIPTIONS
from shared.catalog.identities import IDENTITIES
from shared.catalog.keys import KEYS
from shared.catalog.lessened import LESSENED
from shared.catalog.links import LINKS
from shared.catalog.narratives import NARRATIVES
from shared.catalog.occasions import OCCASION_RECORDS
from shared.catalog.parts import PART_NOTES, PARTS
from shared.catalog.passkeys import PASSKEYS
from shared.catalog.people import PERSONS
from shared.catalog.photos import PHOTOS
from shared.catalog.proposals import PROPOSALS
from shared.catalog.questions import QUESTION_RECORDS
from shared.catalog.shares import CIRCLES, HANDS, SHARES
from shared.domain.account import Account
from shared.domain.audit import read_as
from shared.domain.principal import Principal
from shared.domain.where import Eq, In, Where, all_of

_PAGE = 500  # records

# What a library has: the file -> the collection, and an order of it. What the machinery alone reads is left out.
OF_A_LIBRARY = {
    "people": (PERSONS.name, "id"),
    "albums": (ALBUM_RECORDS.name, "id"),
    "places in albums": (ALBUM_PLACES.name, "id"),
    "album proposals": (ALBUM_PROPOSALS.name, "id"),
    "occasions": (OCCASION_RECORDS.name, "at"),
    "days": (DAYS.name, "day"),
    "texts of summaries": (NARRATIVES.name, "id"),
    "less of memories": (LESSENED.name, "id"),
    "groups": (PROPOSALS.name, "at"),
    "questions": (QUESTION_RECORDS.name, "value"),
    "actions": (ACTIONS.name, "at"),
    "faces": (PARTS.name, "id"),
    "said of faces": (PART_NOTES.name, "id"),
    "descriptions": (DESCRIPTIONS.name, "id"),
    "shares": (SHARES.name, "id"),
    "put into albums by others": (HANDS.name, "id"),
    "links": (LINKS.name, "id"),
}
# What would let somebody in.
_SECRETS = (
    "password", "totp_secret", "totp_counter", "recovery", "refresh", "before", "before_ends", "rotated", "secret",
    "id_token",
)  # fmt: skip

_README = """\
All that this Heliograph knows of {name}.

account.json                 who they are here; and how they sign in, without what would let somebody else in:
                             sessions.jsonl, keys.jsonl, passkeys.jsonl, provider.jsonl
audit.jsonl                  what they did and what was done to their account
circles.jsonl                with whom they share together
photos.jsonl                 what is known of each photo; "original" is where its file can be fetched
people.jsonl and the others  what else their library has

A .jsonl file has a record a line, as JSON. Times are UTC.
"""

Check = Callable[[], Awaitable[None]]


class Exporting:
    def __init__(self, catalog: Catalog, standing: Standing) -> None:
        self._catalog = catalog
        self._standing = standing
        self._log = AuditLog(catalog)

    async def stream(self, account: Account, principal: Principal, check: Check) -> AsyncIterator[bytes]:
        """The file, some hundred records in memory at a time. `check` is asked before each some, and raises where the
        principal may not have them any more."""
        out = _Out()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("README.txt", _README.format(name=account.name))
            archive.writestr("account.json", msgspec.json.encode(_without_secrets(msgspec.to_builtins(account))))
            for name, records in self._files(account, principal):
                with archive.open(f"{name}.jsonl", "w", force_zip64=True) as file:
                    async for page in records:
                        await check()
                        await asyncio.to_thread(file.write, b"".join(map(_line, page)))
                        yield out.taken()
        yield out.taken()

    def _files(self, account: Account, principal: Principal) -> list[tuple[str, AsyncIterator[list[dict[str, Any]]]]]:
        files = [
            ("sessions", self._once(self._standing.sessions.of(account.id))),
            ("keys", self._pages(KEYS.name, Eq("account", account.id), "id")),
            ("passkeys", self._pages(PASSKEYS.name, Eq("account", account.id), "created")),
            ("provider", self._pages(IDENTITIES.name, Eq("account", account.id), "linked")),
            ("audit", self._audit(principal)),
            ("circles", self._pages(CIRCLES.name, Eq("account", account.id), "id")),
        ]
        if library := account.library:
            there = all_of(Eq("owner", library), In("state", ("active", "held")))
            files.append(("photos", self._pages(PHOTOS.name, there, "sort_at")))
            of_it = OF_A_LIBRARY.items()
            files += [(name, self._pages(of, Eq("owner", library), order)) for name, (of, order) in of_it]
        return files

    async def _pages(self, collection: str, where: Where, order: str) -> AsyncIterator[list[dict[str, Any]]]:
        after: tuple[Any, str] | None = None
        while page := await self._catalog.find(collection, dict, where, sort=Sort(order), after=after, limit=_PAGE):
            after = (page[-1][order], page[-1]["id"])
            if collection == PHOTOS.name:
                page = [{**photo, "original": f"/photo/{photo['id']}/original"} for photo in page]
            yield page

    async def _audit(self, principal: Principal) -> AsyncIterator[list[dict[str, Any]]]:
        after = ""
        while page := await self._log.page(read_as(principal), after=after, limit=_PAGE):
            after = page[-1].id
            yield [msgspec.to_builtins(entry) for entry in page]

    async def _once(self, records: Awaitable[Any]) -> AsyncIterator[list[dict[str, Any]]]:
        yield [msgspec.to_builtins(record) for record in await records]


class _Out(io.RawIOBase):
    """What was written and not taken yet; it cannot be gone back in."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._written += data
        return len(data)

    def taken(self) -> bytes:
        taken, self._written = bytes(self._written), bytearray()
        return taken


def _line(record: dict[str, Any]) -> bytes:
    return msgspec.json.encode(_without_secrets(record)) + b"\n"


def _without_secrets(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in _SECRETS}

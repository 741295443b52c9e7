"""Links: how a share is opened by whoever has its address, and as whom they ask then.

What stands in the address, behind its #, is 128 random bits, of which a hash is kept. Of a link that is unknown, ended,
or of another address the answer is the same. Wrong words are slowed down by where they come from, and a password by its
link as well.
"""

import hmac
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import msgspec
from cachetools import TTLCache
from pydantic import BaseModel, Field, SecretStr
from starlette.requests import HTTPConnection

from services.gateway.accounts.passwords import Passwords
from services.gateway.accounts.standing import Standing
from services.gateway.body import Body
from services.gateway.sharing import guest_tokens
from services.gateway.sharing.guest_tokens import GuestTokens, Visit, opener
from shared.catalog.attempts import Attempts
from shared.catalog.links import Links
from shared.domain.account import hashed
from shared.domain.instants import instant
from shared.domain.principal import Principal
from shared.domain.share import Link, Share
from shared.errors import Forbidden, NotFound
from shared.runtime.addresses import asker

LONGEST_TITLE = 120  # letters
LONGEST_GUEST = 64  # letters of the name that a guest gives
SHORTEST, LONGEST = 6, 128  # letters of a password, which is slowed down more than an account's

_FRESH = 0.5  # seconds
_KEPT = 10_000  # links at once
# That may fail before who tries has to wait, by what is tried.
_OF_ADDRESS, _OF_BOTH, _OF_LINK = 30, 5, 50


class LinkIn(Body):
    """How a share goes by a link."""

    title: str = Field("", max_length=LONGEST_TITLE, pattern=r"^[^\x00-\x1f]*$", description="What visitors see")
    password: SecretStr | None = Field(
        None, min_length=SHORTEST, max_length=LONGEST, description="That is asked for; null: none"
    )
    uploads: bool = Field(
        False, description="Guests may send photos in, which wait in the inbox: GET /photos?inbox=true"
    )
    preview: bool = Field(
        False, description="Messengers and search engines, which only fetch the page, may read its title as well"
    )


class LinkOut(BaseModel):
    title: str
    password: bool = Field(description="Whether one is asked for")
    uploads: bool
    preview: bool
    opened: int = Field(description="How many times it was opened")

    @classmethod
    def of(cls, link: Link) -> "LinkOut":
        return cls(
            title=link.title, password=bool(link.password), uploads=link.uploads, preview=link.preview,
            opened=link.opened,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that works, with its share and what its owner is called."""

    link: Link
    share: Share
    by: str


class Linking:
    def __init__(
        self, links: Links, standing: Standing, passwords: Passwords, attempts: Attempts, tokens: GuestTokens
    ) -> None:
        self._links = links
        self._granting = standing.granting
        self._standing = standing
        self._passwords = passwords
        self._attempts = attempts
        self._tokens = tokens
        self._known: TTLCache[str, tuple[Opened, Principal] | None] = TTLCache(_KEPT, _FRESH)

    # By whose it is

    async def make(self, share: Share, asked: LinkIn) -> tuple[Link, str]:
        """-> the link, and the token of its address, which nobody can read again."""
        token = secrets.token_urlsafe(16)
        link = Link(
            id=share.id, owner=share.owner, secret=hashed(token), password=await self._kept(asked.password),
            uploads=asked.uploads, title=asked.title.strip(), preview=asked.preview,
        )  # fmt: skip
        await self._links.insert(link)
        return link, token

    async def change(self, id: str, asked: LinkIn) -> None:
        """What was named in the request alone; another password ends who came in by the one before."""
        values = {name: getattr(asked, name) for name in asked.model_fields_set}
        if "password" in values:
            values["password"] = await self._kept(asked.password)
        if values:
            await self._links.change(id, values)
        self._known.clear()

    async def end(self, id: str) -> None:
        await self._links.delete(id)
        self._known.clear()

    async def told(self, ids: Sequence[str]) -> dict[str, LinkOut]:
        """Of shares by link, by their ids."""
        return {id: LinkOut.of(link) for id, link in (await self._links.get_many(ids)).items()}

    # By who has its address

    async def open(self, id: str, token: str, password: str | None, name: str, address: str) -> str:
        """What the guest's browser shows from then on. Raises NotFound for an address that opens nothing, Forbidden
        where a password is missing or wrong, Overloaded for who has tried too often."""
        where = asker(address)
        by_address = [(f"links {where}", _OF_ADDRESS)]
        await self._attempts.take_all(by_address)
        found = await self._found(id)
        if found is None or not hmac.compare_digest(found.link.secret, hashed(token)):
            raise ended()
        await self._attempts.give_back_all(by_address)
        if found.link.password:
            await self._check(found.link, password, where)
        await self._links.count(found.link)
        return self._tokens.issue(found.link, _plain(name))

    async def guest(self, id: str, asking: HTTPConnection) -> Principal:
        """Who shows the link's cookie. Raises Unauthorized for who shows none of it, NotFound where it has ended."""
        known = await self._standing_of(id)
        if known is None:
            raise ended()
        return _visiting(known, self._tokens.read(guest_tokens.sent(asking), known[0].link))

    async def rename(self, principal: Principal, name: str) -> str:
        """What the guest's browser shows from then on, as which they are called so. Raises NotFound where the link has
        ended."""
        link = (await self.opened(link_of(principal))).link
        return self._tokens.issue(link, _plain(name), visit_of(principal))

    async def now(self, principal: Principal) -> Principal:
        """A guest who began something, as they would begin it now. Raises Unauthorized where the link has ended, or
        opens by another password."""
        known = await self._standing_of(link_of(principal))
        visit = Visit(visit_of(principal), principal.name)
        if known is None or (now := _visiting(known, visit)).session != principal.session:
            raise guest_tokens.closed()
        return now

    async def opened(self, id: str) -> Opened:
        """Raises NotFound where it has ended."""
        known = await self._standing_of(id)
        if known is None:
            raise ended()
        return known[0]

    async def laid(self, share: Share) -> str:
        """The id of the album that it opens, where that is laid by hand; else empty."""
        album = (await self._granting.albums_of([share])).get(share.album)
        return album.id if album and album.sort == "hand" else ""

    async def preview(self, id: str) -> str:
        """The title, where who only fetches the page may read it; else empty, as for a link that never was."""
        with suppress(NotFound):
            found = (await self.opened(id)).link
            return found.title if found.preview else ""
        return ""

    async def _standing_of(self, id: str) -> tuple[Opened, Principal] | None:
        """As it is right now: read anew after half a second, so that one that ends has ended on every gateway."""
        with suppress(KeyError):
            known = self._known[id]
            return known if known and known[0].share.lives(instant()) else None
        found = await self._found(id)
        known = (found, await self._principal(found)) if found else None
        self._known[id] = known
        return known

    async def _found(self, id: str) -> Opened | None:
        link = await self._links.find(id)
        share = await self._granting.shares.find(id) if link else None
        if link is None or share is None or share.to != "link" or not share.lives(instant()):
            return None
        account = await self._standing.accounts.of_library(share.owner)
        if share.by and not (account and account.active):
            return None
        return Opened(link, share, account.name if account else "")

    async def _principal(self, found: Opened) -> Principal:
        return Principal(
            kind="guest", id=f"link:{found.link.id}", grants=await self._granting.of_share(found.share),
            uploads=found.link.uploads,
        )  # fmt: skip

    async def _kept(self, password: SecretStr | None) -> str:
        return await self._passwords.again(password.get_secret_value()) if password else ""

    async def _check(self, link: Link, password: str | None, where: str) -> None:
        if not password:
            raise Forbidden("This link asks for a password.", needs="password")
        tried = [(f"link {link.id} {where}", _OF_BOTH), (f"link {link.id}", _OF_LINK)]
        await self._attempts.take_all(tried)
        if not await self._passwords.fits(password, link.password):
            raise Forbidden("That password is not right.", needs="password")
        await self._attempts.give_back_all(tried)


def link_of(principal: Principal) -> str:
    """The id of the link that a guest came by; empty for who came by none."""
    kind, _, id = principal.id.partition(":")
    return id if principal.kind == "guest" and kind == "link" else ""


def visit_of(principal: Principal) -> str:
    """The id of a guest's visit."""
    return principal.session.partition(" ")[0]


def _visiting(known: tuple[Opened, Principal], visit: Visit) -> Principal:
    # With what opens it, so that whatever lasts ends with that.
    return msgspec.structs.replace(known[1], session=f"{visit.id} {opener(known[0].link)}", name=visit.name)


def _plain(name: str) -> str:
    return " ".join(name.split())[:LONGEST_GUEST]


def ended() -> NotFound:
    return NotFound("This link opens nothing, or nothing any more. Ask who sent it to you for another one.")

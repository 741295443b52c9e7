"""Sharing: an owner makes, changes and ends what they share; who it is shared with takes it or does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from services.gateway import policy
from services.gateway.accounts.auditing import Audit
from services.gateway.accounts.standing import Standing
from services.gateway.things import Things
from shared.catalog.photos import Photos
from shared.catalog.shares import MOST
from shared.domain.account import Account
from shared.domain.album import Album
from shared.domain.filter import PhotoFilter
from shared.domain.grant import Grant, entries_of
from shared.domain.ids import OwnerId, first_from
from shared.domain.instants import instant
from shared.domain.principal import Principal
from shared.domain.scope import Entry, Scope
from shared.domain.share import Circle, Share
from shared.domain.where import Ge, Where, all_of
from shared.errors import Conflict, Invalid, NotFound

_CHANGED = ("role", "tells", "download", "offered", "expires", "photos", "query")


@dataclass(frozen=True, slots=True)
class Made:
    """A share as its owner is told of it: `called` is what whom it is to, and its album, are called; `waiting`, of one
    by a rule: how many photos wait until they are shared."""

    share: Share
    called: str
    album: str
    waiting: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A share as whom it is to is told of it: `by` is the name of whose it is, `album` that of the album."""

    share: Share
    by: str
    album: str
    taken: bool
    count: int
    cover: str | None


class Sharing:
    def __init__(self, standing: Standing, things: Things, photos: Photos, audit: Audit) -> None:
        self._standing = standing
        self._granting = standing.granting
        self._shares = standing.granting.shares
        self._circles = standing.granting.circles
        self._things = things
        self._photos = photos
        self._audit = audit

    async def make(self, asker: Principal, share: Share, address: str) -> Share:
        """`share`: with all that its owner says. Raises NotFound for what is not theirs to share, and for who is not
        there to be shared with."""
        await self._check(asker, share)
        if share.to == "account":
            await self.somebody(asker, share.whom)
        elif share.to == "circle":
            await self.circle(asker, share.whom)
        if len(await self._shares.of(share.owner)) >= MOST:
            raise Conflict(f"You share {MOST:,} things already. End some of that first.")
        await self._shares.insert(share)
        self._standing.changed()
        detail = {name: getattr(share, name) for name in ("kind", "to", "whom", "album", "role", "tells", "download")}
        concerns = (share.owner, share.whom if share.to == "account" else "")
        await self._audit.write("share.made", asker, about=share.id, detail=detail, address=address, concerns=concerns)
        return share

    async def change(self, asker: Principal, share: Share, values: Mapping[str, Any]) -> Share:
        """`values`: of _CHANGED those that shall be others, which they are at once. Raises as make."""
        changed = {name: value for name, value in values.items() if name in _CHANGED}
        after = replace(share, **changed)
        await self._check(asker, after)
        if changed and not await self._shares.change(share.id, changed):
            raise policy.unknown("share", share.id)
        self._standing.changed()
        return after

    async def end(self, asker: Principal, share: Share, address: str) -> None:
        """It opens nothing any more, at once."""
        await self._shares.delete(share.id)
        self._standing.changed()
        detail = {"kind": share.kind, "to": share.to, "whom": share.whom, "album": share.album}
        concerns = (share.owner, share.whom if share.to == "account" else "")
        await self._audit.write("share.ended", asker, about=share.id, detail=detail, address=address, concerns=concerns)

    async def made(self, owner: OwnerId) -> list[Made]:
        return await self._told(await self._shares.of(owner))

    async def told(self, share: Share) -> Made:
        """With how many photos wait."""
        [made] = await self._told([share])
        waiting = await self.waiting(share)
        if waiting is None:
            return made
        counts = await self._photos.scoped.months(waiting)
        return Made(share, made.called, made.album, sum(counts.values()))

    async def waiting(self, share: Share) -> Scope | None:
        """The photos that are not shared yet, as they came a moment ago; None for what is shared by no rule."""
        album = (await self._granting.albums_of([share])).get(share.album)
        if not (until := self._granting.held_back(share, album)):
            return None
        terms: list[Where] = [Ge("id", first_from(until))]
        if condition := await self._granting.condition(share, album):
            terms.append(condition)
        return Scope((Entry(share.owner, all_of(*terms), own=True),))

    async def given(self, asker: Principal, *, after: str, limit: int) -> list[Given]:
        """What is shared with them, in the order of its making."""
        grants: dict[str, list[Grant]] = {}
        for grant in asker.grants:
            if grant.share > after:
                grants.setdefault(grant.share, []).append(grant)
        shares = [share for id in sorted(grants)[:limit] if (share := await self._shares.find(id))]
        albums = await self._granting.albums_of(shares)
        names = await self._names(dict.fromkeys(share.by for share in shares if share.by))
        found = []
        for share in shares:
            scope = Scope(entries_of(grants[share.id]))
            page = await self._photos.scoped.page(scope, PhotoFilter(), after=None, limit=1)
            album = albums.get(share.album)
            covers = await self._photos.scoped.listed(scope, [album.photo]) if album and album.photo else {}
            cover = next(iter(covers), page[0].id if page else None)
            count = sum((await self._photos.scoped.months(scope)).values())
            by = names.get(share.by, "")
            found.append(Given(share, by, album.name if album else "", asker.account in share.taken, count, cover))
        return found

    async def take(self, asker: Principal, id: str, *, taken: bool) -> None:
        """Whether it shall stand in their timeline and search. Raises NotFound for what is not shared with them."""
        share = await self._given_to(asker, id)
        if taken and not share.offered:
            raise Conflict("Whoever shares it with you does not offer it for your timeline. Ask them to.")
        await self._shares.take(id, asker.account, taken=taken)
        self._standing.changed()

    async def refuse(self, asker: Principal, id: str) -> None:
        """They do not want it, and are shown it no more. Raises NotFound as take does."""
        await self._given_to(asker, id)
        await self._shares.refuse(id, asker.account)
        self._standing.changed()

    async def _given_to(self, asker: Principal, id: str) -> Share:
        share = await self._shares.find(id)
        # Of what they have put into an album of somebody's, or others into theirs, nobody gave them anything.
        if share is None or not any(grant.share == id for grant in asker.grants) or share.owner == asker.library:
            raise policy.unknown("share", id)
        return share

    async def _check(self, asker: Principal, share: Share) -> None:
        """Only what is their own is theirs to share on."""
        if share.kind == "album":
            await self._things.album(asker, "manage", share.album)
        elif share.kind == "photos":
            there = await self._photos.get_many(share.owner, share.photos)
            if lost := next((id for id in share.photos if id not in there), None):
                raise policy.unknown("photo", lost)
        if share.expires is not None and share.expires <= instant():
            raise Invalid("It would have ended already. Let it expire later, or never.")

    async def somebody(self, asker: Principal, id: str) -> Account:
        """Another account that may sign in. Raises NotFound."""
        account = await self._standing.accounts.find(id)
        if account is None or not account.active or account.id == asker.account:
            raise NotFound(f"There is nobody {id} to share with.")
        return account

    async def circle(self, asker: Principal, id: str) -> Circle:
        """One of their own. Raises NotFound."""
        circle = await self._circles.find(id)
        if circle is None or not asker.account or circle.account != asker.account:
            raise policy.unknown("circle", id)
        return circle

    async def _told(self, shares: Sequence[Share]) -> list[Made]:
        albums = await self._granting.albums_of(shares)
        names = await self._names(dict.fromkeys(share.whom for share in shares if share.to == "account"))
        circles = await self._circles.get_many([share.whom for share in shares if share.to == "circle"])
        names |= {id: circle.name for id, circle in circles.items()}
        return [Made(share, names.get(share.whom, ""), _name(albums.get(share.album))) for share in shares]

    async def _names(self, ids: Mapping[str, Any]) -> dict[str, str]:
        found = await self._standing.accounts.get_many(list(ids))
        return {id: account.name for id, account in found.items()}


def _name(album: Album | None) -> str:
    return album.name if album else ""

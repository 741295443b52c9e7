"""What shares open, read anew for whoever asks: so an album's share opens what is in the album now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from services.gateway.albums.gathering import filter_of, gathered
from shared.catalog.albums import Albums
from shared.catalog.base import Catalog
from shared.catalog.merging import every
from shared.catalog.shares import AlbumHands, Circles, Shares
from shared.domain.account import Account
from shared.domain.album import Album
from shared.domain.grant import Grant
from shared.domain.instants import ago, instant
from shared.domain.share import SUBJECTS, Circle, Contribution, Hands, Share
from shared.domain.where import Has, In, Where, all_of
from shared.errors import Invalid

_MINUTE = len("2026-11-30T21:00")

Contributions = Mapping[str, Mapping[str, Contribution]]  # by the album and the account


class Granting:
    def __init__(self, catalog: Catalog, *, after_hours: float = 0.0) -> None:
        """`after_hours`: for so long new photos are kept back from what is shared by a rule."""
        self.shares = Shares(catalog)
        self.circles = Circles(catalog)
        self.hands = AlbumHands(catalog)
        self._albums = Albums(catalog)
        self._after_hours = after_hours

    async def to(self, account: Account) -> tuple[Grant, ...]:
        """What others share with the account, and what they have put into its own albums."""
        circles = sorted(circle.id for circle in await self.circles.having(account.id))
        reads = [self.shares.to("account", account.id), *(self.shares.to("circle", id) for id in circles)]
        now = instant()
        given = [
            share
            for share in chain.from_iterable(await every(reads))
            if share.lives(now) and share.is_to(account.id, circles) and share.owner != account.library
        ]
        there = await self._granted(given, now, account)
        own = await self._counting(await self.hands.of(account.library), now) if account.library else {}
        return (*there, *(grant for album, put_in in own.items() for grant in _put_in(album, put_in)))

    async def of_share(self, share: Share) -> tuple[Grant, ...]:
        """What it opens to whom it is to, as long as it lasts."""
        now = instant()
        return tuple(await self._granted([share], now) if share.lives(now) else ())

    def held_back(self, share: Share, album: Album | None) -> str:
        """The instant from which on new photos wait; "" where they are not shared by a rule."""
        rule = share.kind == "library" or (album is not None and album.query is not None)
        # By the minute, so that what is made of it is the same for a while.
        return ago(hours=self._after_hours)[:_MINUTE] + ":00.000000Z" if rule and self._after_hours else ""

    async def condition(self, share: Share, album: Album | None) -> Where | None:
        """What its owner's photos meet that it shows, but for those that wait; None: all of them. Raises Invalid for a
        query that asks for what photos have no more."""
        if share.kind == "photos":
            return In("id", frozenset(share.photos))
        if album is not None:
            return (await gathered(album)).where()
        return all_of(*(await filter_of(share.query)).where()) if share.query is not None else None

    async def albums_of(self, shares: Sequence[Share]) -> dict[str, Album]:
        """Those that are shared and still there, by their ids."""
        owners = {share.album: share.owner for share in shares if share.kind == "album"}
        found = await self._albums.find_many(list(owners))
        return {id: album for id, album in found.items() if album.owner == owners[id] and not album.deleted}

    async def _granted(self, shares: Sequence[Share], now: str, to: Account | None = None) -> list[Grant]:
        albums = await self.albums_of(shares)
        put_in = await self._counting((await self.hands.get_many(list(albums))).values(), now)
        grants: list[Grant] = []
        for share in shares:
            album = albums.get(share.album)
            if share.kind == "album" and album is None:
                continue
            try:
                condition = await self.condition(share, album)
            except Invalid:  # it shows nothing, as the album does to its owner, who is told so
                continue
            timeline = to is not None and share.offered and to.id in share.taken
            grants.append(
                Grant(
                    share=share.id, owner=share.owner, condition=condition, role=share.role, withheld=share.withheld,
                    download=share.download, timeline=timeline, album=share.album, until=self.held_back(share, album),
                )
            )  # fmt: skip
            grants += _put_in(share.album, put_in.get(share.album, {}), share, but=to.id if to else "")
        return grants

    async def _counting(self, hands: Iterable[Hands], now: str) -> Contributions:
        """What was put in by those who still may."""
        several = [each for each in hands if each.contributions]
        if not several:
            return {}
        of = dict(
            zip(
                (each.id for each in several),
                await every([self.shares.of_album(each.id) for each in several]),
                strict=True,
            )
        )
        circles = await self.circles.get_many(
            [share.whom for shares in of.values() for share in shares if share.to == "circle"]
        )
        return {
            each.id: {
                account: put_in
                for account, put_in in each.contributions.items()
                if any(contributes(account, share, circles, now) for share in of[each.id])
            }
            for each in several
        }


def contributes(account: str, share: Share, circles: Mapping[str, Circle], now: str) -> bool:
    """Whether the share lets the account put photos into its album."""
    inside = [id for id, circle in circles.items() if account in circle.members]
    return share.role != "viewer" and share.lives(now) and share.is_to(account, inside)


def _put_in(
    album: str, contributions: Mapping[str, Contribution], share: Share | None = None, *, but: str = ""
) -> Iterator[Grant]:
    """What others have put into the album, to the album's owner; or by the share, which tells no more of it than it
    tells of the owner's own."""
    for account, put_in in contributions.items():
        if account == but:
            continue
        withheld = SUBJECTS.difference(put_in.tells) | (share.withheld if share else frozenset())
        yield Grant(
            share=share.id if share else "", owner=put_in.library, condition=Has("more.albums", album),
            role=share.role if share else "editor", withheld=withheld, download=share.download if share else True,
            album=album,
        )  # fmt: skip

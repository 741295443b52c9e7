"""Which few of the open album proposals are shown: the most valuable ones, of several sources, and none of what an
album holds already."""

from collections.abc import Sequence

from services.smart.proposals.ranking import Ranking
from shared.catalog.album_proposals import AlbumProposals
from shared.catalog.albums import Albums
from shared.catalog.photos import Photos
from shared.domain.album import Album
from shared.domain.album_proposal import MOST_OPEN, ProposalHead
from shared.domain.scope import Scope

_HELD = 0.8  # of its photos, in one album


class Choice:
    def __init__(self, photos: Photos, proposals: AlbumProposals, albums: Albums) -> None:
        self._photos = photos
        self._proposals = proposals
        self._albums = albums

    async def choose(self, owner: str) -> bool:
        """Gives each its rank; whether one has another than before."""
        await self._reopen(owner)
        albums = await self._albums.every(owner)
        heads = await self._proposals.heads(owner, state="open")
        ranking = Ranking(heads)
        ranks: dict[str, int] = {}
        while len(ranks) < MOST_OPEN and (head := ranking.next()):
            if not await self._is_held(head, albums):
                ranking.take(head)
                ranks[head.id] = len(ranks) + 1
        changed = [head for head in heads if head.rank != ranks.get(head.id, 0)]
        for head in changed:
            await self._proposals.rank(head, ranks.get(head.id, 0))
        return bool(changed)

    async def _reopen(self, owner: str) -> None:
        """Those of which somebody died taking them, before the action was written that makes the album appear."""
        for head in await self._proposals.heads(owner, state="taken"):
            album = await self._albums.find(head.album)
            if album is None or album.deleted == album.created:
                await self._proposals.say(head, "open")

    async def _is_held(self, head: ProposalHead, albums: Sequence[Album]) -> bool:
        if head.query is not None and any(album.query == head.query for album in albums):
            return True
        by_hand = {album.id for album in albums if album.query is None}
        if not by_hand:
            return False
        inside = await self._photos.scoped.count_by(Scope.of(head.owner), "more.albums", head.filter)
        return any(count >= _HELD * head.count for id, count in inside.items() if id in by_hand)

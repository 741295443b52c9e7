"""The feature `album_proposals`: albums that could be made, from occasions, people, pairs of them, places and themes.

A round comes to its keys in this order. An occasion: its photos are chosen anew. The library: what else there could be
an album of, looked for so seldom that it takes no more than a twentieth of the time. Last the choice: which few are
shown. Each marks what follows from it before it writes, so that whatever a crash leaves is put right by the same work
done again.
"""

import asyncio
import time
from collections.abc import Callable, Sequence

from services.smart.features.days import chosen
from services.smart.features.proposal_candidates import Candidates
from services.smart.features.proposal_choice import Choice
from services.smart.proposals.candidates import Candidate
from services.smart.proposals.choosing import choose
from services.smart.proposals.ranking import value
from shared.catalog.album_proposals import AlbumProposals
from shared.catalog.albums import Albums
from shared.catalog.features import DirtyKeys
from shared.catalog.occasions import Occasions
from shared.catalog.people import People
from shared.catalog.photos import Photos
from shared.catalog.proposals import SIMILAR, Proposals
from shared.domain.album_proposal import (
    ALBUM_PROPOSALS,
    CHOICE_KEY,
    LIBRARY_KEY,
    MADE,
    OCCASION_KEY,
    AlbumProposal,
    ProposalHead,
    Source,
    proposal_id,
)
from shared.domain.features import Keys
from shared.domain.filter import PhotoFilter, Span
from shared.domain.occasion import BIRTHDAY, DAY_OUT, TRIP, Occasion, occasions_on
from shared.domain.photo import ListedPhoto, Photo
from shared.domain.scope import Scope
from shared.domain.shots import worth
from shared.domain.showing import Unshown
from shared.domain.spaces import KNOWN, Spaces
from shared.errors import Unavailable
from shared.vectors.base import VectorIndex

READS = (
    "taken_day", "sort_at", "archived", "kind", "places", "more.people", "more.occasions", "more.albums",
    "more.objects", "tag_names", "traits", "quality", "rating", "favourite",
)  # fmt: skip

_LEAST = 8  # photos of an occasion, chosen ones
_SHOWN_BY = 200  # photos, of which the best show an album
_PAGE = 500
_SHARE = 20  # as much time as a look at the library took lies between two of them
_FEW = 5000  # photos: in every round where there are no more
_OF_THE_LIBRARY: tuple[Source, ...] = ("person", "pair", "place", "theme")


def keys(photo: Photo) -> Keys:
    """The library, and the occasions that it is of."""
    return (LIBRARY_KEY, *(OCCASION_KEY + id for id in occasions_on(photo)))


class AlbumProposalsWork:
    def __init__(
        self, photos: Photos, vectors: VectorIndex, proposals: AlbumProposals, occasions: Occasions, people: People,
        albums: Albums, groups: Proposals, dirty: DirtyKeys, *, spaces: Callable[[], Spaces] = lambda: KNOWN,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._photos = photos
        self._vectors = vectors
        self._proposals = proposals
        self._occasions = occasions
        self._groups = groups
        self._dirty = dirty
        self._candidates = Candidates(photos, occasions, people, albums)
        self._choice = Choice(photos, proposals, albums)
        self._spaces = spaces
        self._clock = clock
        self._rested: dict[str, float] = {}  # by owner: from when on the library may be looked at
        self._unshown: dict[str, Unshown] = {}  # by owner: as the last look at the library had it

    async def __call__(self, owner: str, key: str) -> bool:
        if key == LIBRARY_KEY:
            return await self._library(owner)
        if key == CHOICE_KEY:
            return await self._choice.choose(owner)
        return await self._occasion(owner, key.removeprefix(OCCASION_KEY))

    # An occasion

    async def _occasion(self, owner: str, id: str) -> bool:
        before = await self._proposals.find(proposal_id(owner, "occasion", (id,)))
        occasion = (await self._occasions.get_many(owner, [id])).get(id)
        made = await self._of_occasion(occasion) if occasion and _is_worth_an_album(occasion) else None
        return await self._write(owner, before, made)

    async def _of_occasion(self, occasion: Occasion) -> AlbumProposal | None:
        unshown = await self._candidates.unshown(occasion.owner)
        photos = [photo for photo in await self._photos_of(occasion) if unshown.shows(photo)]
        groups = await self._groups.between(occasion.owner, SIMILAR, occasion.begins[0], occasion.ends[0])
        ours = await asyncio.to_thread(choose, photos, groups)
        if len(ours.photos) < _LEAST:
            return None
        best = await self._best(ours.photos)
        days = {photo.day for photo in ours.photos}
        named = bool(occasion.title or occasion.said)
        count, kind = len(ours.photos), occasion.said or occasion.kind
        return AlbumProposal(
            id=proposal_id(occasion.owner, "occasion", (occasion.id,)), owner=occasion.owner, source="occasion",
            about=(occasion.id,), at=ours.photos[-1].sort_at, count=count, days=len(days),
            years=len({day[:4] for day in days}), best=_in_order(best), cover=best[0].id,
            value=value("occasion", count=count, days=len(days), best=len(best), kind=kind, named=named),
            photos=[photo.id for photo in ours.photos], left_out=ours.left_out,
        )  # fmt: skip

    async def _photos_of(self, occasion: Occasion) -> list[ListedPhoto]:
        """With what was taken in between and shows nothing of it, so that it can be said that this was left out."""
        of_it = await self._every(occasion.owner, PhotoFilter(occasions=(occasion.id,)))
        days = (Span(occasion.first[:10], occasion.last[:10]),)
        beside = await self._every(occasion.owner, PhotoFilter(kinds=("screenshot", "document"), days=days))
        between = [photo for photo in beside if occasion.begins <= (photo.sort_at, photo.id) <= occasion.ends]
        by_id = {photo.id: photo for photo in (*of_it, *between)}
        return sorted(by_id.values(), key=lambda photo: (photo.sort_at, photo.id))

    async def _every(self, owner: str, filter: PhotoFilter) -> list[ListedPhoto]:
        found: list[ListedPhoto] = []
        while True:
            after = (found[-1].sort_at, found[-1].id) if found else None
            page = await self._photos.scoped.page(Scope.of(owner), filter, order="oldest", after=after, limit=_PAGE)
            found += page
            if len(page) < _PAGE:
                return found

    # The library

    async def _library(self, owner: str) -> bool:
        began = self._clock()
        if began < self._rested.get(owner, began):
            await self._mark(owner, LIBRARY_KEY)  # so that it waits
            return False
        unshown = await self._candidates.unshown(owner)
        anew = self._unshown.get(owner, Unshown()) != unshown
        left = {head.id: head for head in await self._proposals.heads(owner)}
        of_occasions = [OCCASION_KEY + head.about[0] for head in left.values() if head.source == "occasion"]
        await self._mark(owner, CHOICE_KEY, *(of_occasions if anew else ()))
        changed = False
        for each in await self._candidates.of(owner):
            head = left.pop(proposal_id(owner, each.source, each.about), None)
            if head is None or anew or not _is_as_before(head, each):
                before = await self._proposals.find(head.id) if head else None
                changed |= await self._write(owner, before, await self._of_candidate(owner, each, unshown))
        for head in left.values():
            if head.source in _OF_THE_LIBRARY and head.state == "open":
                changed |= await self._proposals.remove(head)
        self._unshown[owner] = unshown
        photos = sum((await self._photos.scoped.months(Scope.of(owner))).values())
        took = self._clock() - began
        self._rested[owner] = self._clock() + (_SHARE * took if photos > _FEW else 0)
        return changed

    async def _of_candidate(self, owner: str, each: Candidate, unshown: Unshown) -> AlbumProposal | None:
        """Its newest and its oldest photos show it."""
        mine, half = Scope.of(owner), _SHOWN_BY // 2
        newest = await self._photos.scoped.page(mine, each.filter, after=None, limit=half)
        oldest = await self._photos.scoped.page(mine, each.filter, order="oldest", after=None, limit=half)
        both = {photo.id: photo for photo in (*newest, *oldest)}
        best = await self._best([photo for photo in both.values() if unshown.shows(photo)])
        if not best:
            return None
        years = each.years or len(
            {day[:4] for day in await self._photos.scoped.count_by(mine, "taken_month", each.filter)}
        )
        days = each.days or 1
        return AlbumProposal(
            id=proposal_id(owner, each.source, each.about), owner=owner, source=each.source, about=each.about,
            at=newest[0].sort_at, count=each.count, days=days, years=max(1, years), query=each.query,
            best=_in_order(best), cover=best[0].id,
            value=value(each.source, count=each.count, days=max(days, years), best=len(best)),
        )  # fmt: skip

    # Any

    async def _best(self, photos: Sequence[ListedPhoto]) -> list[ListedPhoto]:
        """The best one first."""
        most = sorted(photos, key=lambda photo: (worth(photo), photo.id), reverse=True)[:_SHOWN_BY]
        vectors = await self._vectors.get(self._spaces().looks.name, [photo.id for photo in most])
        return await asyncio.to_thread(chosen, most, [vectors.get(photo.id) for photo in most])

    async def _write(self, owner: str, before: AlbumProposal | None, made: AlbumProposal | None) -> bool:
        """What was dismissed or taken stays, so that it stays so when it can be proposed again."""
        if made is None:
            if before is None or before.state != "open":
                return False
            await self._mark(owner, CHOICE_KEY)
            return await self._proposals.remove(before)
        if before and all(getattr(before, name) == getattr(made, name) for name in MADE):
            return False
        await self._mark(owner, CHOICE_KEY)
        if not await self._proposals.write(made, over=before):
            raise Unavailable(f"Somebody else wrote the album proposal {made.id} at the same time.")
        return True

    async def _mark(self, owner: str, *keys: str) -> None:
        await self._dirty.mark(owner, {(ALBUM_PROPOSALS, key) for key in keys})


def _is_worth_an_album(occasion: Occasion) -> bool:
    """What its owner named, else a trip, a day out or a birthday; of a trip the whole alone."""
    if occasion.dismissed:
        return False
    return occasion.kept or (not occasion.trip and occasion.kind in (TRIP, DAY_OUT, BIRTHDAY))


def _is_as_before(head: ProposalHead, each: Candidate) -> bool:
    return head.count == each.count and (not each.days or (head.days, head.years) == (each.days, each.years))


def _in_order(photos: Sequence[ListedPhoto]) -> list[str]:
    return [photo.id for photo in sorted(photos, key=lambda photo: (photo.sort_at, photo.id))]

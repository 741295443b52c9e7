"""Albums that could be made: how they are shown, of what may be shown right now, and how one is taken."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from services.gateway import policy
from services.gateway.acting import MOST, Acting, Planned
from services.gateway.albums.gathering import Gathering
from services.gateway.filters import FilterIn
from services.gateway.sharing.collecting import collecting
from shared.catalog.album_proposals import AlbumProposals
from shared.catalog.albums import Albums
from shared.catalog.features import DirtyKeys
from shared.catalog.occasions import Occasions
from shared.catalog.people import People
from shared.catalog.photos import Photos
from shared.domain.actions import Action, Difference, TakeProposal
from shared.domain.album import LONGEST_NAME, Album
from shared.domain.album_proposal import ALBUM_PROPOSALS, CHOICE_KEY, AlbumProposal, ProposalHead, State
from shared.domain.captions.proposals import named
from shared.domain.filter import Gathered, PhotoFilter
from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.occasion import Occasion
from shared.domain.person import Person
from shared.domain.principal import Principal
from shared.domain.showing import Unshown
from shared.errors import Conflict, Invalid

_LOOK = 200  # photos of a rule that are shown beforehand


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal as it may be shown: `best` and `photos` have nobody who is hidden, and nothing off the timeline."""

    head: ProposalHead
    name: str
    best: list[str]
    cover: str
    photos: list[str]
    left_out: list[str]
    count: int


class Proposing:
    def __init__(
        self, photos: Photos, proposals: AlbumProposals, albums: Albums, occasions: Occasions, people: People,
        gathering: Gathering, acting: Acting, dirty: DirtyKeys,
    ) -> None:  # fmt: skip
        self._photos = photos
        self._proposals = proposals
        self._albums = albums
        self._occasions = occasions
        self._people = people
        self._gathering = gathering
        self._acting = acting
        self._dirty = dirty

    async def open(self, asker: Principal, reader: str) -> list[Shown]:
        """Those that no album is made of by now."""
        heads = await self._proposals.shown(policy.scope(asker))
        shown = await self._shown(asker, heads, reader)
        queries = [album.query for album in await self._albums.every(heads[0].owner)] if heads else []
        return _apart([each for each in shown if each.head.query is None or each.head.query not in queries])

    async def dismissed(
        self, asker: Principal, reader: str, *, after: str, limit: int
    ) -> tuple[list[Shown], str | None]:
        """-> with where the next page begins."""
        heads = await self._proposals.dismissed(policy.scope(asker), after=after, limit=limit)
        return await self._shown(asker, heads, reader), heads[-1].id if len(heads) == limit else None

    async def one(self, asker: Principal, proposal: AlbumProposal, reader: str) -> Shown:
        """With its photos: of a rule some of the newest. Raises NotFound where there is nothing of it to be shown."""
        found = await self._shown(asker, [proposal], reader)
        if not found:
            raise policy.unknown("album proposal", proposal.id)
        seen = Unshown(await self._people.hidden(proposal.owner), await self._aside(asker))
        scope = policy.scope(asker)
        if proposal.query is not None:
            page = await self._photos.scoped.page(
                scope, await self._gathering.seen(asker, proposal.filter), after=None, limit=_LOOK
            )
            return dataclasses.replace(found[0], photos=[photo.id for photo in page if seen.shows(photo)])
        there = await self._photos.scoped.listed(scope, [*proposal.photos, *proposal.left_out])
        shown = {id for id, photo in there.items() if seen.shows(photo)}
        photos = [id for id in proposal.photos if id in shown]
        left_out = [id for id in proposal.left_out if id in shown]
        return dataclasses.replace(found[0], photos=photos, left_out=left_out, count=len(photos))

    async def take(
        self, asker: Principal, proposal: AlbumProposal, shown: Shown, *, name: str, without: Sequence[str],
        also: Sequence[str], parent: str,
    ) -> tuple[Album, Action]:  # fmt: skip
        """The album appears, and with it what is in it, by one action. Raises Conflict for what was taken or dismissed,
        Invalid where nothing would be in it."""
        if proposal.state != "open":
            raise Conflict(f"It was {proposal.state} already. Look again at what is proposed.")
        now = instant()
        query = proposal.query
        if query is not None:
            query = await self._gathering.checked(FilterIn.model_validate(query), proposal.owner)
        # It appears by the action; a crash before that leaves nothing that anybody sees.
        album = Album(
            id=new_id(), owner=proposal.owner, created=now, deleted=now, name=(name or shown.name)[:LONGEST_NAME],
            parent=parent, query=query,
        )  # fmt: skip
        planned = await self._planned(album, shown, without, also)
        planned.albums[album.id] = (Difference("deleted", now, ""),)
        # Marked first: whoever dies in between has it opened again.
        await self._dirty.mark(proposal.owner, {(ALBUM_PROPOSALS, CHOICE_KEY)})
        if not await self._proposals.say(proposal, "taken", album.id):
            raise Conflict("Somebody else took or dismissed it just now. Look again.")
        await self._albums.insert(album)
        change = TakeProposal(album=album.id, name=album.name, proposal=proposal.id)
        action = await self._acting.act(album.owner, change, planned, by=asker.id)
        await self._dirty.mark(proposal.owner, {(ALBUM_PROPOSALS, CHOICE_KEY)})
        assert action
        return replace(album, deleted=""), action

    async def answer(self, proposal: AlbumProposal, state: State) -> AlbumProposal:
        """Dismissed, or open again. Raises Conflict for what was taken."""
        if proposal.state != state:
            if proposal.state == "taken" or not await self._proposals.say(proposal, state):
                raise Conflict("An album was made of it. Undo that, or delete the album.")
            await self._dirty.mark(proposal.owner, {(ALBUM_PROPOSALS, CHOICE_KEY)})
        return replace(proposal, state=state)

    async def _planned(self, album: Album, shown: Shown, without: Sequence[str], also: Sequence[str]) -> Planned:
        smart = album.query is not None
        strange = set(also).difference(shown.left_out)
        if strange:
            raise Invalid(
                f"{min(strange)} is none of the photos that were left out. Add others to the album afterwards."
            )
        taken = set(without)
        ids = list(without) if smart else [id for id in (*shown.photos, *also) if id not in taken]
        if not smart and not ids:
            raise Invalid("No photo is left for the album. Keep at least one of them.")
        if len(ids) > MOST:
            raise Invalid(
                f"An album is made of up to {MOST:,} photos at once. Leave some out, and add them afterwards."
            )
        return await self._acting.plan(album.owner, ids, collecting(album, album.owner, add=not smart), sample=0)

    async def _shown(self, asker: Principal, heads: Sequence[ProposalHead], reader: str) -> list[Shown]:
        """Of one library: who asks has but one of their own."""
        if not heads:
            return []
        owner = heads[0].owner
        occasions = await self._told_of(owner, heads)
        ids = {id for head in heads if head.source in ("person", "pair") for id in head.about}
        ids |= {occasion.whose for occasion in occasions.values() if occasion.whose}
        known = await self._people.get_many(owner, sorted(ids)) if ids else {}
        people = {id: person for id, person in known.items() if person.name and not person.hidden and not person.into}
        seen = Unshown(await self._people.hidden(owner), await self._aside(asker))
        there = await self._photos.scoped.listed(
            policy.scope(asker), sorted({id for head in heads for id in head.best})
        )
        may = {id for id, photo in there.items() if seen.shows(photo)}
        return [each for head in heads if (each := _one(head, reader, occasions, people, may))]

    async def _told_of(self, owner: str, heads: Sequence[ProposalHead]) -> dict[str, Occasion]:
        ids = sorted({head.about[0] for head in heads if head.source == "occasion"})
        found = await self._occasions.get_many(owner, ids) if ids else {}
        return {id: occasion for id, occasion in found.items() if not occasion.dismissed}

    async def _aside(self, asker: Principal) -> tuple[Gathered, ...]:
        return (await self._gathering.seen(asker, PhotoFilter())).aside


def _apart(shown: Sequence[Shown]) -> list[Shown]:
    """No two by the same photo, where one has another."""
    taken = set[str]()
    apart = []
    for each in shown:
        cover = next((id for id in (each.cover, *each.best) if id not in taken), each.cover)
        taken.add(cover)
        apart.append(dataclasses.replace(each, cover=cover))
    return apart


def _one(
    head: ProposalHead, reader: str, occasions: Mapping[str, Occasion], people: Mapping[str, Person], may: set[str]
) -> Shown | None:
    """None where it has no name, or nothing to show."""
    best = [id for id in head.best if id in may]
    name = named(head, reader, occasions.get(head.about[0]), people)
    if not best or not name:
        return None
    cover = head.cover if head.cover in may else best[0]
    return Shown(head, name, best, cover, [], [], head.count)

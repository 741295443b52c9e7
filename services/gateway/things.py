"""Things by the ids that requests name them by: found only for who may do with them what they ask. Routes take the
thing from here and use its owner, never the asker."""

from contextlib import suppress
from typing import TypeVar

from services.gateway import policy
from shared.catalog.actions import Actions
from shared.catalog.album_proposals import AlbumProposals
from shared.catalog.albums import Albums
from shared.catalog.occasions import Occasions
from shared.catalog.parts import Parts
from shared.catalog.people import People
from shared.catalog.photos import Photos
from shared.catalog.proposals import Proposals
from shared.catalog.questions import Questions
from shared.catalog.shares import Shares
from shared.domain.actions import Action
from shared.domain.album import Album
from shared.domain.album_proposal import AlbumProposal
from shared.domain.drawn import drawn_on
from shared.domain.faces import FOUND_BY
from shared.domain.ids import SOLE_OWNER, OwnerId
from shared.domain.occasion import Occasion
from shared.domain.part import Part, shown_run
from shared.domain.person import Person
from shared.domain.photo import Photo
from shared.domain.principal import Principal, Right
from shared.domain.proposals import Proposal
from shared.domain.question import Question
from shared.domain.share import Share
from shared.errors import NotFound

Thing = TypeVar("Thing", bound=policy.Owned)


class Things:
    """Each raises NotFound and Forbidden as policy.may says."""

    def __init__(
        self,
        photos: Photos,
        parts: Parts,
        people: People,
        albums: Albums,
        actions: Actions,
        proposals: Proposals,
        occasions: Occasions,
        shares: Shares,
        album_proposals: AlbumProposals,
        questions: Questions,
    ) -> None:
        self._photos = photos
        self._parts = parts
        self._people = people
        self._albums = albums
        self._actions = actions
        self._proposals = proposals
        self._occasions = occasions
        self._shares = shares
        self._album_proposals = album_proposals
        self._questions = questions

    async def photo(self, principal: Principal, right: Right, id: str) -> Photo:
        photo = await self._photos.find(id)
        return _allowed(principal, right, "photo", id, photo if photo and photo.state == "active" else None)

    async def trashed(self, principal: Principal, right: Right, id: str) -> Photo:
        """One that lies in the trash, and is nowhere else."""
        photo = await self._photos.find(id)
        held = photo if photo and photo.state == "held" else None
        _allowed(principal, right, "photo", id, policy.Discarded(id, OwnerId(held.owner)) if held else None)
        assert held
        return held

    async def part(self, principal: Principal, right: Right, stage: str, id: str) -> tuple[Photo, Part]:
        """What the stage says of it, with the photo that shows it. Parts are their owner's alone, so that they are
        looked for in one library."""
        for part in await self._parts.called(principal.library, stage, id) if principal.library else ():
            photo = await self._photos.find(part.photo)
            if photo and photo.state == "active" and part.run == shown_run(photo, stage):
                return photo, _allowed(principal, right, "part", id, part)
        raise policy.unknown("part", id)

    async def face(self, principal: Principal, right: Right, id: str) -> Photo:
        """The photo on which the face is: one that was found, or drawn, also where no stage has looked at that yet."""
        with suppress(NotFound):
            return (await self.part(principal, right, FOUND_BY, id))[0]
        note = (await self._parts.notes.get_many([id])).get(id) if principal.library else None
        photo = await self._photos.find(note.photo) if note and note.owner == principal.library else None
        there = photo is not None and photo.state == "active" and id in drawn_on(photo)
        return _allowed(principal, right, "face", id, photo if there else None)

    async def person(self, principal: Principal, right: Right, id: str) -> Person:
        """With a name or without; one that was merged into another is not there."""
        person = await self._people.find(id)
        return _allowed(principal, right, "person", id, person if person and not person.into else None)

    async def album(self, principal: Principal, right: Right, id: str) -> Album:
        album = await self._albums.find(id)
        return _allowed(principal, right, "album", id, album if album and not album.deleted else None)

    async def album_proposal(self, principal: Principal, right: Right, id: str) -> AlbumProposal:
        return _allowed(principal, right, "album proposal", id, await self._album_proposals.find(id))

    async def action(self, principal: Principal, right: Right, id: str) -> Action:
        return _allowed(principal, right, "action", id, await self._actions.find(id))

    async def group(self, principal: Principal, right: Right, id: str) -> Proposal:
        return _allowed(principal, right, "group", id, await self._proposals.find(id))

    async def occasion(self, principal: Principal, right: Right, id: str) -> Occasion:
        return _allowed(principal, right, "occasion", id, await self._occasions.find(id))

    async def share(self, principal: Principal, right: Right, id: str) -> Share:
        """For whose it is."""
        return _allowed(principal, right, "share", id, await self._shares.find(id))

    async def question(self, principal: Principal, right: Right, id: str) -> Question:
        return _allowed(principal, right, "question", id, await self._questions.find(id))

    async def set_aside(self, principal: Principal, right: Right, id: str) -> OwnerId:
        """Whose the photo is whose record cannot be read any more. Where that cannot be told either, it is for who runs
        the installation to take away."""
        aside = next((each for each in await self._photos.set_aside() if each.id == id), None)
        if aside and aside.per is None and policy.runs(principal):
            return SOLE_OWNER
        photo = policy.Unreadable(id, OwnerId(aside.per)) if aside and aside.per is not None else None
        return _allowed(principal, right, "photo", id, photo).owner


def _allowed(principal: Principal, right: Right, name: str, id: str, thing: Thing | None) -> Thing:
    if thing is None:
        raise policy.unknown(name, id)
    policy.may(principal, right, thing)
    return thing

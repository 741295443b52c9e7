"""Acting: one change to many photos, written down before it is done so that a crash in its middle is finished and its
owner can take it back.

In this order: the action with what each photo has and will have; the question that it answers; the people that it is
about; the photos, a batch at a time, each conditional on what it had; the action's state. Every step may be repeated.
Whoever works on an action says so with every batch: one that nobody has worked on for a while is finished by whoever
finds it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from services.gateway.changes import differing
from services.gateway.later import now_or_later, send_changed
from services.gateway.occasions_acting import OccasionsActing
from services.gateway.people.acting import PeopleActing, about, touched
from shared.broker.base import Broker, Lane
from shared.catalog.actions import Actions
from shared.catalog.album_proposals import AlbumProposals
from shared.catalog.albums import Albums
from shared.catalog.libraries import Libraries
from shared.catalog.photos import Photos
from shared.catalog.questions import Questions
from shared.domain.actions import (
    Action,
    ActionHead,
    AlbumChange,
    Change,
    Delete,
    Difference,
    PeopleChange,
    PhotoChange,
    SayOccasion,
    State,
    TakeProposal,
    applied,
    face_of,
)
from shared.domain.album import ALBUMS
from shared.domain.edits import said
from shared.domain.events import LibraryChanged, PhotoDeleted
from shared.domain.ids import new_id
from shared.domain.instants import ago, instant
from shared.domain.photo import Photo
from shared.errors import Conflict, Invalid, NotFound, Transient
from shared.runtime.resting import rest
from shared.runtime.trash import Trash

T = TypeVar("T")

log = logging.getLogger(__name__)

MOST = 10_000  # photos of one action, whose record holds them all

_BATCH = 100  # photos
_ABANDONED = 60.0  # seconds since somebody worked on it
_PAGE = 20  # actions
_REACHED: dict[State, State] = {"doing": "done", "undoing": "undone"}


@dataclass(slots=True)
class Planned:
    """What a change would do: the photos, people, albums and occasions that it differences, and some photos as they are
    and would be."""

    photos: dict[str, tuple[Difference, ...]] = field(default_factory=dict)
    people: dict[str, tuple[Difference, ...]] = field(default_factory=dict)
    albums: dict[str, tuple[Difference, ...]] = field(default_factory=dict)
    occasions: dict[str, tuple[Difference, ...]] = field(default_factory=dict)
    same: int = 0  # that have it already, or that it cannot be said of, such as another zone of an undated photo
    missing: int = 0  # that are not in the library
    sample: list[tuple[Photo, Photo]] = field(default_factory=list)


class Acting:
    def __init__(
        self, photos: Photos, actions: Actions, people: PeopleActing, albums: Albums,
        proposals: AlbumProposals, occasions: OccasionsActing, questions: Questions, trash: Trash, libraries: Libraries,
        broker: Broker, *,
        trash_seconds: float,
    ) -> None:  # fmt: skip
        self._photos = photos
        self._people = people
        self._albums = albums
        self._proposals = proposals
        self._occasions = occasions
        self._questions = questions
        self._actions = actions
        self._trash = trash
        self._libraries = libraries
        self._broker = broker
        self._trash_seconds = trash_seconds

    async def plan(self, owner: str, ids: Sequence[str], change: PhotoChange, *, sample: int) -> Planned:
        """Nothing is written. Raises Invalid for a change that makes no sense."""
        planned, differences_of = Planned(), await differing(change)
        async for photos in self._read(owner, ids):
            for photo in photos.values():
                differences = differences_of(photo)
                if differences is None:
                    planned.same += 1
                    continue
                planned.photos[photo.id] = differences
                if len(planned.sample) < sample:
                    edits = applied(photo, differences)
                    after = photo if edits is None else self._photos.with_edits(photo, edits)
                    planned.sample.append((photo, after))
        planned.missing = len(set(ids)) - planned.same - len(planned.photos)
        return planned

    async def act(self, owner: str, change: Change, planned: Planned, *, by: str, question: str = "") -> Action | None:
        """`by`: who does it; `question`: which one that answers. None where nothing changes. Raises Invalid for more
        than one action can hold."""
        if not (planned.photos or planned.people or planned.albums or planned.occasions):
            return None
        if isinstance(change, PeopleChange) and not (await self._libraries.get(owner)).faces:
            raise Conflict(
                "Face work is switched off in this library. Switch it on in the settings to say who is on photos."
            )
        if len(planned.photos) > MOST:
            raise Invalid(f"This is about more than {MOST:,} photos, which is more than can be changed at once.")
        now = instant()
        action = Action(
            id=new_id(), owner=owner, by=by, at=now, beat=now, change=change, count=len(planned.photos),
            photos=planned.photos, people=planned.people, albums=planned.albums, occasions=planned.occasions,
            question=question,
        )  # fmt: skip
        if isinstance(change, PeopleChange):
            action = msgspec.structs.replace(action, about=about(action))
        await self._actions.insert(action)
        await self._carry_out(action, "doing")
        return await self._actions.get(owner, action.id)

    async def undo(self, action: Action, *, together: bool = False) -> ActionHead:
        """Takes back what the action changed and nobody has changed since; `left` says of how many photos not all of
        it. Again, it changes nothing. Later acts on the same faces and people stand in its way: `together` they are
        undone first. Raises NotFound, and Conflict while the action is still being done, or for what is in its way."""
        if action.state == "doing":
            if action.beat >= ago(seconds=_ABANDONED):
                raise Conflict("This is still being done. Undo it in a moment.")
            await self._carry_out(action, "doing")
        if isinstance(action.change, PeopleChange) and (later := await self._in_the_way(action)):
            if not together:
                named = ", ".join(f"{each.change.__struct_config__.tag} ({each.id})" for each in later)
                raise Conflict(f"What was done later stands in the way: {named}. Undo that first, or all together.")
            for each in later:
                await self.undo(each, together=True)
        if await self._actions.move(action.id, "done", "undoing"):
            await self._carry_out(action, "undoing")
        return await self._actions.get(action.owner, action.id)

    async def run(self, pause: float) -> None:
        """For ever: finishes what a crash interrupted."""
        while True:
            try:
                await self.finish(ago(seconds=_ABANDONED))
            except Transient as error:
                log.warning("unfinished actions wait: %s", error)
            await rest(pause)

    async def finish(self, beat_before: str) -> int:
        """The actions that nobody has worked on since that instant."""
        finished = 0
        for head in await self._actions.unfinished(beat_before=beat_before, limit=_PAGE):
            try:
                action = await self._actions.get(head.owner, head.id)
            except NotFound:  # its owner wants nothing to be known of people any more
                continue
            finished += await self._carry_out(action, action.state)
        return finished

    async def _carry_out(self, action: Action, state: State) -> bool:
        """False when somebody else brought it to its end meanwhile."""
        left, about_people = 0, isinstance(action.change, PeopleChange)
        if action.question and state == "doing":
            await self._questions.answered(action.question, action.id)
        if isinstance(action.change, AlbumChange):
            left += await self._say_albums(action, back=state == "undoing")
        if isinstance(action.change, SayOccasion):
            left += await self._occasions.say(action, back=state == "undoing")
        if about_people:
            await self._people.begin(action)
            left += await self._people.say(action, back=state == "undoing")
        for batch in _batches(list(action.photos.items())):
            if not await self._actions.move(action.id, state, state):
                return False
            one = self._do if state == "doing" else self._undo
            left += (await asyncio.gather(*(one(action, id, differences) for id, differences in batch))).count(False)
            if isinstance(action.change, Delete):
                await self._trash.follow([id for id, _ in batch])
        if about_people:
            await self._people.end(action)
        if action.question and state == "undoing":
            await self._questions.reopen(action.question, action.id)
        return await self._actions.move(action.id, state, _REACHED[state], left=left)

    async def _say_albums(self, action: Action, *, back: bool) -> int:
        """Of how many not all of it is so then."""
        left = 0
        if isinstance(taken := action.change, TakeProposal):
            if back:
                await self._proposals.follow(taken.proposal, "open", "")
            else:
                await self._proposals.follow(taken.proposal, "taken", taken.album)
        for id, differences in action.albums.items():
            wanted = [each.back if back else each for each in differences]
            left += not await self._albums.say(action.owner, id, wanted)
        news = LibraryChanged(owner=action.owner, feature=ALBUMS)
        await now_or_later(self._broker.publish(news), "news of albums")
        return left

    async def _do(self, action: Action, id: str, differences: tuple[Difference, ...]) -> bool:
        if not isinstance(action.change, Delete):
            return await self._apply(action, id, differences)
        photo = await self._find(action, id)
        if photo is None or photo.held_by == action.id:
            return photo is not None
        held = await self._photos.trash.hold(photo, until=ago(seconds=-self._trash_seconds), by=action.id)
        if held:
            # From here on it is gone for everybody.
            news = PhotoDeleted(owner=action.owner, photo=id)
            await now_or_later(self._broker.publish(news), "news of a deletion")
        return held is not None

    async def _undo(self, action: Action, id: str, differences: tuple[Difference, ...]) -> bool:
        if not isinstance(action.change, Delete):
            return await self._apply(action, id, tuple(each.back for each in differences))
        photo = await self._find(action, id)
        if photo and photo.state == "held" and photo.held_by == action.id:
            photo = await self._trash.restore(photo)
            if photo:
                await self._tell(action, photo)
        return photo is not None and photo.state == "active"

    async def _apply(self, action: Action, id: str, differences: tuple[Difference, ...]) -> bool:
        """Whether the photo is as it should be then."""
        photo = await self._find(action, id)
        if photo is None or photo.state != "active":
            return False
        of_photo = tuple(each for each in differences if not face_of(each))
        if changed := await self._photos.apply(photo, of_photo):
            photo = changed
        whole = all(said(photo.edits, each.name) == each.after for each in of_photo)
        if isinstance(action.change, PeopleChange):
            whole = await self._people.apply(photo, differences) and whole
        if changed:
            await self._tell(action, photo)
        return whole

    async def _in_the_way(self, action: Action) -> list[Action]:
        """What was done after it to what it changed, and stands: the latest first."""
        since = [each async for each in self._actions.since(action) if each.state in ("doing", "done")]
        return [each for each in since if touched(action) & touched(each)]

    async def _tell(self, action: Action, photo: Photo) -> None:
        # Who changed one waits for it; hundreds must not hold up what was uploaded just now.
        lane = Lane.FRESH if action.count == 1 else Lane.BULK
        await send_changed(self._photos, self._broker, photo, lane=lane)

    async def _find(self, action: Action, id: str) -> Photo | None:
        photo = await self._photos.find(id)
        return photo if photo and photo.owner == action.owner else None

    async def _read(self, owner: str, ids: Sequence[str]) -> AsyncIterator[Mapping[str, Photo]]:
        for batch in _batches(list(dict.fromkeys(ids))):
            yield await self._photos.get_many(owner, batch)


def _batches(every: Sequence[T]) -> Iterator[Sequence[T]]:
    return (every[start : start + _BATCH] for start in range(0, len(every), _BATCH))

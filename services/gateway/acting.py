"""Acting: one change to many photos, written down before it is done so that a crash in its middle is finished and its
owner can take it back.

In this order: the action with what each photo has and will have; the photos, a batch at a time, each conditional on
what it had; the action's state. Every step may be repeated. Whoever works on an action says so with every batch: one
that nobody has worked on for a while is finished by whoever finds it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from services.gateway.changes import differing
from services.gateway.later import now_or_later, send_changed
from shared.broker.base import Broker, Lane
from shared.catalog.actions import Actions
from shared.catalog.photos import Photos
from shared.domain.actions import Action, ActionHead, Change, Delete, Difference, State, applied
from shared.domain.edits import said
from shared.domain.events import PhotoDeleted
from shared.domain.ids import new_id
from shared.domain.instants import ago, instant
from shared.domain.photo import Photo
from shared.errors import Conflict, Transient
from shared.runtime.resting import rest

T = TypeVar("T")

log = logging.getLogger(__name__)

MOST = 10_000  # photos of one action, whose record holds them all

_BATCH = 100  # photos
_ABANDONED = 60.0  # seconds since somebody worked on it
_PAGE = 20  # actions
_REACHED: dict[State, State] = {"doing": "done", "undoing": "undone"}


@dataclass(slots=True)
class Planned:
    """What a change would do: the photos that it differences, and some of them as they are and as they would be."""

    photos: dict[str, tuple[Difference, ...]] = field(default_factory=dict)
    same: int = 0  # that have it already, or that it cannot be said of, such as another zone of an undated photo
    missing: int = 0  # that are not in the library
    sample: list[tuple[Photo, Photo]] = field(default_factory=list)


class Acting:
    def __init__(self, photos: Photos, actions: Actions, broker: Broker, *, hold_seconds: float) -> None:
        self._photos = photos
        self._actions = actions
        self._broker = broker
        self._hold_seconds = hold_seconds

    async def plan(self, owner: str, ids: Sequence[str], change: Change, *, sample: int) -> Planned:
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

    async def act(self, owner: str, change: Change, planned: Planned, *, by: str) -> Action | None:
        """`by`: who does it. None where nothing changes."""
        if not planned.photos:
            return None
        now = instant()
        action = Action(
            id=new_id(), owner=owner, by=by, at=now, beat=now, change=change, count=len(planned.photos),
            photos=planned.photos,
        )  # fmt: skip
        await self._actions.insert(action)
        await self._carry_out(action, "doing")
        return await self._actions.get(owner, action.id)

    async def undo(self, action: Action) -> ActionHead:
        """Takes back what the action changed and nobody has changed since; `left` says of how many photos not all of
        it. Again, it changes nothing. Raises NotFound, and Conflict while the action is still being done."""
        if action.state == "doing":
            if action.beat >= ago(seconds=_ABANDONED):
                raise Conflict("This is still being done. Undo it in a moment.")
            await self._carry_out(action, "doing")
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
            action = await self._actions.get(head.owner, head.id)
            finished += await self._carry_out(action, action.state)
        return finished

    async def _carry_out(self, action: Action, state: State) -> bool:
        """False when somebody else brought it to its end meanwhile."""
        left = 0
        for batch in _batches(list(action.photos.items())):
            if not await self._actions.move(action.id, state, state):
                return False
            one = self._do if state == "doing" else self._undo
            left += (await asyncio.gather(*(one(action, id, differences) for id, differences in batch))).count(False)
        return await self._actions.move(action.id, state, _REACHED[state], left=left)

    async def _do(self, action: Action, id: str, differences: tuple[Difference, ...]) -> bool:
        if not isinstance(action.change, Delete):
            return await self._apply(action, id, differences)
        photo = await self._find(action, id)
        if photo is None or photo.held_by == action.id:
            return photo is not None
        held = await self._photos.hold(photo, until=ago(seconds=-self._hold_seconds), by=action.id)
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
            photo = await self._photos.release(photo)
            if photo:
                await self._tell(action, photo)
        return photo is not None and photo.state == "active"

    async def _apply(self, action: Action, id: str, differences: tuple[Difference, ...]) -> bool:
        """Whether the photo is as it should be then."""
        photo = await self._find(action, id)
        if photo is None or photo.state != "active":
            return False
        if changed := await self._photos.apply(photo, differences):
            photo = changed
            await self._tell(action, photo)
        return all(said(photo.edits, each.name) == each.after for each in differences)

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

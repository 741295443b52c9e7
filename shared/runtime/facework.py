"""Face work, switched off in a library by its owner: what was made of faces goes, and what was said of them; the photos
stay. Switched on again, they are looked at anew.

A walk over the library's photos, some at a look, in the order of ids, so that what comes meanwhile comes to its turn.
It begins when every process knows what is set now (Libraries.get), and who is interrupted goes on behind the last photo
that was written down. Before it go the actions that tell of people, so that nobody does or undoes one. Of a photo the
record changes first: from then on nobody leads to its faces, and a stage that has looked at it before is refused
(Photos.settle). Last go the people, what occasions are called by them, albums that are proposed and questions that are
asked of them, and what the files of an embedded library still hold of what is deleted.
"""

import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

import msgspec

from shared.blobs.base import BlobStore
from shared.catalog.actions import Actions
from shared.catalog.album_proposals import AlbumProposals
from shared.catalog.features import DirtyKeys
from shared.catalog.libraries import LASTS, Libraries, Library
from shared.catalog.occasions import Occasions
from shared.catalog.parts import PartNotes
from shared.catalog.people import People
from shared.catalog.photos import Photos
from shared.catalog.questions import Questions
from shared.domain.faces import FOUND_BY, PLACED_BY, READ_BY, SWITCHED_OFF, left_out_names, without_names
from shared.domain.instants import instant, seconds_since
from shared.domain.part import visible_run
from shared.domain.person import LIBRARY_KEY, PEOPLE, PHOTO_KEY
from shared.domain.photo import Mark, Photo
from shared.domain.renditions import derived_prefix
from shared.domain.settling import settle
from shared.domain.stages import StageTable
from shared.runtime.at_once import some_at_once
from shared.runtime.part_runs import PartRuns

GRACE = 3 * LASTS  # seconds until every process works by what is set now

_SECONDS = 20.0  # of a look, for each library: others have their turn then
_PAGE = 100
_LIBRARIES = 20
_CROP = "crop-"
_STAGES = (FOUND_BY, PLACED_BY)
_LEFT_OUT = "left_out"  # a fact: since when the stage is


class FaceWork:
    """`clean` are called when nothing is left in a library, and make sure that its files and the copies of them hold
    nothing of it either."""

    def __init__(
        self, photos: Photos, runs: PartRuns, notes: PartNotes, people: People, occasions: Occasions,
        proposals: AlbumProposals, questions: Questions, actions: Actions, dirty: DirtyKeys, blobs: BlobStore,
        libraries: Libraries,
        table: StageTable, *,
        clean: Sequence[Callable[[], Awaitable[None]]], grace: float = GRACE,
    ) -> None:  # fmt: skip
        self._photos = photos
        self._runs = runs
        self._notes = notes
        self._people = people
        self._occasions = occasions
        self._proposals = proposals
        self._questions = questions
        self._actions = actions
        self._dirty = dirty
        self._blobs = blobs
        self._libraries = libraries
        self._table = table
        self._clean = clean
        self._grace = grace

    async def look(self) -> int:
        """Goes on with every walk that is under way; says how many photos were looked at."""
        return sum([await self._walk(library) for library in await self._libraries.walking(limit=_LIBRARIES)])

    async def _walk(self, library: Library) -> int:
        if seconds_since(library.changed_at) < self._grace:
            return 0
        if not library.faces and not library.walked:
            await self._actions.forget_people(library.id)
        seen, after, began = 0, library.walked_to, time.monotonic()
        while time.monotonic() - began < _SECONDS:
            page = await self._photos.all.of_owner(library.id, after=after, limit=_PAGE)
            if not page:
                await self._end(library)
                return seen
            act = self._look_again if library.faces else partial(self._forget, library.changed_at)
            await some_at_once([partial(act, photo) for photo in page])
            seen, after = seen + len(page), page[-1].id
            if not await self._libraries.walk_on(library, after, library.walked + seen):
                return seen  # it was set otherwise meanwhile, and the walk begins anew
        return seen

    async def _end(self, library: Library) -> None:
        if not library.faces:
            await self._people.forget_all(library.id)
            await self._occasions.forget_people(library.id)
            await self._proposals.forget_people(library.id)
            await self._questions.forget_people(library.id)
            await self._actions.forget_people(library.id)
            for clean in self._clean:
                await clean()
        # Whoever still has a library's faces in memory lets go of them.
        await self._dirty.mark(library.id, {(PEOPLE, LIBRARY_KEY)})
        await self._libraries.end_walk(library)

    async def _forget(self, since: str, photo: Photo) -> None:
        await self._photos.become(photo, partial(_faceless, self._table, since))
        for stage in _STAGES:
            await self._runs.take_all_away(photo, self._table[stage])
        made = self._blobs.list(derived_prefix(photo.owner, photo.id))
        crops = [blob.key async for blob in made if blob.key.rpartition("/")[2].startswith(_CROP)]
        await some_at_once([partial(self._blobs.delete, key) for key in crops])
        await self._notes.remove_of(photo.id)

    async def _look_again(self, photo: Photo) -> None:
        changed = await self._photos.become(photo, partial(_due_again, self._table))
        if changed is None and visible_run(photo, PLACED_BY):
            # It was switched on before its turn to be forgotten came: meanwhile nobody was placed.
            await self._dirty.mark(photo.owner, {(PEOPLE, PHOTO_KEY + photo.id)})


def _faceless(table: StageTable, since: str, photo: Photo) -> Photo | None:
    """None where it is so already."""
    found = {name: facts for name, facts in photo.found.items() if name != PEOPLE}
    if READ_BY in found:
        found[READ_BY] = without_names(found[READ_BY])
    edits = {name: said for name, said in photo.edits.items() if name != "drawn"}
    # Stages that are not due yet, too: else who is looking at the photo right now would have the last word.
    results = {
        stage: (
            {_LEFT_OUT: since},
            Mark("skipped", table[stage].version, instant(), models=table[stage].models, error=SWITCHED_OFF),
        )
        for stage in _STAGES
    }
    if found == photo.found and edits == photo.edits and all(_LEFT_OUT in found.get(stage, {}) for stage in _STAGES):
        return None
    changed = settle(msgspec.structs.replace(photo, found=found), results, table, edits=edits)
    # What was said by faces, the tags' vector for instance, is said anew.
    return changed if changed.settled or not photo.settled else msgspec.structs.replace(changed, queued_at="")


def _due_again(table: StageTable, photo: Photo) -> Photo | None:
    """None where it was never left out. The file is read again only where it names people."""
    if not any(mark.error == SWITCHED_OFF for mark in photo.stages.values()):
        return None
    again = {stage for stage, mark in photo.stages.items() if mark.error == SWITCHED_OFF}
    if left_out_names(photo.found.get(READ_BY, {})):
        again.add(READ_BY)
    left = {name: mark for name, mark in photo.stages.items() if name not in again}
    found = {name: facts for name, facts in photo.found.items() if _LEFT_OUT not in facts}
    return settle(msgspec.structs.replace(photo, stages=left, found=found, queued_at=""), {}, table)

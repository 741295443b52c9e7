"""Noticing: which keys of which feature became dirty, because photos changed or went.

The protocol, which tests/shared/runtime/test_features.py explores by crashes at every step: dirty keys are written
first, then the note, then the photo's `noted`, then the delivery is acked. What a crash leaves undone is done again,
and a key that was marked for nothing costs one look at it.

Nothing depends on a message. A photo loses its `noted` in the same patch that changes it, so one indexed query finds
those that nobody noticed, also all of them when a feature has a new version; counters tell, without any query, that
there are none. A note without its photo tells of a deletion: as long as there are as many notes as noted photos none
is looked for.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence

from shared import telemetry
from shared.catalog.features import DirtyKeys, Notes
from shared.catalog.photos import Photos
from shared.domain.features import Dirty, FeatureTable, Note
from shared.domain.photo import Photo
from shared.errors import Unavailable

_ATTEMPTS = 5  # at photos that change under our hands
_PAGE = 200


class Noticer:
    def __init__(self, photos: Photos, dirty: DirtyKeys, notes: Notes, table: FeatureTable) -> None:
        self._photos = photos
        self._dirty = dirty
        self._notes = notes
        self._table = table

    async def notice(self, owner: str, ids: Sequence[str]) -> None:
        """Takes note of these photos as they are now. Raises Transient when they do not hold still."""
        waiting = list(dict.fromkeys(ids))
        for _ in range(_ATTEMPTS):
            waiting = await self._notice(owner, waiting)
            if not waiting:
                return
        raise Unavailable(f"{len(waiting)} photos change faster than they can be taken note of.")

    async def _notice(self, owner: str, ids: Sequence[str]) -> list[str]:
        """Returns those that changed meanwhile."""
        photos, notes = await asyncio.gather(self._photos.get_many(owner, ids), self._notes.get_many(ids))
        # A photo counts once everything is known of it; while it is looked at again, what was known of it stays.
        present = {id: self._table.note(photo) for id, photo in photos.items() if photo.settled}
        gone = [note for id, note in notes.items() if id not in photos]
        dirty: Dirty = set()
        for id, note in present.items():
            dirty |= self._table.dirtied(notes.get(id), note)
        for note in gone:
            dirty |= self._table.dirtied(note, None)
        await self._dirty.mark(owner, dirty)
        held = await asyncio.gather(
            *(self._keep(photos[id], notes.get(id), note) for id, note in present.items()),
            *(self._notes.forget(note) for note in gone),
        )
        ids = [*present, *(note.photo for note in gone)]
        return [id for id, ok in zip(ids, held, strict=True) if not ok]

    async def _keep(self, photo: Photo, before: Note | None, after: Note) -> bool:
        if before is not None and before.rev > photo.rev:
            return False
        if before != after and not await self._notes.write(after, over=before):
            return False
        return await self._photos.noted(photo, self._table.digest)

    async def reconcile(self) -> int:
        """Notices what no message told, and says how many photos that were."""
        found = await self._changed() + await self._gone()
        telemetry.RECONCILED.labels("noticed").inc(found)
        return found

    async def _changed(self) -> int:
        if not await self._photos.all.count_unnoted(self._table.digest):
            return 0
        found, after = 0, ""
        while page := await self._photos.all.unnoted(self._table.digest, after=after, limit=_PAGE):
            await self._notice_each((photo.owner, photo.id) for photo in page)
            found, after = found + len(page), page[-1].id
        return found

    async def _gone(self) -> int:
        unnoted = await self._photos.all.count_unnoted(self._table.digest)
        photos = sum((await self._photos.all.count_by_status()).values())
        if await self._notes.count() <= photos - unnoted:
            return 0
        found, after = 0, ""
        while page := await self._notes.page(after=after, limit=_PAGE):
            photo_of = await self._photos.find_many([note.photo for note in page])
            gone = [note for note in page if note.photo not in photo_of or photo_of[note.photo].state != "active"]
            await self._notice_each((note.owner, note.photo) for note in gone)
            found, after = found + len(gone), page[-1].photo
        return found

    async def _notice_each(self, photos: Iterable[tuple[str, str]]) -> None:
        """(owner, id) of each."""
        of: dict[str, list[str]] = defaultdict(list)
        for owner, id in photos:
            of[owner].append(id)
        for owner, ids in of.items():
            await self.notice(owner, ids)

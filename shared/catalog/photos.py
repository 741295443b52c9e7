"""The photos of every library, written once over the Catalog port."""

import asyncio
from collections.abc import Callable, Sequence

import msgspec

from shared.catalog.base import Catalog, Collection, Patch, Sort
from shared.domain.instants import instant
from shared.domain.photo import Photo, Results, from_doc, settle, to_doc
from shared.domain.stages import StageTable
from shared.domain.where import Eq, Gt, Lt, Or, Where, all_of
from shared.errors import NotFound

PHOTOS = Collection(
    "photos",
    unique=(("owner", "sha256"),),
    lead=("owner", "state"),
    sorts=("sort_at", "settled"),
    filters=(
        "status",
        "queued_at",
        "archived",
        "favourite",
        "day",
        "rating",
        "kind",
        "season",
        "time_of_day",
        "camera_name",
        "location.latitude",
        "location.longitude",
    ),
    many=("tag_names", "colours", "moods", "compositions", "lights", "places", "troubles"),
    counters=(
        "status",
        "month",
        "tag_names",
        "colours",
        "moods",
        "compositions",
        "lights",
        "places",
        "kind",
        "season",
        "time_of_day",
        "camera_name",
    ),
    counted=Eq("state", "active"),
)

Cursor = tuple[str, str]  # (sort value, id) of the last photo seen

_ATTEMPTS = 20  # at a conditional write, before contention is called a bug


class Photos:
    def __init__(self, catalog: Catalog, table: StageTable) -> None:
        self._catalog = catalog
        self._table = table

    async def insert(self, photo: Photo) -> None:
        """Raises Conflict when the owner has these bytes already."""
        await self._catalog.insert(PHOTOS.name, to_doc(photo))

    async def find(self, id: str) -> Photo | None:
        """Whoever's it is, tombstones too: for workers, never for routes."""
        doc = await self._catalog.get(PHOTOS.name, id)
        return from_doc(doc) if doc else None

    async def get(self, owner: str, id: str) -> Photo:
        """Raises NotFound for a photo that is not this owner's, or is being deleted."""
        photo = await self.find(id)
        if photo is None or photo.owner != owner or photo.state != "active":
            raise NotFound(f"There is no photo {id} in your library.")
        return photo

    async def get_many(self, owner: str, ids: Sequence[str]) -> dict[str, Photo]:
        """Those of the ids that are this owner's and active."""
        docs = await self._catalog.get_many(PHOTOS.name, ids)
        photos = [from_doc(doc) for doc in docs.values()]
        return {photo.id: photo for photo in photos if photo.owner == owner and photo.state == "active"}

    async def by_sha256(self, owner: str, sha256: str) -> Photo | None:
        doc = await self._catalog.find_one(PHOTOS.name, {"owner": owner, "sha256": sha256})
        return from_doc(doc) if doc else None

    async def known(self, owner: str, sha256s: Sequence[str]) -> dict[str, str]:
        """sha256 -> photo id, for those that the owner has."""
        found = await asyncio.gather(*(self.by_sha256(owner, sha256) for sha256 in set(sha256s)))
        return {photo.sha256: photo.id for photo in found if photo and photo.sha256}

    async def page(self, owner: str, *, after: Cursor | None, limit: int) -> list[Photo]:
        """Newest first."""
        return await self._find(_active(owner), Sort("sort_at", descending=True), after, limit)

    async def count_by_status(self, owner: str) -> dict[str, int]:
        return await self._catalog.count_by(PHOTOS.name, "status", per=owner)

    async def settle(self, id: str, results: Results) -> Photo | None:
        """Writes facts and marks in one patch and returns the photo as it is then; None when it is gone.

        The patch is conditional on the record being the one read, so no tombstone and no newer mark is
        overwritten; a mark of a newer version that came in between wins over ours.
        """

        def settled(photo: Photo) -> Photo:
            fresh = {
                name: result
                for name, result in results.items()
                if name not in photo.stages or photo.stages[name].version <= result[1].version
            }
            return settle(photo, fresh, self._table)

        return await self._change(id, settled)

    async def retry(self, owner: str, id: str) -> Photo:
        """Clears the marks of stages that failed or were skipped: work that is not sent yet. Raises NotFound."""

        def cleared(photo: Photo) -> Photo:
            kept = {name: mark for name, mark in photo.stages.items() if mark.state == "done"}
            return settle(msgspec.structs.replace(photo, stages=kept, queued_at=""), {}, self._table)

        await self.get(owner, id)
        photo = await self._change(id, cleared)
        if photo is None:
            raise NotFound(f"There is no photo {id} in your library.")
        return photo

    async def tombstone(self, owner: str, id: str) -> bool:
        """From here on the photo is gone for everybody; False when it was already."""
        patch = Patch(set={"state": "deleted", "sha256": None, "queued_at": instant()})
        return await self._catalog.patch(PHOTOS.name, id, patch, if_=_active(owner))

    async def erase(self, id: str) -> None:
        """The last step of a deletion."""
        await self._catalog.delete(PHOTOS.name, id, if_=Eq("state", "deleted"))

    async def tombstones(self, owner: str, *, after: Cursor | None, limit: int) -> list[Photo]:
        where = all_of(Eq("owner", owner), Eq("state", "deleted"))
        return await self._find(where, Sort("sort_at"), after, limit)

    async def unsettled(self, owner: str, *, queued_before: str, queued_after: str, limit: int) -> list[Photo]:
        """Photos that are not settled under the current table, and were last sent to work before the one instant, or,
        by a clock that was wrong then, after the other."""
        sent = Or((Lt("queued_at", queued_before), Gt("queued_at", queued_after)))
        where = all_of(_active(owner), sent)
        # Two ranges beside the current digest, each one walk of the index.
        older = await self._find(all_of(where, Lt("settled", self._table.digest)), Sort("settled"), None, limit)
        if len(older) == limit:
            return older
        newer = all_of(where, Gt("settled", self._table.digest))
        return older + await self._find(newer, Sort("settled"), None, limit - len(older))

    async def queued(self, photo: Photo, at: str) -> bool:
        """Says that this photo's work is sent at that instant; False when another replica was quicker."""
        patch = Patch(set={"queued_at": at})
        return await self._catalog.patch(PHOTOS.name, photo.id, patch, if_=Eq("queued_at", photo.queued_at))

    async def unqueued(self, id: str) -> None:
        """Says that this photo's work was not sent: reconcile does it at its next look."""
        await self._catalog.patch(PHOTOS.name, id, Patch(set={"queued_at": ""}))

    async def _find(self, where: Where, sort: Sort, after: Cursor | None, limit: int) -> list[Photo]:
        docs = await self._catalog.find(PHOTOS.name, where, sort=sort, after=after, limit=limit)
        return [from_doc(doc) for doc in docs]

    async def _change(self, id: str, change: Callable[[Photo], Photo]) -> Photo | None:
        for _ in range(_ATTEMPTS):
            photo = await self.find(id)
            if photo is None or photo.state != "active":
                return None
            changed = msgspec.structs.replace(change(photo), rev=photo.rev + 1)
            same = all_of(Eq("rev", photo.rev), Eq("state", "active"))
            if await self._catalog.patch(PHOTOS.name, id, _difference(photo, changed), if_=same):
                return changed
        raise RuntimeError(f"photo {id} changed under our hands {_ATTEMPTS} times in a row")


def _active(owner: str) -> Where:
    return all_of(Eq("owner", owner), Eq("state", "active"))


def _difference(old: Photo, new: Photo) -> Patch:
    before = to_doc(old)
    return Patch(set={name: value for name, value in to_doc(new).items() if before[name] != value})

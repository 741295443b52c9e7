"""The photos of every library, record by record, and every change of one; written once over the Catalog port. What
reads them otherwise has a file of its own: see the attributes of Photos."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from shared.catalog.all_photos import AllPhotos
from shared.catalog.base import Catalog, Collection, Order, Patch, SetAside
from shared.catalog.changes import Changes
from shared.catalog.descriptions import Descriptions
from shared.catalog.labels import Labels
from shared.catalog.moments import Moments
from shared.catalog.scoped_photos import FACETS, ScopedPhotos
from shared.catalog.seen import active
from shared.catalog.trashed import ORDERS, Trashed, tombstone
from shared.domain.actions import Difference, applied
from shared.domain.edits import Edit, edited, saying
from shared.domain.effective import check_facts
from shared.domain.fields import FIELDS
from shared.domain.instants import instant
from shared.domain.photo import Mark, Photo, to_doc
from shared.domain.settling import Results, settle
from shared.domain.stages import StageTable
from shared.domain.stored import stored
from shared.domain.telling import INSTEAD
from shared.domain.where import Eq, Ne, all_of, value_at
from shared.errors import Invalid, NotFound

PHOTOS = Collection(
    "photos",
    unique=(("owner", "sha256"),),
    orders=(
        Order(("owner", "state"), "sort_at", ("status", "location.latitude", "location.longitude")),
        Order(("state",), "settled", ("queued_at", "noted")),
        Order(("state", "settled", "queued_at"), "owner"),
        Order(("damage_kind",), "id"),
        Order((), "id"),
        *ORDERS,
        Order(("owner", "state"), "uploaded_at"),
    ),
    terms=tuple(field.name for field in FIELDS if not field.many),
    many=tuple(field.name for field in FIELDS if field.many),
    counters=(
        "status",
        "settled",
        "month",
        "taken_month",
        "noted",
        *(field.name for field in FIELDS if field.counted),
        *FACETS.values(),
        *INSTEAD.values(),
        "bytes",
    ),
    sums=("bytes",),
    counted=all_of(Eq("state", "active"), Ne("archived", True)),
    document=Photo,
)

Facts = Mapping[str, Any]
Correct = Callable[[Photo], Mapping[str, Any]]  # by the names of shared/domain/edits.py

_OF_THE_SIDECAR = "metadata"  # the stage that reads it


@stored
class Upload(msgspec.Struct, frozen=True):
    """What tells whether a file has to be sent again."""

    id: str
    sha256: str
    state: str
    damage: str = ""


class Photos:
    def __init__(self, catalog: Catalog, table: StageTable) -> None:
        self._catalog = catalog
        self._table = table
        self._changes = Changes(catalog, PHOTOS.name)
        self.all = AllPhotos(catalog, table)
        self.scoped = ScopedPhotos(catalog)
        self.moments = Moments(catalog)
        self.trash = Trashed(catalog)
        self.labels = Labels(catalog)
        self.descriptions = Descriptions(catalog)

    async def insert(self, photo: Photo) -> None:
        """Raises Conflict when the owner has these bytes already."""
        await self._catalog.insert(PHOTOS.name, to_doc(photo))

    async def find(self, id: str) -> Photo | None:
        """Whoever's it is, tombstones too: for workers, and for services/gateway/things.py, which asks the policy."""
        return await self._catalog.get(PHOTOS.name, Photo, id)

    async def find_many(self, ids: Sequence[str]) -> dict[str, Photo]:
        return await self._catalog.get_many(PHOTOS.name, Photo, ids)

    async def get(self, owner: str, id: str) -> Photo:
        """Raises NotFound for a photo that is not this owner's, or is being deleted."""
        photo = await self.find(id)
        if photo is None or photo.owner != owner or photo.state != "active":
            raise NotFound(f"There is no photo {id} in your library.")
        return photo

    async def get_many(self, owner: str, ids: Sequence[str]) -> dict[str, Photo]:
        """Those of the ids that are this owner's and active."""
        found = await self.find_many(ids)
        return {id: photo for id, photo in found.items() if photo.owner == owner and photo.state == "active"}

    async def by_sha256(self, owner: str, sha256: str) -> Photo | None:
        return await self._catalog.find_one(PHOTOS.name, Photo, {"owner": owner, "sha256": sha256})

    async def known(self, owner: str, sha256s: Sequence[str]) -> dict[str, str]:
        """sha256 -> photo id, for those that the owner has, as far as is known whole."""
        found = await self._catalog.find_each(PHOTOS.name, Upload, {"owner": owner}, "sha256", sha256s)
        return {photo.sha256: photo.id for photo in found if photo.state == "active" and not photo.damage}

    async def used(self, owner: str) -> int:
        """Bytes of all originals of a library, of those in no list as well, until they are removed; from a counter."""
        return await self._catalog.total(PHOTOS.name, "bytes", per=owner)

    async def edit(self, photo: Photo, edit: Edit, *, correct: Correct = lambda _: {}) -> Photo:
        """What the owner says wins; `correct` is more of it, which depends on the photo. Stages that read what has
        changed lose their marks: work that is not sent yet, where `settled` is empty. Raises NotFound."""

        def after(photo: Photo) -> Photo:
            return self.with_edits(photo, saying(edited(photo.edits, edit), correct(photo)))

        return await self._changed(photo, after)

    async def apply(self, photo: Photo, differences: tuple[Difference, ...]) -> Photo | None:
        """What an action says of this photo, or takes back. None where nothing applied: the photo is gone, or has them
        all already, or others have changed it since."""

        def after(photo: Photo) -> Photo | None:
            edits = applied(photo, differences)
            return None if edits is None else self.with_edits(photo, edits)

        return await self._changes.make(photo, after)

    def with_edits(self, photo: Photo, edits: Mapping[str, Any]) -> Photo:
        """The photo once its owner says this."""
        changed = settle(photo, {}, self._table, edits=edits)
        return changed if changed.settled else msgspec.structs.replace(changed, queued_at="")

    async def settle(self, photo: Photo, results: Results) -> Photo | None:
        """Writes facts and marks in one patch and returns the photo as it is then; None when it is gone.

        `photo` is the record as it was read last. The patch is conditional on that, so no tombstone and no newer mark
        is overwritten; a mark of a newer version that came in between wins over ours. What a stage made of facts or
        fields that have changed in between is dropped: it stays due.
        """

        def settled(now: Photo) -> Photo:
            fresh = {
                name: result
                for name, result in results.items()
                if (name not in now.stages or now.stages[name].version <= result[1].version)
                and self._holds(name, results, read=photo, now=now)
            }
            return settle(now, fresh, self._table)

        return await self._changes.make(photo, settled, states=("active", "held"))

    def _holds(self, name: str, results: Results, *, read: Photo, now: Photo) -> bool:
        """Whether what the stage looked at is still so."""
        if name == _OF_THE_SIDECAR and now.sidecar_sha256 != read.sidecar_sha256:
            return False
        stage = self._table.get(name)
        if stage is None:
            return True
        if stage.has_parts and now.found.get(name) != read.found.get(name):
            return False  # another run of it was quicker, and may take away what this one wrote
        needs = (need for need in stage.needs if need in read.stages and need not in results)
        return all(now.found.get(need) == read.found.get(need) for need in needs) and all(
            value_at(now, field) == value_at(read, field) for field in stage.reads
        )

    async def tell(self, photo: Photo, source: str, facts: Facts) -> Photo | None:
        """Writes in one patch what a feature or plugin found on the photo, in place of what it said before, and what
        follows from that (FIELDS). Stages that read what has changed lose their marks, no other. None when the photo is
        gone, or that is said already.

        Raises ValueError for the name of a stage, which says its facts with its mark; msgspec.ValidationError for facts
        of another kind than a field has."""
        return await self.retell(photo, source, lambda _: facts)

    async def retell(self, photo: Photo, source: str, retold: Callable[[Photo], Facts | None]) -> Photo | None:
        """The same, made of the photo as it is then; nothing is written, and it is None, where that makes None."""
        if self._table.get(source):
            raise ValueError(f"{source} is a stage")

        def after(now: Photo) -> Photo | None:
            facts = retold(now)
            if facts is None or now.found.get(source) == facts:
                return None
            check_facts(source, facts)
            told = settle(msgspec.structs.replace(now, found={**now.found, source: dict(facts)}), {}, self._table)
            return told if told.settled or not now.settled else msgspec.structs.replace(told, queued_at="")

        return await self._changes.make(photo, after, states=("active", "held"))

    async def forget(self, photo: Photo, sources: Sequence[str]) -> Photo | None:
        """Takes away what these stages and features found, and their marks. None when the photo is gone, or has nothing
        of theirs."""

        def after(now: Photo) -> Photo | None:
            found = {name: facts for name, facts in now.found.items() if name not in sources}
            stages = {name: mark for name, mark in now.stages.items() if name not in sources}
            if len(found) == len(now.found) and len(stages) == len(now.stages):
                return None
            return settle(msgspec.structs.replace(now, found=found, stages=stages), {}, self._table)

        return await self._changes.make(photo, after, states=("active", "held"))

    async def become(self, photo: Photo, after: Callable[[Photo], Photo | None]) -> Photo | None:
        """What the change makes of the photo as it is then, in the trash too. None when it is gone, or where that makes
        none."""
        return await self._changes.make(photo, after, states=("active", "held"))

    async def refuse(self, photo: Photo, stage: str, facts: Mapping[str, Any]) -> Photo | None:
        """Has the stage say this, so that whoever has read the photo before cannot mark it any more. None when the
        photo is gone, or the stage has said anything else since it was read."""

        def after(now: Photo) -> Photo | None:
            if now.found.get(stage) != photo.found.get(stage):
                return None
            return msgspec.structs.replace(now, found={**now.found, stage: dict(facts)})

        return await self._changes.make(photo, after, states=("active", "held"))

    async def beside(self, owner: str, id: str, sidecar_sha256: str) -> Photo:
        """Says that a sidecar of these bytes lies beside the original now, so that both have to be read again: work
        that is not sent yet. Raises NotFound."""

        def after(photo: Photo) -> Photo:
            kept = {name: mark for name, mark in photo.stages.items() if name != _OF_THE_SIDECAR}
            changed = {"sidecar": True, "sidecar_sha256": sidecar_sha256, "stages": kept, "queued_at": ""}
            return settle(msgspec.structs.replace(photo, **changed), {}, self._table)

        return await self._changed(await self.get(owner, id), after)

    async def retry(self, photo: Photo) -> Photo:
        """Clears the marks of stages that failed or were skipped: work that is not sent yet. Raises NotFound."""

        def cleared(photo: Photo) -> Photo:
            kept = {name: mark for name, mark in photo.stages.items() if mark.state == "done"}
            return settle(msgspec.structs.replace(photo, stages=kept, queued_at=""), {}, self._table)

        return await self._changed(photo, cleared)

    async def take_back(self, photo: Photo, lost: Mapping[str, Mark]) -> Photo | None:
        """Takes back the marks, unless others stand there by now: work that is not sent yet. None when it is gone."""

        def without(photo: Photo) -> Photo:
            kept = {name: mark for name, mark in photo.stages.items() if lost.get(name) != mark}
            return settle(msgspec.structs.replace(photo, stages=kept, queued_at=""), {}, self._table)

        return await self._changes.make(photo, without)

    async def tell_damage(self, photo: Photo, found: Invalid | None) -> Photo | None:
        """What is wrong with its original, or that it is right again. None when the photo is gone."""

        def told(photo: Photo) -> Photo:
            noticed = (photo.damage_noticed_at or instant()) if found else ""
            changed = {"damage": str(found or ""), "damage_kind": found.kind if found else ""}
            return settle(msgspec.structs.replace(photo, **changed, damage_noticed_at=noticed), {}, self._table)

        return await self._changes.make(photo, told, states=("active", "held"))

    async def tombstone(self, owner: str, id: str) -> bool:
        """From here on the photo is gone for everybody, and for good; False when it was already."""
        return await self._catalog.patch(PHOTOS.name, id, tombstone(), if_=active(owner))

    async def set_aside(self) -> list[SetAside]:
        """Records of whomever that could not be read; of some it cannot be told whose they were."""
        return await self._catalog.set_aside(PHOTOS.name)

    async def queued(self, photo: Photo, at: str) -> bool:
        """Says that this photo's work is sent at that instant; False when another replica was quicker."""
        patch = Patch(set={"queued_at": at})
        return await self._catalog.patch(PHOTOS.name, photo.id, patch, if_=Eq("queued_at", photo.queued_at))

    async def unqueued(self, id: str) -> None:
        """Says that this photo's work was not sent: reconcile does it at its next look."""
        await self._catalog.patch(PHOTOS.name, id, Patch(set={"queued_at": ""}))

    async def noted(self, photo: Photo, table: str) -> bool:
        """Says that the features took note of this photo; False when it is not as it was read any more."""
        same = all_of(Eq("rev", photo.rev), Eq("state", "active"))
        return await self._catalog.patch(PHOTOS.name, photo.id, Patch(set={"noted": table}), if_=same)

    async def _changed(self, photo: Photo, change: Callable[[Photo], Photo]) -> Photo:
        """Raises NotFound when the photo goes meanwhile."""
        changed = await self._changes.make(photo, change)
        if changed is None:
            raise NotFound(f"There is no photo {photo.id} in your library.")
        return changed

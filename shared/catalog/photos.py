"""The photos of every library, written once over the Catalog port."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Literal, TypeVar

import msgspec

from shared.catalog.all_photos import AllPhotos, Cursor
from shared.catalog.base import Catalog, Collection, Order, Patch, SetAside, Sort
from shared.catalog.changes import Changes
from shared.catalog.descriptions import Descriptions
from shared.catalog.labels import Labels
from shared.catalog.merging import every, merged, summed
from shared.catalog.seen import active, asked, told
from shared.catalog.trashed import ORDERS, Trashed, tombstone
from shared.domain.actions import Difference, applied
from shared.domain.cells import WORLD
from shared.domain.edits import Edit, edited, saying
from shared.domain.fields import FIELDS
from shared.domain.filter import PhotoFilter
from shared.domain.instants import around, instant
from shared.domain.part import SUMMARY
from shared.domain.person import PeopleOn
from shared.domain.photo import ListedPhoto, Location, Mark, Photo, Place, Results, check_facts, settle, to_doc
from shared.domain.scope import Entry, Scope
from shared.domain.stages import StageTable
from shared.domain.stored import stored
from shared.domain.where import Eq, Ge, Has, In, Le, Ne, Where, all_of, value_at
from shared.errors import Invalid, NotFound

# What a library can be browsed by -> the field that says it.
FACETS = {field.filter: field.name for field in FIELDS if field.facet}
COUNTED = tuple(field.name for field in FIELDS if field.counted)

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
    ),
    terms=tuple(field.name for field in FIELDS if not field.many),
    many=tuple(field.name for field in FIELDS if field.many),
    counters=("status", "settled", "month", "taken_month", "noted", *COUNTED, *FACETS.values(), "bytes"),
    sums=("bytes",),
    counted=all_of(Eq("state", "active"), Ne("archived", True)),
    document=Photo,
)

Listed = TypeVar("Listed", bound=ListedPhoto)
PageOrder = Literal["newest", "oldest"]
EVERY_PAGE = PhotoFilter()  # what a page shows when nothing is asked for

Facts = Mapping[str, Any]
Correct = Callable[[Photo], Mapping[str, Any]]  # by the names of shared/domain/edits.py

_OF_THE_SIDECAR = "metadata"  # the stage that reads it


@stored
class Point(msgspec.Struct, frozen=True):
    """Where and when a photo was taken."""

    id: str
    sort_at: str
    day: str
    location: Location
    places: tuple[str, ...] = ()


@stored
class Upload(msgspec.Struct, frozen=True):
    """What tells whether a file has to be sent again."""

    id: str
    sha256: str
    state: str
    damage: str = ""


class FoundOn(msgspec.Struct, frozen=True):
    people: PeopleOn = PeopleOn()
    face_vector: dict[str, Any] = {}


@stored
class FacesOn(msgspec.Struct, frozen=True):
    """Who is on a photo, and when it was taken."""

    id: str
    sort_at: str
    taken_day: str | None = None
    found: FoundOn = FoundOn()

    @property
    def on(self) -> PeopleOn:
        """Of the faces that there are now."""
        people, shown = self.found.people, self.found.face_vector.get(SUMMARY, {}).get("run")
        return people if people.run == shown else PeopleOn()


@stored
class Moment(msgspec.Struct, frozen=True):
    """What tells on which occasion a photo was taken."""

    id: str
    sort_at: str
    noted: str = ""
    taken_at: str | None = None
    taken_day: str | None = None
    month: str = ""
    archived: bool = False
    kind: str | None = None
    location: Location | None = None
    place: Place | None = None
    camera_name: str | None = None
    quality: float | None = None
    rating: int | None = None
    favourite: bool = False
    more: dict[str, Any] = {}


class Photos:
    def __init__(self, catalog: Catalog, table: StageTable) -> None:
        self._catalog = catalog
        self._table = table
        self._changes = Changes(catalog, PHOTOS.name)
        self.all = AllPhotos(catalog, table)
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
        return _of(owner, await self._catalog.get_many(PHOTOS.name, Photo, ids))

    async def listed(self, scope: Scope, ids: Sequence[str]) -> dict[str, ListedPhoto]:
        """Those of the ids that the scope shows, and less of each."""
        found = await self._catalog.get_many(PHOTOS.name, ListedPhoto, ids)
        entries = {entry.owner: entry for entry in scope.entries}
        return {
            id: told(entry, photo)
            for id, photo in found.items()
            if (entry := entries.get(photo.owner)) and entry.shows(photo)
        }

    async def by_sha256(self, owner: str, sha256: str) -> Photo | None:
        return await self._catalog.find_one(PHOTOS.name, Photo, {"owner": owner, "sha256": sha256})

    async def known(self, owner: str, sha256s: Sequence[str]) -> dict[str, str]:
        """sha256 -> photo id, for those that the owner has, as far as is known whole."""
        found = await self._catalog.find_each(PHOTOS.name, Upload, {"owner": owner}, "sha256", sha256s)
        return {photo.sha256: photo.id for photo in found if photo.state == "active" and not photo.damage}

    async def page(
        self,
        scope: Scope,
        filter: PhotoFilter = EVERY_PAGE,
        *,
        order: PageOrder = "newest",
        after: Cursor | None,
        limit: int,
    ) -> list[ListedPhoto]:
        async def of(entry: Entry, where: Where) -> list[ListedPhoto]:
            found = await self._catalog.find(PHOTOS.name, ListedPhoto, where, sort=sort, after=after, limit=limit)
            return [told(entry, photo) for photo in found]

        sort = Sort("sort_at", descending=order == "newest")
        pages = await every([of(*each) for each in asked(scope, filter.where(), own=filter.where_own())])
        return merged(pages, _place, descending=sort.descending, limit=limit)

    async def with_faces(self, owner: str, *, after: Cursor | None, limit: int) -> list[FacesOn]:
        """Those on which the feature `people` found faces, oldest first."""
        where = active(owner, Ge("more.people_count", 1))
        return await self._catalog.find(PHOTOS.name, FacesOn, where, sort=Sort("sort_at"), after=after, limit=limit)

    async def moments(
        self, owner: str, *, first: str = "", last: str = "", newest: bool = False, after: Cursor | None, limit: int
    ) -> list[Moment]:
        """Those between two instants, both inclusive, oldest first or newest first."""
        within: list[Where] = [Ge("sort_at", first)] if first else []
        within += [Le("sort_at", last)] if last else []
        sort = Sort("sort_at", descending=newest)
        return await self._catalog.find(
            PHOTOS.name, Moment, active(owner, *within), sort=sort, after=after, limit=limit
        )

    async def ids(self, scope: Scope, filter: PhotoFilter, *, limit: int) -> list[str]:
        """Of up to `limit` photos, in no order."""
        wheres = [where for _, where in asked(scope, filter.where(), own=filter.where_own())]
        found = await every([self._catalog.find_ids(PHOTOS.name, where, limit=limit) for where in wheres])
        return [id for ids in found for id in ids][:limit]

    async def few(self, scope: Scope, filter: PhotoFilter, *, most: int) -> list[str] | None:
        """The ids of all that pass; None where these are more than `most`."""
        wheres = [where for _, where in asked(scope, filter.where(), own=filter.where_own())]
        found = await every([self._catalog.find_few(PHOTOS.name, where, most=most) for where in wheres])
        ids = [id for ids in found if ids is not None for id in ids]
        return None if None in found or len(ids) > most else ids

    async def passing(self, scope: Scope, filter: PhotoFilter, ids: Sequence[str]) -> set[str]:
        """Those of these photos that pass."""
        terms = [*filter.where(), In("id", tuple(ids))]
        wheres = [where for _, where in asked(scope, terms, own=filter.where_own())]
        found = await every([self._catalog.find_ids(PHOTOS.name, where, limit=len(ids)) for where in wheres if ids])
        return {id for some in found for id in some}

    async def unnoted_with(self, owner: str, person: str, *, limit: int) -> list[str]:
        """Ids of photos that show the person, and that no feature took note of as they are now."""
        theirs = PhotoFilter(people=(person,), archived=None)
        where = active(owner, *theirs.where(), Eq("noted", ""))
        return await self._catalog.find_ids(PHOTOS.name, where, limit=limit)

    async def points(self, scope: Scope, filter: PhotoFilter, *, after: Cursor | None, limit: int) -> list[Point]:
        """Those that are somewhere on the map, newest first."""
        sort = Sort("sort_at", descending=True)
        wheres = [where for _, where in asked(scope, [Has("cells", WORLD), *filter.where()], own=filter.where_own())]
        pages = await every(
            [self._catalog.find(PHOTOS.name, Point, where, sort=sort, after=after, limit=limit) for where in wheres]
        )
        return merged(pages, _place, descending=True, limit=limit)

    async def months(self, scope: Scope, filter: PhotoFilter = EVERY_PAGE) -> dict[str, int]:
        """ "2023-07" -> how many photos, newest first."""
        counts = await self.count_by(scope, "month", filter)
        return dict(sorted(counts.items(), reverse=True))

    async def count_by(self, scope: Scope, field: str, filter: PhotoFilter = EVERY_PAGE) -> dict[str, int]:
        """Value -> how many photos, of those that pass the filter, have it; what every page shows, from counters."""

        async def of(entry: Entry, where: Where) -> dict[str, int]:
            by_counters = entry.whole and not filter
            return await self._catalog.count_by(
                PHOTOS.name, field, per=entry.owner, where=None if by_counters else where
            )

        return summed(
            await every([of(*each) for each in asked(scope, filter.where(), {field}, own=filter.where_own())])
        )

    async def used(self, owner: str) -> int:
        """Bytes of all originals of a library, of those in no list as well, until they are removed; from a counter."""
        return await self._catalog.total(PHOTOS.name, "bytes", per=owner)

    async def facets(self, scope: Scope) -> dict[str, dict[str, int]]:
        """By the names of FACETS: value -> how many photos of every page have it, most first."""
        counts = await asyncio.gather(*(self.count_by(scope, field) for field in FACETS.values()))
        return {
            name: dict(sorted(values.items(), key=lambda each: (-each[1], each[0])))
            for name, values in zip(FACETS, counts, strict=True)
        }

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

    async def hold(self, photo: Photo, *, until: str, by: str) -> Photo | None:
        """Deletes the photo so that it can be taken back until that instant. None where it is gone, or was held by this
        action before: who took it back meanwhile has the last word."""

        def held(photo: Photo) -> Photo | None:
            if photo.held_by == by:
                return None
            return msgspec.structs.replace(photo, state="held", held_until=until, held_by=by)

        return await self._changes.make(photo, held)

    async def release(self, photo: Photo) -> Photo | None:
        """Takes back that it was held; None when that has become final meanwhile, or is not so."""
        return await self._changes.make(
            photo, lambda photo: msgspec.structs.replace(photo, state="active", held_until=""), states=("held",)
        )

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

    async def of_day(self, owner: str, day: str, *, after: Cursor | None, limit: int) -> list[Photo]:
        """Those that were taken then and are not archived, oldest first."""
        # A local day begins and ends within a day of the same day in UTC: the index is walked there only.
        first, last = around(f"{day}T12:00:00.000000Z", timedelta(days=2))
        near = (Ge("sort_at", first), Le("sort_at", last))
        where = all_of(active(owner), Eq("taken_day", day), Eq("archived", False), *near)
        return await self._find(where, Sort("sort_at"), after, limit)

    async def around(self, photo: Photo, *, seconds: float, limit: int) -> list[Photo]:
        """The photos before and after this one, with itself: `limit` either way, within these seconds."""
        first, last = around(photo.sort_at, timedelta(seconds=seconds))
        earlier = all_of(active(photo.owner), Ge("sort_at", first))
        later = all_of(active(photo.owner), Le("sort_at", last))
        cursor = (photo.sort_at, photo.id)
        before, after = await asyncio.gather(
            self._find(earlier, Sort("sort_at", descending=True), cursor, limit),
            self._find(later, Sort("sort_at"), cursor, limit),
        )
        return [*reversed(before), photo, *after]

    async def noted(self, photo: Photo, table: str) -> bool:
        """Says that the features took note of this photo; False when it is not as it was read any more."""
        same = all_of(Eq("rev", photo.rev), Eq("state", "active"))
        return await self._catalog.patch(PHOTOS.name, photo.id, Patch(set={"noted": table}), if_=same)

    async def _find(self, where: Where, sort: Sort, after: Cursor | None, limit: int) -> list[Photo]:
        return await self._catalog.find(PHOTOS.name, Photo, where, sort=sort, after=after, limit=limit)

    async def _changed(self, photo: Photo, change: Callable[[Photo], Photo]) -> Photo:
        """Raises NotFound when the photo goes meanwhile."""
        changed = await self._changes.make(photo, change)
        if changed is None:
            raise NotFound(f"There is no photo {photo.id} in your library.")
        return changed


def _of(owner: str, photos: Mapping[str, Listed]) -> dict[str, Listed]:
    return {id: photo for id, photo in photos.items() if photo.owner == owner and photo.state == "active"}


def _place(photo: ListedPhoto | Point) -> Cursor:
    return photo.sort_at, photo.id

"""Albums: photos that their owner put together, by hand or by a query, in albums that may stand in each other. What is
done to them is an action, so that it can be taken back: POST /actions/{id}/undo."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any, Self

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from services.gateway import policy
from services.gateway.accounts.standing import Standing
from services.gateway.acting import MOST, Acting
from services.gateway.albums.gathering import Gathering
from services.gateway.albums.order import AlbumOrder
from services.gateway.albums.out import ALBUM, AlbumOut
from services.gateway.albums.planning import AlbumPlan, AlbumsPlanning
from services.gateway.auth import Asker
from services.gateway.body import Body
from services.gateway.cursors import After, cursor, encoded
from services.gateway.filters import FilterIn, Filters
from services.gateway.listing import Listing
from services.gateway.media.downloads import MOST as MOST_AT_ONCE
from services.gateway.media.downloads import ZIP, Downloads
from services.gateway.media.lasting import Lasting
from services.gateway.problems import responses
from services.gateway.reader import Reader
from services.gateway.routes.actions import ActionOut, PhotoId
from services.gateway.routes.photos import PhotosOut
from services.gateway.sharing.collecting import Collecting
from services.gateway.things import Things
from shared.catalog.albums import Albums
from shared.catalog.merging import merged
from shared.catalog.photos import Photos
from shared.domain.album import LONGEST_DESCRIPTION, LONGEST_NAME, Album, AlbumSort
from shared.domain.filter import PhotoFilter
from shared.domain.grant import roles_of
from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.photo import ListedPhoto
from shared.domain.principal import Principal
from shared.errors import Conflict, Forbidden

AlbumId = Annotated[str, Path(description="The album's id", examples=[ALBUM["id"]])]
AlbumName = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_NAME, strip_whitespace=True, pattern=r"^[^\x00]*$")
]
Description = Annotated[str, StringConstraints(max_length=LONGEST_DESCRIPTION, pattern=r"^[^\x00]*$")]

ZIPS: dict[int | str, dict[str, Any]] = {
    200: {"content": {ZIP: {}}, "description": "The file"},
    206: {"description": "The range asked for"},
    304: {"description": "Unchanged"},
    **responses(403, 404, 416, 422, 429, 503),
}


class AlbumIn(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Tuscany"}, {"name": "Best of Italy", "query": {"place": ["Italy"]}}]}
    )

    name: AlbumName
    description: Description = ""
    parent: PhotoId | None = Field(None, description="The album that it stands in")
    query: FilterIn | None = Field(None, description="It is smart: it shows what passes, as the parameters of /photos")
    sort: AlbumSort = "newest"
    off_timeline: bool = False


class AlbumChangeIn(Body):
    """Only what is named changes."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Tuscany"}, {"parent": None}, {"sort": "hand"}]})

    name: AlbumName | None = None
    description: Description | None = None
    cover: PhotoId | None = Field(None, description="One of its photos; null: the best")
    parent: PhotoId | None = Field(None, description="The album that it stands in; null: in none")
    query: FilterIn | None = Field(None, description="What it shows; null: it is filled by hand alone")
    sort: AlbumSort | None = None
    off_timeline: bool | None = None


class AlbumsOut(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"albums": [ALBUM], "next": None}]})

    albums: list[AlbumOut]
    next: str | None = Field(description="Pass it as `after` for the next page; null on the last one")


class MadeOut(BaseModel):
    id: str


class AlbumDoneOut(BaseModel):
    album: AlbumOut | None = Field(description="As it is then; null when it is gone")
    action: ActionOut | None = Field(description="By which it can be undone; null when nothing was to be done")


class CollectManyIn(Body):
    """These photos, or those that pass the query."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"ids": [ALBUM["cover"]]}, {"query": {"rating": 5}}]})

    ids: Annotated[list[PhotoId], Field(min_length=1, max_length=MOST)] | None = None
    query: FilterIn | None = Field(None, description="As the parameters of /photos")

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.ids is None) == (self.query is None):
            raise ValueError("Say which photos, by ids or by query")
        return self


class CollectedOut(BaseModel):
    count: int = Field(description="Photos that changed")
    same: int = Field(description="Photos that were so already")
    missing: int = Field(description="Ids that are not in the library")
    action: ActionOut | None = Field(description="By which it can be undone; null when nothing was done")


class OrderIn(Body):
    photo: PhotoId
    after: PhotoId | None = Field(description="The photo behind which it shall stand; null: first of all")


class DownloadIn(Body):
    ids: list[PhotoId] = Field(min_length=1, max_length=MOST_AT_ONCE)


def build(
    photos: Photos, albums: Albums, things: Things, planning: AlbumsPlanning, acting: Acting, gathering: Gathering,
    collecting: Collecting, listing: Listing, downloads: Downloads, lasting: Lasting, standing: Standing,
) -> APIRouter:  # fmt: skip
    router = APIRouter(tags=["albums"])
    order_of = AlbumOrder(photos, albums)

    @router.post("/albums", status_code=201, responses=responses(404, 422))
    async def make(body: AlbumIn, asker: Asker) -> MadeOut:
        owner = policy.library(asker, "add").owner
        id = new_id()
        if body.parent:
            parent = await things.album(asker, "change", body.parent)
            await planning.check_parent(owner, id, parent.id)
        query = await gathering.checked(body.query, owner) if body.query else None
        await albums.insert(
            Album(
                id=id, owner=owner, created=instant(), name=body.name, description=body.description,
                parent=body.parent or "", query=query, sort=body.sort, off_timeline=body.off_timeline,
            )
        )  # fmt: skip
        return MadeOut(id=id)

    @router.get("/albums", responses=responses(422))
    async def page(asker: Asker, limit: Annotated[int, Query(ge=1, le=1000)] = 500, after: After = None) -> AlbumsOut:
        """In the order in which they were made, each with the album that it stands in; also those of others that are
        shared with you."""
        place = cursor(after)
        after_id = place[1] if place else ""
        own = await albums.page(policy.scope(asker), after=after_id, limit=limit)
        found = merged(
            [own, await collecting.shared(asker, after=after_id)], lambda album: album.id, descending=False, limit=limit
        )
        next_ = encoded((found[-1].created, found[-1].id)) if len(found) == limit else None
        return AlbumsOut(albums=await told(asker, found), next=next_)

    @router.get("/albums/{id}", responses=responses(404))
    async def one(id: AlbumId, asker: Asker) -> AlbumOut:
        return (await told(asker, [await things.album(asker, "see", id)], whole=True))[0]

    @router.patch("/albums/{id}", responses=responses(404, 422))
    async def say(id: AlbumId, body: AlbumChangeIn, asker: Asker) -> AlbumDoneOut:
        album = await things.album(asker, "change", id)
        values = {name: getattr(body, name) for name in AlbumChangeIn.model_fields if name in body.model_fields_set}
        if not policy.owns(asker, album) and not values.keys() <= _TO_EDIT:
            raise Forbidden("Who edits another's album names it, describes it and lays it; the rest is its owner's.")
        # What cannot be taken away is not named where it is null.
        values = {name: value for name, value in values.items() if value is not None or name in _NONE}
        if values.get("parent"):
            await things.album(asker, "change", values["parent"])
        if body.query is not None:
            values["query"] = await gathering.checked(body.query, album.owner)
        values |= {name: "" for name in ("cover", "parent") if name in values and values[name] is None}
        return await done(asker, album, await planning.said(album, values))

    @router.delete("/albums/{id}", responses=responses(404))
    async def drop(id: AlbumId, asker: Asker) -> AlbumDoneOut:
        """The photos stay. What stands in it stands where it stood."""
        album = await things.album(asker, "remove", id)
        return await done(asker, album, await planning.dropped(album))

    @router.get("/albums/{id}/photos", response_model=PhotosOut, responses=responses(404, 422))
    async def photos_of(
        id: AlbumId,
        asker: Asker,
        filters: Filters,
        reader: Reader,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
        after: After = None,
        order: Annotated[AlbumSort | None, Query(description="As the album says, unless asked for")] = None,
    ) -> Response:
        """As /photos lists them. By hand: those first that were laid, then the others, the newest last."""
        album = await things.album(asker, "see", id)
        scope, passing = await gathering.inside(asker, album, filters)
        found, next_ = await order_of.page(
            album, scope, passing, order=order or album.sort, after=cursor(after), limit=limit
        )
        return await listing.answer(asker, found, reader, next=next_)

    @router.put("/albums/{id}/photos", responses=responses(404, 422))
    async def add(id: AlbumId, body: CollectManyIn, asker: Asker) -> CollectedOut:
        """Puts photos into the album, which is one action. Into another's, where you contribute, photos of your own:
        they stay in your library, and leave the album when you take them out or the share ends."""
        return await collect(asker, id, body, add=True)

    @router.delete("/albums/{id}/photos", responses=responses(404, 422))
    async def take_out(id: AlbumId, body: CollectManyIn, asker: Asker) -> CollectedOut:
        """Takes photos out of the album, which is one action; of a smart one for good. Of another's album those of your
        own, or as its editor any."""
        return await collect(asker, id, body, add=False)

    @router.post("/albums/{id}/order", status_code=204, responses=responses(404, 409, 422))
    async def lay(id: AlbumId, body: OrderIn, asker: Asker) -> None:
        """Puts a photo behind another, in an album that is laid by hand."""
        album = await things.album(asker, "change", id)
        if album.sort != "hand":
            raise Conflict('This album goes by date. Say "sort": "hand" of it first.')
        scope, passing = await gathering.inside(asker, album, PhotoFilter())
        await order_of.move(album, scope, passing, body.photo, body.after)

    @router.head("/albums/{id}/download", include_in_schema=False)
    @router.get("/albums/{id}/download", response_class=Response, responses=ZIPS)
    async def download(id: AlbumId, request: Request, asker: Asker) -> Response:
        """The originals of its photos in one zip file, each with its sidecar beside it. Understands Range, If-Range and
        If-None-Match."""
        album = await things.album(asker, "see", id)
        scope, passing = await gathering.inside(asker, album, PhotoFilter())
        ids = await order_of.ids(album, scope, passing, limit=MOST_AT_ONCE + 1)

        async def allowed(photo: ListedPhoto) -> None:
            await lasting.check(asker, photo)
            await things.album(asker, "see", id)

        return await downloads.send(request, asker, ids, album.name, allowed)

    @router.post("/photos/download", response_class=Response, responses=ZIPS)
    async def download_many(body: DownloadIn, request: Request, asker: Asker) -> Response:
        """The same of these photos."""
        ids = list(dict.fromkeys(body.ids))
        seen = await photos.scoped.listed(policy.reach(asker), ids)
        if lost := next((id for id in ids if id not in seen), None):
            raise policy.unknown("photo", lost)

        return await downloads.send(request, asker, ids, "", partial(lasting.check, asker))

    async def collect(asker: Principal, id: str, body: CollectManyIn, *, add: bool) -> CollectedOut:
        album = await things.album(asker, "see", id)
        await collecting.change(asker, album, add=add)  # before anything is looked for
        ids = body.ids if body.ids is not None else await gathering.meant(asker, body.query or FilterIn())
        done = await collecting.collect(asker, album, ids, add=add)
        return CollectedOut(
            count=done.count, same=done.same, missing=done.missing,
            action=ActionOut.of(done.action) if done.action else None,
        )  # fmt: skip

    async def done(asker: Principal, album: Album, plan: AlbumPlan) -> AlbumDoneOut:
        change, planned = plan
        action = await acting.act(album.owner, change, planned, by=asker.id)
        there = [each for each in [await albums.find(album.id)] if each and not each.deleted]
        now = await told(asker, there, whole=True)
        return AlbumDoneOut(album=now[0] if now else None, action=ActionOut.of(action) if action else None)

    async def told(asker: Principal, some: Sequence[Album], *, whole: bool = False) -> list[AlbumOut]:
        """With those covers that are there still, and how many photos each has; `whole`: of smart ones and of those of
        several hands as well, for which they are counted."""
        counts = await photos.scoped.count_by(policy.scope(asker), _FIELD) if some else {}
        covers = await photos.scoped.listed(
            policy.reach(asker), [id for album in some for id in (album.cover, album.best) if id]
        )
        roles = roles_of(asker.grants)
        names = await standing.accounts.names_of({album.owner for album in some if not policy.owns(asker, album)})
        out = []
        for album in some:
            own = policy.owns(asker, album)
            count = counts.get(album.id, 0) if own and album.query is None else None
            if whole and (count is None or album.id in roles):
                scope, passing = await gathering.inside(asker, album, PhotoFilter())
                count = sum((await photos.scoped.months(scope, passing)).values())
            cover = next((id for id in (album.cover, album.best) if id in covers), None)
            if own:
                out.append(AlbumOut.of(album, cover=cover, count=count))
            else:
                by, role = names.get(album.owner, ""), roles[album.id]
                out.append(AlbumOut.shared(album, cover=cover, count=count, by=by, role=role))
        return out

    return router


_FIELD = "more.albums"
_TO_EDIT = {"name", "description", "cover", "sort"}  # by who edits another's
_NONE = ("cover", "parent", "query")  # of an album, may be none

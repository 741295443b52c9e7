"""Shares: what of one's library others see, and what of others' is shared with who asks."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Self

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from services.gateway import policy
from services.gateway.accounts.entrance import Entrance
from services.gateway.albums.gathering import Gathering
from services.gateway.auth import Asker, SignedIn, address_of
from services.gateway.body import Body
from services.gateway.cursors import After
from services.gateway.filters import FilterIn
from services.gateway.listing import Listing
from services.gateway.problems import responses
from services.gateway.reader import Reader
from services.gateway.routes.actions import PhotoId
from services.gateway.routes.photos import PhotosOut
from services.gateway.sharing.linking import LinkIn, LinkOut
from services.gateway.sharing.saving import MOST, Saving, Status
from services.gateway.sharing.shares import Given, Made, Sharing
from services.gateway.things import Things
from shared.catalog.scoped_photos import PageOrder
from shared.domain.filter import PhotoFilter
from shared.domain.ids import OwnerId, new_id
from shared.domain.instants import instant
from shared.domain.share import MOST_PHOTOS, Share, SharedKind, SharedTo, ShareRole, Subject
from shared.errors import Conflict, Invalid

ShareId = Annotated[
    str, Path(max_length=64, description="The share's id", examples=["019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"])
]
SharedPhotos = Annotated[list[PhotoId], Field(min_length=1, max_length=MOST_PHOTOS)]
Tells = Annotated[
    list[Subject],
    Field(
        max_length=3,
        description="What they are told of the photos beside what these show; where anything is left out, so are file "
        "names and what is written inside the files",
    ),
]
_ALBUM = "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"
_EXAMPLE: JsonDict = {"kind": "album", "album": _ALBUM, "to": "account", "whom": _ALBUM, "tells": ["people"]}


class ShareIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    kind: SharedKind
    album: PhotoId | None = Field(None, description="Of an album: its id")
    photos: SharedPhotos | None = Field(None, description="Of photos: their ids; more than these make an album")
    query: FilterIn | None = Field(
        None, description="Of a library: what of it they see, as the parameters of /photos; null: all"
    )
    to: SharedTo
    whom: PhotoId | None = Field(None, description="The account or the circle, by id")
    role: ShareRole = Field(
        "viewer",
        description="Of an album. contributor: puts in photos of their own; editor: also names it, lays it and takes "
        "out any photo",
    )
    tells: Tells = []
    download: bool = Field(True, description="They may have the originals, and copy them into a library of their own")
    offered: bool = Field(False, description="They may let it stand in their timeline and search")
    expires: AwareDatetime | None = Field(None, description="null: it has no end")
    link: LinkIn | None = Field(None, description="How it goes by a link")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.album is not None) != (self.kind == "album"):
            raise ValueError("Say which album, and of an album alone")
        if (self.photos is not None) != (self.kind == "photos"):
            raise ValueError("Say which photos, and of photos alone")
        if self.query is not None and self.kind != "library":
            raise ValueError("Only a library is narrowed by a query")
        if (self.whom is None) != (self.to == "link"):
            raise ValueError("Say with whom, but for a link")
        if self.link is not None and self.to != "link":
            raise ValueError("Only a share by link has a link")
        if self.role != "viewer" and (self.kind != "album" or self.to == "link"):
            raise ValueError("Only an album that is shared with accounts has contributors and editors")
        return self


class ShareChangeIn(Body):
    """Only what is sent is changed."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"tells": ["place"], "role": "viewer"}]})

    role: ShareRole | None = None
    tells: Tells | None = None
    download: bool | None = None
    offered: bool | None = None
    expires: AwareDatetime | None = Field(None, description="null: it has no end")
    photos: SharedPhotos | None = None
    query: FilterIn | None = Field(None, description="null: all of the library")
    link: LinkIn | None = Field(None, description="Of it, too, only what is sent is changed")


class _ShareOut(BaseModel):
    id: str
    kind: SharedKind
    album: str | None = Field(description="The album's id")
    name: str = Field(description="The album's name; empty of all else")
    role: ShareRole
    tells: list[Subject]
    download: bool
    offered: bool
    created: str
    expires: str | None


class ShareOut(_ShareOut):
    to: SharedTo
    whom: str | None
    called: str = Field(description="What whom it is to is called; empty where they are gone")
    photos: list[str] = Field(description="Of a share of photos: their ids")
    query: dict[str, Any] | None
    taken: int = Field(description="How many have it in their timeline")
    link: LinkOut | None = Field(None, description="Of one by a link: how it goes")
    waiting: int | None = Field(
        None, description="Of one by a rule, asked for alone: photos that are so new that they are not shared yet"
    )

    @classmethod
    def of(cls, made: Made, link: LinkOut | None = None, **more: Any) -> Self:
        share = made.share
        return cls(
            id=share.id, kind=share.kind, album=share.album or None, name=made.album, role=share.role,
            tells=share.tells, download=share.download, offered=share.offered, created=share.created,
            expires=share.expires, to=share.to, whom=share.whom or None, called=made.called, photos=share.photos,
            query=share.query, taken=len(share.taken), waiting=made.waiting, link=link, **more,
        )  # fmt: skip


class NewShareOut(ShareOut):
    url: str | None = Field(None, description="The address of a link, as this request came. It is shown only now")
    token: str | None = Field(None, description="What stands in it behind the #")


class SharesOut(BaseModel):
    shares: list[ShareOut]


class GivenOut(_ShareOut):
    by: str = Field(description="What whose it is is called", examples=["Noor"])
    timeline: bool = Field(description="It stands in your timeline and search")
    count: int = Field(description="Photos")
    cover: str | None = Field(description="A photo of it to show")

    @classmethod
    def of(cls, given: Given) -> Self:
        share = given.share
        return cls(
            id=share.id, kind=share.kind, album=share.album or None, name=given.album, role=share.role,
            tells=share.tells, download=share.download, offered=share.offered, created=share.created,
            expires=share.expires, by=given.by, timeline=given.taken and share.offered, count=given.count,
            cover=given.cover,
        )  # fmt: skip


class GivenPageOut(BaseModel):
    shares: list[GivenOut]
    next: str | None = Field(description="Pass it as `after` for the next page; null on the last one")


class TakenIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"taken": True}]})

    taken: bool = Field(description="Let it stand in your timeline and search")


class SaveIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"ids": [_ALBUM]}]})

    ids: list[PhotoId] = Field(min_length=1, max_length=MOST)
    share: PhotoId | None = Field(None, description="The share, or the album of another's, in which they are")


class SavedOut(BaseModel):
    photo: str
    copy_id: str | None = Field(description="The photo in your library; null for a damaged one")
    status: Status = Field(description="duplicate: your library had it; damaged: its file cannot be copied")


class SavedPhotosOut(BaseModel):
    photos: list[SavedOut]


def build(
    sharing: Sharing, saving: Saving, entrance: Entrance, things: Things, gathering: Gathering, listing: Listing
) -> APIRouter:
    router = APIRouter(tags=["sharing"])

    @router.post("/shares", status_code=201, responses=responses(403, 404, 409, 422))
    async def make(body: ShareIn, request: Request, response: Response, asker: Asker) -> NewShareOut:
        """Shares something of your own library. Others may copy what they may download, and keep that when you end
        the share."""
        owner = policy.library(asker, "manage").owner
        if body.to != "link" and not asker.account:
            raise Conflict("There are no accounts here yet to share with. Make the first one: POST /auth/first.")
        said = body.model_dump(include={"kind", "to", "role", "tells", "download", "offered"})
        share = Share(
            id=new_id(), owner=owner, by=asker.account, created=instant(), **said, album=body.album or "",
            photos=list(dict.fromkeys(body.photos or ())), whom=body.whom or "", query=await _query(body.query, owner),
            expires=_end(body.expires),
        )  # fmt: skip
        linking = entrance.ways.linking if share.to == "link" else None
        share = await sharing.make(asker, share, address_of(request))
        if linking is None:
            return NewShareOut.of(await sharing.told(share))
        link, token = await linking.make(share, body.link or LinkIn())
        response.headers["Cache-Control"] = "no-store"
        url = f"{request.base_url}l/{share.id}#{token}"
        return NewShareOut.of(await sharing.told(share), LinkOut.of(link), url=url, token=token)

    @router.post("/photos/save", responses=responses(403, 404, 413, 422, 429, 503, 507))
    async def save(body: SaveIn, request: Request, asker: Asker) -> SavedPhotosOut:
        """Copies photos that others share with you into your library, on your quota: the files as you may download
        them. The copies are yours, and stay when the share ends."""
        saved = await saving.save(asker, body.ids, body.share, address=address_of(request))
        return SavedPhotosOut(
            photos=[SavedOut(photo=each.photo, copy_id=each.copy or None, status=each.status) for each in saved]
        )

    @router.get("/shares")
    async def page(asker: Asker) -> SharesOut:
        """What you share, in the order of its making."""
        policy.scope(asker)
        made = await sharing.made(asker.library) if asker.library else []
        links = await told_links([each.share for each in made])
        return SharesOut(shares=[ShareOut.of(each, links.get(each.share.id)) for each in made])

    # Before /shares/{id}, which would take it for an id.
    @router.get("/shares/with-me", responses=responses(422))
    async def given(
        asker: Asker,
        limit: Annotated[int, Query(ge=1, le=100)] = 50,
        after: Annotated[str, Query(max_length=64, description="`next` of the page before")] = "",
    ) -> GivenPageOut:
        """What others share with you."""
        policy.scope(asker)
        found = await sharing.given(asker, after=after, limit=limit)
        next_ = found[-1].share.id if len(found) == limit else None
        return GivenPageOut(shares=[GivenOut.of(each) for each in found], next=next_)

    @router.delete("/shares/with-me/{id}", status_code=204, responses=responses(403, 404, 409))
    async def refuse(id: ShareId, asker: SignedIn) -> None:
        """You are shown it no more."""
        await sharing.refuse(asker, id)

    @router.post("/shares/{id}/taken", status_code=204, responses=responses(403, 404, 409, 422))
    async def take(id: ShareId, body: TakenIn, asker: SignedIn) -> None:
        """Lets what is shared with you stand in your timeline and search, where it is offered for that; or not."""
        await sharing.take(asker, id, taken=body.taken)

    @router.get("/shares/{id}", responses=responses(404))
    async def one(id: ShareId, asker: Asker) -> ShareOut:
        return await told(await things.share(asker, "see", id))

    @router.get("/shares/{id}/waiting", response_model=PhotosOut, responses=responses(404, 409, 422))
    async def waiting(
        id: ShareId,
        asker: Asker,
        reader: Reader,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
        after: After = None,
        order: PageOrder = "newest",
    ) -> Response:
        """The photos that a rule will share once they have been here for a while: time to take out what it should
        not."""
        scope = await sharing.waiting(await things.share(asker, "see", id))
        if scope is None:
            raise Conflict("This is shared by no rule: nothing waits.")
        return await listing.page(asker, scope, PhotoFilter(), reader, order=order, after=after, limit=limit)

    @router.patch("/shares/{id}", responses=responses(403, 404, 409, 422))
    async def change(id: ShareId, body: ShareChangeIn, asker: Asker) -> ShareOut:
        """At once, for everybody it is shared with."""
        share = await things.share(asker, "manage", id)
        values = body.model_dump(include={"role", "tells", "download", "offered", "photos"}, exclude_unset=True)
        if empty := next((name for name, value in values.items() if value is None), None):
            raise Invalid(f"{empty} may not be null.")
        if "photos" in values and share.kind != "photos":
            raise Invalid("This is no share of photos.")
        if values.get("role", "viewer") != "viewer" and (share.kind != "album" or share.to == "link"):
            raise Invalid("Only an album that is shared with accounts has contributors and editors.")
        if "query" in body.model_fields_set:
            if share.kind != "library":
                raise Invalid("Only a library is narrowed by a query.")
            values["query"] = await _query(body.query, share.owner)
        if "expires" in body.model_fields_set:
            values["expires"] = _end(body.expires)
        if body.link is not None:
            if share.to != "link":
                raise Invalid("Only a share by link has a link.")
            await entrance.ways.linking.change(id, body.link)
        return await told(await sharing.change(asker, share, values))

    @router.delete("/shares/{id}", status_code=204, responses=responses(403, 404))
    async def end(id: ShareId, request: Request, asker: Asker) -> None:
        """At once: nobody sees any more what it opened, but for what they have copied."""
        share = await things.share(asker, "manage", id)
        await sharing.end(asker, share, address_of(request))
        if share.to == "link" and entrance.sign_ins:
            await entrance.sign_ins.linking.end(id)

    async def told_links(shares: Sequence[Share]) -> dict[str, LinkOut]:
        ids = [share.id for share in shares if share.to == "link"]
        return await entrance.sign_ins.linking.told(ids) if ids and entrance.sign_ins else {}

    async def told(share: Share) -> ShareOut:
        return ShareOut.of(await sharing.told(share), (await told_links([share])).get(share.id))

    async def _query(query: BaseModel | None, owner: OwnerId) -> dict[str, Any] | None:
        return await gathering.checked(query, owner) if query is not None else None

    return router


def _end(expires: datetime | None) -> str | None:
    return instant(expires.astimezone(UTC)) if expires else None

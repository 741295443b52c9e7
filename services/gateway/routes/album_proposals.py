"""Albums that could be made, of occasions, people, places and themes. Nothing is made until somebody takes one; what
was dismissed is never proposed again."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from services.gateway import policy
from services.gateway.acting import MOST
from services.gateway.albums.gathering import Gathering
from services.gateway.albums.out import AlbumOut
from services.gateway.albums.planning import AlbumsPlanning
from services.gateway.albums.proposing import Proposing, Shown
from services.gateway.auth import Asker
from services.gateway.body import Body
from services.gateway.cursors import After, cursor, encoded
from services.gateway.problems import responses
from services.gateway.reader import Reader
from services.gateway.routes.actions import ActionOut, PhotoId
from services.gateway.routes.albums import AlbumDoneOut, AlbumName
from services.gateway.things import Things
from shared.catalog.photos import Photos
from shared.domain.album import Album
from shared.domain.album_proposal import AlbumProposal, LeftOut, Source, State
from shared.domain.captions.proposals import why
from shared.domain.filter import PhotoFilter
from shared.domain.principal import Principal

ProposalId = Annotated[str, Path(description="The proposal's id", examples=["0d0a7c52-5a4c-5b0e-9c0b-0a4f3c1f2b11"])]


class AlbumProposalOut(BaseModel):
    id: str
    source: Source = Field(description="What it is about: an occasion, a person, two of them, a place, a theme")
    name: str = Field(description="In the reader's language", examples=["Weekend in Arezzo, October 2008"])
    why: str = Field(description="In the reader's language", examples=["24 photos of 2 days"])
    count: int = Field(description="Photos that it would have")
    cover: str = Field(description="The id of the photo to show")
    best: list[str] = Field(description="Ids of up to eight photos, in the order of their taking")
    rule: bool = Field(description="Photos that come later join it by themselves")
    state: State

    @classmethod
    def of(cls, shown: Shown, language: str) -> Self:
        head = shown.head
        return cls(
            id=head.id, source=head.source, name=shown.name, why=why(head, language, shown.count), count=shown.count,
            cover=shown.cover, best=shown.best, rule=head.query is not None, state=head.state,
        )  # fmt: skip


class LeftOutOut(BaseModel):
    photo: str = Field(description="Its id")
    why: LeftOut = Field(
        description="screenshot, document: it shows nothing of it; copy, burst: another of the same is among the "
        "photos; blurred: there are better ones from those minutes; many: an album is made of so many at once"
    )


class AlbumProposalDetailOut(AlbumProposalOut):
    photos: list[str] = Field(description="Ids; of a rule some of the newest")
    left_out: list[LeftOutOut] = Field(description="Photos that belong to it and were not chosen, and why")
    query: dict[str, Any] | None = Field(
        description="Of a rule, as the parameters of /photos",
        examples=[{"person": ["019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"]}],
    )

    @classmethod
    def told(cls, shown: Shown, proposal: AlbumProposal, language: str) -> Self:
        left_out = [LeftOutOut(photo=id, why=proposal.left_out[id]) for id in shown.left_out]
        return cls(
            **AlbumProposalOut.of(shown, language).model_dump(), photos=shown.photos, left_out=left_out,
            query=proposal.query,
        )  # fmt: skip


class AlbumProposalsOut(BaseModel):
    proposals: list[AlbumProposalOut]
    next: str | None = Field(description="Pass it as `after` for the next page; null on the last one")


class TakeProposalIn(Body):
    """Nothing need be said: it is made as it is proposed."""

    model_config = ConfigDict(json_schema_extra={"examples": [{}, {"name": "Arezzo"}]})

    name: AlbumName | None = Field(None, description="As it is proposed, unless it is said")
    without: Annotated[list[PhotoId], Field(max_length=MOST)] = Field(
        [], description="Ids of photos that shall not be in it"
    )
    also: Annotated[list[PhotoId], Field(max_length=MOST)] = Field(
        [], description="Ids of those left out that shall be in it"
    )
    parent: PhotoId | None = Field(None, description="The album that it stands in")


def build(
    proposing: Proposing, photos: Photos, things: Things, planning: AlbumsPlanning, gathering: Gathering
) -> APIRouter:
    """Before the albums, whose /albums/{id} would take it for one."""
    router = APIRouter(tags=["album proposals"])

    @router.get("/albums/proposals", responses=responses(422))
    async def page(
        asker: Asker,
        reader: Reader,
        limit: Annotated[int, Query(ge=1, le=100, description="Dismissed ones; of open ones there are few")] = 60,
        after: After = None,
        state: Annotated[Literal["open", "dismissed"], Query(description="Dismissed ones can be restored")] = "open",
    ) -> AlbumProposalsOut:
        """The most valuable first, up to 24."""
        if state == "open":
            return AlbumProposalsOut(proposals=_out(await proposing.open(asker, reader), reader), next=None)
        place = cursor(after)
        shown, last = await proposing.dismissed(asker, reader, after=place[1] if place else "", limit=limit)
        return AlbumProposalsOut(proposals=_out(shown, reader), next=encoded(("id", last)) if last else None)

    @router.get("/albums/proposals/{id}", responses=responses(404))
    async def one(id: ProposalId, asker: Asker, reader: Reader) -> AlbumProposalDetailOut:
        """With its photos, and those that were left out."""
        proposal = await things.album_proposal(asker, "see", id)
        return AlbumProposalDetailOut.told(await proposing.one(asker, proposal, reader), proposal, reader)

    @router.post("/albums/proposals/{id}/take", status_code=201, responses=responses(404, 409, 422))
    async def take(id: ProposalId, body: TakeProposalIn, asker: Asker, reader: Reader) -> AlbumDoneOut:
        """Makes the album, which is one action. Undone, the album is gone, and it is proposed again."""
        proposal = await things.album_proposal(asker, "change", id)
        if body.parent:
            parent = await things.album(asker, "change", body.parent)
            await planning.check_parent(proposal.owner, "", parent.id)
        shown = await proposing.one(asker, proposal, reader)
        album, action = await proposing.take(
            asker, proposal, shown, name=body.name or "", without=body.without, also=body.also, parent=body.parent or ""
        )
        return AlbumDoneOut(album=await _told(asker, album, shown.cover), action=ActionOut.of(action))

    @router.post("/albums/proposals/{id}/dismiss", status_code=204, responses=responses(404, 409))
    async def dismiss(id: ProposalId, asker: Asker) -> None:
        """It is not proposed again, whatever comes."""
        await proposing.answer(await things.album_proposal(asker, "change", id), "dismissed")

    @router.post("/albums/proposals/{id}/restore", status_code=204, responses=responses(404, 409))
    async def restore(id: ProposalId, asker: Asker) -> None:
        """Takes a dismissal back."""
        await proposing.answer(await things.album_proposal(asker, "change", id), "open")

    async def _told(asker: Principal, album: Album, cover: str) -> AlbumOut:
        inside = await gathering.within(album, PhotoFilter())
        count = sum((await photos.scoped.months(policy.scope(asker), inside)).values())
        return AlbumOut.of(album, cover=cover, count=count)

    return router


def _out(shown: Sequence[Shown], language: str) -> list[AlbumProposalOut]:
    return [AlbumProposalOut.of(each, language) for each in shown]

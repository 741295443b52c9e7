"""Albums as HTTP tells them, and what was done to them."""

from typing import Any, Literal, Self

from pydantic import BaseModel, Field
from pydantic.config import JsonDict

from shared.domain.album import Album, AlbumSort
from shared.domain.share import ShareRole

ALBUM: JsonDict = {
    "id": "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11",
    "name": "Tuscany",
    "description": "Two weeks near Arezzo.",
    "parent": None,
    "query": None,
    "sort": "newest",
    "off_timeline": False,
    "cover": "019aa3c1-2b7c-7a90-8f3e-5d1c0b9a8f77",
    "count": 214,
    "created": "2026-11-30T18:00:00.000000Z",
    "shared_by": None,
    "role": None,
}


class AlbumOut(BaseModel):
    id: str
    name: str = Field(examples=["Tuscany"])
    description: str
    parent: str | None = Field(description="The album that it stands in; null, or one that is not there: in none")
    query: dict[str, Any] | None = Field(
        description="Of a smart album: what it shows, as the parameters of /photos; null: it is filled by hand",
        examples=[{"place": ["Italy"], "rating": 4}],
    )
    sort: AlbumSort = Field(description="By when they were taken, or as they were laid by hand")
    off_timeline: bool = Field(description="Its photos stand in no timeline and on no map, unless they are asked for")
    cover: str | None = Field(description="The photo to show: the one that was chosen, else the best")
    count: int | None = Field(
        description="Its photos, without archived ones; of a smart album null in lists, for they are counted when asked"
    )
    created: str = Field(description="An instant, UTC")
    shared_by: str | None = Field(None, description="The name of whose it is; null: your own", examples=["Noor"])
    role: ShareRole | None = Field(None, description="What you may do with another's; null: your own")

    @classmethod
    def of(cls, album: Album, *, cover: str | None, count: int | None) -> Self:
        return cls(
            id=album.id, name=album.name, description=album.description, parent=album.parent or None,
            query=album.query, sort=album.sort, off_timeline=album.off_timeline, cover=cover, count=count,
            created=album.created,
        )  # fmt: skip

    @classmethod
    def shared(cls, album: Album, *, cover: str | None, count: int | None, by: str, role: ShareRole) -> Self:
        """Of another's, whose query and place among others are not told."""
        return cls(
            id=album.id, name=album.name, description=album.description, parent=None, query=None, sort=album.sort,
            off_timeline=False, cover=cover, count=count, created=album.created, shared_by=by, role=role,
        )  # fmt: skip


class InAlbumOut(BaseModel):
    """An album that a photo was put into."""

    id: str
    name: str = Field(examples=["Tuscany"])


class SayAlbumOut(BaseModel):
    kind: Literal["album_said"]
    album: str
    name: str = Field(description="What it was called then")
    fields: list[str] = Field(description="That have changed", examples=[["name"]])


class DropAlbumOut(BaseModel):
    kind: Literal["album_deleted"]
    album: str
    name: str


class TakeProposalOut(BaseModel):
    """It was made of what was proposed."""

    kind: Literal["album_taken"]
    album: str
    name: str
    proposal: str


OfAlbums = SayAlbumOut | DropAlbumOut | TakeProposalOut

"""The demonstration set, to look at before there are photos of one's own."""

from fastapi import APIRouter
from fastapi.responses import FileResponse
from pydantic import BaseModel, ConfigDict, Field

from services.gateway import policy
from services.gateway.auth import Asker
from services.gateway.demonstration import Demonstration
from services.gateway.problems import responses
from shared.errors import NotFound


class PictureOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str = Field(examples=["chelsea.png"])
    title: str = Field(examples=["Chelsea the cat"])
    credit: str = Field(examples=["Stéfan van der Walt"])
    licence: str = Field(examples=["CC0-1.0"])
    sha256: str
    taken: str | None = Field(None, description="A day, where it is known", examples=["2015-02-11"])


class DemonstrationOut(BaseModel):
    pictures: list[PictureOut]


def build(demonstration: Demonstration) -> APIRouter:
    router = APIRouter(prefix="/demonstration", tags=["demonstration"])

    @router.get("")
    async def pictures(asker: Asker) -> DemonstrationOut:
        """Freely licensed pictures that can be uploaded to try things out. None, where they were not fetched."""
        policy.may(asker, "see", policy.INSTALLATION)
        return DemonstrationOut(pictures=[PictureOut.model_validate(each) for each in demonstration.pictures()])

    @router.get("/{name}", response_class=FileResponse, responses={200: {"content": {"image/*": {}}}, **responses(404)})
    async def picture(name: str, asker: Asker) -> FileResponse:
        policy.may(asker, "see", policy.INSTALLATION)
        path = demonstration.path(name)
        if path is None:
            raise NotFound(f"There is no demonstration picture {name}.")
        return FileResponse(path)

    return router

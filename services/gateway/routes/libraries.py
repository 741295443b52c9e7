"""What is set for a whole library, by its owner."""

from typing import Self

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.gateway import policy
from services.gateway.auth import Asker
from services.gateway.body import Body
from services.gateway.problems import responses
from shared.catalog.libraries import Library
from shared.runtime.platform import Platform


class LibraryOut(BaseModel):
    faces: bool = Field(description="Faces are looked for, and compared")
    walked: int | None = Field(
        description="Photos gone through so far since that was switched off or on; null: it is done with all"
    )
    remember_deleted: bool = Field(description="Files that were deleted for good are not taken again unasked")

    @classmethod
    def of(cls, library: Library) -> Self:
        walked = library.walked if library.walking else None
        return cls(faces=library.faces, walked=walked, remember_deleted=library.remember_deleted)


class LibraryIn(Body):
    """Only what is named changes."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"remember_deleted": True}]})

    faces: bool | None = Field(
        None,
        description="Switched off, all that was found of faces and said of people in this library goes for good; "
        "switched on, its photos are looked at again",
    )
    remember_deleted: bool | None = Field(None, description="Switched off, what was remembered is forgotten")


def build(platform: Platform) -> APIRouter:
    router = APIRouter(tags=["library"])

    @router.get("/library")
    async def one(asker: Asker) -> LibraryOut:
        """As it is set now."""
        return LibraryOut.of(await platform.libraries.read(policy.library(asker, "see").owner))

    @router.patch("/library", responses=responses(422))
    async def change(body: LibraryIn, asker: Asker) -> LibraryOut:
        """Takes effect everywhere within seconds."""
        owner = policy.library(asker, "manage").owner
        said = {name: value for name, value in body.model_dump().items() if value is not None}
        library = await platform.libraries.change(owner, **said)
        if said.get("remember_deleted") is False:
            await platform.deleted_files.forget_all(owner)
        return LibraryOut.of(library)

    return router

"""Which models look at photos, and the switch to others."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.gateway import policy
from services.gateway.auth import Asker
from services.gateway.body import Body
from services.gateway.problems import responses
from shared.domain.spaces import Measured
from shared.inference.tasks import TASKS
from shared.runtime.switching import Switching


class UseOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    task: str = Field(description=f"One of {', '.join(sorted(TASKS))}", examples=["place"])
    name: str = Field(description="The model that answers", examples=["bundled"])
    fills: str = Field(description="The one that photos are being placed by, to answer next; empty for none")
    choices: list[str] = Field(description="Those that there are")


class ProgressOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    done: int = Field(description="Photos on which all work is done as it runs now")
    photos: int = Field(description="Of so many")
    seconds: float | None = Field(description="About how long the rest takes, where that is known")


class ModelsOut(BaseModel):
    tasks: list[UseOut]
    progress: ProgressOut


class UseIn(Body):
    name: Annotated[str, Field(min_length=1, max_length=200, description="One of the choices", examples=["bundled"])]


class SpaceIn(Body):
    model_config = ConfigDict(allow_inf_nan=False)

    dimension: int = Field(ge=2, le=8192, description="Numbers of a vector", examples=[768])
    zero: float = Field(ge=-1, le=1, description="The cosine of a photo and a text that have nothing in common")
    unit: float = Field(gt=0, le=10, description="So many of its cosines are worth one of the bundled model's")


class AddIn(Body):
    digest: Annotated[
        str, Field(pattern=r"^[0-9a-f]{12}$", description="Of what was put in place", examples=["3fa81b2c4d5e"])
    ]
    space: SpaceIn | None = Field(None, description="Of a model for the task place: that in which its vectors lie")


def build(switching: Switching) -> APIRouter:
    router = APIRouter(prefix="/models", tags=["models"])

    async def told() -> ModelsOut:
        return ModelsOut(
            tasks=[UseOut.model_validate(use) for use in switching.uses()],
            progress=ProgressOut.model_validate(await switching.progress()),
        )

    @router.get("")
    async def models(asker: Asker) -> ModelsOut:
        """By task the model that answers, and how far the work on photos is."""
        policy.may(asker, "manage", policy.INSTALLATION)
        return await told()

    @router.put("/{task}", status_code=202, responses=responses(403, 422))
    async def use(task: str, body: UseIn, asker: Asker) -> ModelsOut:
        """Goes over to another model, for everybody. Photos are looked at again; search goes on with the old one until
        all are done. Naming the old one meanwhile takes it back."""
        policy.may(asker, "manage", policy.INSTALLATION)
        await switching.use(task, body.name)
        return await told()

    @router.put("/{task}/{name}", responses=responses(403, 422))
    async def add(task: str, name: str, body: AddIn, asker: Asker) -> ModelsOut:
        """Makes a model of the user's own known by its name, whose files `python -m services.models add` has put in
        place; it is used once it is chosen. Another of the same name takes its place among the choices."""
        policy.may(asker, "manage", policy.INSTALLATION)
        space = Measured(**body.space.model_dump()) if body.space else None
        await switching.add(task, name, body.digest, space)
        return await told()

    @router.delete("/{task}/{name}", responses=responses(403, 422))
    async def remove(task: str, name: str, asker: Asker) -> ModelsOut:
        """Forgets a model of the user's own by which no photo is looked at. Its files are the command's to remove."""
        policy.may(asker, "manage", policy.INSTALLATION)
        await switching.remove(task, name)
        return await told()

    return router

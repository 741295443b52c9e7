"""Photos like one of the library, or like a picture that is shown."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.gateway import policy
from services.gateway.auth import Asker
from services.gateway.looking import Look, Looking
from services.gateway.multipart import Multipart, form
from services.gateway.people.naming import Naming
from services.gateway.photo_out import answered
from services.gateway.problems import responses
from services.gateway.reader import Reader
from services.gateway.routes.search import HitsOut, SearchOut, hits, told
from services.gateway.seen import Seen
from services.gateway.things import Things
from shared.errors import Invalid
from shared.search.answer import Understood
from shared.search.similar import Similar

Limit = Annotated[int, Query(ge=1, le=200)]

_FORM = form("The picture; it is not kept")


def build(
    things: Things, similar: Similar, looking: Looking, naming: Naming, stage_names: tuple[str, ...]
) -> APIRouter:
    router = APIRouter(tags=["search"])

    @router.get("/photo/{id}/similar", response_model=HitsOut, responses=responses(404, 422))
    async def like(id: str, asker: Asker, reader: Reader, limit: Limit = 24) -> Response:
        """Copies of the photo first, then what looks alike."""
        photo = await things.photo(asker, "see", id)
        found = await similar.to_photo(policy.scope(asker), photo, limit=limit)
        await naming.name([hit.photo for hit in found])
        return answered({"hits": hits(found, asker, stage_names, reader)})

    @router.post(
        "/search/by-image",
        response_model=SearchOut,
        responses=responses(404, 413, 415, 422, 429, 503),
        openapi_extra=_FORM,
    )
    async def by_image(request: Request, asker: Asker, scope: Seen, reader: Reader, limit: Limit = 50) -> Response:
        """Photos that look like the picture that is sent. Nothing of it is kept."""
        look: Look | None = None
        async for part in Multipart(request):
            if part.name == "file" and look is None:
                look = await looking.at(part.chunks)
            else:
                await part.leave_out()
        if look is None:
            raise Invalid("The form has no file. Send the picture in a field named file.")
        found = await similar.to_look(scope, look.space, look.vector, look.phash, limit=limit)
        await naming.name([hit.photo for hit in found])
        return answered({"understood": told(Understood(), reader), "hits": hits(found, asker, stage_names, reader)})

    return router

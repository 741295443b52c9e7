"""RFC 9457 problem details: a title, a status, and a sentence that says what to do."""

from collections.abc import Mapping

from pydantic import BaseModel
from starlette.responses import JSONResponse

MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """What every error answers, as application/problem+json."""

    title: str
    status: int
    detail: str


def problem(status: int, title: str, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    body = Problem(title=title, status=status, detail=detail).model_dump()
    return JSONResponse(body, status, headers, media_type=MEDIA_TYPE)

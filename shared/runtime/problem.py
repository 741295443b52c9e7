"""RFC 9457 problem details: a title, a status, and a sentence that says what to do."""

from collections.abc import Mapping

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from shared.errors import HeliographError, Transient

MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """What every error answers, as application/problem+json."""

    title: str
    status: int
    detail: str = Field(description="A sentence for people, in English")
    kind: str | None = Field(None, description="For programs: what kind of error it is", examples=["damaged"])


_LATER = {"Retry-After": "2"}  # seconds


def told(error: HeliographError) -> JSONResponse:
    headers = _LATER if isinstance(error, Transient) else None
    return problem(error.status, error.title, str(error), headers, error.kind)


def problem(
    status: int, title: str, detail: str, headers: Mapping[str, str] | None = None, kind: str | None = None
) -> JSONResponse:
    body = Problem(title=title, status=status, detail=detail, kind=kind).model_dump()
    return JSONResponse(body, status, headers, media_type=MEDIA_TYPE)

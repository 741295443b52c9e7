"""RFC 9457 problem details: a title, a status, and a sentence that says what to do."""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from shared.errors import HeliographError, Transient, Unauthorized

MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """What every error answers, as application/problem+json."""

    title: str
    status: int
    detail: str = Field(description="A sentence for people, in English")
    kind: str | None = Field(None, description="For programs: what kind of error it is", examples=["damaged"])
    needs: str | None = Field(
        None, description="For programs: what is missing, where it can be shown; absent else", examples=["proof"]
    )


_LATER = 2.0  # seconds


def told(error: HeliographError) -> JSONResponse:
    headers: dict[str, str] = {}
    if isinstance(error, Transient):
        headers["Retry-After"] = str(math.ceil(getattr(error, "after", None) or _LATER))
    elif isinstance(error, Unauthorized):
        headers["WWW-Authenticate"] = "Bearer"
    return problem(
        error.status,
        error.title,
        str(error),
        headers,
        error.kind,
        getattr(error, "needs", None),
        getattr(error, "more", {}),
    )


def problem(
    status: int, title: str, detail: str, headers: Mapping[str, str] | None = None, kind: str | None = None,
    needs: str | None = None, more: Mapping[str, Any] = MappingProxyType({}),
) -> JSONResponse:  # fmt: skip
    body = Problem(title=title, status=status, detail=detail, kind=kind).model_dump(exclude={"needs"})
    if needs is not None:
        body["needs"] = needs
    body |= more
    return JSONResponse(body, status, headers, media_type=MEDIA_TYPE)

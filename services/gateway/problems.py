"""Every error of the gateway becomes a problem (RFC 9457)."""

import logging
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from shared.errors import HeliographError, Invalid
from shared.runtime.problem import MEDIA_TYPE, Problem, problem, told

log = logging.getLogger(__name__)


def responses(*statuses: int) -> dict[int | str, dict[str, object]]:
    """OpenAPI's words for the errors that a route may answer."""
    return {status: {"model": Problem, "content": {MEDIA_TYPE: {}}} for status in statuses}


def install(app: FastAPI) -> None:
    @app.exception_handler(HeliographError)
    async def known(request: Request, error: HeliographError) -> JSONResponse:
        return told(error)

    @app.exception_handler(RequestValidationError)
    async def unfit(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = " ".join(str(part) for part in first["loc"])
        return problem(422, "Invalid request", f"{where}: {first['msg']}.", kind=Invalid.kind)

    @app.exception_handler(HTTPException)
    async def framework(request: Request, error: HTTPException) -> JSONResponse:
        detail = error.detail.removesuffix(".") + "."
        if error.status_code == 404:
            detail = f"There is nothing at {request.scope['path']}."
        return problem(error.status_code, HTTPStatus(error.status_code).phrase, detail, error.headers)

    @app.exception_handler(Exception)
    async def bug(request: Request, error: Exception) -> JSONResponse:
        log.error("%s %s broke", request.method, request.scope["path"], exc_info=error)
        return problem(
            500,
            HeliographError.title,
            "Something in Heliograph broke. It was logged; nothing was lost.",
            kind=HeliographError.kind,
        )

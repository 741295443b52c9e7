"""Signing in by a provider (OpenID Connect), and linking one's account to it."""

import logging
import re
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from services.gateway.accounts import cookies
from services.gateway.accounts.entrance import Entrance
from services.gateway.accounts.identifying import CALLBACK, LIFE, App, Doing, Identifying, Refused
from services.gateway.accounts.provider_tokens import Untrue
from services.gateway.accounts.site import site_of
from services.gateway.auth import SignedIn, address_of
from services.gateway.body import Body
from services.gateway.problems import responses
from services.gateway.routes.auth import SignedInOut, answer_signed_in, caller, end_former, heard_by_nobody
from shared.domain.principal import Principal
from shared.errors import Conflict, Invalid, NotFound, Unauthorized, Unavailable
from shared.runtime.settings import Settings

log = logging.getLogger(__name__)

_HOME, _ACCOUNT = "/app/", "/app/library/account"
# Of this site, whatever a browser makes of signs that are none: no other host, no "//" and no "\".
_OWN = re.compile(r"/(?![/\\])[!-\[\]-~]*")
# Refusals of whom the provider did let in. All others anybody can bring about, as often as they like.
_KNOWN = ("unknown", "closed", "other")
_NONE = "No provider of sign-in is set up here: HELIOGRAPH_OIDC_ISSUER (docs/operations.md)."
_REDIRECT = 303  # by GET, whatever led here

# What only an app on the device itself can take (RFC 8252): its own scheme, or a port of the machine.
_OF_APP = re.compile(r"(org\.heliograph\.app:/|http://(127\.0\.0\.1|\[::1\]):[0-9]{1,5}/)[A-Za-z0-9/._-]*")

Back = Annotated[
    str | None,
    Query(
        max_length=200,
        description="Of an app, which gets a code there: org.heliograph.app:/..., or http://127.0.0.1:<port>/...",
    ),
]
Challenge = Annotated[
    str | None,
    Query(pattern=r"^[A-Za-z0-9_-]{43}$", description="Of an app: the S256 challenge of its verifier (RFC 7636)"),
]
Next = Annotated[str, Query(max_length=2000, description="The path of this site where it goes on afterwards")]


class ProviderOut(BaseModel):
    name: str | None = Field(description="What the provider is called; null where none is set up")
    linked: str | None = Field(description="Since when one's account is linked to it, an instant; null: it is not")
    label: str = Field(description="Who one is there, in its words")


class RedeemIn(Body):
    code: str = Field(max_length=2000, description="That the app was given; it works once, for a minute")
    verifier: str = Field(pattern=r"^[A-Za-z0-9._~-]{43,128}$", description="Of which the app has sent the challenge")


class AwayOut(BaseModel):
    url: str = Field(description="Where the browser goes now; it comes back by itself")


def build(entrance: Entrance, settings: Settings) -> APIRouter:
    router = APIRouter(tags=["accounts"])
    standing = entrance.standing

    Proven = Annotated[Principal, Depends(entrance.proven)]

    def provider() -> Identifying:
        if (found := entrance.ways.provider) is None:
            raise Conflict(_NONE)
        return found

    async def away(request: Request, response: Response, doing: Doing, asker: Principal) -> AwayOut:
        site = site_of(request, settings.public_url)
        url, kept = await provider().begin(doing, _ACCOUNT, site, asker)
        cookies.give(request, response, "provider", kept, LIFE.total_seconds())
        response.headers["Cache-Control"] = "no-store"
        return AwayOut(url=url)

    @router.get(
        "/auth/oidc",
        status_code=_REDIRECT,
        response_class=RedirectResponse,
        responses=responses(403, 409, 422, 503),
    )
    async def enter(request: Request, next: Next = _HOME, app: Back = None, challenge: Challenge = None) -> Response:
        """Leads the browser to the provider, which leads it back. An app that opens a browser for it says where it
        takes a code, and redeems that by POST /auth/oidc/redeem."""
        if not await standing.closed():
            raise Conflict("There are no accounts here yet. Make the first one: POST /auth/first.")
        heard_by_nobody(request, settings)
        if not _OWN.fullmatch(next):
            raise Invalid("next is a path of this site, such as /app/.")
        if (app is None) != (challenge is None) or (app is not None and not _OF_APP.fullmatch(app)):
            raise Invalid(
                "An app says both: its challenge, and an address of its scheme or of this machine's loopback."
            )
        try:
            site = site_of(request, settings.public_url)
            url, kept = await provider().begin(
                "enter", next, site, app=App(app, challenge) if app and challenge else None
            )
        except Unavailable as error:
            return refused(Refused("away", str(error)))
        response = RedirectResponse(url, _REDIRECT, headers={"Cache-Control": "no-store"})
        cookies.give(request, response, "provider", kept, LIFE.total_seconds())
        return response

    @router.get(CALLBACK, status_code=_REDIRECT, response_class=RedirectResponse, responses=responses(403, 409))
    async def back(request: Request) -> Response:
        """Where the provider leads the browser back, which goes on in the app: signed in, or at a page that says why
        not."""
        ways, said = entrance.ways, _once(request)
        try:
            done = await provider().finish(said, cookies.sent(request, "provider") or "", caller(request))
        except Refused as error:
            response = refused(error)
            if error.why in _KNOWN:
                await entrance.audit.write(
                    "sign_in.refused", None, detail={"by": "provider", "why": error.why}, address=address_of(request)
                )
        else:
            response = RedirectResponse(done.next, _REDIRECT)
            if done.signed:
                await end_former(ways.signing, request)
                answer_signed_in(request, response, "cookie", done.signed)
        cookies.take(request, response, "provider")
        response.headers["Cache-Control"] = "no-store"
        return response

    @router.post("/auth/oidc/redeem", responses=responses(401, 403, 409, 422))
    async def redeem(body: RedeemIn, request: Request, response: Response) -> SignedInOut:
        """Signs an app in by the code that the browser has brought it."""
        heard_by_nobody(request, settings)
        signed = await provider().redeem(body.code, body.verifier, caller(request))
        return answer_signed_in(request, response, "body", signed)

    @router.post("/auth/oidc/logout", responses=responses(400, 409, 503))
    async def signed_out(request: Request) -> Response:
        """For the provider: somebody has signed out there, and so here (Back-Channel Logout 1.0). The body is a form
        with a `logout_token`."""
        try:
            sent = parse_qs((await request.body()).decode(), max_num_fields=20).get("logout_token", [""])[0]
            if (leaving := entrance.ways.leaving) is None:
                raise Conflict(_NONE)
            await leaving.signed_out(sent, caller(request))
        except (Untrue, ValueError) as error:
            log.warning("a logout token is not taken: %s", error)
            answer = {"error": "invalid_request", "error_description": str(error)[:300]}
            return JSONResponse(answer, 400, headers={"Cache-Control": "no-store"})
        return Response(headers={"Cache-Control": "no-store"})

    @router.post("/auth/oidc/prove", responses=responses(403, 409, 422, 503))
    async def prove(request: Request, response: Response, asker: SignedIn) -> AwayOut:
        """Signing in at the provider once more, which proves who is there as POST /auth/prove does."""
        return await away(request, response, "prove", asker)

    @router.post("/account/oidc/begin", responses=responses(403, 409, 422, 503))
    async def link(request: Request, response: Response, asker: Proven) -> AwayOut:
        """Links one's account to who one is at the provider. All other devices are signed out."""
        return await away(request, response, "link", asker)

    @router.get("/account/oidc", responses=responses(403, 409))
    async def linked(asker: SignedIn) -> ProviderOut:
        """Whether one's account is linked to the provider."""
        if (found := entrance.ways.provider) is None:
            return ProviderOut(name=None, linked=None, label="")
        identity = await found.of(asker.account)
        label = identity.label if identity else ""
        return ProviderOut(name=found.provider.name, linked=identity.linked if identity else None, label=label)

    @router.delete("/account/oidc", status_code=204, responses=responses(403, 404, 409))
    async def unlink(request: Request, asker: Proven) -> None:
        """The provider signs nobody in to this account any more. All other devices are signed out."""
        account = await standing.accounts.find(asker.account)
        if account is None:
            raise Unauthorized("Your account is gone.")
        await entrance.check_left(account, "provider")
        if not await provider().unlink(asker, address_of(request)):
            raise NotFound("Your account is not linked to the provider.")
        await standing.end_others(asker)

    return router


def refused(error: Refused) -> Response:
    """To the page that says why."""
    log.warning("nobody is signed in by the provider: %s", error)
    return RedirectResponse(f"{_HOME}#/refused?why={error.why}", _REDIRECT, headers={"Cache-Control": "no-store"})


def _once(request: Request) -> dict[str, str]:
    """The parameters of an answer, none of which comes twice (RFC 6749 3.1)."""
    said = request.query_params
    return {name: values[0] for name in said if len(values := said.getlist(name)) == 1}

"""Signing in and out."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field, SecretStr

from services.gateway.accounts import cookies
from services.gateway.accounts.entrance import Entrance
from services.gateway.accounts.signing_in import Caller, SignIn, SigningIn
from services.gateway.accounts.site import site_of, takes_passkeys
from services.gateway.auth import SOLE_USER, SignedIn, Somebody, address_of
from services.gateway.body import Body
from services.gateway.problems import responses
from shared.domain.account import Account, Role
from shared.domain.instants import instant, parse_instant
from shared.errors import Conflict, Forbidden, Invalid, Unauthorized
from shared.runtime.guard import bearer
from shared.runtime.settings import Settings

_DEVICE = 400 * 24 * 3600  # seconds; browsers keep nothing for longer

Name = Annotated[str, Field(min_length=1, max_length=200, examples=["mara"])]
Password = Annotated[SecretStr, Field(min_length=1, max_length=1000)]
Code = Annotated[str, Field(min_length=1, max_length=100, examples=["123456"])]
Keep = Annotated[
    Literal["cookie", "body"],
    Field(description="cookie: a browser keeps it, where no script can read it. body: an app keeps what is answered"),
]


class FirstIn(Body):
    name: Name
    password: Password
    token: SecretStr | None = Field(None, description="HELIOGRAPH_TOKEN, where it is set and was not sent as a bearer")
    keep: Keep = "cookie"


class LoginIn(Body):
    name: Name
    password: Password
    code: Code | None = Field(None, description="Of the second factor, or a recovery code")
    keep: Keep = "cookie"


class RefreshIn(Body):
    refresh: str | None = Field(None, max_length=200, description="Where an app keeps it; a browser sends its cookie")


class PasskeyAnswer(Body):
    ticket: str = Field(max_length=2000, description="That of the question, which POST /auth/passkey/begin tells")
    answer: dict[str, Any] = Field(description="What the device answered: PublicKeyCredential.toJSON()")


class ProveIn(Body):
    password: Password | None = None
    code: Code | None = None
    passkey: PasskeyAnswer | None = None


class AccountOut(BaseModel):
    id: str
    name: str
    role: Role
    library: bool = Field(description="Whether they have a library of their own")
    totp: bool = Field(description="Whether a second factor is asked for")
    password: bool = Field(description="Whether they have a password")

    @classmethod
    def of(cls, account: Account) -> "AccountOut":
        return cls(
            id=account.id, name=account.name, role=account.role, library=account.library is not None,
            totp=account.totp, password=bool(account.password),
        )  # fmt: skip


class SignedInOut(BaseModel):
    account: AccountOut
    access_ends: str = Field(description="When it must be refreshed, an instant")
    access: str | None = Field(None, description="The access token, where an app keeps it")
    refresh: str | None = Field(None, description="The next refresh token, likewise; absent where another tab has it")


class LeftOut(BaseModel):
    provider: str = Field(description="Where the browser signs out at the provider, too")


class AuthOut(BaseModel):
    accounts: bool = Field(description="Whether there are accounts, so that everybody signs in")
    first: Literal["here", "token", "elsewhere"] | None = Field(
        description="How who asks can make the first account: as they are, with HELIOGRAPH_TOKEN, or not; null once "
        "there is one"
    )
    secure: bool = Field(description="Whether nobody can listen on the way")
    passkeys: bool = Field(description="Whether a browser can sign in with a passkey at this address")
    provider: str | None = Field(
        description="What the provider is called that one can sign in with, at GET /auth/oidc; null: none"
    )
    plain_http_allowed: bool = Field(description="Whether one may sign in all the same")
    account: AccountOut | None = Field(description="Of who asks")
    proven: bool = Field(description="Whether who asks has shown a password or factor in the last minutes")
    access_ends: str | None = Field(description="When the access token that was sent ends")


def build(entrance: Entrance, settings: Settings) -> APIRouter:
    router = APIRouter(prefix="/auth", tags=["accounts"])

    @router.get("")
    async def state(request: Request, somebody: Somebody) -> AuthOut:
        """Who asks, and how they can sign in."""
        closed = await entrance.standing.closed()
        account = None
        if somebody and somebody.account:
            account = await entrance.standing.accounts.find(somebody.account)
        first: Literal["here", "token", "elsewhere"] | None = None
        if not closed:
            first = "elsewhere" if entrance.sign_ins is None else "here" if somebody == SOLE_USER else "token"
        access = bearer(request.headers).decode() or cookies.sent(request, "access")
        ends = entrance.sign_ins.tokens.ends(access) if account and access and entrance.sign_ins else None
        provider = entrance.sign_ins.provider if entrance.sign_ins else None
        return AuthOut(
            accounts=closed,
            first=first,
            secure=cookies.is_secure(request),
            provider=provider.provider.name if provider else None,
            passkeys=entrance.sign_ins is not None and takes_passkeys(request, settings.public_url),
            plain_http_allowed=settings.plain_http,
            account=AccountOut.of(account) if account else None,
            proven=bool(somebody and somebody.session and await entrance.authentication.has_proven(somebody)),
            access_ends=instant(ends) if ends else None,
        )

    @router.post("/first", status_code=201, responses=responses(403, 409, 422))
    async def first(body: FirstIn, request: Request, response: Response, somebody: Somebody) -> SignedInOut:
        """Makes the first account, which runs the installation and has the library that is there. From then on
        everybody signs in. For who needs nothing to ask, or has HELIOGRAPH_TOKEN."""
        if await entrance.standing.closed():
            raise Conflict("There is a first account already. Ask who has it for an invitation.")
        if somebody is None and not entrance.authentication.has_token(body.token):
            raise Forbidden("The first account is made with HELIOGRAPH_TOKEN: send it as `token`.")
        heard_by_nobody(request, settings)
        ways = entrance.ways
        return answer_signed_in(
            request, response, body.keep,
            await ways.signing.first(body.name, body.password.get_secret_value(), caller(request)),
        )  # fmt: skip

    @router.post("/login", responses=responses(401, 403, 422, 429))
    async def login(body: LoginIn, request: Request, response: Response) -> SignedInOut:
        """Signs in with a name and a password, and a code where the second factor is on: then it is answered 401 with
        `needs: "code"` without."""
        heard_by_nobody(request, settings)
        signing = entrance.ways.signing
        signed = await signing.login(body.name, body.password.get_secret_value(), body.code, caller(request))
        if body.keep == "cookie":
            await end_former(signing, request)
        return answer_signed_in(request, response, body.keep, signed)

    @router.post("/refresh", responses=responses(401, 422))
    async def refresh(request: Request, response: Response, body: RefreshIn | None = None) -> SignedInOut:
        """The next access token, and the next refresh token: each works once, and seconds longer where two tabs send
        it. Who comes with one later has taken it from somebody: then the sign-in ends."""
        given = (body.refresh if body else None) or None
        token = given or cookies.sent(request, "refresh")
        if not token:
            raise Unauthorized("Sign in first.")
        signed = await entrance.ways.signing.refresh(token, caller(request))
        return answer_signed_in(request, response, "body" if given else "cookie", signed)

    @router.post("/logout", response_model=LeftOut, responses={204: {"description": "It is over"}, **responses(422)})
    async def logout(
        request: Request, response: Response, somebody: Somebody, body: RefreshIn | None = None
    ) -> LeftOut | Response:
        """Ends the sign-in of this device: 204, or where a provider let it in, 200 with where to sign out there."""
        left = None
        if entrance.sign_ins:
            token = (body.refresh if body else None) or cookies.sent(request, "refresh")
            session = await entrance.sign_ins.signing.logout(token, somebody, caller(request))
            if session and session.identity and (leaving := entrance.sign_ins.leaving):
                left = await leaving.leave(session, site_of(request, None))
        cookies.take(request, response, "access", "refresh")
        # Browsers keep photos by their address alone, for whoever comes next.
        response.headers["Clear-Site-Data"] = '"cache"'
        if left:
            return LeftOut(provider=left)
        response.status_code = 204
        return response

    @router.post("/prove", status_code=204, responses=responses(401, 403, 409, 422, 429))
    async def prove(body: ProveIn, request: Request, asker: SignedIn) -> None:
        """Shows the present password, a code of the second factor, or a passkey once more: what asks for that goes
        through for five minutes."""
        if [body.password, body.code, body.passkey].count(None) != 2:
            raise Invalid("Send either the password, a code, or what a passkey answered.")
        if body.passkey:
            ways, site = entrance.ways, site_of(request, settings.public_url)
            shown = await ways.passkeys.accept(body.passkey.ticket, body.passkey.answer, site, address_of(request))
            if shown.id != asker.account:
                raise Unauthorized("This passkey is of another account.")
            await ways.signing.proven(asker)
            return
        password = body.password.get_secret_value() if body.password else None
        await entrance.ways.signing.prove(asker, password, body.code, caller(request))

    return router


def heard_by_nobody(request: Request, settings: Settings) -> None:
    """Before a password is taken. Raises Forbidden where others could read it on its way."""
    if not (cookies.is_secure(request) or settings.plain_http):
        raise Forbidden(
            "Others could read the password on its way. Open Heliograph by https (docs/operations.md tells how, in two "
            "commands), on this machine, or set HELIOGRAPH_PLAIN_HTTP=true. Behind a proxy that does TLS, name it in "
            "HELIOGRAPH_TRUSTED_PROXIES."
        )


async def end_former(signing: SigningIn, request: Request) -> None:
    """Of the browser, which has kept one sign-in, and has another now."""
    if former := cookies.sent(request, "refresh"):
        await signing.logout(former, None, caller(request))


def caller(request: Request) -> Caller:
    return Caller(
        agent=request.headers.get("user-agent", "")[:200],
        address=address_of(request),
        device=cookies.sent(request, "device") or "",
    )


def answer_signed_in(request: Request, response: Response, keep: Keep, signed: SignIn) -> SignedInOut:
    """Gives the tokens of a sign-in as they are wished to be kept."""
    response.headers["Cache-Control"] = "no-store"
    out = SignedInOut(account=AccountOut.of(signed.account), access_ends=instant(signed.access.ends))
    if keep == "body":
        return out.model_copy(update={"access": signed.access.token, "refresh": signed.refresh})
    life = parse_instant(signed.session.ends) - datetime.now(UTC)
    cookies.give(
        request, response, "access", signed.access.token, (signed.access.ends - datetime.now(UTC)).total_seconds()
    )
    if signed.refresh:
        cookies.give(request, response, "refresh", signed.refresh, life.total_seconds())
    if signed.device:
        cookies.give(request, response, "device", signed.device, _DEVICE)
    return out

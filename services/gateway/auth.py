"""Who asks. Whether they may ask at all was decided before, by shared/runtime/guard.py; what they may ask for is
services/gateway/policy.py's."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from shared.domain.ids import SOLE_OWNER
from shared.domain.principal import Principal
from shared.errors import Conflict, Forbidden, Unauthorized

# As long as there is no account: who brings the token, or sits at this machine.
SOLE_USER = Principal(kind="user", id=SOLE_OWNER, library=SOLE_OWNER, manages=True)


def address_of(request: Request) -> str:
    """From where it comes, as trusted proxies tell it; empty where nobody knows."""
    return request.client.host if request.client else ""


async def perhaps(request: Request) -> Principal | None:
    return getattr(request.state, "principal", None)


Somebody = Annotated[Principal | None, Depends(perhaps)]


async def principal(somebody: Somebody) -> Principal:
    """Of a request that came through the guard; on an open path there may be none."""
    if somebody is None:
        raise Unauthorized("Sign in first.")
    return somebody


Asker = Annotated[Principal, Depends(principal)]


async def signed_in(asker: Asker) -> Principal:
    """By a session: what belongs to an account itself is no key's to see or to change."""
    if not asker.account:
        raise Conflict("There are no accounts here yet. Make the first one: POST /auth/first.")
    if not asker.session:
        raise Forbidden("A key may not do that: sign in with your name.")
    return asker


SignedIn = Annotated[Principal, Depends(signed_in)]

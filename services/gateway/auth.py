"""Who asks. Whether they may ask at all was decided before, by shared/runtime/guard.py; what they may ask for is
services/gateway/policy.py's."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from shared.domain.ids import SOLE_OWNER
from shared.domain.principal import Principal

# As long as there is no account: who brings the token, or sits at this machine.
SOLE_USER = Principal(kind="user", id=SOLE_OWNER, library=SOLE_OWNER, manages=True)


async def principal(request: Request) -> Principal:
    """Of a request that came through the guard; on an open path there may be none."""
    found: Principal = request.state.principal
    return found


async def perhaps(request: Request) -> Principal | None:
    return getattr(request.state, "principal", None)


Asker = Annotated[Principal, Depends(principal)]
Somebody = Annotated[Principal | None, Depends(perhaps)]

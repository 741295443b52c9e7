"""Seen: the photos that a list, a count or a search is asked of, on every route that has such."""

from typing import Annotated

from fastapi import Depends, Query

from services.gateway import policy
from services.gateway.auth import Asker
from shared.domain.scope import Scope

_DESCRIBED = "Only what this share, or this album of another's, opens to you; by its id"


async def seen(
    asker: Asker, share: Annotated[str | None, Query(max_length=64, description=_DESCRIBED)] = None
) -> Scope:
    """What the asker may see, their own and what others share with them. Raises NotFound for a share that is none of
    theirs."""
    return policy.scope(asker, within=share)


Seen = Annotated[Scope, Depends(seen)]

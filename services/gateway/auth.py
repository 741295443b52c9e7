"""Whose library a request is about. Whether it may be asked at all was decided before, by shared/runtime/guard.py."""

from starlette.requests import Request

from shared.domain.ids import SOLE_OWNER, OwnerId


async def owner_of(request: Request) -> OwnerId:
    """Until accounts come, there is one owner."""
    return SOLE_OWNER

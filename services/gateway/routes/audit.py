"""The audit log: who did what to accounts, keys and shares, and what was deleted."""

from typing import Annotated, Any, Self

import msgspec
from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from services.gateway import policy
from services.gateway.auth import Asker
from services.gateway.problems import responses
from shared.catalog.audit import AuditLog
from shared.domain.audit import ADMINS, Entry, read_as
from shared.domain.ids import is_id
from shared.errors import Invalid


class EntryOut(BaseModel):
    id: str
    at: str = Field(description="An instant, UTC")
    what: str = Field(examples=["sign_in"])
    account: str = Field(description="The id of the account that did it; empty where none did, or none is known")
    name: str = Field(description="What it was called then")
    address: str
    about: str = Field(description="The id of what it was done to")
    detail: dict[str, Any]

    @classmethod
    def of(cls, entry: Entry) -> Self:
        return cls.model_validate(msgspec.structs.asdict(entry))


class EntriesOut(BaseModel):
    entries: list[EntryOut]
    next: str | None = Field(description="Pass it as `after` for the next page; null on the last one")


def build(log: AuditLog) -> APIRouter:
    router = APIRouter(tags=["accounts"])

    @router.get("/audit", responses=responses(403, 422))
    async def page(
        asker: Asker,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
        after: Annotated[str | None, Query(max_length=64, description="`next` of the page before")] = None,
        what: Annotated[str, Query(max_length=32, description="This, or all that begins with this word")] = "",
        account: Annotated[str, Query(max_length=64, description="Only what this account did, by id")] = "",
    ) -> EntriesOut:
        """Newest first: what you did and what was done to you, and for who runs the installation all that was done to
        accounts. Nobody hears of what others do with their photos."""
        policy.account(asker)
        if after is not None and not is_id(after):
            raise Invalid("after is not a page's next. Leave it out to begin with the newest entry.")
        readers = [*([ADMINS] if policy.runs(asker) else ()), *read_as(asker)]
        found = await log.page(readers, what=what, account=account, after=after or "", limit=limit)
        next_ = found[-1].id if len(found) == limit else None
        return EntriesOut(entries=[EntryOut.of(entry) for entry in found], next=next_)

    return router

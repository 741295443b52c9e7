"""What is done to accounts, and what cannot be taken back, is written down: who did it, from where, when."""

from typing import Any

from shared.catalog.accounts import Accounts
from shared.catalog.audit import AuditLog
from shared.domain.audit import Entry, What, read_as, readers_of, words_of
from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.principal import Principal


class Audit:
    """Whoever does what is written down calls `write` when it is done, and answers after that: what could not be
    written down is not told to have been done."""

    def __init__(self, log: AuditLog, accounts: Accounts) -> None:
        self._log = log
        self._accounts = accounts

    async def write(
        self, what: What, principal: Principal | None, *, about: str = "", detail: dict[str, Any] | None = None,
        address: str = "", name: str = "", concerns: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        """`about`: the id of what it was done to. `detail`: what changed, by names of fields; never a secret, a token,
        a word of a question or of a photo. `address`: from where. `name`: of who did it, where the account tells it no
        more, or never did. `concerns`: accounts or libraries that may read of it besides who did it. Raises Transient
        where it cannot be written."""
        account = principal.account if principal else ""
        if account and not name:
            found = await self._accounts.find(account)
            name = found.name if found else ""
        entry = Entry(
            id=new_id(), at=instant(), what=what, account=account, name=name, address=address, about=about,
            detail=detail or {}, words=words_of(what),
            readers=readers_of(what, *read_as(principal)[:1], *concerns),
        )  # fmt: skip
        await self._log.append(entry)

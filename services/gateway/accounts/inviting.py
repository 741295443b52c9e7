"""Links by which somebody makes an account of their own, or says a new password. Each works once, and for some days.

What stands in the link is 256 random bits, of which a hash is kept. Of one that is unknown, used up, over or made by
who may invite nobody any more the answer is the same.
"""

import secrets
from datetime import UTC, datetime, timedelta

from services.gateway.accounts.auditing import Audit
from services.gateway.accounts.passwords import Passwords
from services.gateway.accounts.signing_in import Caller
from services.gateway.accounts.standing import Standing
from shared.catalog.invitations import Invitations
from shared.domain.account import Account, Invitation, Role, called, checked_account_name, hashed, principal_of
from shared.domain.ids import OwnerId, new_id
from shared.domain.instants import instant
from shared.domain.principal import Principal
from shared.errors import Conflict, NotFound

RESET_DAYS = 2
_MOST = 500  # invitations and resets that wait

_NONE = "This link does not work any more. Ask who sent it to you for another one."


class Inviting:
    def __init__(self, invitations: Invitations, standing: Standing, passwords: Passwords, audit: Audit) -> None:
        self._invitations = invitations
        self._standing = standing
        self._passwords = passwords
        self._audit = audit

    async def invite(
        self, principal: Principal | None, role: Role, quota: int | None, days: int, address: str
    ) -> tuple[Invitation, str]:
        """-> the invitation, and what stands in its link, which nobody can read again. Without a principal it is made
        by who may run commands on the machine. Raises Conflict where too many wait."""
        invitation, token = await self._make("invitation", principal, days, role=role, quota=quota)
        detail = {"role": role, "quota": quota, "expires": invitation.expires}
        await self._audit.write("invitation.made", principal, about=invitation.id, detail=detail, address=address)
        return invitation, token

    async def reset(self, principal: Principal | None, account: Account, address: str) -> tuple[Invitation, str]:
        """The same for a new password of an account."""
        invitation, token = await self._make("reset", principal, RESET_DAYS, account=account.id, role=account.role)
        detail = {"name": account.name, "expires": invitation.expires}
        await self._audit.write(
            "reset.made", principal, about=account.id, detail=detail, address=address, concerns=(account.id,)
        )
        return invitation, token

    async def waiting(self) -> list[Invitation]:
        """Invitations that can still be accepted; those that are over go."""
        now, waiting = instant(), []
        for each in await self._invitations.page(limit=_MOST):
            if each.expires <= now:
                await self._invitations.take(each.id)
            elif each.kind == "invitation":
                waiting.append(each)
        return waiting

    async def withdraw(self, principal: Principal, id: str, address: str) -> None:
        """Raises NotFound."""
        found = await self._invitations.find(id)
        if found is None or found.kind != "invitation" or not await self._invitations.take(id):
            raise NotFound(f"There is no invitation {id}.")
        await self._audit.write("invitation.withdrawn", principal, about=id, address=address)

    async def look(self, token: str) -> tuple[Invitation, str]:
        """-> the invitation that the link is of, and the name of who sent it. Raises NotFound."""
        invitation = await self._found(token, "invitation")
        by = await self._standing.accounts.find(invitation.by) if invitation.by else None
        return invitation, by.name if by else ""

    async def accept(self, token: str, name: str, password: str, caller: Caller) -> Account:
        """The new account. It has the id of its invitation: so one makes one, whoever crashes in between. Raises
        NotFound, Invalid for a name or a password that cannot be taken, Conflict for a name that is; then the
        invitation still works."""
        invitation = await self._found(token, "invitation")
        account = Account(
            id=invitation.id, name=(name := checked_account_name(name)), called=called(name), seat=invitation.id,
            role=invitation.role, library=None if invitation.role == "guest" else OwnerId(new_id()),
            quota=invitation.quota, created=instant(), password=await self._passwords.hash(password),
        )  # fmt: skip
        try:
            await self._standing.accounts.insert(account)
        except Conflict as error:
            if error.key == "called" and await self._standing.accounts.find(account.id) is None:
                raise
            await self._invitations.take(invitation.id)
            raise NotFound(_NONE) from None
        await self._invitations.take(invitation.id)
        await self._audit.write(
            "invitation.accepted", principal_of(account), about=account.id, detail={"role": account.role},
            address=caller.address, concerns=(invitation.by,),
        )  # fmt: skip
        return account

    async def renew(self, token: str, password: str, caller: Caller) -> None:
        """A new password, by the link of a reset; all sessions end. Raises NotFound, and Invalid for a password that
        cannot be taken; then the link still works."""
        invitation = await self._found(token, "reset")
        kept = await self._passwords.hash(password)
        account = await self._standing.accounts.find(invitation.account)
        if account is None or not account.active or not await self._invitations.take(invitation.id):
            raise NotFound(_NONE)
        await self._standing.accounts.change(account.id, {"password": kept})
        ended = await self._standing.sessions.end_all(account.id)
        self._standing.changed()
        await self._audit.write(
            "password.reset", principal_of(account), about=account.id, detail={"sessions": len(ended)},
            address=caller.address, concerns=(invitation.by,),
        )  # fmt: skip

    async def _make(
        self,
        kind: str,
        principal: Principal | None,
        days: int,
        *,
        role: Role,
        quota: int | None = None,
        account: str = "",
    ) -> tuple[Invitation, str]:
        if len(await self._invitations.page(limit=_MOST)) == _MOST:
            await self.waiting()
            if len(await self._invitations.page(limit=_MOST)) == _MOST:
                raise Conflict(f"{_MOST} links wait for somebody. Withdraw some of them first.")
        token = f"hg_{'invite' if kind == 'invitation' else 'reset'}_{secrets.token_urlsafe(32)}"
        now = datetime.now(UTC)
        made = Invitation(
            id=new_id(), kind="reset" if kind == "reset" else "invitation", role=role, quota=quota, account=account,
            by=principal.account if principal else "", created=instant(now),
            expires=instant(now + timedelta(days=days)), secret=hashed(token),
        )  # fmt: skip
        await self._invitations.insert(made)
        return made, token

    async def _found(self, token: str, kind: str) -> Invitation:
        found = await self._invitations.by_secret(hashed(token))
        if found is None or found.kind != kind or found.expires <= instant() or not await self._may(found.by):
            raise NotFound(_NONE)
        return found

    async def _may(self, id: str) -> bool:
        """Whether who made it may still do so. Who made it on the machine itself is nobody's account."""
        by = await self._standing.accounts.find(id) if id else None
        return not id or (by is not None and by.active and by.role == "admin")

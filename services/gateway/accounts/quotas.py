"""How many bytes of originals a library may hold. What derives from them counts nothing: nobody chose its size."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from shared.errors import OverQuota

_UNITS = ("bytes", "kB", "MB", "GB", "TB", "PB")


@dataclass(slots=True)
class _Library:
    """As far as this process knows: of several gateways each sees what the others take when it is in the catalog."""

    used: int = 0
    coming: int = 0  # bytes of uploads under way
    uploads: int = 0


class Taking:
    """One upload, of a library with a quota."""

    def __init__(self, library: _Library, quota: int) -> None:
        self._library = library
        self._quota = quota
        self._came = 0
        self.kept = False

    def add(self, size: int) -> None:
        """So many bytes of the original have come. Raises OverQuota where they have no room."""
        self.check(size)
        self._came += size
        self._library.coming += size

    def check(self, size: int) -> None:
        """Whether there is room for so many more."""
        if self._library.used + self._library.coming + size > self._quota:
            raise OverQuota(
                f"Your photos use {told(self._library.used)} of the {told(self._quota)} that you may use here, and "
                "this file has no room in the rest. Delete some, or ask who runs this Heliograph for more."
            )

    def end(self) -> None:
        """It is over; what was `kept` is used from now on."""
        self._library.coming -= self._came
        self._library.used += self._came if self.kept else 0


class Quotas:
    """`quota`: owner -> bytes, or None where there is no limit. `used`: owner -> bytes of their originals."""

    def __init__(self, quota: Callable[[str], Awaitable[int | None]], used: Callable[[str], Awaitable[int]]) -> None:
        self._quota = quota
        self._used = used
        self._libraries: dict[str, _Library] = {}  # with uploads under way

    @asynccontextmanager
    async def taking(self, owner: str, *, announced: int = 0) -> AsyncIterator["Taking | None"]:
        """`announced`: bytes of the file at least. Raises OverQuota where there is no room for that, nor any. Without a
        quota it is None. Who takes it says so by `kept`."""
        quota = await self._quota(owner)
        if quota is None:
            yield None
            return
        library = self._libraries.setdefault(owner, _Library())
        library.uploads += 1
        taking = Taking(library, quota)
        try:
            library.used = await self._used(owner)
            taking.check(max(1, announced))
            yield taking
        finally:
            taking.end()
            library.uploads -= 1
            if not library.uploads:
                del self._libraries[owner]


def told(size: int) -> str:
    """12.3 GB."""
    number, unit = float(size), 0
    while number >= 1000 and unit < len(_UNITS) - 1:
        number, unit = number / 1000, unit + 1
    return f"{number:,.0f} {_UNITS[unit]}" if unit == 0 else f"{number:,.1f} {_UNITS[unit]}"

"""How many connections there may be: in all, and of one address."""

from collections import Counter
from enum import Enum, auto

from shared.runtime.addresses import Networks, asker


class Entry(Enum):
    ADMITTED = auto()
    FULL = auto()  # there are too many in all
    GREEDY = auto()  # there are too many of this address
    DROPPED = auto()  # too many to be told so


class Admission:
    """`most` in all and `most_each` of an address; those of `proxies`, who speak for many, count in all only.

    Whoever is too many is told so if that costs little: up to a quarter more in all, and twice as many of an address,
    are listened to until they have heard it.
    """

    def __init__(self, most: int, most_each: int, proxies: Networks) -> None:
        self._most = most
        self._most_each = most_each
        self._proxies = proxies
        self._counts: Counter[tuple[str, bool]] = Counter()  # by asker and whether admitted
        self._admitted = 0
        self._told = 0

    def enter(self, address: str) -> Entry:
        """Who is not DROPPED must `leave`."""
        entry, key = self._entry(address), asker(address)
        match entry:
            case Entry.ADMITTED:
                self._admitted += 1
            case Entry.FULL | Entry.GREEDY if (
                self._told < max(1, self._most // 4) and self._counts[key, False] < self._most_each
            ):
                self._told += 1
            case _:
                return Entry.DROPPED
        self._counts[key, entry is Entry.ADMITTED] += 1
        return entry

    def leave(self, address: str, entry: Entry) -> None:
        key = (asker(address), entry is Entry.ADMITTED)
        self._counts[key] -= 1
        if not self._counts[key]:
            del self._counts[key]
        if entry is Entry.ADMITTED:
            self._admitted -= 1
        else:
            self._told -= 1

    def _entry(self, address: str) -> Entry:
        if self._admitted >= self._most:
            return Entry.FULL
        if self._counts[asker(address), True] >= self._most_each and address not in self._proxies:
            return Entry.GREEDY
        return Entry.ADMITTED

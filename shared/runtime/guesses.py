"""Wrong tokens, by who sent them: each makes the answer to the next one later."""

import logging

from cachetools import TTLCache

from shared.runtime.addresses import asker

log = logging.getLogger(__name__)

_FREE = 3  # an owner's typing errors
_FIRST = 0.25  # seconds; doubled by every further guess
_REMEMBERED = 900.0  # seconds since the last guess
_ASKERS = 10_000  # that are remembered at once


class Guesses:
    """Who brings the right token is never asked about here, so nobody can slow the owner down by guessing."""

    def __init__(self, most: float) -> None:
        """`most`: the longest pause, in seconds."""
        self._most = most
        self._counts: TTLCache[str, int] = TTLCache(_ASKERS, _REMEMBERED)

    def pause(self, address: str) -> float:
        """Counts one more guess -> the seconds until it shall be answered. Guesses sent at once count one by one."""
        key = asker(address)
        count = self._counts.get(key, 0) + 1
        self._counts[key] = count
        if count > _FREE and count.bit_count() == 1:  # 4, 8, 16 ...: a log is no place to fill a disk from outside
            log.warning("%s has sent %d wrong tokens", key, count)
        # The exponent is bounded as well: two to the power of a million guesses is no float.
        return min(self._most, _FIRST * 2.0 ** min(count - _FREE - 1, 64)) if count > _FREE else 0.0

"""File descriptors: the system gives a process so many, and a connection must not take the last from the work."""

import logging
import resource

log = logging.getLogger(__name__)

_EACH = 3  # a connection may have a file open, and a child at work, beside its own


def connections(wanted: int) -> int:
    """Asks the system for enough descriptors -> how many connections they are enough for, at most those wanted."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = _EACH * wanted
    if soft != resource.RLIM_INFINITY and soft < needed:
        soft = needed if hard == resource.RLIM_INFINITY else min(hard, needed)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    if soft == resource.RLIM_INFINITY or soft >= needed:
        return wanted
    log.warning("only %d file descriptors are allowed (ulimit -n), so at most %d may connect", soft, soft // _EACH)
    return soft // _EACH

"""What this machine has, or what its container lets us have of it."""

import os
from pathlib import Path

GIB = 2**30

_CONTAINER = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


def memory() -> int:
    """Bytes."""
    whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    limits = [int(text) for path in _CONTAINER if path.is_file() and (text := path.read_text().strip()).isdecimal()]
    return min([whole, *limits])


def decoder_share(memory: int, decoders: int) -> int:
    """Bytes of address space for one of so many: three quarters of the memory shared by all, but no less than a
    picture of an ordinary camera needs, and no more than the largest that is taken does."""
    return min(4 * GIB, max(GIB, memory * 3 // 4 // decoders))

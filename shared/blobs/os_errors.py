"""The one place where this room turns an OSError into what the contract names."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from shared.errors import OutOfSpace, Unavailable

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def os_errors(disk: str = "The disk of the blobs") -> Iterator[None]:
    """Raises OutOfSpace or Unavailable; `disk` names it in the sentence. Never put it around a source that is
    not ours: a lost client is an OSError too."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise OutOfSpace(f"{disk} is full.") from error
        raise Unavailable(f"{disk} cannot be used: {error}.") from error

"""Room kept aside on the disk, for the start that is needed to delete something once the disk is full."""

import logging
import shutil
from pathlib import Path

from shared.blobs.os_errors import os_errors

log = logging.getLogger(__name__)

SIZE = 2 * 2**20  # bytes; a start and the first deletions write some hundred thousand


@os_errors("The disk of the home folder")
def keep_room(home: Path) -> None:
    """Lets go of it where the disk is full, and takes it again at a start that finds the disk is not. Raises OutOfSpace
    or Unavailable."""
    path = home / "reserve"
    if shutil.disk_usage(home).free < SIZE:
        path.unlink(missing_ok=True)
        log.warning("the disk of %s is full: delete photos, or make room on it", home)
    elif not path.exists():
        path.write_bytes(bytes(SIZE))

"""Room kept aside on the disk, for the start that is needed to delete something once the disk is full."""

import logging
import shutil
from pathlib import Path

log = logging.getLogger(__name__)

SIZE = 2 * 2**20  # bytes; a start and the first deletions write some hundred thousand


def keep_room(home: Path) -> None:
    """Lets go of it where the disk is full, and takes it again at a start that finds the disk is not."""
    path = home / "reserve"
    if shutil.disk_usage(home).free < SIZE:
        path.unlink(missing_ok=True)
        log.warning("the disk of %s is full: delete photos, or make room on it", home)
    elif not path.exists():
        path.write_bytes(bytes(SIZE))

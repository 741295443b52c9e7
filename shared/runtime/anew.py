"""Files of which the content can be made anew: a damaged one is no reason to refuse the start."""

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from shared.catalog.sqlite_threads import is_damage
from shared.domain.ids import new_id
from shared.errors import Unavailable

log = logging.getLogger(__name__)

T = TypeVar("T")


async def or_anew(file: Path, way: Callable[[], Awaitable[T]]) -> T:
    """What opens the SQLite file; a damaged one is moved aside first, and kept. Raises what else `way` raises."""
    try:
        return await way()
    except Unavailable as error:
        if not is_damage(error.__cause__):
            raise
        aside = move_aside(file)
        log.error("%s is damaged. It was moved to %s, and what it held is made anew. (%s)", file, aside, error)
    return await way()


def move_aside(file: Path) -> Path:
    """Renames a SQLite file, with what SQLite keeps beside it -> its new name."""
    aside = file.with_name(f"{file.name}.damaged-{new_id()}")
    for part in ("-wal", "-shm", ""):
        with suppress(FileNotFoundError):
            file.with_name(file.name + part).rename(aside.with_name(aside.name + part))
    return aside

"""Files of which the content can be made anew: a damaged one is no reason to refuse the start."""

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from shared.errors import Unavailable
from shared.sqlite_files import is_damage, move_aside

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

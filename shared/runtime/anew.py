"""Files of which the content can be made anew: a damaged one is no reason to refuse the start. One that is found
damaged while it is in use is marked by its adapter, and made anew at the next start."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from shared.errors import Unavailable
from shared.sqlite.errors import is_damage
from shared.sqlite.files import is_damaged, move_aside

log = logging.getLogger(__name__)

T = TypeVar("T")


async def or_anew(file: Path, way: Callable[[], Awaitable[T]]) -> T:
    """What opens the SQLite file; a damaged one is moved aside first, and kept. Raises what else `way` raises."""
    if await asyncio.to_thread(is_damaged, file):
        _move_aside(file, "That was found while it was in use.")
    try:
        return await way()
    except Unavailable as error:
        if not is_damage(error.__cause__):
            raise
        _move_aside(file, str(error))
    return await way()


def _move_aside(file: Path, why: str) -> None:
    aside = move_aside(file)
    log.error("%s is damaged. It was moved to %s, and what it held is made anew. (%s)", file, aside, why)

"""Before the first question of a process."""

import asyncio
import logging

from shared.domain.ids import SOLE_OWNER
from shared.domain.scope import Scope
from shared.errors import Transient
from shared.search.engine import SearchEngine
from shared.search.names import Names
from shared.search.parse import Parser

log = logging.getLogger(__name__)


async def warm(engine: SearchEngine) -> None:
    """The first question finds the index mapped, the gazetteer read and the text model awake."""
    try:
        # Without the library's own names, which would be kept for seconds in which photos may come.
        query = await asyncio.to_thread(Parser(Names()).parse, "a photo in Paris")
        await engine.search(Scope.of(SOLE_OWNER), query, limit=1)  # any library does, also one that is empty
    except Transient as error:
        log.warning("the first search will have to wait: %s", error)

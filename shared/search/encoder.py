"""Questions -> vectors. The text model lives in the embedder: in a child of this process, or one HTTP call away.

A question travels as its text, and comes back as one row of float32: how well the vocabulary of photos can say it, then
its vector in each of spaces.OF_TEXT.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import httpx
import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from shared import tracing
from shared.children import ChildFailed
from shared.domain.spaces import OF_TEXT
from shared.vectors.base import Dense

log = logging.getLogger(__name__)

_SECONDS = 3.0  # a person is waiting, and words can answer alone
_LENGTH = 1 + sum(space.dimension for space in OF_TEXT)

Ask = Callable[[str], Awaitable[NDArray[np.float32]]]


@dataclass(frozen=True, slots=True)
class Encoded:
    """`vectors`: a unit vector by the name of each space of text. `known`: the question's best cosine to the
    vocabulary that photos are described with."""

    vectors: Mapping[str, Dense]
    known: float


class Encoder(Protocol):
    async def encode(self, text: str) -> Encoded | None:
        """None when the text cannot be encoded now. Never raises for the world's faults."""
        ...


class RememberingEncoder:
    """Asks for a question's row and remembers the last `remember` answers: a question costs one embedding, a page of
    its results or a repeat costs none."""

    def __init__(self, ask: Ask, *, remember: int = 2048) -> None:
        self._ask = ask
        self._known: LRUCache[str, Encoded] = LRUCache(remember)

    async def encode(self, text: str) -> Encoded | None:
        found = self._known.get(text)
        if found is not None:
            return found
        try:
            with tracing.span("embed a question"):
                async with asyncio.timeout(_SECONDS):
                    encoded = _encoded(await self._ask(text))
        except (ChildFailed, TimeoutError, httpx.HTTPError, ValueError) as error:
            log.warning("the embedder gives no vector for a question: %s", error or type(error).__name__)
            return None
        self._known[text] = encoded
        return encoded


def over(peer: httpx.AsyncClient) -> Ask:
    """The embedder behind this client, whose base URL is set."""

    async def ask(text: str) -> NDArray[np.float32]:
        """Raises httpx.HTTPError, or ValueError for an answer that is no row."""
        spaces = {"space": [space.name for space in OF_TEXT]}
        response = await peer.post("/text", params=spaces, content=text.encode(), timeout=_SECONDS)
        response.raise_for_status()
        return np.frombuffer(response.content, "<f4")

    return ask


def _encoded(row: NDArray[np.float32]) -> Encoded:
    """Raises ValueError for what is no row, or not finite."""
    if row.shape != (_LENGTH,) or not np.isfinite(row).all():
        raise ValueError("an answer that makes no sense")
    vectors, start = {}, 1
    for space in OF_TEXT:
        vector = row[start : start + space.dimension]
        length = np.linalg.norm(vector)
        if not length:
            raise ValueError("a vector without direction")
        vectors[space.name] = vector / length
        start += space.dimension
    return Encoded(vectors, float(row[0]))

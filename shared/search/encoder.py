"""Questions -> vectors. The text models live in the embedder: in a child of this process, or one HTTP call away.

A question travels as its text and the spaces in which it is asked, and comes back as one row of float32: of each space
how well the vocabulary of photos can say it, then its vector there.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

import httpx
import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from shared import tracing
from shared.domain.spaces import SpaceSpec
from shared.errors import HeliographError
from shared.vectors.base import Dense

log = logging.getLogger(__name__)

_SECONDS = 3.0  # a person is waiting, and words can answer alone

Ask = Callable[[str, tuple[str, ...]], Awaitable[NDArray[np.float32]]]


@dataclass(frozen=True, slots=True)
class Encoded:
    """By the name of a space: `vectors`: a unit vector; `known`: the question's best cosine to the vocabulary that
    photos are described with."""

    vectors: Mapping[str, Dense]
    known: Mapping[str, float]


class Encoder(Protocol):
    async def encode(self, text: str, spaces: Sequence[SpaceSpec]) -> Encoded | None:
        """None when the text cannot be encoded now. Never raises for the world's faults."""
        ...


class RememberingEncoder:
    """Asks for a question's row and remembers the last `remember` answers: a question costs one embedding, a page of
    its results or a repeat costs none."""

    def __init__(self, ask: Ask, *, remember: int = 2048) -> None:
        self._ask = ask
        self._known: LRUCache[tuple[str, tuple[str, ...]], Encoded] = LRUCache(remember)

    async def encode(self, text: str, spaces: Sequence[SpaceSpec]) -> Encoded | None:
        asked = text, tuple(space.name for space in spaces)
        found = self._known.get(asked)
        if found is not None:
            return found
        try:
            with tracing.span("embed a question"):
                async with asyncio.timeout(_SECONDS):
                    encoded = _encoded(await self._ask(*asked), spaces)
        except (HeliographError, TimeoutError, httpx.HTTPError, ValueError) as error:
            log.warning("the embedder gives no vector for a question: %s", error or type(error).__name__)
            return None
        self._known[asked] = encoded
        return encoded


def over(peer: httpx.AsyncClient) -> Ask:
    """The embedder behind this client, whose base URL is set."""

    async def ask(text: str, spaces: tuple[str, ...]) -> NDArray[np.float32]:
        """Raises httpx.HTTPError, or ValueError for an answer that is no row."""
        response = await peer.post("/text", params={"space": spaces}, content=text.encode(), timeout=_SECONDS)
        response.raise_for_status()
        return np.frombuffer(response.content, "<f4")

    return ask


def _encoded(row: NDArray[np.float32], spaces: Sequence[SpaceSpec]) -> Encoded:
    """Raises ValueError for what is no row, or not finite."""
    ends = list(accumulate(1 + space.dimension for space in spaces))
    if row.shape != (ends[-1],) or not np.isfinite(row).all():
        raise ValueError("an answer that makes no sense")
    vectors, known = {}, {}
    for space, part in zip(spaces, np.split(row, ends[:-1]), strict=True):
        known[space.name], vector = float(part[0]), part[1:]
        length = np.linalg.norm(vector)
        if not length:
            raise ValueError("a vector without direction")
        vectors[space.name] = vector / length
    return Encoded(vectors, known)

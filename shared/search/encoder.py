"""Questions -> vectors. The text models live in the embedder; from here they are one HTTP call away."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import httpx
import msgspec
import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

log = logging.getLogger(__name__)

_TIMEOUT = httpx.Timeout(3.0, connect=1.0)  # seconds: a person is waiting, and words can answer alone


@dataclass(frozen=True, slots=True)
class Encoded:
    """`vector` is a unit vector of the space. `known` is the question's best cosine to the vocabulary that
    photos of that space are described with, None where the space has no vocabulary."""

    vector: NDArray[np.float32]
    known: float | None = None


class Encoder(Protocol):
    async def encode(self, space: str, text: str) -> Encoded | None:
        """None when the text cannot be encoded now. Never raises for the world's faults."""
        ...


class _Answer(msgspec.Struct):
    vectors: list[list[float]]
    known: list[float] | None = None


class PeerEncoder:
    """Asks the embedder over `peer` (base URL set) and remembers the last `remember` answers.

    A question costs one embedding, a page of its results or a repeat costs none.
    """

    def __init__(self, peer: httpx.AsyncClient, *, remember: int = 2048) -> None:
        self._peer = peer
        self._known: LRUCache[tuple[str, str], Encoded] = LRUCache(remember)

    async def encode(self, space: str, text: str) -> Encoded | None:
        found = self._known.get((space, text))
        if found is None:
            found = await self._ask(space, text)
            if found is not None:
                self._known[space, text] = found
        return found

    async def _ask(self, space: str, text: str) -> Encoded | None:
        try:
            response = await self._peer.post("/text", json={"space": space, "texts": [text]}, timeout=_TIMEOUT)
            response.raise_for_status()
            answer = msgspec.json.decode(response.content, type=_Answer)
            vectors = _unit(answer.vectors)
        except (httpx.HTTPError, msgspec.MsgspecError, ValueError) as error:
            log.warning("the embedder gives no vector for a question: %s", error or type(error).__name__)
            return None
        return Encoded(vectors, answer.known[0] if answer.known else None)


def _unit(vectors: Sequence[Sequence[float]]) -> NDArray[np.float32]:
    """The one vector of an answer. Raises ValueError when it is not one, or not finite."""
    if len(vectors) != 1:
        raise ValueError(f"{len(vectors)} vectors for one text")
    vector = np.asarray(vectors[0], np.float32)
    if not np.isfinite(vector).all() or not vector.any():
        raise ValueError("a vector without direction")
    return vector / np.linalg.norm(vector)

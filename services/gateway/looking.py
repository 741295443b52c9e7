"""A picture that is no photo of the library -> how it looks. The vision service looks at it, the embedder places what
was seen among photos; nothing is stored."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import httpx
import msgspec
import numpy as np
from numpy.typing import NDArray

from services.gateway.uploads import Probing
from shared.blobs.base import CHUNK
from shared.domain.spaces import SpaceSpec
from shared.errors import Invalid, Overloaded, TooLarge, Unavailable

MOST = 64 * 2**20  # bytes of a picture to search by; it lies in memory
_AT_ONCE = 4
_TIMEOUT = httpx.Timeout(60.0, connect=2.0)  # seconds: an import may be under way

Facts = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Look:
    """`vector`: a unit vector of that space; `phash`: 16 hex digits, where the picture has one."""

    space: SpaceSpec
    vector: NDArray[np.float32]
    phash: str | None


class _Vector(msgspec.Struct):
    vector: list[float]


class Looking:
    """`vision` and `embedder` give the peers' clients, when they are wanted; `space` says in which space photos are
    searched by their looks then."""

    def __init__(
        self,
        vision: Callable[[], httpx.AsyncClient],
        embedder: Callable[[], httpx.AsyncClient],
        probe: Probing,
        *,
        space: Callable[[], SpaceSpec],
        max_bytes: int,
    ) -> None:
        self._vision = vision
        self._embedder = embedder
        self._probe = probe
        self._space = space
        self._most = min(max_bytes, MOST)
        self._free = _AT_ONCE

    async def at(self, chunks: AsyncIterator[bytes]) -> Look:
        """Raises Invalid for what is wrong with the file, Overloaded when too many are looked at, Unavailable when a
        peer does not answer."""
        if self._free == 0:
            raise Overloaded("Too many pictures are being looked at. Try again in a few seconds.")
        self._free -= 1
        try:
            content = await self._content(chunks)
            await self._probe(content[:CHUNK], len(content) <= CHUNK)
            facts = msgspec.json.decode(await _asked(self._vision(), content=content), type=Facts)
            space = self._space()
            body = {"space": space.name, "facts": facts}
            vector = msgspec.json.decode(await _asked(self._embedder(), json=body), type=_Vector).vector
        except msgspec.MsgspecError as error:
            raise Unavailable(f"A peer gave an answer that makes no sense: {error}.") from error
        finally:
            self._free += 1
        return Look(space, np.asarray(vector, np.float32), facts.get("fingerprint", {}).get("phash"))

    async def _content(self, chunks: AsyncIterator[bytes]) -> bytes:
        content = bytearray()
        async for chunk in chunks:
            content += chunk
            if len(content) > self._most:
                raise TooLarge(f"A picture to search by may have up to {self._most:,} bytes.")
        return bytes(content)


async def _asked(peer: httpx.AsyncClient, **body: Any) -> bytes:
    try:
        response = await peer.post("/look", timeout=_TIMEOUT, **body)
    except httpx.HTTPError as error:
        raise Unavailable(f"The picture cannot be looked at now: {error or type(error).__name__}.") from error
    if response.is_success:
        return response.content
    try:
        detail = msgspec.json.decode(response.content)["detail"]
    except (msgspec.MsgspecError, KeyError, TypeError):
        detail = f"status {response.status_code}"
    if response.is_client_error and response.status_code in (413, 415, 422):
        raise Invalid(str(detail))
    raise Unavailable(f"The picture cannot be looked at now: {detail}")

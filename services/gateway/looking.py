"""A picture that is no photo of the library -> how it looks, or whose faces are on it. The vision service looks at it,
the embedder places what was seen among photos or faces; nothing is stored."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import msgspec
import numpy as np
from numpy.typing import NDArray

from services.gateway.asking import asked
from services.gateway.uploads import Probing
from shared.blobs.base import CHUNK
from shared.domain.spaces import SpaceSpec
from shared.errors import Invalid, Overloaded, TooLarge

MOST = 64 * 2**20  # bytes of a picture to search by; it lies in memory
MOST_FACES = 50  # on a picture to search by
_AT_ONCE = 4

Facts = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Look:
    """`vector`: a unit vector of that space; `phash`: 16 hex digits, where the picture has one."""

    space: SpaceSpec
    vector: NDArray[np.float32]
    phash: str | None


class _Vector(msgspec.Struct):
    vector: list[float]


class _Face(msgspec.Struct):
    facts: dict[str, Any]
    chip: str  # base64


class _Faces(msgspec.Struct):
    faces: list[_Face]


class _Vectors(msgspec.Struct):
    vectors: list[list[float]]


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
        with self._slot():
            content = await self._content(chunks)
            space = self._space()
            params = {"preview": space.of_pixels}
            facts = await asked(self._vision(), "/look", Facts, content=content, params=params)
            body = {"space": space.name, "facts": facts} | facts.pop("renditions", {})
            vector = (await asked(self._embedder(), "/look", _Vector, json=body)).vector
        return Look(space, np.asarray(vector, np.float32), facts.get("fingerprint", {}).get("phash"))

    async def faces(self, chunks: AsyncIterator[bytes], space: SpaceSpec) -> NDArray[np.float32]:
        """The faces on a picture, as unit rows of that space of faces; none where there is no face. Raises as `at`,
        and Invalid for a crowd."""
        with self._slot():
            content = await self._content(chunks)
            faces = (await asked(self._vision(), "/faces", _Faces, content=content)).faces
            if len(faces) > MOST_FACES:
                raise Invalid(f"{len(faces)} faces are on the picture. Show one with {MOST_FACES} at most.")
            if not faces:
                return np.empty((0, 0), np.float32)
            body = {"space": space.name, "faces": msgspec.to_builtins(faces)}
            vectors = (await asked(self._embedder(), "/faces", _Vectors, json=body)).vectors
        return np.asarray(vectors, np.float32)

    @contextmanager
    def _slot(self) -> Iterator[None]:
        if self._free == 0:
            raise Overloaded("Too many pictures are being looked at. Try again in a few seconds.")
        self._free -= 1
        try:
            yield
        finally:
            self._free += 1

    async def _content(self, chunks: AsyncIterator[bytes]) -> bytes:
        content = bytearray()
        async for chunk in chunks:
            content += chunk
            if len(content) > self._most:
                raise TooLarge(f"A picture to search by may have up to {self._most:,} bytes.")
        await self._probe(bytes(content[:CHUNK]), len(content) <= CHUNK)
        return bytes(content)

"""Files of a model hub: whoever speaks as huggingface.co does, at HF_ENDPOINT. Only when the user asks for one by name.

A file is named by its commit and taken only where its hash is the one that the hub tells; what came of one that broke
off is kept, and gone on with.
"""

import asyncio
import hashlib
import os
import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from shared.errors import Forbidden, HashMismatch, HeliographError, Invalid, NotFound, Overloaded, Unavailable

_PATIENCE = httpx.Timeout(30.0)
_ATTEMPTS = 5  # in a row that bring nothing
_PAUSE = 2.0  # seconds after one of them, and as much more after each further one

Choose = Callable[[Sequence[str]], Sequence[str]]
Progress = Callable[[int, int], None]  # bytes that are there, of all


@dataclass(frozen=True, slots=True)
class Offer:
    """A file as the hub describes it. `commit`: of its repository; `hash`: the SHA-256 of a large file, of others git's
    own (SHA-1 with a head); `licence`: the id that the repository's card names, "none" where it names none."""

    repository: str
    commit: str
    path: str
    bytes: int
    hash: str
    licence: str

    @property
    def source(self) -> str:
        return f"{self.repository}@{self.commit[:12]}/{self.path}"

    def is_of(self, file: Path) -> bool:
        algorithm = hashlib.sha256() if len(self.hash) == 64 else hashlib.sha1(f"blob {self.bytes}\0".encode())
        with file.open("rb") as content:
            while chunk := content.read(2**20):
                algorithm.update(chunk)
        return algorithm.hexdigest() == self.hash


class Hub:
    def __init__(self, client: httpx.AsyncClient, *, pause: float = _PAUSE) -> None:
        self._client = client
        self._pause = pause

    async def offer(self, repository: str, path: str, revision: str = "main") -> Offer:
        """Raises NotFound where there is no such file, Forbidden where the hub does not show it, Unavailable or
        Overloaded where it does not answer, Invalid where it does not say what is wanted."""
        (offer,) = await self.offers(repository, lambda paths: [path], revision)
        return offer

    async def offers(self, repository: str, choose: Choose, revision: str = "main") -> list[Offer]:
        """Several files of one commit, those that `choose` takes of all paths. Raises as `offer` does, and what that
        raises."""
        address = f"/api/models/{quote(repository)}/revision/{quote(revision, safe='')}"
        try:
            answer = await self._client.get(address, params={"blobs": "true"})
        except httpx.HTTPError as error:
            raise self._silent(error) from error
        self._check(answer, repository)
        try:
            told = answer.json()
            return [_offer(told, repository, path) for path in choose([each["rfilename"] for each in told["siblings"]])]
        except (KeyError, TypeError, ValueError) as error:
            raise Invalid(f"The hub at {self._client.base_url} does not say what {repository} is made of.") from error

    async def fetch(self, offer: Offer, file: Path, progress: Progress) -> None:
        """Into that file; what is there of it already is not fetched again. Raises as `offer` does, and HashMismatch,
        and keeps nothing, where the bytes are not those that the hub promised."""
        most = idle = 0
        while (there := _size(file)) < offer.bytes:
            error = await self._further(offer, file, there, progress)
            idle = 0 if _size(file) > max(most, there) else idle + 1
            most = max(most, _size(file))
            if idle == _ATTEMPTS:
                raise self._silent(error)
            await asyncio.sleep(self._pause * idle)
        if there > offer.bytes or not await asyncio.to_thread(offer.is_of, file):
            os.unlink(file)
            raise HashMismatch(f"What the hub sent as {offer.source} is not what it promised: nothing of it was kept.")

    async def _further(self, offer: Offer, file: Path, there: int, progress: Progress) -> httpx.HTTPError | None:
        """As far as it goes -> what broke it off."""
        address = f"/{quote(offer.repository)}/resolve/{offer.commit}/{quote(offer.path)}"
        # As the bytes are: of what is packed nobody could say where it broke off.
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={there}-"} if there else {})
        try:
            async with self._client.stream("GET", address, headers=headers) as answer:
                self._check(answer, offer.repository)
                continued = answer.status_code == httpx.codes.PARTIAL_CONTENT
                with file.open("ab" if continued else "wb") as content:
                    async for chunk in answer.aiter_bytes():
                        content.write(chunk)
                        progress(content.tell(), offer.bytes)
                        if content.tell() > offer.bytes:
                            break
        except httpx.HTTPError as error:
            return error
        return None

    def _check(self, answer: httpx.Response, repository: str) -> None:
        match answer.status_code:
            case 401 | 403:
                raise Forbidden(
                    f"The hub does not show {repository}: there is none, it is private, or its terms have to be "
                    f"accepted there first ({self._client.base_url.join(repository)}). Then set HF_TOKEN to a token "
                    "of yours."
                )
            case 404:
                raise NotFound(f"The hub at {self._client.base_url} has no {repository} of that revision.")
            case 429:
                after = answer.headers.get("Retry-After", "")
                when = f"in {after} seconds" if after.isdigit() else "later"
                raise Overloaded(f"The hub wants no more requests for now: try again {when}. What came is kept.")
            case code if not answer.is_success:
                raise Unavailable(f"The hub at {self._client.base_url} answered {code}: try again later.")

    def _silent(self, error: httpx.HTTPError | None) -> HeliographError:
        why = str(error) or type(error).__name__ if error else "it sends nothing more"
        return Unavailable(
            f"The hub at {self._client.base_url} does not answer ({why}): try again later. What came is kept."
        )


@asynccontextmanager
async def connected(environment: Mapping[str, str] = os.environ) -> AsyncIterator[Hub]:
    """The hub at HF_ENDPOINT, asked with HF_TOKEN, which goes to nobody else whom it names."""
    token = environment.get("HF_TOKEN", "")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    endpoint = environment.get("HF_ENDPOINT") or "https://huggingface.co"
    async with httpx.AsyncClient(
        base_url=endpoint, headers=headers, timeout=_PATIENCE, follow_redirects=True
    ) as client:
        yield Hub(client)


def _offer(told: Any, repository: str, path: str) -> Offer:
    files = {each["rfilename"]: each for each in told["siblings"]}
    if path not in files:
        others = ", ".join(sorted(name for name in files if name.endswith(".onnx"))[:10])
        raise NotFound(f"There is no {path} in {repository}; its ONNX files: {others or 'none'}.")
    found = files[path]
    large = found.get("lfs") or {}
    hash, size = large.get("sha256") or found["blobId"], int(large.get("size") or found["size"])
    if not re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", hash) or not re.fullmatch(r"[0-9a-f]{40}", told["sha"]):
        raise ValueError("no hash")
    licence = (told.get("cardData") or {}).get("license") or "none"
    return Offer(
        repository, str(told["sha"]), path, size, hash, ", ".join(licence) if isinstance(licence, list) else licence
    )


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0

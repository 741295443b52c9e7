"""A running Heliograph, asked over HTTP as people ask it."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import httpx
from tqdm import tqdm

_PATIENCE = 600.0  # seconds until every photo must be ready


class Gateway:
    def __init__(self, http: httpx.AsyncClient) -> None:
        """`http` with the base URL and, where one is needed, the token."""
        self._http = http
        self._places: dict[str, int] = {}

    async def fill(self, paths: Sequence[Path]) -> None:
        """Uploads the files and waits until each is ready. Raises TimeoutError when they are not in ten minutes."""
        for place, path in enumerate(tqdm(paths, "uploading", disable=None)):
            answer = await self._http.post("/upload", files={"file": (f"{place}.jpg", path.read_bytes())})
            answer.raise_for_status()
            self._places[answer.json()["id"]] = place
        async with asyncio.timeout(_PATIENCE):
            for photo in tqdm(self._places, "waiting", disable=None):
                await self._settled(photo)

    async def ask(self, q: str, limit: int) -> list[int]:
        """The places, in the order in which they were uploaded, of the photos that answer."""
        answer = await self._http.get("/search", params={"q": q, "limit": limit})
        answer.raise_for_status()
        photos = (hit["photo"]["id"] for hit in answer.json()["hits"])
        return [self._places[photo] for photo in photos if photo in self._places]

    async def _settled(self, photo: str) -> None:
        while True:
            answer = await self._http.get(f"/photo/{photo}")
            answer.raise_for_status()
            if answer.json()["status"] != "processing":
                return
            await asyncio.sleep(0.5)

"""The process is killed again and again during an import; afterwards everything is there, once, and understood."""

import asyncio
import hashlib
import random
import threading
import time
from pathlib import Path

import httpx
import pytest

from shared.domain.scope import Scope
from shared.domain.spaces import SPACES
from shared.pipeline import QUEUES
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from tests.flows.whole import check_parts, drawn, states, usual
from tests.running import PATIENCE, Heliograph, photo_of, settle

PHOTOS = 200
KILLS = 50


@pytest.mark.timeout(1800)
def test_fifty_kills_in_an_import_of_two_hundred(home: Path) -> None:
    chance = random.Random(20261121)
    contents = {hashlib.sha256(content).hexdigest(): content for content in drawn(PHOTOS, 0)}
    # Work is sent again every two seconds: what rests because a kill caught it alone is not waited for here.
    heliograph = Heliograph(home, sweep_seconds=0.5, reconcile_seconds=0.2, resend_seconds=2).start()
    importer = Importer(heliograph, list(contents.values()))
    importer.start()
    try:
        for kill in range(KILLS):
            # So paced that the import lasts until the last kill, at moments that no code chooses.
            importer.allow(PHOTOS * (kill + 1) // KILLS)
            time.sleep(chance.uniform(0, 0.6))
            heliograph.kill()
            heliograph.start()
        importer.join(PATIENCE)
        assert not importer.is_alive()
        with heliograph.client() as client:
            photos = settle(client, importer.ids.values())
        assert {photo["sha256"] for photo in photos.values()} == set(contents), "lost or doubled"
        marks = {(name, stage["state"]) for photo in photos.values() for name, stage in photo["stages"].items()}
        assert marks == set(states(usual()).items()), "condemned by a neighbour"
        time.sleep(1.5)  # a sweep with nothing going on
    finally:
        heliograph.stop()
    asyncio.run(_whole(home, set(photos)))


class Importer(threading.Thread):
    """Uploads in order, as far as allowed, each file until it is answered, like any client that retries."""

    def __init__(self, heliograph: Heliograph, contents: list[bytes]) -> None:
        super().__init__(daemon=True)
        self.heliograph = heliograph
        self.contents = contents
        self.ids: dict[int, str] = {}
        self._allowed = 0

    def allow(self, count: int) -> None:
        self._allowed = count

    def run(self) -> None:
        for number, content in enumerate(self.contents):
            while number not in self.ids:
                if number < self._allowed:
                    self._try(number, content)
                else:
                    time.sleep(0.005)

    def _try(self, number: int, content: bytes) -> None:
        try:
            with self.heliograph.client() as client:
                answer = client.post("/upload", files={"file": (f"{number}.jpg", content)}, timeout=20)
        except httpx.TransportError:
            time.sleep(0.05)
            return
        assert answer.status_code in (200, 201), answer.text
        self.ids[number] = answer.json()["id"]


async def _whole(home: Path, ids: set[str]) -> None:
    """Every store holds these photos and nothing else."""
    platform = await Platform.open(Settings(home=home, models="fake"))
    try:
        page = await platform.photos.scoped.page(Scope.of("me"), after=None, limit=500)
        assert {photo.id for photo in page} == ids
        records = await platform.photos.get_many("me", list(ids))
        assert {photo.settled for photo in records.values()} == {platform.stages.digest}
        await check_parts(platform, records.values())
        for prefix, each in (("originals/", 1), ("derived/", 2), ("sidecars/", 0)):
            keys = [photo_of(blob.key) async for blob in platform.blobs.list(prefix) if "/chip-" not in blob.key]
            assert sorted(keys) == sorted(list(ids) * each), f"orphans or losses among {prefix}"
        for space in SPACES:
            assert {id async for id, _, _ in platform.vectors.scroll(space.name)} == ids, space.name
        for queue in QUEUES:
            assert await platform.broker.dead_letters(queue.name) == []
    finally:
        await platform.close()
    drafts = [name for name in Heliograph(home).blobs() if name.startswith("~tmp")]
    assert drafts == [], "leftovers of uploads that a kill cut"

"""Another model takes over while people search."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from services.models import main
from shared.domain.spaces import IMAGE, IMAGE_MULTILINGUAL
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from tests.drawing import encoded
from tests.flows.importing import until
from tests.running import running, settle

PHOTOS = 20
NEW = "image.fake-2"


@contextmanager
def searching(client: httpx.Client, question: str) -> Iterator[list[Any]]:
    """Asks over and over -> the ids of every answer, or what came in its place."""
    answers: list[Any] = []
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            answer = client.get("/search", params={"q": question, "limit": PHOTOS})
            answers.append(found(answer) if answer.is_success else answer.text)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield answers
    finally:
        over.set()
        thread.join()


def found(answer: httpx.Response) -> list[str]:
    assert not answer.json()["understood"]["degraded"]
    return [hit["photo"]["id"] for hit in answer.json()["hits"]]


def place(client: httpx.Client) -> dict[str, Any]:
    tasks = client.get("/models").json()["tasks"]
    return next(task for task in tasks if task["task"] == "place")


async def points(home: Path) -> dict[str, int]:
    platform = await Platform.open(Settings(home=home, models="fake"))
    spaces = (IMAGE.name, IMAGE_MULTILINGUAL.name, NEW)
    counts = {space: len([id async for id, *_ in platform.vectors.scroll(space)]) for space in spaces}
    await platform.close()
    return counts


def test_search_goes_on_while_another_model_takes_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "home"
    with running(home, resend_seconds=0.2, reconcile_seconds=0.3) as heliograph, heliograph.client() as client:
        for seed in range(PHOTOS):
            client.post("/upload", files={"file": (f"{seed}.jpg", encoded(100 + seed))})
        ids = [photo["id"] for photo in client.get("/photos", params={"limit": PHOTOS}).json()["photos"]]
        photos = settle(client, ids)
        question = photos[ids[0]]["caption"]["text"]
        first, *_ = found(client.get("/search", params={"q": question, "limit": PHOTOS}))

        assert place(client) == {"task": "place", "name": "fake", "fills": "", "choices": ["bundled", "fake", "fake-2"]}
        assert main(["--url", heliograph.base, "use", "place", "best"]) == 1
        assert "choose one of" in capsys.readouterr().err
        assert main(["--url", heliograph.base, "cancel", "place"]) == 1
        assert client.put("/models/dream", json={"name": "fake"}).status_code == 422

        with searching(client, question) as answers:
            assert main(["--url", heliograph.base, "use", "place", "fake-2"]) == 0
            assert "place    fake, going over to fake-2" in capsys.readouterr().out
            until(lambda: place(client)["name"] == "fake-2", "switched")
            switched = len(answers)
            until(lambda: len(answers) > switched + 5, "asked again")
        assert {answer[0] for answer in answers if answer} == {first}
        assert all(isinstance(answer, list) and answer for answer in answers), "an empty answer, or none"
        assert client.get("/models").json()["progress"]["done"] == PHOTOS
        assert heliograph.stop() == 0
    assert asyncio.run(points(home))[NEW] == PHOTOS

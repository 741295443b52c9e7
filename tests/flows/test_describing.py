"""An endpoint describes photos: what it says is told with its name and found, what must not be sent is not, and
without it everything goes on."""

import base64
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.drawing import encoded
from tests.running import PATIENCE, running, settle, upload
from tests.servers.endpoint import Standin, endpoint, good, refused

SOURCE = "endpoint: eyes"
LOCAL = "sentences 2"


@pytest.fixture
def server() -> Iterator[Standin]:
    with endpoint() as standin:
        yield standin


def asking(server: Standin, **settings: Any) -> dict[str, Any]:
    return {
        "endpoint_url": server.url, "endpoint_model": "eyes", "endpoint_key": "sk-secret-key",
        "endpoint_private": True, "endpoint_rate": 6000, "endpoint_unsent": "", "reconcile_seconds": 0.2, **settings,
    }  # fmt: skip


def until(client: httpx.Client, id: str, true: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """Waits until that is true of the photo, and all is done with it."""
    deadline = time.monotonic() + PATIENCE
    while True:
        photo: dict[str, Any] = client.get(f"/photo/{id}").json()
        if photo["status"] == "ready" and true(photo):
            return photo
        assert time.monotonic() < deadline, photo
        time.sleep(0.1)


def found(client: httpx.Client, q: str) -> list[str]:
    return [hit["photo"]["id"] for hit in client.get("/search", params={"q": q}).json()["hits"]]


def test_what_it_says_is_told_with_its_name_and_found(home: Path, server: Standin) -> None:
    with running(home, **asking(server)) as heliograph, heliograph.client() as client:
        id = upload(client, encoded(1700), "secret-place.jpg").json()["id"]
        photo = settle(client, [id])[id]
        assert photo["caption"] == {"text": "A zeppelin hovers over a harbour.", "source": SOURCE, "language": None}
        assert {"name": "zeppelin", "label": None, "confidence": 0.7, "source": SOURCE} in photo["tags"]
        described = photo["described"]
        assert (described["objects"], described["moods"]) == (["zeppelin", "crane"], ["calm"])
        sent = described["sent"]
        assert (sent["model"], sent["host"], sent["tokens"]) == ("eyes", "127.0.0.1", 700)
        assert found(client, "zeppelin") == [id]
        (asked,) = server.asked
        head, _, data = asked["messages"][1]["content"][1]["image_url"]["url"].partition(",")
        picture = base64.b64decode(data)
        assert (head, sent["bytes"]) == ("data:image/jpeg;base64", len(picture))
        with Image.open(BytesIO(picture)) as image:
            assert (image.format, max(image.size) <= 1024, dict(image.getexif())) == ("JPEG", True, {})
        assert "secret-place" not in str(asked)
        mine = client.patch(f"/photo/{id}", json={"title": "Ours"}).json()
        assert mine["title"] == "Ours"
        until(client, id, lambda photo: photo["caption"]["source"] == SOURCE)
        assert len(server.asked) == 1, "it is asked once"
    assert "sk-secret-key" not in heliograph.log.read_text()


def test_archived_photos_and_excluded_kinds_stay_here_until_they_are_others(home: Path, server: Standin) -> None:
    settings = asking(server, endpoint_photos=0)
    with running(home, **settings) as heliograph, heliograph.client() as client:
        id = upload(client, encoded(1701)).json()["id"]
        photo = settle(client, [id])[id]
        assert "allowed in a day" in photo["stages"]["describe"]["error"]
        client.patch(f"/photo/{id}", json={"archived": True})
    with running(home, **asking(server)) as heliograph, heliograph.client() as client:
        client.post(f"/photo/{id}/retry")
        photo = until(
            client, id, lambda photo: photo["stages"]["describe"].get("error") == "Archived photos are not sent."
        )
        assert photo["caption"]["source"] != SOURCE
        assert photo["described"] is None
        client.patch(f"/photo/{id}", json={"archived": False})
        until(client, id, lambda photo: photo["caption"]["source"] == SOURCE)
    assert len(server.asked) == 1
    with running(home, **asking(server, endpoint_unsent="photograph")) as heliograph, heliograph.client() as client:
        other = upload(client, encoded(1702)).json()["id"]
        assert settle(client, [other])[other]["stages"]["describe"]["error"] == "What is a photograph is not sent."
    assert len(server.asked) == 1


def test_a_day_has_its_budget_also_after_a_restart(home: Path, server: Standin) -> None:
    ids = []
    for n in range(3):
        with running(home, **asking(server, endpoint_photos=2)) as heliograph, heliograph.client() as client:
            ids.append(upload(client, encoded(1710 + n)).json()["id"])
            settle(client, ids[-1:])
            sources = [client.get(f"/photo/{id}").json()["caption"]["source"] == SOURCE for id in ids]
    assert sources == [True, True, False]
    assert len(server.asked) == 2


def test_an_endpoint_that_goes_leaves_photos_ready_and_one_that_comes_back_describes_them(
    home: Path, server: Standin
) -> None:
    server.usual = refused(429, Retry_After="1")
    with running(home, **asking(server)) as heliograph, heliograph.client() as client:
        ids = [upload(client, encoded(1720 + n)).json()["id"] for n in range(3)]
        for photo in settle(client, ids).values():
            assert photo["stages"]["describe"]["state"] == "skipped"
            assert "429" in photo["stages"]["describe"]["error"]
            assert photo["caption"]["source"] != SOURCE
        assert "429" in client.get("/readyz").json()["noticed"][0]
        server.usual = good()
        for id in ids:
            until(client, id, lambda photo: photo["caption"]["source"] == SOURCE)
        assert client.get("/readyz").json()["noticed"] == []


def test_a_photo_that_is_removed_takes_what_was_said_of_it_with_it(home: Path, server: Standin) -> None:
    with running(home, **asking(server)) as heliograph, heliograph.client() as client:
        id = upload(client, encoded(1730)).json()["id"]
        settle(client, [id])
        client.delete(f"/photo/{id}?forever=true")
        again = upload(client, encoded(1730)).json()["id"]
        assert settle(client, [again])[again]["caption"]["source"] == SOURCE
    assert len(server.asked) == 2

"""Days and groups appear by themselves, follow every change, and survive a kill."""

import json
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.drawing import draw
from tests.running import Heliograph, running, settle, upload

_TAKEN = 0x9003
_EXIF = 0x8769


def taken(seed: int, when: str, *, scale: float = 1.0, quality: int = 90) -> bytes:
    """A JPEG that says when it was taken."""
    picture = draw(seed, (640, 480))
    exif = Image.Exif()
    exif.get_ifd(_EXIF)[_TAKEN] = when
    file = BytesIO()
    picture.resize((int(640 * scale), int(480 * scale))).save(file, "JPEG", quality=quality, exif=exif)
    return file.getvalue()


def until(client: httpx.Client, path: str, holds: Callable[[Any], bool]) -> Any:
    """What the path answers as soon as that holds."""
    answer: Any = None
    for _ in range(600):
        answer = client.get(path).json()
        if holds(answer):
            return answer
        time.sleep(0.1)
    raise AssertionError(f"{path} never came so far: {answer}")


def at_rest(client: httpx.Client, path: str) -> Any:
    """What the path answers when a second has not changed it: the last stages of a photo change what is told of it."""
    answer = client.get(path).json()
    for _ in range(60):
        time.sleep(1)
        before, answer = answer, client.get(path).json()
        if answer == before:
            return answer
    raise AssertionError(f"{path} changes and changes: {answer}")


@pytest.fixture
def smart(home: Path) -> Iterator[Heliograph]:
    with running(home, feature_seconds=0.2, reconcile_seconds=1) as heliograph:
        yield heliograph


def counts(days: Any) -> dict[str, int]:
    return {day["day"]: day["count"] for day in days["days"]}


def test_days_and_groups_follow_the_photos(smart: Heliograph) -> None:
    with smart.client() as client:
        ids = [upload(client, taken(7000 + n, f"2023:07:{14 + n // 3} 12:{n:02}:10")).json()["id"] for n in range(6)]
        copy = upload(client, taken(7000, "2023:07:14 12:00:10", scale=0.5, quality=60)).json()["id"]
        settle(client, [*ids, copy])
        until(client, "/days", lambda days: counts(days) == {"2023-07-15": 3, "2023-07-14": 4})
        days = at_rest(client, "/days")
        assert [day["day"] for day in days["days"]] == ["2023-07-15", "2023-07-14"], "newest first"
        assert days["days"][0]["summary"].startswith("Three photos from 12:03 to 12:05.")
        assert [day["dated"] for day in days["days"]] == [3, 4]
        assert set(days["days"][0]["best"]) == set(ids[3:])
        assert client.get("/days/2023-07-14").json() == days["days"][1]
        assert client.get("/days/2023-07-13").status_code == 404
        first = client.get("/days", params={"limit": 1}).json()
        rest = client.get("/days", params={"limit": 1, "after": first["next"]}).json()
        assert first["days"] + rest["days"] == days["days"]

        [group] = until(client, "/groups", lambda groups: len(groups["groups"]) == 1)["groups"]
        assert (group["kind"], set(group["photos"]), group["best"]) == ("duplicates", {ids[0], copy}, ids[0])
        assert "It is larger: 640 x 480 pixels." in group["reasons"]
        assert client.post(f"/groups/{group['id']}/dismiss").json()["state"] == "dismissed"
        assert client.get("/groups").json()["groups"] == []
        assert len(client.get("/groups", params={"state": "dismissed"}).json()["groups"]) == 1
        assert client.post(f"/groups/{group['id']}/restore").json()["state"] == "open"
        assert client.post(f"/groups/{copy}/dismiss").status_code == 404
        assert client.get(f"/photo/{copy}").status_code == 200, "a proposal touches nothing"

        for id in [copy, *ids[3:]]:
            assert client.delete(f"/photo/{id}").status_code == 204
        until(client, "/days", lambda days: counts(days) == {"2023-07-14": 3})
        until(client, "/groups", lambda groups: groups["groups"] == [])


def test_what_the_owner_archives_leaves_its_day(smart: Heliograph) -> None:
    with smart.client() as client:
        ids = [upload(client, taken(7100 + n, "2023:07:14 12:00:10")).json()["id"] for n in range(2)]
        settle(client, ids)
        until(client, "/days", lambda days: counts(days) == {"2023-07-14": 2})
        client.patch(f"/photo/{ids[0]}", json={"archived": True}).raise_for_status()
        days = until(client, "/days", lambda days: counts(days) == {"2023-07-14": 1})
        assert days["days"][0]["best"] == [ids[1]]


def test_a_photo_that_cannot_be_seen_is_counted_and_not_shown(smart: Heliograph) -> None:
    whole = taken(7150, "2023:07:14 12:00:10")
    torn = whole[: len(whole) // 2]
    with smart.client() as client:
        photo = upload(client, torn).json()["id"]
        assert settle(client, [photo])[photo]["stages"]["renditions"]["error_kind"] == "damaged"
        [day] = until(client, "/days", lambda days: counts(days) == {"2023-07-14": 1})["days"]
        assert (day["best"], day["cover"]) == ([], "")
        seen = upload(client, taken(7151, "2023:07:14 13:00:10")).json()["id"]
        [day] = until(client, "/days", lambda days: counts(days) == {"2023-07-14": 2})["days"]
        assert (day["best"], day["cover"]) == ([seen], seen)


def test_the_browser_hears_that_the_days_changed(smart: Heliograph) -> None:
    with smart.client() as client, client.stream("GET", "/events") as stream:
        lines = stream.iter_lines()
        assert next(line for line in lines if line.startswith("event:")) == "event: hello"
        upload(client, taken(7200, "2023:07:14 12:00:10"))
        for line in lines:
            if line == "event: changed":
                break
        assert json.loads(next(lines).removeprefix("data:")) == {"feature": "days"}
        assert counts(client.get("/days").json()) == {"2023-07-14": 1}


def test_kills_in_the_middle_of_it_lose_nothing(home: Path) -> None:
    heliograph = Heliograph(home, feature_seconds=0.05, reconcile_seconds=0.3, resend_seconds=1).start()
    try:
        for part in range(6):
            with heliograph.client() as client:
                for n in range(10):
                    upload(client, taken(7300 + 10 * part + n, f"2023:07:{14 + n % 3} 12:{part:02}:{n:02}"))
                time.sleep(0.15 * part)
            heliograph.kill()
            heliograph.start()
        with heliograph.client() as client:
            ids = [photo["id"] for photo in client.get("/photos", params={"limit": 500}).json()["photos"]]
            assert len(ids) == 60
            settle(client, ids)
            wanted = {"2023-07-14": 24, "2023-07-15": 18, "2023-07-16": 18}
            until(client, "/days", lambda days: counts(days) == wanted)
    finally:
        heliograph.stop()

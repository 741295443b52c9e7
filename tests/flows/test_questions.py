"""Questions, through HTTP: asked where an answer helps, answered by choice and in words, found at once, taken back and
open again, skipped, and never asked of what must not appear."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.drawing import jpeg
from tests.flows.importing import awaited
from tests.outings import AREZZO, shoot
from tests.running import running, settle, upload


@pytest.fixture
def client(home: Path) -> Iterator[httpx.Client]:
    fast = {"feature_seconds": 0.2, "reconcile_seconds": 0.5}
    with running(home, **fast, faces=False, ocr=False) as heliograph, heliograph.client() as client:
        yield client


def scan(number: int) -> bytes:
    """One of a series: all of them look alike."""
    image = Image.new("RGB", (320, 240), (150, 110, 70))
    image.paste((150, 110, 70 - 9 * number), (8 * number, 0, 8 * number + 8, 8))
    return jpeg(image)


def asked(client: httpx.Client, **how: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/questions", params=how).raise_for_status().json()["questions"]
    return found


def kinds(client: httpx.Client) -> list[tuple[str, int]]:
    return [(each["kind"], each["touches"]) for each in asked(client)]


def hits(client: httpx.Client, q: str) -> set[str]:
    answer = client.get("/search", params={"q": q, "limit": 200}).json()
    return {hit["photo"]["id"] for hit in answer["hits"]}


def test_questions_are_asked_answered_found_and_taken_back(client: httpx.Client) -> None:
    there = shoot(client, 10, 10, "2008:10:18 10", AREZZO)  # until right before the next: one occasion
    lost = shoot(client, 20, 3, "2008:10:18 11")
    scans = [upload(client, scan(n), f"scan {n}.jpg").json()["id"] for n in range(4)]
    settle(client, [*there, *lost, *scans])
    awaited(lambda: kinds(client), [("when", 4), ("where", 3)])
    when, where = asked(client)
    assert (when["text"], when["free"], {*when["photos"]}) == ("When were these taken?", True, {*scans})
    assert where["text"] == "Where was this, on 18 October 2008?"
    [choice] = where["choices"]
    assert choice["label"] == "Arezzo, Tuscany, Italy"
    german = asked(client, lang="de")[1]
    assert (german["text"], german["choices"][0]["label"], german["no"]) == (
        "Wo war das am 18. Oktober 2008?", "Arezzo, Tuscany, Italien", "Nicht mehr fragen",
    )  # fmt: skip

    # A choice is an edit of the photos, found by a search at once.
    answer = f"/questions/{where['id']}/answer"
    assert hits(client, "in Arezzo") == {*there}
    done = client.post(answer, json={"choice": choice["id"]}).raise_for_status().json()
    assert (done["touched"], done["action"]["change"]["kind"], done["action"]["count"]) == (3, "place", 3)
    assert hits(client, "in Arezzo") == {*there, *lost}
    again = client.post(answer, json={"choice": choice["id"]})
    assert again.status_code == 409
    assert "answered already" in again.json()["detail"]
    assert again.json()["next"]["id"] == when["id"]
    awaited(lambda: kinds(client), [("when", 4)])

    # Taken back, it is asked again.
    assert client.post(f"/actions/{done['action']['id']}/undo").json()["state"] == "undone"
    assert hits(client, "in Arezzo") == {*there}
    awaited(lambda: kinds(client), [("when", 4), ("where", 3)])

    # In words: towns of the whole world, dates of their precision.
    for words, status in (("zzqxv", 422), ("", 422), ("x" * 300, 422), ("Sie\x00na", 422)):
        assert client.post(answer, json={"words": words}).status_code == status
    assert client.post(answer, json={"choice": choice["id"], "words": "Siena"}).status_code == 422
    assert client.post(answer, json={"choice": "Paris/France"}).status_code == 409
    done = client.post(answer, json={"words": "Siena"}).raise_for_status().json()
    assert {client.get(f"/photo/{id}").json()["place"]["city"] for id in lost} == {"Siena"}
    assert client.post(f"/actions/{done['action']['id']}/undo").is_success
    answer = f"/questions/{when['id']}/answer"
    for words in ("the 1960s", "before 1990", "blue", "3024"):
        assert client.post(answer, json={"words": words}).status_code == 422
    done = client.post(answer, json={"words": "summer 1985"}).raise_for_status().json()
    photos = [client.get(f"/photo/{id}").json() for id in scans]
    assert {(photo["taken_at"][:4], photo["date_precision"]) for photo in photos} == {("1985", "year")}
    assert hits(client, "1985") == {*scans}
    assert client.post(f"/actions/{done['action']['id']}/undo").is_success
    assert client.post(answer, json={"words": "Juli 1985"}, params={"lang": "de"}).is_success
    assert {client.get(f"/photo/{id}").json()["date_precision"] for id in scans} == {"month"}

    # Skipped, asked again, and never.
    at = f"/questions/{where['id']}"
    awaited(lambda: kinds(client), [("where", 3)])
    assert client.post(f"{at}/skip").status_code == 204
    assert asked(client) == []
    assert client.post(f"{at}/ask").status_code == 204
    assert kinds(client) == [("where", 3)]

    # What must not appear asks nothing, the moment that changes.
    for id in lost[1:]:
        assert client.patch(f"/photo/{id}", json={"archived": True}).is_success
    assert asked(client)[0]["photos"] == [lost[0]]
    assert client.delete(f"/photo/{lost[0]}").is_success
    assert asked(client) == []
    late = client.post(f"{at}/answer", json={"choice": choice["id"]})
    assert late.status_code == 409 or late.json()["touched"] == 2
    for id in lost[1:]:
        client.patch(f"/photo/{id}", json={"archived": False})
    more = shoot(client, 60, 3, "2008:12:24 11", AREZZO)
    nowhere = shoot(client, 70, 2, "2008:12:24 12")
    settle(client, [*more, *nowhere])
    awaited(lambda: [each["touches"] for each in asked(client) if "24 December" in each["text"]], [2])
    christmas = next(each for each in asked(client) if "24 December" in each["text"])
    assert client.post(f"/questions/{christmas['id']}/no").json() == {"action": None, "touched": 0}
    assert all(each["id"] != christmas["id"] for each in asked(client))
    assert client.post("/questions/nothing/answer", json={"words": "Rome"}).status_code == 404

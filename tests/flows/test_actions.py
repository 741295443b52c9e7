"""What is done to many photos at once: tried, done, undone, also by another client and after a restart."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.drawing import encoded
from tests.running import running, settle, upload


def edit(client: httpx.Client, **body: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.post("/photos/edit", json=body).raise_for_status().json()
    return answer


def shown(client: httpx.Client) -> set[str]:
    return {photo["id"] for photo in client.get("/photos", params={"limit": 500, "archived": "any"}).json()["photos"]}


def uploaded(client: httpx.Client, first: int, count: int, **data: str) -> list[str]:
    ids = [upload(client, encoded(first + n), data=data).json()["id"] for n in range(count)]
    settle(client, ids)
    return ids


def test_a_deletion_is_taken_back(client: httpx.Client) -> None:
    ids = uploaded(client, 5300, 3)
    caption = client.get(f"/photo/{ids[0]}").json()["caption"]["text"]
    tried = edit(client, ids=ids, change={"kind": "delete"}, dry_run=True)
    assert (tried["count"], tried["action"]) == (3, None)
    assert set(ids) <= shown(client)
    done = edit(client, ids=[*ids, "nobody"], change={"kind": "delete"})
    assert (done["count"], done["missing"], done["action"]["state"]) == (3, 1, "done")
    assert not set(ids) & shown(client)
    assert client.get(f"/photo/{ids[0]}").status_code == 404
    assert client.get(f"/photo/{ids[0]}/thumbnail").status_code == 404
    assert ids[0] not in client.get("/search", params={"q": caption}).text
    for _ in range(2):
        undone = client.post(f"/actions/{done['action']['id']}/undo").json()
        assert (undone["state"], undone["left"]) == ("undone", 0)
    assert set(ids) <= shown(client)
    assert client.get(f"/photo/{ids[0]}/original").content == encoded(5300)
    assert ids[0] in client.get("/search", params={"q": caption}).text


def test_a_deletion_completes_itself_also_after_a_restart(home: Path) -> None:
    at_once = {"trash_days": 0, "hold_seconds": 0}
    with running(home, **at_once, reconcile_seconds=3600) as heliograph, heliograph.client() as client:
        gone, kept = uploaded(client, 5310, 2)
        done = edit(client, ids=[gone], change={"kind": "delete"})["action"]
        assert [name for name in heliograph.blobs() if gone in name], "nothing is taken away while it can be undone"
        heliograph.stop()
        heliograph.start()  # and reconcile looks at once
        with heliograph.client() as client:
            while [name for name in heliograph.blobs() if gone in name]:
                assert shown(client) == {kept}
            undone = client.post(f"/actions/{done['id']}/undo").json()
            assert (undone["state"], undone["left"]) == ("undone", 1)
            assert upload(client, encoded(5310)).status_code == 201


def test_the_same_bytes_again_take_a_deletion_back(client: httpx.Client) -> None:
    (id,) = uploaded(client, 5320, 1)
    sha256 = client.get(f"/photo/{id}").json()["sha256"]
    action = edit(client, ids=[id], change={"kind": "delete"})["action"]
    assert client.post("/photos/known", json={"sha256": [sha256]}).json()["known"] == {}, "so that it is sent again"
    again = upload(client, encoded(5320))
    assert (again.status_code, again.json()["id"]) == (200, id)
    assert client.get(f"/photo/{id}").json()["status"] == "ready"
    assert client.post(f"/actions/{action['id']}/undo").json()["left"] == 0


def test_tags_stars_and_the_archive_change_together_and_back(client: httpx.Client) -> None:
    ids = uploaded(client, 5330, 2)
    client.patch(f"/photo/{ids[0]}", json={"rating": 2, "tags_added": ["holiday"]}).raise_for_status()
    tagged = edit(client, ids=ids, change={"kind": "tags", "add": ["Holiday", "lake"], "remove": []})
    rated = edit(client, ids=ids, change={"kind": "rating", "rating": 5})
    assert [each["count"] for each in (tagged, rated)] == [2, 2]
    assert edit(client, ids=ids, change={"kind": "rating", "rating": 5})["same"] == 2
    found = edit(client, filter={"tag": ["lake"], "rating": 5}, change={"kind": "archived", "archived": True})
    assert found["count"] == 2
    assert [client.get(f"/photo/{id}").json()["archived"] for id in ids] == [True, True]
    # Said since: that stays.
    client.patch(f"/photo/{ids[1]}", json={"rating": 1, "tags_added": ["boat"]}).raise_for_status()
    left = {name: client.post(f"/actions/{act['action']['id']}/undo").json()["left"] for name, act in
            (("rated", rated), ("tagged", tagged), ("archived", found))}  # fmt: skip
    assert left == {"rated": 1, "tagged": 0, "archived": 0}
    first, second = (client.get(f"/photo/{id}").json() for id in ids)
    assert [first["rating"], second["rating"]] == [2, 1]
    assert "holiday" in [tag["name"] for tag in first["tags"]]
    assert {"lake", "holiday", "boat"} & {tag["name"] for tag in second["tags"]} == {"boat"}
    assert not first["archived"]
    history = client.get("/actions", params={"limit": 3}).json()
    assert [each["change"]["kind"] for each in history["actions"]] == ["archived", "rating", "tags"]
    older = client.get("/actions", params={"limit": 200, "after": history["next"]}).json()["actions"]
    assert not {each["id"] for each in older} & {each["id"] for each in history["actions"]}


def test_dates_and_places_are_corrected_together(client: httpx.Client) -> None:
    ids = uploaded(client, 5340, 2)
    before = client.get(f"/photo/{ids[0]}").json()
    dated = edit(client, ids=ids, change={"kind": "date", "taken_at": "2019-07-04T23:30:00"})
    assert client.get(f"/photo/{ids[0]}").json()["taken_at"] == "2019-07-04T23:30:00"
    placed = edit(client, ids=ids, change={"kind": "place", "location": {"latitude": 43.463, "longitude": 11.88}})
    photo = settle(client, ids)[ids[0]]
    assert (photo["taken_at"], photo["zone"]) == ("2019-07-04T23:30:00+02:00", "Europe/Rome")
    assert (photo["place"]["city"], photo["season"]) == ("Arezzo", "summer")
    assert photo["edited"] == ["location", "taken_at", "zone"]
    assert set(ids) <= {each["id"] for each in client.get("/photos", params={"place": "Arezzo"}).json()["photos"]}
    # Three corrections that are not the same.
    looks = {
        name: edit(client, ids=ids, change=change, dry_run=True)["sample"][0]["after"]
        for name, change in {
            "shift": {"kind": "shift", "seconds": 3600},
            "clock": {"kind": "zone", "zone": "Asia/Tokyo", "keep": "clock"},
            "instant": {"kind": "zone", "zone": "Asia/Tokyo", "keep": "instant"},
        }.items()
    }
    assert {name: (look["taken_at"], look["day"]) for name, look in looks.items()} == {
        "shift": ("2019-07-05T00:30:00+02:00", "2019-07-05"),
        "clock": ("2019-07-04T23:30:00+09:00", "2019-07-04"),
        "instant": ("2019-07-05T06:30:00+09:00", "2019-07-05"),
    }
    for act in (placed, dated):
        assert client.post(f"/actions/{act['action']['id']}/undo").json()["left"] == 0
    photo = settle(client, ids)[ids[0]]
    assert [photo[name] for name in ("taken_at", "zone", "day", "place", "edited")] == [
        before[name] for name in ("taken_at", "zone", "day", "place", "edited")
    ]


def test_one_photo_is_dated_and_placed(client: httpx.Client) -> None:
    (id,) = uploaded(client, 5350, 1, modified_at="2020-01-02T03:04:05Z")
    said = {"taken_at": "2001-05-06", "location": {"latitude": 48.2, "longitude": 16.37}}
    photo = client.patch(f"/photo/{id}", json=said).json()
    assert (photo["taken_at"][:10], photo["day"], photo["place"]["city"]) == ("2001-05-06", "2001-05-06", "Vienna")
    assert settle(client, [id])[id]["season"] == "spring"
    vienna = client.get(f"/photo/{id}").json()["location"]
    there = {"kind": "place", "location": {name: vienna[name] for name in ("latitude", "longitude")}}
    nowhere = {"kind": "place", "location": None}
    assert edit(client, ids=[id], change=there)["count"] == 0
    assert edit(client, ids=[id], change=nowhere)["count"] == 1
    assert edit(client, ids=[id], change=nowhere)["count"] == 0
    assert client.get(f"/photo/{id}").json()["place"] is None
    photo = client.patch(f"/photo/{id}", json={"taken_at": None, "location": None}).json()
    assert (photo["taken_at"], photo["edited"]) == (None, [])


@pytest.mark.parametrize(
    "body",
    [
        {"change": {"kind": "delete"}},
        {"ids": [], "change": {"kind": "delete"}},
        {"filter": {}, "change": {"kind": "delete"}},
        {"ids": ["a"], "filter": {"tag": ["a"]}, "change": {"kind": "delete"}},
        {"filter": {"from": "2020-02-02", "to": "2020-02-01"}, "change": {"kind": "delete"}},
        {"filter": {"colour": ["red"], "nothing": 1}, "change": {"kind": "delete"}},
        {"ids": ["a"], "change": {"kind": "rating", "rating": 9}},
        {"ids": ["a"], "change": {"kind": "date", "taken_at": "yesterday"}},
        {"ids": ["a"], "change": {"kind": "place", "location": {"latitude": 91, "longitude": 0}}},
    ],
)
def test_what_makes_no_sense_is_refused(client: httpx.Client, body: dict[str, Any]) -> None:
    refused = client.post("/photos/edit", json=body)
    assert refused.status_code == 422
    assert refused.json()["detail"]


def test_what_no_photo_can_be_is_refused(client: httpx.Client) -> None:
    (id,) = uploaded(client, 5360, 1)
    edit(client, ids=[id], change={"kind": "date", "taken_at": "2019-07-04T12:00:00"})
    for change in (
        {"kind": "zone", "zone": "Middle/Earth", "keep": "clock"},
        {"kind": "shift", "seconds": -6_250_000_000},
        {"kind": "date", "taken_at": "1700-01-01"},
        {"kind": "date", "taken_at": "2019-02-30"},
    ):
        assert client.post("/photos/edit", json={"ids": [id], "change": change}).status_code == 422, change
    assert client.post("/actions/nobody/undo").status_code == 404
    assert client.get(f"/photo/{id}").json()["taken_at"] == "2019-07-04T12:00:00"


def test_a_track_places_photos_and_takes_it_back(client: httpx.Client) -> None:
    def at(second: int) -> str:
        return f"2009-05-03T{8 + second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"

    ids = uploaded(client, 5380, 4)
    for id, taken_at in zip(ids, (at(300), at(1500), at(1500), at(40_000)), strict=True):
        client.patch(f"/photo/{id}", json={"taken_at": f"{taken_at}+00:00"}).raise_for_status()
    client.patch(f"/photo/{ids[2]}", json={"location": {"latitude": 1.5, "longitude": 2.5}}).raise_for_status()
    points = "".join(
        f'<trkpt lat="43.46" lon="{11.88 + second / 100_000}"><time>{at(second)}Z</time></trkpt>'
        for second in range(0, 3600, 60)
    )
    file = {"file": ("walk.gpx", f"<gpx><trk><trkseg>{points}</trkseg></trk></gpx>".encode())}

    tried = client.post("/tracks", files=file, params={"dry_run": True}).raise_for_status().json()
    assert (tried["points"], tried["count"], tried["same"], tried["action"]) == (60, 2, 1, None)
    assert tried["sample"][0]["after"]["place"]["city"] == "Arezzo"
    assert [each["evidence"] for each in tried["cameras"]] == ["assumed"]
    done = client.post("/tracks", files=file).raise_for_status().json()
    assert (done["count"], done["action"]["change"]["kind"]) == (2, "track")
    found = [client.get(f"/photo/{id}").json()["location"] for id in ids]
    assert found[0] == {"latitude": 43.46, "longitude": pytest.approx(11.883), "altitude": None}
    assert (found[1]["longitude"], found[2]["longitude"], found[3]) == (pytest.approx(11.895), 2.5, None)
    assert client.post("/tracks", files=file).json()["count"] == 0, "it was done"
    assert client.post(f"/actions/{done['action']['id']}/undo").json()["left"] == 0
    assert [client.get(f"/photo/{id}").json()["location"] is None for id in ids] == [True, True, False, True]

    ahead = client.post("/tracks", files=file, params={"dry_run": True, "ahead": 38_000}).json()
    assert (ahead["count"], ahead["cameras"][0]["evidence"]) == (1, "said")
    refused = client.post("/tracks", files={"file": ("a.gpx", b"<kml/>")})
    assert (refused.status_code, "GPX" in refused.json()["detail"]) == (422, True)

"""Albums: filled, laid, nested, smart, found, hidden from the timeline, downloaded; and all of it taken back."""

import asyncio
import io
import zipfile
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.drawing import encoded
from tests.running import running, settle, upload


def uploaded(client: httpx.Client, first: int, count: int) -> list[str]:
    """Of one day after the other, so that the first is the oldest."""
    ids = []
    for n in range(count):
        data = {"modified_at": f"2020-01-{n + 1:02}T12:00:00Z"}
        ids.append(upload(client, encoded(first + n), name=f"{first}.jpg", data=data).json()["id"])
    settle(client, ids)
    return ids


def made(client: httpx.Client, name: str, **more: Any) -> str:
    answer = client.post("/albums", json={"name": name, **more})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def inside(client: httpx.Client, album: str, **params: Any) -> list[str]:
    found, after = list[str](), None
    while True:
        page = client.get(f"/albums/{album}/photos", params={**params, **({"after": after} if after else {})})
        page.raise_for_status()
        found += [photo["id"] for photo in page.json()["photos"]]
        if (after := page.json()["next"]) is None:
            return found


def put(client: httpx.Client, album: str, *ids: str) -> dict[str, Any]:
    answer: dict[str, Any] = client.put(f"/albums/{album}/photos", json={"ids": ids}).raise_for_status().json()
    return answer


def take_out(client: httpx.Client, album: str, *ids: str) -> dict[str, Any]:
    answer = client.request("DELETE", f"/albums/{album}/photos", json={"ids": ids}).raise_for_status()
    return dict(answer.json())


def undo(client: httpx.Client, done: dict[str, Any]) -> int:
    return int(client.post(f"/actions/{done['action']['id']}/undo").raise_for_status().json()["left"])


def test_photos_go_in_and_out_and_back(client: httpx.Client) -> None:
    ids = uploaded(client, 6100, 4)
    album, other = made(client, "Sommer 2023 ☀"), made(client, "アルバム")
    done = put(client, album, *ids[:3], "nobody")
    assert (done["count"], done["missing"], done["action"]["change"]["kind"]) == (3, 1, "album")
    assert put(client, album, ids[0])["action"] is None
    put(client, other, ids[0])
    assert inside(client, album, limit=2) == ids[2::-1]
    assert inside(client, album, order="oldest", limit=2) == ids[:3]
    told = client.get(f"/photo/{ids[0]}").json()
    assert [each["name"] for each in told["albums"]] == ["Sommer 2023 ☀", "アルバム"]
    assert told["edited"] == []
    listed = {each["id"]: each for each in client.get("/albums", params={"limit": 1000}).json()["albums"]}
    assert (listed[album]["count"], listed[other]["count"]) == (3, 1)
    assert {"id": album, "name": "Sommer 2023 ☀", "count": 3} in client.get("/facets").json()["albums"]
    assert {each["id"] for each in client.get("/photos", params={"album": [album, other]}).json()["photos"]} == {ids[0]}
    out = take_out(client, album, ids[0], ids[3])
    assert (out["count"], out["same"], inside(client, album)) == (1, 1, ids[2:0:-1])
    assert undo(client, out) == 0
    assert undo(client, done) == 0
    assert inside(client, album) == []
    assert client.get(f"/photo/{ids[1]}").json()["albums"] == []
    assert client.get(f"/albums/{album}").json()["count"] == 0


def test_an_album_is_renamed_deleted_and_had_back(client: httpx.Client) -> None:
    ids = uploaded(client, 6110, 2)
    above = made(client, "Above")
    album = made(client, "First", parent=above, description="Long ago")
    below = made(client, "Below", parent=album)
    put(client, album, *ids)
    said = client.patch(f"/albums/{album}", json={"name": "Second", "cover": ids[0]}).json()
    assert (said["album"]["name"], said["album"]["cover"], said["album"]["count"]) == ("Second", ids[0], 2)
    assert said["action"]["change"]["fields"] == ["name", "cover"]
    assert client.patch(f"/albums/{album}", json={"name": "Second"}).json()["action"] is None
    gone = client.delete(f"/albums/{album}").json()
    assert gone["album"] is None
    assert client.get(f"/albums/{album}").status_code == 404
    assert client.put(f"/albums/{album}/photos", json={"ids": ids}).status_code == 404
    assert client.get(f"/albums/{below}").json()["parent"] == above
    assert client.get(f"/photo/{ids[0]}").json()["albums"] == []
    assert album not in client.get("/facets").text + client.get("/albums").text
    assert undo(client, gone) == 0
    assert client.get(f"/albums/{below}").json()["parent"] == album
    assert inside(client, album) == ids[::-1]
    assert undo(client, said) == 0
    back = client.get(f"/albums/{album}").json()
    assert (back["name"], back["description"], back["parent"]) == ("First", "Long ago", above)
    # The cover goes with its photo, and the album stays.
    client.patch(f"/albums/{album}", json={"cover": ids[0]})
    client.delete(f"/photo/{ids[0]}")
    left = client.get(f"/albums/{album}").json()
    assert left["count"] == 1
    assert left["cover"] in (None, ids[1])


def test_photos_are_laid_by_hand(client: httpx.Client) -> None:
    ids = uploaded(client, 6120, 6)
    album = made(client, "By hand")
    put(client, album, *ids[:5])

    def lay(photo: str, after: str | None) -> int:
        return client.post(f"/albums/{album}/order", json={"photo": photo, "after": after}).status_code

    assert lay(ids[0], None) == 409
    client.patch(f"/albums/{album}", json={"sort": "hand"}).raise_for_status()
    assert inside(client, album, limit=2) == ids[:5], "the newest last"
    assert lay(ids[3], ids[0]) == 204
    assert inside(client, album, limit=2) == [ids[0], ids[3], ids[1], ids[2], ids[4]]
    assert lay(ids[4], None) == 204
    assert lay(ids[0], ids[2]) == 204
    expected = [ids[4], ids[3], ids[1], ids[2], ids[0]]
    assert inside(client, album, limit=1) == inside(client, album, limit=2) == inside(client, album) == expected
    put(client, album, ids[5])
    assert inside(client, album) == [*expected, ids[5]], "who comes later comes last"
    # A photo that is deleted or taken out while it is laid leaves no gap.
    client.delete(f"/photo/{ids[1]}")
    out = take_out(client, album, ids[2])
    assert inside(client, album, limit=2) == [ids[4], ids[3], ids[0], ids[5]]
    for body in (
        {"photo": ids[2], "after": None},
        {"photo": ids[0], "after": ids[1]},
        {"photo": ids[0], "after": ids[0]},
    ):
        refused = client.post(f"/albums/{album}/order", json=body)
        assert (refused.status_code, bool(refused.json()["detail"])) == (422, True)
    undo(client, out)
    assert set(inside(client, album)) == {ids[n] for n in (0, 2, 3, 4, 5)}

    async def two_hands() -> None:
        async with httpx.AsyncClient(base_url=client.base_url, headers=client.headers, timeout=60) as hands:
            moves = [(ids[0], ids[5]), (ids[2], ids[5]), (ids[4], ids[5]), (ids[3], None), (ids[5], None)]
            bodies = [{"photo": photo, "after": after} for photo, after in moves]
            answers = await asyncio.gather(*(hands.post(f"/albums/{album}/order", json=body) for body in bodies))
            assert {answer.status_code for answer in answers} == {204}

    asyncio.run(two_hands())
    order = inside(client, album, limit=2)
    assert sorted(order) == sorted(ids[n] for n in (0, 2, 3, 4, 5))
    assert order == inside(client, album)
    assert lay(order[0], order[-1]) == 204
    assert inside(client, album) == [*order[1:], order[0]]


def test_a_smart_album_is_live_and_knows_exceptions(client: httpx.Client) -> None:
    ids = uploaded(client, 6130, 4)
    for id in ids[:2]:
        client.patch(f"/photo/{id}", json={"tags_added": ["quizzical"]}).raise_for_status()
    album = made(client, "Smart", query={"tag": ["quizzical"]})
    assert inside(client, album) == ids[1::-1]
    client.patch(f"/photo/{ids[2]}", json={"tags_added": ["quizzical"]}).raise_for_status()
    assert inside(client, album, limit=1) == ids[2::-1]
    out = take_out(client, album, ids[1])
    put(client, album, ids[3])
    assert inside(client, album) == [ids[3], ids[2], ids[0]]
    assert client.get(f"/albums/{album}").json()["count"] == 3
    assert inside(client, album, tag="quizzical") == [ids[2], ids[0]]
    asked = client.get("/photos", params={"album": album}).json()["photos"]
    assert [each["id"] for each in asked] == [ids[3], ids[2], ids[0]]
    assert undo(client, out) == 0
    assert inside(client, album) == ids[::-1]
    changed = client.patch(f"/albums/{album}", json={"query": None}).json()
    assert inside(client, album) == [ids[3]], "only what was put in"
    undo(client, changed)
    for query in ({}, {"nothing": 1}, {"from": "2020-02-02", "to": "2020-02-01"}, {"album": [album]}, {"rating": "x"}):
        refused = client.post("/albums", json={"name": "Nonsense", "query": query})
        assert refused.status_code == 422, query
        assert refused.json()["detail"]


def test_its_photos_leave_the_timeline_and_not_the_album(client: httpx.Client) -> None:
    ids = uploaded(client, 6140, 3)
    month = {"month": "2020-01"}

    def timeline() -> tuple[set[str], int]:
        photos = {each["id"] for each in client.get("/photos", params={"limit": 500}).json()["photos"]}
        months = {each["month"]: each["count"] for each in client.get("/photos/months").json()["months"]}
        return photos & set(ids), months.get(month["month"], 0)

    album = made(client, "Receipts", off_timeline=True)
    (before, count) = timeline()
    assert before == set(ids)
    put(client, album, ids[0])
    assert timeline() == ({ids[1], ids[2]}, count - 1)
    assert inside(client, album) == [ids[0]]
    assert [each["id"] for each in client.get("/photos", params={"album": album}).json()["photos"]] == [ids[0]]
    client.patch(f"/photo/{ids[1]}", json={"tags_added": ["receipt"]}).raise_for_status()
    smart = made(client, "Receipts too", query={"tag": ["receipt"]}, off_timeline=True)
    assert timeline() == ({ids[2]}, count - 2)
    client.patch(f"/albums/{smart}", json={"off_timeline": False}).raise_for_status()
    client.delete(f"/albums/{album}").raise_for_status()
    assert timeline() == (set(ids), count)


def test_it_is_found_by_what_it_is_called(client: httpx.Client) -> None:
    ids = uploaded(client, 6150, 2)
    album = made(client, "Wobbly Tuesday")
    put(client, album, ids[0])

    def asked(q: str) -> tuple[set[str], list[str]]:
        answer = client.get("/search", params={"q": q}).raise_for_status().json()
        kinds = [each["kind"] for each in answer["understood"]["chips"]]
        return {each["photo"]["id"] for each in answer["hits"]}, kinds

    while asked("Wobbly Tuesday") != ({ids[0]}, ["album"]):  # names are kept for some seconds
        pass
    assert asked("photos in Wobbly Tuesday")[0] == {ids[0]}


def test_all_originals_come_in_one_file(home: Path) -> None:
    with running(home) as heliograph, heliograph.client() as client:
        ids = uploaded(client, 6160, 4)
        client.patch(f"/photo/{ids[0]}", json={"title": "The first"}).raise_for_status()
        album = made(client, "Für Oma/1")
        assert client.get(f"/albums/{album}/download").status_code == 422, "there is nothing in it"
        put(client, album, *ids)
        lost = next(name for name in heliograph.blobs() if name.endswith(ids[3]) and "originals" in name)
        (heliograph.home / "blobs" / lost).unlink()
        whole = client.get(f"/albums/{album}/download")
        assert whole.headers["content-length"] == str(len(whole.content))
        assert client.head(f"/albums/{album}/download").headers["content-length"] == str(len(whole.content))
        file = zipfile.ZipFile(io.BytesIO(whole.content))
        assert file.testzip() is None
        names = ["6160.jpg", "6160.jpg.xmp", "6160 (2).jpg", "6160 (2).jpg.xmp", "6160 (3).jpg", "6160 (3).jpg.xmp"]
        assert file.namelist() == [*names, "left-out.txt"]
        assert [file.read(name) for name in names[::2]] == [encoded(6160 + n) for n in (2, 1, 0)]
        assert b"The first" in file.read(names[-1])
        assert b"6160.jpg" in file.read("left-out.txt")
        etag = whole.headers["etag"]
        assert client.get(f"/albums/{album}/download", headers={"If-None-Match": etag}).status_code == 304
        half = len(whole.content) // 2
        resumed = {"Range": f"bytes={half}-", "If-Range": etag}
        rest = client.get(f"/albums/{album}/download", headers=resumed)
        assert (rest.status_code, whole.content[:half] + rest.content) == (206, whole.content)
        take_out(client, album, ids[0])
        anew = client.get(f"/albums/{album}/download", headers=resumed)
        assert (anew.status_code, len(zipfile.ZipFile(io.BytesIO(anew.content)).namelist())) == (200, 5)
        some = client.post("/photos/download", json={"ids": [ids[1], ids[1], ids[0]]})
        assert zipfile.ZipFile(io.BytesIO(some.content)).namelist()[::2] == ["6160.jpg", "6160 (2).jpg"]
        assert client.post("/photos/download", json={"ids": ["nobody"]}).status_code == 404


@pytest.mark.parametrize(
    "body",
    [{}, {"name": ""}, {"name": "  "}, {"name": "x" * 201}, {"name": "a\0b"}, {"name": "x", "sort": "name"},
     {"name": "x", "parent": "nobody"}, {"name": "x", "owner": "you"}],
)  # fmt: skip
def test_what_makes_no_album_is_refused(client: httpx.Client, body: dict[str, Any]) -> None:
    refused = client.post("/albums", json=body)
    assert refused.status_code == (404 if "parent" in body else 422)
    assert refused.json()["detail"]


def test_none_stands_in_itself_or_too_deep(client: httpx.Client) -> None:
    (id,) = uploaded(client, 6170, 1)
    tree = [made(client, "0")]
    for depth in range(1, 16):
        tree.append(made(client, str(depth), parent=tree[-1]))
    assert client.post("/albums", json={"name": "16", "parent": tree[-1]}).status_code == 422
    for above in (tree[0], tree[5], tree[-1]):
        refused = client.patch(f"/albums/{tree[0]}", json={"parent": above})
        assert refused.status_code == 422
    other = made(client, "other", parent=made(client, "top"))
    assert client.patch(f"/albums/{tree[0]}", json={"parent": other}).status_code == 422, "too deep"
    assert client.patch(f"/albums/{tree[2]}", json={"parent": other}).json()["album"]["parent"] == other
    assert client.patch(f"/albums/{tree[2]}", json={"parent": None}).json()["album"]["parent"] is None
    for change in ({"cover": id}, {"name": ""}, {"sort": "name"}, {"nothing": 1}):
        assert client.patch(f"/albums/{tree[0]}", json=change).status_code == 422, change
    for body in ({}, {"ids": []}, {"ids": [id], "query": {"rating": 5}}, {"query": {}}):
        assert client.put(f"/albums/{tree[0]}/photos", json=body).status_code == 422, body

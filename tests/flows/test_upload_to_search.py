"""From a file to an answer, through HTTP."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from shared.pipeline import STAGES
from tests.drawing import encoded
from tests.flows.whole import states, usual
from tests.running import Heliograph, running, settle, upload


def test_a_photo_becomes_understood_and_is_found(client: httpx.Client) -> None:
    content = encoded(1001)
    created = upload(client, content, "a day out.jpg")
    assert created.status_code == 201
    id = created.json()["id"]
    assert created.json() == {"id": id, "status": "created", "sidecar_taken": False}

    photo = settle(client, [id])[id]
    assert photo["status"] == "ready"
    assert photo["file_name"] == "a day out.jpg"
    assert photo["sha256"] == hashlib.sha256(content).hexdigest()
    assert (photo["bytes"], photo["width"], photo["height"]) == (len(content), 64, 48)
    assert len(photo["tags"]) >= 5
    assert photo["caption"]["text"].endswith(".")
    assert {name: stage["state"] for name, stage in photo["stages"].items()} == states(usual())
    assert [name for name, stage in photo["stages"].items() if not stage["model"]] == ["describe", "face_vector"], (
        "it saw nobody, and asked nobody"
    )

    found = client.get("/search", params={"q": photo["caption"]["text"]}).json()
    assert id in [hit["photo"]["id"] for hit in found["hits"]]
    assert all(hit["why"] for hit in found["hits"])


def test_the_same_bytes_are_one_photo(client: httpx.Client) -> None:
    content = encoded(1002)
    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(lambda n: upload(client, content, f"{n}.jpg"), range(10)))
    assert sorted(answer.status_code for answer in answers) == [200] * 9 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    known = client.post("/photos/known", json={"sha256": [hashlib.sha256(content).hexdigest(), "0" * 64]}).json()
    assert known == {"known": {hashlib.sha256(content).hexdigest(): answers[0].json()["id"]}, "deleted": []}


def test_one_of_many_is_ready_too(client: httpx.Client) -> None:
    answer = upload(client, encoded(1050), headers={"X-Heliograph-Lane": "bulk"})
    assert answer.status_code == 201
    assert settle(client, [answer.json()["id"]])[answer.json()["id"]]["status"] == "ready"
    wrong = upload(client, encoded(1051), headers={"X-Heliograph-Lane": "quick"})
    assert wrong.status_code == 422
    assert "x-heliograph-lane" in wrong.text.lower()


def test_a_sidecar_and_the_files_own_date_count(client: httpx.Client) -> None:
    sidecar = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:DateTimeOriginal="2019-12-24T18:00:00+01:00"/>
    </rdf:RDF></x:xmpmeta>"""
    files = {"file": ("a.jpg", encoded(1003)), "sidecar": ("a.xmp", sidecar)}
    with_sidecar = client.post("/upload", files=files).json()["id"]
    dated = upload(client, encoded(1004), data={"modified_at": "2001-02-03T04:05:06Z"}).json()["id"]
    photos = settle(client, [with_sidecar, dated])
    assert photos[with_sidecar]["taken_at"] == "2019-12-24T18:00:00+01:00"
    assert photos[dated]["taken_at"] is None


def test_pages_are_newest_first_and_neither_skip_nor_repeat(home: Path) -> None:
    with running(home) as heliograph, heliograph.client() as client:
        dates = [f"20{year:02d}-01-01T00:00:00Z" for year in (10, 12, 11, 12, 14, 9, 12)]
        ids = [
            upload(client, encoded(1100 + n), data={"modified_at": date}).json()["id"] for n, date in enumerate(dates)
        ]
        seen, after = [], None
        while True:
            page = client.get("/photos", params={"limit": 3} | ({"after": after} if after else {})).json()
            seen += [photo["id"] for photo in page["photos"]]
            if not (after := page["next"]):
                break
        newest_first = sorted(zip(dates, ids, strict=True), reverse=True)
        assert seen == [id for _, id in newest_first]


def test_media_are_served_with_ranges_and_kept_for_ever(client: httpx.Client) -> None:
    content = encoded(1005, size=(2000, 1500))
    id = upload(client, content, "größe/ü.jpg").json()["id"]
    settle(client, [id])
    original = client.get(f"/photo/{id}/original")
    assert original.content == content
    assert original.headers["content-type"] == "image/jpeg"
    assert "immutable" in original.headers["cache-control"]
    assert original.headers["vary"] == "Authorization"
    assert client.get(f"/photo/{id}/original", headers={"If-None-Match": original.headers["etag"]}).status_code == 304
    part = client.get(f"/photo/{id}/original", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, content[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(content)}"
    assert client.get(f"/photo/{id}/original", headers={"Range": "bytes=-5"}).content == content[-5:]
    assert client.get(f"/photo/{id}/original", headers={"Range": f"bytes={len(content)}-"}).status_code == 416
    head = client.head(f"/photo/{id}/original")
    assert (head.status_code, head.headers["content-length"], head.content) == (200, str(len(content)), b"")
    for rendition, start in (("preview", b"\xff\xd8\xff"), ("thumbnail", b"RIFF")):
        answer = client.get(f"/photo/{id}/{rendition}")
        assert answer.content.startswith(start)
        again = client.get(f"/photo/{id}/{rendition}", headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304


def test_an_original_that_is_not_whole_any_more_is_not_sent(
    heliograph: Heliograph, client: httpx.Client, tmp_path: Path
) -> None:
    content = encoded(1090)
    id = upload(client, content).json()["id"]
    settle(client, [id])
    [blob] = (heliograph.home / "blobs" / "originals").rglob(id)
    for damaged in (content[: len(content) // 2], content + b"more", b""):
        blob.write_bytes(damaged)
        for headers in ({}, {"Range": "bytes=0-9"}):
            refused = client.get(f"/photo/{id}/original", headers=headers)
            assert (refused.status_code, refused.json()["kind"]) == (422, "original_altered")
            assert f"it has {len(damaged):,} bytes, and had {len(content):,}. Put it back" in refused.json()["detail"]
            assert "immutable" not in refused.headers.get("cache-control", "")
        assert client.head(f"/photo/{id}/original").status_code == 422
    aside = blob.rename(tmp_path / "aside")
    gone = client.get(f"/photo/{id}/original")
    assert (gone.status_code, gone.json()["kind"]) == (404, "original_missing")
    assert "is gone. Put it back" in gone.json()["detail"]
    photo = client.get(f"/photo/{id}").json()
    assert (photo["damage"], photo["damage_kind"]) == (gone.json()["detail"], "original_missing")
    assert photo["uploaded_at"] < photo["damage_noticed_at"]
    aside.write_bytes(content)
    aside.rename(blob)  # as private as it was
    assert client.get(f"/photo/{id}/original").content == content
    photo = client.get(f"/photo/{id}").json()
    assert (photo["damage"], photo["damage_kind"], photo["damage_noticed_at"]) == ("", "", "")


def test_the_same_bytes_put_back_an_original_that_nobody_has_missed(
    heliograph: Heliograph, client: httpx.Client
) -> None:
    content = encoded(1063)
    id = upload(client, content).json()["id"]
    settle(client, [id])
    [blob] = (heliograph.home / "blobs" / "originals").rglob(id)
    blob.unlink()
    assert upload(client, content).json()["id"] == id
    assert client.get(f"/photo/{id}/original").content == content


@pytest.mark.parametrize("seed", [1060, 1061])
def test_the_same_bytes_put_a_damaged_original_back(heliograph: Heliograph, client: httpx.Client, seed: int) -> None:
    content = encoded(seed)
    sha256 = hashlib.sha256(content).hexdigest()
    id = upload(client, content).json()["id"]
    settle(client, [id])
    client.patch(f"/photo/{id}", json={"title": "kept"})
    [blob] = (heliograph.home / "blobs" / "originals").rglob(id)
    if seed % 2:
        blob.write_bytes(b"cut")
    else:
        blob.unlink()
    client.get(f"/photo/{id}/original")  # who wants it is the first to notice
    assert client.post("/photos/known", json={"sha256": [sha256]}).json()["known"] == {}, "so that it is sent again"
    before = heliograph.blobs()
    assert upload(client, content, "another name.jpg").json() == {
        "id": id,
        "status": "duplicate",
        "sidecar_taken": False,
    }
    assert set(heliograph.blobs()) == {*before, str(blob.relative_to(heliograph.home / "blobs"))}
    assert client.get(f"/photo/{id}/original").content == content
    photo = client.get(f"/photo/{id}").json()
    assert (photo["damage"], photo["troubles"], photo["title"]) == ("", [], "kept")
    assert json.loads(blob.with_name(f"{id}.json").read_text())["file_name"] == "photo.jpg"
    assert client.post("/photos/known", json={"sha256": [sha256]}).json()["known"] == {sha256: id}


def test_the_browser_hears_of_it_live(heliograph: Heliograph, client: httpx.Client) -> None:
    with client.stream("GET", "/events") as stream:
        lines = stream.iter_lines()
        assert next(line for line in lines if line.startswith("event:")) == "event: hello"
        id = upload(client, encoded(1006)).json()["id"]
        heard = []
        for line in lines:
            if line.startswith("data:") and id in line:
                heard.append(json.loads(line.removeprefix("data:")))
                if heard[-1].get("status", "processing") != "processing":
                    break
    assert heard[0] == {"photo": id}
    assert heard[-1]["status"] == "ready"
    assert {stage for event in heard[1:] for stage in event["stages"]} == STAGES.names()


@pytest.mark.parametrize(("origin", "host", "status"), [
    (None, "localhost", 200), (None, "127.0.0.1", 200), (None, "[::1]", 200),
    (None, "evil.example", 421), ("http://evil.example", "localhost", 403), ("null", "localhost", 403),
])  # fmt: skip
def test_without_a_token_only_this_machine_and_its_own_page_may_ask(
    client: httpx.Client, origin: str | None, host: str, status: int
) -> None:
    headers = {"Host": host} | ({"Origin": origin} if origin else {})
    assert client.get("/photos", headers=headers).status_code == status


def test_with_a_token_nobody_gets_in_without_it(home: Path) -> None:
    with running(home, token="s3cret") as heliograph, heliograph.client() as client:
        for method, path in [("GET", "/photos"), ("POST", "/upload"), ("GET", "/events"), ("GET", "/metrics")]:
            for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic s3cret"}):
                refused = client.request(method, path, headers=headers)
                assert refused.status_code == 401
                assert refused.headers["content-type"] == "application/problem+json"
        assert client.get("/photos", headers={"Authorization": "Bearer s3cret"}).json() == {"photos": [], "next": None}
        assert client.get("/healthz").status_code == 200
        assert client.get("/", follow_redirects=True).status_code == 200  # the page itself asks for the token

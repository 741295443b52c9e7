"""A deleted photo is gone from every store, whenever it is deleted, and may come again."""

import sqlite3
from contextlib import closing
from pathlib import Path

import httpx

from tests.drawing import encoded
from tests.running import photo_of, running, settle, upload


def test_nothing_of_it_stays(home: Path) -> None:
    with running(home) as heliograph, heliograph.client() as client:
        gone, kept = (upload(client, encoded(5000 + n)).json()["id"] for n in range(2))
        caption = settle(client, [gone, kept])[gone]["caption"]["text"]
        assert client.delete(f"/photo/{gone}?forever=true").status_code == 204
        assert client.get(f"/photo/{gone}").status_code == 404
        assert client.get(f"/photo/{gone}/thumbnail").status_code == 404
        assert client.delete(f"/photo/{gone}?forever=true").status_code == 404
        assert [photo["id"] for photo in client.get("/photos").json()["photos"]] == [kept]
        assert gone not in client.get("/search", params={"q": caption}).text
        assert heliograph.blobs()
        assert not [name for name in heliograph.blobs() if gone in name]
        again = upload(client, encoded(5000))
        assert again.status_code == 201
        assert settle(client, [again.json()["id"]])[again.json()["id"]]["status"] == "ready"


def test_deleting_while_it_is_looked_at(home: Path) -> None:
    with running(home) as heliograph, heliograph.client() as client:
        ids = [upload(client, encoded(5100 + n, size=(900, 700))).json()["id"] for n in range(30)]
        for id in ids[::2]:
            assert client.delete(f"/photo/{id}?forever=true").status_code == 204
        settle(client, ids[1::2])
        heliograph.stop()
        heliograph.start()
        with heliograph.client() as client:
            assert {photo["id"] for photo in client.get("/photos").json()["photos"]} == set(ids[1::2])
        assert {photo_of(name) for name in heliograph.blobs()} == set(ids[1::2])


def test_one_photo_is_not_another(client: httpx.Client) -> None:
    one, other = (upload(client, encoded(5200 + n)).json()["id"] for n in range(2))
    settle(client, [one, other])
    assert client.delete(f"/photo/{one}?forever=true").status_code == 204
    assert client.get(f"/photo/{other}/original").content == encoded(5201)


def test_a_photo_whose_record_is_damaged(home: Path) -> None:
    with running(home) as heliograph, heliograph.client() as client:
        torn, kept = (upload(client, encoded(5300 + n)).json()["id"] for n in range(2))
        settle(client, [torn, kept])
        heliograph.stop()
        with closing(sqlite3.connect(home / "catalog.sqlite")) as catalog, catalog:
            catalog.execute("UPDATE photos SET doc = CAST(x'ff' || CAST(doc AS BLOB) AS TEXT) WHERE id = ?", (torn,))
        heliograph.start()
        with heliograph.client() as client:
            assert [photo["id"] for photo in client.get("/photos").json()["photos"]] == [kept]
            [told] = client.get("/readyz").json()["damage"]
            assert torn in told
            assert client.get(f"/photo/{torn}").status_code == 404
            assert client.delete(f"/photo/{torn}?forever=true").status_code == 204
            assert client.get("/readyz").json()["damage"] == []
        assert not [name for name in heliograph.blobs() if torn in name]

"""The trash: thrown away by one or by many, shown to its owner alone, taken back whole, emptied, remembered."""

import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.drawing import encoded
from tests.flows.importing import until
from tests.flows.test_actions import edit, shown, uploaded
from tests.running import Heliograph, running, settle, upload


def trash(client: httpx.Client, **params: Any) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/trash", params=params).raise_for_status().json()
    return found


def asked(client: httpx.Client, what: str, **body: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.post(f"/trash/{what}", json=body).raise_for_status().json()
    return answer


def test_what_is_thrown_away_is_nowhere_but_in_the_trash_and_comes_back_whole(
    client: httpx.Client, heliograph: Heliograph
) -> None:
    asked(client, "empty", all=True)
    one, two, three = uploaded(client, 5700, 3)
    before = client.patch(f"/photo/{one}", json={"tags_added": ["wintergarden"], "rating": 4}).json()
    before = settle(client, [one])[one]
    caption, days = before["caption"]["text"], trash(client)["days"]
    assert client.delete(f"/photo/{one}").status_code == 204
    done = edit(client, ids=[two, three], change={"kind": "delete"})["action"]
    assert days == 30

    # Gone for everybody.
    assert not {one, two, three} & shown(client)
    assert client.delete(f"/photo/{one}").status_code == client.get(f"/photo/{one}").status_code == 404
    for rendition in ("thumbnail", "preview", "original", "similar", "crop"):
        assert client.get(f"/photo/{one}/{rendition}").status_code == 404
    assert one not in client.get("/search", params={"q": caption}).text
    assert client.get("/search", params={"q": "wintergarden"}).json()["hits"] == []
    assert "wintergarden" not in client.get("/facets").text
    assert one not in client.get("/photos/points").text
    kept = heliograph.blobs()

    # And shown to its owner.
    found = trash(client)
    assert [photo["id"] for photo in found["photos"]][-1] == one
    assert {photo["id"] for photo in found["photos"]} == {one, two, three}
    assert (found["count"], found["bytes"]) == (3, sum(photo["bytes"] for photo in found["photos"]))
    first = trash(client, limit=2)
    rest = trash(client, limit=2, after=first["next"])
    assert [*first["photos"], *rest["photos"]] == found["photos"]
    assert (rest["next"], rest["count"], rest["bytes"]) == (None, None, None)
    goes = found["photos"][0]["goes_at"]
    assert done["until"] <= goes
    assert client.get("/actions", params={"limit": 1}).json()["actions"][0]["until"] == done["until"]
    thumbnail = client.get(f"/trash/{one}/thumbnail")
    assert (thumbnail.status_code, thumbnail.headers["content-type"]) == (200, "image/webp")

    # Back with all that was known, and nothing looked at anew.
    assert asked(client, "restore", ids=[one, one, "nobody"]) == {"count": 1, "missing": 1, "more": False}
    assert client.get(f"/photo/{one}").json() == before
    assert one in client.get("/search", params={"q": caption}).text
    assert [hit["photo"]["id"] for hit in client.get("/search", params={"q": "wintergarden"}).json()["hits"]] == [one]
    assert client.get(f"/trash/{one}/thumbnail").status_code == 404
    assert asked(client, "restore", ids=[one])["missing"] == 1
    assert client.post(f"/actions/{done['id']}/undo").json()["left"] == 0
    assert trash(client)["photos"] == []
    assert heliograph.blobs() == kept

    # Thrown away again, and for good.
    for id in (one, two):
        assert client.delete(f"/photo/{id}").status_code == 204
    assert client.delete(f"/photo/{three}", params={"forever": True}).status_code == 204
    assert asked(client, "empty", ids=[one, three]) == {"count": 1, "missing": 1, "more": False}
    assert [photo["id"] for photo in trash(client)["photos"]] == [two]
    assert not [name for name in heliograph.blobs() if one in name or three in name]
    again = upload(client, encoded(5700))
    assert again.status_code == 201, "nobody asked that it be remembered"
    assert asked(client, "restore", all=True) == {"count": 1, "missing": 0, "more": False}
    assert two in shown(client)


@pytest.mark.parametrize("body", [{}, {"ids": []}, {"ids": ["a"], "all": True}, {"all": False}, {"days": 3}])
def test_what_makes_no_sense_is_refused(client: httpx.Client, body: dict[str, Any]) -> None:
    for what in ("restore", "empty"):
        refused = client.post(f"/trash/{what}", json=body)
        assert (refused.status_code, bool(refused.json()["detail"])) == (422, True)
    assert client.get("/trash", params={"after": "nonsense"}).status_code == 422


def test_a_phone_does_not_bring_back_what_was_deleted(client: httpx.Client) -> None:
    kept, gone = uploaded(client, 5720, 2)
    digests = {id: client.get(f"/photo/{id}").json()["sha256"] for id in (kept, gone)}
    assert client.get("/library").json()["remember_deleted"] is False
    assert client.patch("/library", json={"remember_deleted": True}).json()["remember_deleted"] is True
    assert client.patch("/library", json={"nothing": True}).status_code == 422

    def known() -> dict[str, Any]:
        told: dict[str, Any] = client.post("/photos/known", json={"sha256": list(digests.values())}).json()
        return told

    client.delete(f"/photo/{gone}").raise_for_status()
    assert known() == {"known": {digests[kept]: kept}, "deleted": [digests[gone]]}
    held = upload(client, encoded(5721))
    assert (held.status_code, held.json()["status"], held.json()["id"]) == (200, "deleted", gone)
    assert gone not in shown(client), "what lies in the trash stays there"
    asked(client, "empty", ids=[gone])
    assert known()["deleted"] == [digests[gone]]
    lost = upload(client, encoded(5721))
    assert (lost.status_code, lost.json()["status"], lost.json()["id"]) == (200, "deleted", "")
    back = upload(client, encoded(5721), params={"again": True})
    assert (back.status_code, back.json()["status"]) == (201, "created")
    assert known() == {"known": {digests[kept]: kept, digests[gone]: back.json()["id"]}, "deleted": []}
    client.delete(f"/photo/{back.json()['id']}", params={"forever": True}).raise_for_status()
    assert known()["deleted"] == [digests[gone]]
    client.patch("/library", json={"remember_deleted": False}).raise_for_status()
    assert known()["deleted"] == []
    client.patch("/library", json={"remember_deleted": True}).raise_for_status()
    assert known()["deleted"] == [], "what was remembered is forgotten"
    client.patch("/library", json={"remember_deleted": False}).raise_for_status()


def test_who_is_killed_while_it_empties_the_trash_goes_on_with_it(home: Path) -> None:
    with running(home, reconcile_seconds=0.5) as heliograph, heliograph.client() as client:
        ids = uploaded(client, 5740, 16)
        edit(client, ids=ids[:-1], change={"kind": "delete"})
        lost = client.post("/trash/restore", json={"ids": [ids[0]]}).raise_for_status()
        assert lost.json()["count"] == 1

        def empty() -> None:
            with suppress(httpx.HTTPError):  # it is killed in the middle
                client.post("/trash/empty", json={"all": True})

        emptying = threading.Thread(target=empty)
        emptying.start()
        # Some of it is done, as a rule.
        until(lambda: not [name for name in heliograph.blobs() if ids[1] in name or ids[14] in name], "begun")
        heliograph.kill()
        emptying.join()
        heliograph.start()
        with heliograph.client() as client:
            asked(client, "empty", all=True)
            until(lambda: not [name for name in heliograph.blobs() if not {ids[0], ids[-1]} & set(name.split("/"))
                               and any(id in name for id in ids[1:-1])], "nothing is left of them")  # fmt: skip
            assert shown(client) == {ids[0], ids[-1]}
            assert trash(client)["count"] == 0
            assert {photo["status"] for photo in settle(client, [ids[0], ids[-1]]).values()} == {"ready"}

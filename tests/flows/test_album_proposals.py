"""Albums by themselves, through HTTP: the photos of a trip are proposed, taken as an album and given back; a rule keeps
filling; a no stays a no."""

from typing import Any

import httpx

from tests.flows.importing import awaited
from tests.outings import AREZZO, shoot, stay, taken
from tests.running import Heliograph, settle, upload

WEEKEND = "Weekend in Arezzo, October 2008"


def proposed(client: httpx.Client, **asked: Any) -> list[dict[str, Any]]:
    answer = client.get("/albums/proposals", params=asked).raise_for_status()
    found: list[dict[str, Any]] = answer.json()["proposals"]
    return found


def told(client: httpx.Client) -> list[tuple[str, int]]:
    return [(each["name"], each["count"]) for each in proposed(client)]


def detail(client: httpx.Client, id: str) -> dict[str, Any]:
    return dict(client.get(f"/albums/proposals/{id}").raise_for_status().json())


def take(client: httpx.Client, id: str, **body: Any) -> dict[str, Any]:
    answer = client.post(f"/albums/proposals/{id}/take", json=body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def inside(client: httpx.Client, album: str) -> list[str]:
    answer = client.get(f"/albums/{album}/photos", params={"order": "oldest", "limit": 500}).raise_for_status()
    return [photo["id"] for photo in answer.json()["photos"]]


def undo(client: httpx.Client, done: dict[str, Any]) -> None:
    assert client.post(f"/actions/{done['action']['id']}/undo").raise_for_status().json()["left"] == 0


def test_a_trip_is_proposed_taken_given_back_and_dismissed_for_ever(smart: Heliograph) -> None:
    with smart.client() as client:
        home = stay(client)
        trip = shoot(client, 10, 6, "2008:10:18 10", AREZZO) + shoot(client, 20, 6, "2008:10:19 11", AREZZO)
        shot = upload(client, taken(30, "2008:10:18 20:00:00"), "Screenshot_1.jpg").json()["id"]
        settle(client, [*home, *trip, shot])
        awaited(lambda: told(client), [(WEEKEND, 12)])
        (proposal,) = proposed(client)
        id = proposal["id"]
        assert (proposal["source"], proposal["rule"], proposal["why"]) == ("occasion", False, "12 photos of 2 days")
        assert proposal["cover"] in proposal["best"]
        assert {*proposal["best"]} <= {*trip}
        (german,) = proposed(client, lang="de")
        assert (german["name"], german["why"]) == ("Wochenende in Arezzo, Oktober 2008", "12 Fotos von 2 Tagen")
        assert detail(client, id)["photos"] == trip
        assert detail(client, id)["left_out"] == [{"photo": shot, "why": "screenshot"}]

        # Nothing archived is shown, at once.
        archived = client.post(
            "/photos/edit", json={"ids": [proposal["cover"]], "change": {"kind": "archived", "archived": True}}
        )
        (now,) = proposed(client)
        assert proposal["cover"] not in {now["cover"], *now["best"], *detail(client, id)["photos"]}
        undo(client, archived.raise_for_status().json())

        for body, says in (
            ({"also": [home[0]]}, "none of the photos that were left out"),
            ({"without": trip}, "No photo is left"),
            ({"name": " "}, "name"),
        ):
            refused = client.post(f"/albums/proposals/{id}/take", json=body)
            assert refused.status_code == 422
            assert says in refused.text
        unknown = "0d0a7c52-5a4c-5b0e-9c0b-0a4f3c1f2b11"
        assert client.post(f"/albums/proposals/{id}/take", json={"parent": unknown}).status_code == 404
        assert client.post(f"/albums/proposals/{unknown}/take", json={}).status_code == 404

        done = take(client, id, without=[trip[3]])
        album = done["album"]["id"]
        assert (done["album"]["name"], done["album"]["count"], done["album"]["query"]) == (WEEKEND, 11, None)
        assert done["action"]["change"] == {
            "kind": "album_taken", "album": album, "name": WEEKEND, "proposal": id,
        }  # fmt: skip
        assert inside(client, album) == [each for each in trip if each != trip[3]]
        assert [each["id"] for each in client.get("/albums").json()["albums"]] == [album]
        assert told(client) == []
        assert client.post(f"/albums/proposals/{id}/take", json={}).status_code == 409
        assert client.post(f"/albums/proposals/{id}/dismiss").status_code == 409
        undo(client, done)
        assert client.get(f"/albums/{album}").status_code == 404
        assert client.get(f"/photo/{trip[0]}").json()["albums"] == []
        assert told(client) == [(WEEKEND, 12)]

        parent = client.post("/albums", json={"name": "Italy"}).json()["id"]
        again = take(client, id, name="Arezzo", also=[shot], parent=parent)
        assert (again["album"]["name"], again["album"]["parent"], again["album"]["count"]) == ("Arezzo", parent, 13)
        assert {*inside(client, again["album"]["id"])} == {*trip, shot}
        undo(client, again)

        assert client.post(f"/albums/proposals/{id}/dismiss").status_code == 204
        assert told(client) == []
        assert [each["name"] for each in proposed(client, state="dismissed")] == [WEEKEND]
        assert client.post(f"/albums/proposals/{id}/take", json={}).status_code == 409
        trip += shoot(client, 40, 1, "2008:10:19 12", AREZZO)
        settle(client, trip)
        awaited(lambda: detail(client, id)["photos"], trip)
        assert told(client) == []

        # A theme, and what is taken of it is a rule.
        some = [*home, *trip, *shoot(client, 50, 4, "2010:10:19 12")]
        settle(client, some)
        flowers = {"ids": some, "change": {"kind": "tags", "add": ["flower"]}}
        client.post("/photos/edit", json=flowers).raise_for_status()
        awaited(lambda: told(client), [("Flowers", 22)])
        (theme,) = proposed(client)
        assert (theme["source"], theme["rule"], detail(client, theme["id"])["query"]) == (
            "theme",
            True,
            {"tag": ["flower"]},
        )
        rule = take(client, theme["id"], without=[some[0]])
        assert (rule["album"]["query"], rule["album"]["count"]) == ({"tag": ["flower"]}, 21)
        assert {*inside(client, rule["album"]["id"])} == {*some[1:]}
        undo(client, rule)
        assert told(client) == [("Flowers", 22)]
        client.post("/albums", json={"name": "Mine", "query": {"tag": ["flower"]}}).raise_for_status()
        assert told(client) == [], "there is such an album"

        assert client.post(f"/albums/proposals/{id}/restore").status_code == 204
        awaited(lambda: told(client), [(WEEKEND, 13)])
        assert client.delete(f"/albums/{parent}").is_success
        kept = take(client, id)
        assert client.delete(f"/albums/{kept['album']['id']}").is_success
        shoot(client, 60, 1, "2008:10:19 13", AREZZO)
        awaited(lambda: client.get("/occasions", params={"kind": "trip"}).json()["occasions"][0]["count"], 14)
        assert told(client) == [], "an album that was taken and deleted is not proposed again"

"""Occasions, through HTTP: gathered from photos, named, found by their names, put right by their owner, and gone with
their photos."""

from typing import Any

import httpx

from tests.flows.importing import awaited
from tests.outings import AREZZO, shoot, stay
from tests.running import Heliograph, settle


def occasions(client: httpx.Client, **asked: Any) -> list[dict[str, Any]]:
    answer = client.get("/occasions", params=asked)
    found: list[dict[str, Any]] = answer.raise_for_status().json()["occasions"]
    return found


def photos_of(client: httpx.Client, occasion: str) -> list[str]:
    answer = client.get(f"/occasions/{occasion}/photos", params={"limit": 500})
    return [photo["id"] for photo in answer.raise_for_status().json()["photos"]]


def told(client: httpx.Client) -> list[tuple[str, int]]:
    return [(each["name"], each["count"]) for each in occasions(client)]


def test_occasions_are_gathered_named_put_right_and_gone(smart: Heliograph) -> None:
    with smart.client() as client:
        home = stay(client)
        saturday = shoot(client, 10, 4, "2008:10:18 10", AREZZO)
        sunday = shoot(client, 20, 3, "2008:10:19 11", AREZZO)
        party = shoot(client, 30, 6, "2008:11:20 18")
        settle(client, [*home, *saturday, *sunday, *party])
        wanted = [("20 November 2008", 6), ("Weekend in Arezzo, October 2008", 7)]
        awaited(lambda: told(client), wanted)
        evening, trip = occasions(client)
        assert (trip["kind"], trip["holds"], trip["where"]) == ("trip", True, {"name": "Arezzo", "level": "town"})
        assert (trip["first"], trip["last"]) == ("2008-10-18T10:00:00", "2008-10-19T11:10:00")
        assert photos_of(client, trip["id"]) == [*saturday, *sunday]
        days = occasions(client, trip=trip["id"])
        assert [photos_of(client, each["id"]) for each in days] == [sunday, saturday]
        assert [each["trip"] for each in days] == [trip["id"]] * 2
        german = client.get(f"/occasions/{trip['id']}", params={"lang": "de"}).json()
        assert german["name"] == "Wochenende in Arezzo, Oktober 2008"
        page = client.get("/occasions", params={"limit": 1}).json()
        assert [each["id"] for each in occasions(client, after=page["next"])] == [trip["id"]]
        oldest = client.get("/occasions", params={"order": "oldest", "limit": 1}).json()
        assert [each["id"] for each in oldest["occasions"]] == [trip["id"]]
        assert [each["id"] for each in occasions(client, order="oldest", after=oldest["next"])] == [evening["id"]]
        for asked in ({"kind": "trip"}, {"to": "2008-10-31"}):
            assert [each["id"] for each in occasions(client, **asked)] == [trip["id"]]
        assert [each["id"] for each in occasions(client, **{"from": "2008-11-01"})] == [evening["id"]]
        only = client.get("/photos", params={"occasion": trip["id"], "without_occasion": days[0]["id"]}).json()
        assert {photo["id"] for photo in only["photos"]} == {*saturday}
        [facet] = [each for each in client.get("/facets").json()["occasions"] if each["id"] == trip["id"]]
        assert facet == {"id": trip["id"], "name": "Weekend in Arezzo, October 2008", "count": 7}

        said = client.patch(f"/occasions/{evening['id']}", json={"title": "Ben's farewell", "kind": "celebration"})
        assert (said.json()["name"], said.json()["kind"], said.json()["confidence"]) == (
            "Ben's farewell", "celebration", None,
        )  # fmt: skip
        assert [each["id"] for each in occasions(client, kind="celebration")] == [evening["id"]]

        def hits(q: str) -> set[str]:
            answer = client.get("/search", params={"q": q, "limit": 200}).json()
            return {hit["photo"]["id"] for hit in answer["hits"]}

        awaited(lambda: hits("Ben's farewell"), {*party})
        awaited(lambda: hits("weekend in arezzo october 2008"), {*saturday, *sunday})
        assert hits("Reise nach Italien") == hits("nuestro viaje a Arezzo") == hits("trips") == {*saturday, *sunday}
        assert hits("Feste") == hits("parties in November 2008") == {*party}

        split = client.post(f"/occasions/{evening['id']}/split", json={"before": party[4]})
        assert split.status_code == 202
        awaited(lambda: told(client)[:2], [("20 November 2008", 2), ("Ben's farewell", 4)])
        rest = occasions(client)[0]["id"]
        assert client.post(f"/occasions/{rest}/merge", json={"with": trip["id"]}).status_code == 422
        assert client.post(f"/occasions/{trip['id']}/split", json={"before": sunday[0]}).status_code == 422
        assert client.post(f"/occasions/{rest}/split", json={"before": party[0]}).status_code == 422
        assert client.post(f"/occasions/{rest}/merge", json={"with": evening["id"]}).status_code == 202
        awaited(lambda: told(client), [("Ben's farewell", 6), wanted[1]])
        assert photos_of(client, evening["id"]) == party

        assert client.post(f"/occasions/{evening['id']}/dismiss").json()["dismissed"]
        awaited(lambda: client.get("/photos", params={"occasion": evening["id"]}).json()["photos"], [])
        assert told(client) == wanted[1:]
        assert [each["id"] for each in occasions(client, dismissed=True)] == [evening["id"]]
        assert not client.post(f"/occasions/{evening['id']}/restore").json()["dismissed"]
        awaited(lambda: photos_of(client, evening["id"]), party)

        for photo in (*party, *sunday):
            assert client.delete(f"/photo/{photo}").is_success
        awaited(lambda: told(client), [("Day out: Arezzo, 18 October 2008", 4)])
        assert client.get(f"/occasions/{evening['id']}").status_code == 404

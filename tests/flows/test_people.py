"""People, through HTTP: gathered, named, put right, found by their names, undone, and gone with their photos."""

import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.drawing import draw_people
from tests.running import PATIENCE, Heliograph, running, settle, upload

FAST = {"feature_seconds": 0.1, "reconcile_seconds": 0.5}
ANNA, BEN, CLEO = 3, 17, 40  # as draw_people has them


@pytest.fixture
def heliograph(home: Path) -> Iterator[Heliograph]:
    with running(home, **FAST) as heliograph:
        yield heliograph


@pytest.fixture
def client(heliograph: Heliograph) -> Iterator[httpx.Client]:
    with heliograph.client() as client:
        yield client


def add(client: httpx.Client, seed: int, *people: int) -> str:
    name, content = picture_of(seed, *people)
    return str(upload(client, content, name).json()["id"])


def people(client: httpx.Client, **asked: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/people", params=asked).raise_for_status().json()["people"]
    return found


def photos_of(client: httpx.Client, person: str) -> set[str]:
    answer = client.get(f"/people/{person}/photos", params={"limit": 500})
    return {photo["id"] for photo in answer.json()["photos"]} if answer.is_success else set()


def gathered(client: httpx.Client) -> set[frozenset[str]]:
    return {frozenset(photos_of(client, person["id"])) for person in people(client)}


def awaited(what: Callable[[], bool], why: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline, why
        time.sleep(0.05)


def picture_of(seed: int, *people: int) -> tuple[str, bytes]:
    picture = BytesIO()
    draw_people(seed, *people).save(picture, "JPEG", quality=95)
    return f"{seed}.jpg", picture.getvalue()


def face_on(client: httpx.Client, photo: str, person: str = "") -> dict[str, Any]:
    faces: list[dict[str, Any]] = client.get(f"/photo/{photo}").json()["faces"]
    return next(face for face in faces if not person or face["person"] == person)


def awaited_question(client: httpx.Client) -> dict[str, Any]:
    found: list[dict[str, Any]] = []

    def asked() -> bool:
        told = client.get("/questions").raise_for_status().json()["questions"]
        found[:] = [each for each in told if each["kind"] == "who" and each["touches"] == 4]
        return bool(found)

    awaited(asked, "who it is is asked")
    return found[0]


def done(answer: httpx.Response) -> dict[str, Any]:
    return dict(answer.raise_for_status().json())


def test_people_are_gathered_named_and_found(client: httpx.Client) -> None:
    anna = [add(client, seed, ANNA) for seed in range(3)]
    both, ben = add(client, 10, ANNA, BEN), add(client, 11, BEN)
    settle(client, [*anna, both, ben])
    wanted = {frozenset({*anna, both}), frozenset({both, ben})}
    awaited(lambda: gathered(client) == wanted, "they are gathered")
    first, second = people(client)
    assert (first["photos"], second["photos"], first["name"]) == (4, 2, "")
    asked = awaited_question(client)
    assert (asked["text"], asked["touches"], asked["faces"]) == ("Who is this?", 4, [first["cover"]])
    named = done(client.post(f"/questions/{asked['id']}/answer", json={"words": "Cleo"}))
    assert client.get(f"/people/{first['id']}").json()["name"] == "Cleo"
    awaited(lambda: len(client.get("/search", params={"q": "Cleo"}).json()["hits"]) == 4, "she is found")
    assert client.post(f"/actions/{named['action']['id']}/undo").json()["state"] == "undone"
    assert awaited_question(client)["id"] == asked["id"]
    picture = client.get(f"/faces/{first['cover']}/crop")
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")
    page = client.get("/people", params={"limit": 1}).json()
    assert [each["id"] for each in people(client, after=page["next"])] == [second["id"]]

    named = done(client.patch(f"/people/{first['id']}", json={"name": "Anna"}))
    assert (named["person"]["name"], named["action"]["count"]) == ("Anna", 4)
    done(client.patch(f"/people/{second['id']}", json={"name": "Ben"}))
    assert client.patch(f"/people/{second['id']}", json={"name": "anna"}).status_code == 409
    face = face_on(client, both, first["id"])
    assert (face["name"], face["confirmed"], len(face["box"])) == ("Anna", True, 4)
    new = add(client, 12, ANNA)
    settle(client, [new])
    awaited(lambda: new in photos_of(client, first["id"]), "a name spreads to new photos")

    def found(q: str) -> set[str]:
        return {hit["photo"]["id"] for hit in client.get("/search", params={"q": q, "limit": 200}).json()["hits"]}

    awaited(lambda: found("Anna") == {*anna, both, new}, "names are asked for as they are called")
    assert found("Anna and Ben") == {both}
    assert found("Anna without Ben") == found("only Anna") == {*anna, new}
    assert found("only Anna and Ben") == {both}
    captions = {photo["id"]: photo["caption"]["text"] for photo in client.get("/photos").json()["photos"]}
    assert client.get(f"/photo/{both}").json()["caption"]["text"] == captions[both]
    assert [name in captions[both] for name in ("Anna", "Ben")] == [True, True]
    assert captions[new].startswith("Anna")
    assert client.get("/search", params={"q": "Anna at 5"}).json()["understood"]["chips"][0]["kind"] == "no_birth_date"
    done(client.patch(f"/people/{first['id']}", json={"birth_date": "2015-03-02"}))
    for photo, taken in ((anna[0], "2020-03-02T00:00:00"), (anna[1], "2021-03-01"), (anna[2], "2021-03-02")):
        done(client.patch(f"/photo/{photo}", json={"taken_at": taken}))
    awaited(lambda: found("Anna at 5") == {*anna[:2]}, "an age is asked for: no other year, and nothing undated")
    only = client.get("/photos", params={"person": first["id"], "without_person": second["id"]}).json()["photos"]
    assert {photo["id"] for photo in only} == {*anna, new}
    two = client.get("/photos", params={"people_count": "2..", "person": second["id"]}).json()["photos"]
    assert [photo["id"] for photo in two] == [both]


def test_what_is_put_right_stays_right_and_can_be_undone(client: httpx.Client) -> None:
    ids = [add(client, seed, ANNA) for seed in range(20, 24)]
    other = add(client, 24, CLEO)
    settle(client, [*ids, other])
    awaited(lambda: gathered(client) == {frozenset(ids), frozenset({other})}, "they are gathered")
    first, second = people(client)
    face = face_on(client, ids[0])["id"]
    rejected = done(client.post(f"/faces/{face}/reject"))
    assert rejected["face"]["person"] is None
    groups = [{ids[0]}, {other}, set(ids[1:])]
    for person in (5, 6, 7):  # each of whom makes a full pass
        groups.append({add(client, 30 + person, person)})
        settle(client, groups[-1])
        awaited(lambda: gathered(client) == set(map(frozenset, groups)), "who was taken away stays away")
    merged = done(client.post("/people/merge", json={"into": first["id"], "people": [second["id"]]}))
    assert merged["person"]["photos"] == 4
    assert client.get(f"/people/{second['id']}").status_code == 404
    named = done(client.patch(f"/people/{first['id']}", json={"name": "Anna"}))
    back = client.post(f"/actions/{merged['action']['id']}/undo")
    assert back.json()["state"] == "undone", back.text
    assert photos_of(client, second["id"]) == {other}
    blocked = client.post(f"/actions/{rejected['action']['id']}/undo")
    assert blocked.status_code == 200, "the face was touched by nobody since"
    assert ids[0] in photos_of(client, first["id"])
    assert done(client.post(f"/actions/{named['action']['id']}/undo"))["state"] == "undone"
    assert [person["name"] for person in people(client) if person["name"]] == []


def test_a_selfie_finds_who_is_alike(client: httpx.Client) -> None:
    anna = [add(client, seed, ANNA) for seed in range(70, 73)]
    both, cleo = add(client, 73, ANNA, BEN), add(client, 74, CLEO)
    settle(client, [*anna, both, cleo])
    awaited(lambda: len(people(client)) == 3, "they are gathered")
    first = people(client)[0]["id"]
    done(client.patch(f"/people/{first}", json={"name": "Anna"}))

    def shown(*pictures: tuple[str, bytes]) -> httpx.Response:
        return client.post("/people/search", files=[("file", picture) for picture in pictures])

    found = done(shown(picture_of(80, ANNA)))
    assert [(each["id"], each["name"], each["same"]) for each in found["people"]] == [(first, "Anna", True)]
    assert {photo["id"] for photo in found["photos"]} == {*anna, both}
    assert all(photo["likeness"] > 0.9 for photo in found["photos"])
    assert found["faces"] == 1
    several = done(shown(picture_of(81, ANNA, CLEO), picture_of(82, BEN)))
    assert (several["faces"], len(several["people"]), len(several["photos"])) == (3, 3, 5)
    stranger = done(shown(picture_of(83, 29)))
    assert (stranger["people"], stranger["photos"], stranger["faces"]) == ([], [], 1)
    assert client.get("/photos").json()["photos"][5:] == [], "what was shown is no photo"

    nobody, no_picture = shown(picture_of(84)), shown(("a.jpg", b"no picture"))
    assert (nobody.status_code, nobody.json()["kind"]) == (422, "no_face")
    assert no_picture.status_code == 415
    assert client.post("/people/search", files={"other": b"x"}).status_code == 422
    assert shown(*[picture_of(84)] * 11).status_code == 422

    done(client.patch(f"/people/{first}", json={"hidden": True}))
    assert done(shown(picture_of(80, ANNA)))["people"] == []


def test_several_suggestions_are_answered_at_once_and_taken_back_together(client: httpx.Client) -> None:
    anna, ben, cleo = ({add(client, 90 + seed, person)} for seed, person in enumerate((ANNA, BEN, CLEO)))
    settle(client, [*anna, *ben, *cleo])
    awaited(lambda: len(people(client)) == 3, "they are gathered")
    of = {frozenset(photos_of(client, each["id"])): each["id"] for each in people(client)}
    one, other, third = (of[frozenset(ids)] for ids in (anna, ben, cleo))
    named = done(client.patch(f"/people/{one}", json={"name": "Anna"}))["action"]["id"]
    answers = [{"group": group, "person": one, "same": same} for group, same in ((other, True), (third, False))]
    answered = done(client.post("/people/suggestions/answer", json={"answers": answers}))
    yes, no = answered["answers"]
    assert (yes["person"]["name"], yes["person"]["photos"], yes["photos"]) == ("Anna", 2, 1)
    assert (no["person"]["id"], no["photos"]) == (third, 1)
    assert answered["action"]["change"] == {"kind": "answers", "yes": [other], "no": [third]}
    theirs = client.get("/actions", params={"person": one}).json()["actions"]
    assert [each["id"] for each in theirs] == [answered["action"]["id"], named]
    twice = client.post("/people/suggestions/answer", json={"answers": answers[:1] * 2})
    assert twice.status_code == 404, "who was merged is not there"
    done(client.post(f"/actions/{answered['action']['id']}/undo"))
    assert photos_of(client, other) == ben
    assert client.post("/people/suggestions/answer", json={"answers": answers[:1] * 2}).status_code == 422
    assert client.post("/people/suggestions/answer", json={"answers": []}).status_code == 422


def test_faces_are_split_from_a_person_to_another(client: httpx.Client) -> None:
    anna = [add(client, seed, ANNA) for seed in (100, 101, 102)]
    ben = add(client, 103, BEN)
    settle(client, [*anna, ben])
    awaited(lambda: [each["photos"] for each in people(client)] == [3, 1], "they are gathered")
    one, other = (each["id"] for each in people(client))
    client.post(f"/photo/{ben}/people", json={"person": one}).raise_for_status()
    page = done(client.get(f"/people/{one}/faces", params={"limit": 2}))
    rest = done(client.get(f"/people/{one}/faces", params={"after": page["next"]}))
    faces = page["faces"] + rest["faces"]
    assert [face["photo"] for face in faces] == anna[::-1], "the newest first, and none where she has no face"
    split = done(client.post(f"/people/{one}/split", json={"faces": [faces[0]["id"]], "person": other}))
    assert (split["person"]["id"], split["person"]["photos"]) == (other, 2)
    assert photos_of(client, other) == {anna[2], ben}
    for body in ({"person": one}, {"person": other, "name": "Ben"}):
        assert client.post(f"/people/{one}/split", json={"faces": [faces[1]["id"]], **body}).status_code == 422
    done(client.post(f"/actions/{split['action']['id']}/undo"))
    assert photos_of(client, other) == {ben}


def test_what_makes_no_sense_is_refused(client: httpx.Client) -> None:
    photo = add(client, 60, ANNA)
    settle(client, [photo])
    awaited(lambda: bool(people(client)), "she is there")
    (anna,), face = people(client), face_on(client, photo)["id"]
    for method, path, body, status in (
        ("POST", "/people/merge", {"into": anna["id"], "people": [anna["id"]]}, 422),
        ("POST", f"/people/{anna['id']}/split", {"faces": [face]}, 422),
        ("POST", f"/people/{anna['id']}/split", {"faces": ["nobody"]}, 422),
        ("POST", f"/people/{anna['id']}/deny", {"person": anna["id"]}, 422),
        ("PATCH", f"/people/{anna['id']}", {"birth_date": "2999-01-01"}, 422),
        ("PATCH", f"/people/{anna['id']}", {"birth_date": "yesterday"}, 422),
        ("PATCH", f"/people/{anna['id']}", {"cover": "nobody"}, 422),
        ("PATCH", f"/people/{anna['id']}", {"name": "A" * 300}, 422),
        ("PATCH", "/people/nobody", {"name": "Anna"}, 404),
        ("POST", "/faces/nobody/ignore", None, 404),
        ("POST", f"/faces/{face}/assign", {}, 422),
        ("GET", "/people?after=eA", None, 422),
    ):
        answer = client.request(method, path, json=body)
        assert answer.status_code == status, f"{method} {path} {answer.text}"
        assert answer.json()["detail"]
    assert done(client.post(f"/faces/{face}/ignore"))["face"]["ignored"]
    awaited(lambda: people(client) == [], "nobody is left")


def test_nothing_of_a_person_stays_with_the_last_photo(heliograph: Heliograph, client: httpx.Client) -> None:
    ids = [add(client, seed, CLEO) for seed in (70, 71)]
    settle(client, ids)
    awaited(lambda: gathered(client) == {frozenset(ids)}, "she is gathered")
    heliograph.kill()
    heliograph.start()
    with heliograph.client() as again:
        for id in ids:
            again.delete(f"/photo/{id}?forever=true").raise_for_status()
        awaited(lambda: people(again) == [], "she is gone with her photos")
        assert heliograph.blobs() == []

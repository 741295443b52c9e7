"""Faces of drawn people: found, told, shown, compared, and gone with their photo."""

import asyncio
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from services.models import main
from shared.domain.faces import PLACED_BY
from shared.domain.ids import SOLE_OWNER
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from tests.drawing import draw_people, encoded, jpeg
from tests.flows.importing import until
from tests.running import Heliograph, running, settle, upload

ANNA, BEN, CLEO = 3, 11, 40


def photographed(client: httpx.Client, seed: int, *people: int) -> dict[str, Any]:
    """The photo, once all is known of it."""
    id = upload(client, jpeg(draw_people(seed, *people))).json()["id"]
    photo: dict[str, Any] = settle(client, [id])[id]
    return photo


def placed(client: httpx.Client, photo: str) -> dict[str, Any]:
    """Its one face, once it is known whose it might be."""

    def face() -> dict[str, Any]:
        (told,) = client.get(f"/photo/{photo}").json()["faces"]
        return dict(told)

    until(lambda: face()["person"], "placed")
    return face()


async def alike(home: Path, photo: str) -> tuple[str, set[str]]:
    """The space in which faces are compared, and the photos with a face as the first one on this."""
    platform = await Platform.open(Settings(home=home, models="fake"))
    space = platform.pipeline.space_of_parts(PLACED_BY)
    found = await platform.photos.find(photo)
    assert space
    assert found
    (face, *_) = await platform.parts.visible(found, PLACED_BY, limit=1)
    hits = await platform.vectors.neighbours(space.name, SOLE_OWNER, face.point, limit=50)
    await platform.close()
    return space.name, {hit.group for hit in hits if hit.score >= 0.42}


def test_faces_stay_the_same_while_another_model_compares_them(home: Path) -> None:
    with running(home, resend_seconds=0.2, reconcile_seconds=0.3) as heliograph, heliograph.client() as client:
        anna, both, _ = (photographed(client, n, *who)["id"] for n, who in enumerate(((ANNA,), (BEN, ANNA), (CLEO,))))
        ids = [face["id"] for face in client.get(f"/photo/{both}").json()["faces"]]
        assert main(["--url", heliograph.base, "use", "face_embed", "fake-2"]) == 0

        def switched() -> bool:
            tasks = {task["task"]: task for task in client.get("/models").json()["tasks"]}
            return (tasks["face_embed"]["name"], tasks["face_embed"]["fills"]) == ("fake-2", "")

        until(switched, "switched")
        assert [face["id"] for face in client.get(f"/photo/{both}").json()["faces"]] == ids
        late = photographed(client, 9, ANNA)["id"]
        heliograph.stop()
        assert asyncio.run(alike(home, anna)) == ("faces.fake-2", {both, late})


def test_a_face_is_told_and_shown_until_its_photo_goes(client: httpx.Client, heliograph: Heliograph) -> None:
    photo = photographed(client, 7100, ANNA, BEN)
    assert photo["faces_total"] == 2
    left, right = photo["faces"]
    assert left["box"] == pytest.approx([30 / 280, 20 / 140, 126 / 280, 116 / 140], abs=0.01)
    assert right["box"][0] > left["box"][2]
    assert (left["name"], left["confirmed"]) == (None, False)

    crop = client.get(f"/faces/{left['id']}/crop")
    assert (crop.status_code, crop.headers["content-type"]) == (200, "image/jpeg")
    assert Image.open(BytesIO(crop.content)).size == (192, 192)
    assert client.get(f"/parts/{left['id']}/chip").content == crop.content
    unchanged = client.get(f"/faces/{left['id']}/crop", headers={"If-None-Match": crop.headers["etag"]})
    assert unchanged.status_code == 304
    part = client.get(f"/faces/{left['id']}/crop", headers={"Range": "bytes=2-9"})
    assert (part.status_code, part.content) == (206, crop.content[2:10])
    assert client.get(f"/parts/{left['id']}/preview").status_code == 422
    assert client.get(f"/faces/{photo['id']}/crop").status_code == 404

    assert client.delete(f"/photo/{photo['id']}?forever=true").status_code == 204
    assert client.get(f"/faces/{left['id']}/crop").status_code == 404
    assert not [name for name in heliograph.blobs() if photo["id"] in name]


def test_a_face_is_drawn_moved_and_erased_by_its_owner(client: httpx.Client) -> None:
    photo = photographed(client, 7110, ANNA)
    found = placed(client, photo["id"])
    assert not found["drawn"]

    def faces() -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = settle(client, [photo["id"]])[photo["id"]]["faces"]
        return told

    def done(method: str, path: str, **body: Any) -> dict[str, Any]:
        answer = client.request(method, path, json=body or None)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def undo(act: dict[str, Any]) -> None:
        assert done("POST", f"/actions/{act['action']['id']}/undo")["state"] == "undone"

    # One that nobody found.
    box, other = [0.82, 0.1, 0.98, 0.5], [0.8, 0.5, 0.95, 0.9]
    ben = done("POST", f"/photo/{photo['id']}/faces", box=box, name="Ben")
    face = ben["face"]
    assert (face["box"], face["name"], face["confirmed"], face["drawn"]) == (box, "Ben", True, True)
    assert [each["id"] for each in client.get(f"/photo/{photo['id']}").json()["faces"]] == [found["id"], face["id"]]
    moved = done("PATCH", f"/faces/{face['id']}", box=other)
    assert (moved["face"]["box"], moved["face"]["name"]) == (other, "Ben"), "at once, and still"
    assert faces() == [found, moved["face"]]
    crop = client.get(f"/faces/{face['id']}/crop")
    assert Image.open(BytesIO(crop.content)).size == (192, 192)
    listed = client.get(f"/people/{face['person']}/photos").json()["photos"]
    assert [each["id"] for each in listed] == [photo["id"]]
    erased = done("DELETE", f"/faces/{face['id']}")
    assert erased["face"] is None
    assert client.get(f"/people/{face['person']}").json()["photos"] == 0
    assert faces() == [found]
    undo(erased)
    assert faces() == [found, moved["face"]]
    undo(moved)
    assert faces() == [found, face]

    # One that was found: it stays the same, wherever its box is.
    around = [each + by for each, by in zip(found["box"], (-0.05, -0.05, 0.05, 0.05), strict=True)]
    cleo = done("POST", f"/photo/{photo['id']}/faces", box=around, name="Cleo")
    assert (cleo["face"]["id"], cleo["face"]["drawn"], cleo["face"]["name"]) == (found["id"], False, "Cleo")
    away = done("PATCH", f"/faces/{found['id']}", box=other)
    assert {each["id"]: each["box"] for each in faces()} == {found["id"]: other, face["id"]: box}
    undo(away)
    undo(cleo)
    assert faces() == [found, face], "found where it was, and called as it was"
    gone = done("DELETE", f"/faces/{found['id']}")
    assert gone["face"]["ignored"]
    undo(ben)
    assert [(each["id"], each["ignored"]) for each in faces()] == [(found["id"], True)]


def test_somebody_is_on_a_photo_without_a_face(client: httpx.Client) -> None:
    photo = photographed(client, 7111)["id"]
    joined = client.post(f"/photo/{photo}/people", json={"name": "Dora"}).raise_for_status().json()
    (dora,) = joined["people"]
    assert dora["name"] == "Dora"
    assert client.get(f"/photo/{photo}").json()["people_without_face"] == [dora]
    again = client.post(f"/photo/{photo}/people", json={"person": dora["person"]}).raise_for_status().json()
    assert again == {"people": [dora], "action": None}
    settle(client, [photo])
    theirs = {"person": dora["person"], "people_count": "1"}
    assert [each["id"] for each in client.get("/photos", params=theirs).json()["photos"]] == [photo]
    shown = client.get(f"/people/{dora['person']}").json()
    assert (shown["photos"], shown["cover"]) == (1, None)
    left = client.delete(f"/photo/{photo}/people/{dora['person']}").raise_for_status().json()
    assert left["people"] == []
    assert client.delete(f"/photo/{photo}/people/{dora['person']}").status_code == 404
    client.post(f"/actions/{left['action']['id']}/undo").raise_for_status()
    assert client.get(f"/photo/{photo}").json()["people_without_face"] == [dora]
    assert client.delete(f"/photo/{photo}?forever=true").status_code == 204
    # Also where it went before the feature had taken note of her.
    until(lambda: client.get(f"/people/{dora['person']}").json()["photos"] == 0, "counted again")


def test_boxes_that_make_no_sense_are_refused_with_a_sentence(client: httpx.Client) -> None:
    photo = photographed(client, 7112, ANNA)
    found = placed(client, photo["id"])
    for body, says in (
        ({"box": [0.5, 0.5, 1.2, 0.8]}, "on the photo"),
        ({"box": [-0.1, 0, 0.2, 0.2]}, "on the photo"),
        ({"box": [0.5, 0.5, 0.5, 0.8]}, "no size"),
        ({"box": [0.7, 0.5, 0.5, 0.8]}, "no size"),
        ({"box": [0.1, 0.2, 0.3]}, "box"),
        ({"box": [0.1, 0.2, 0.3, 0.4], "name": "A" * 300}, "200"),
        ({"box": [0.1, 0.2, 0.3, 0.4], "name": "Anna", "person": "x"}, "by person or by name"),
    ):
        answer = client.post(f"/photo/{photo['id']}/faces", json=body)
        assert (answer.status_code, says in answer.json()["detail"]) == (422, True), answer.text
    assert client.patch(f"/faces/{found['id']}", json={"box": [0, 0, 2, 2]}).status_code == 422
    assert client.patch("/faces/nobody", json={"box": [0, 0, 1, 1]}).status_code == 404
    assert client.delete("/faces/nobody").status_code == 404
    assert client.post("/photo/nobody/faces", json={"box": [0, 0, 1, 1]}).status_code == 404
    here = {"person": client.post(f"/faces/{found['id']}/assign", json={"name": "Anna"}).json()["face"]["person"]}
    assert client.post(f"/photo/{photo['id']}/people", json=here).json()["action"] is None, "she is there by a face"
    assert client.delete(f"/photo/{photo['id']}/people/{here['person']}").status_code == 409


def test_a_lost_crop_is_made_anew(client: httpx.Client, heliograph: Heliograph) -> None:
    photo = photographed(client, 7101, ANNA)
    (face,) = photo["faces"]
    (chip,) = [name for name in heliograph.blobs() if photo["id"] in name and "chip" in name]
    (heliograph.home / "blobs" / chip).unlink()
    lost = client.get(f"/faces/{face['id']}/crop")
    assert (lost.status_code, "made anew" in lost.json()["detail"]) == (404, True)
    until(lambda: client.get(f"/faces/{face['id']}/crop").is_success, "made anew")


def test_where_nobody_is_nobody_is_told(client: httpx.Client) -> None:
    id = upload(client, encoded(7200)).json()["id"]
    photo = settle(client, [id])[id]
    assert (photo["faces"], photo["faces_total"]) == ([], 0)
    assert {photo["stages"][stage]["state"] for stage in ("faces", "face_vector")} == {"done"}


def test_a_crop_shows_the_faces_and_follows_what_the_owner_says_of_them(home: Path) -> None:
    with running(home) as heliograph, heliograph.client() as client:
        photo = photographed(client, 60, ANNA)
        crop = f"/photo/{photo['id']}/crop"
        first = client.get(crop, params={"ratio": "4:5", "width": 200})
        assert first.headers["content-type"] == "image/jpeg"
        assert "immutable" not in first.headers["cache-control"]
        with Image.open(BytesIO(first.content)) as picture:
            assert picture.width * 5 == pytest.approx(picture.height * 4, abs=4)
        again = client.get(
            crop, params={"ratio": "4:5", "width": 320}, headers={"If-None-Match": first.headers["etag"]}
        )
        assert again.status_code == 304, "of one step"
        folder = home / "blobs" / "derived" / SOLE_OWNER / photo["id"]
        assert len(list(folder.glob("crop-*"))) == 1

        [face] = photo["faces"]
        until(lambda: client.post(f"/faces/{face['id']}/ignore").is_success, "it has been looked at, and is ignored")
        other = client.get(crop, params={"ratio": "4:5", "width": 320}).raise_for_status()
        assert other.headers["etag"] != first.headers["etag"]
        assert len(list(folder.glob("crop-*"))) == 1, "the one before is gone"
        for wrong in ({"ratio": "7:3"}, {"width": 0}, {"width": 9000}):
            assert client.get(crop, params=wrong).status_code == 422
        broken = upload(client, encoded(61)[:900]).json()["id"]
        settle(client, [broken])
        assert client.get(f"/photo/{broken}/crop").status_code == 404

        client.delete(f"/photo/{photo['id']}?forever=true").raise_for_status()
        assert client.get(crop).status_code == 404
        until(lambda: not list(folder.glob("*")), "nothing of it is left")

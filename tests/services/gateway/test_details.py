"""What is told of one photo beside its record."""

import pytest

from services.gateway import drawing
from services.gateway.auth import SOLE_USER
from services.gateway.details import Details
from services.gateway.naming import Naming
from shared.domain.ids import OwnerId, new_id
from shared.domain.instants import instant
from shared.domain.part import Part, summary
from shared.domain.photo import Mark, Photo, new_photo
from shared.domain.principal import Principal
from shared.runtime.platform import Platform

FACTS = {
    "box": (0.1, 0.2, 0.3, 0.4), "points": (), "chip_points": (), "score": 0.9, "second": 0.8, "size": 50.0,
    "sharpness": 0.5, "roll": 0.0, "yaw": 0.0,
}  # fmt: skip


@pytest.fixture
async def photo(platform: Platform) -> Photo:
    """With three faces."""
    photo = new_photo(id=new_id(), owner="me", sha256="0", file_name="a", media_type="image/jpeg", bytes=1)
    photo.found, photo.stages = {"faces": summary("1:m:0", 3)}, {"faces": Mark("done", 1, instant())}
    await platform.photos.insert(photo)
    face = {"photo": photo.id, "owner": "me", "stage": "faces", "run": "1:m:0", "facts": FACTS}
    await platform.parts.write([Part(id=f"face {n}", position=n, **face) for n in range(3)])  # type: ignore[arg-type]
    return photo


async def test_its_faces_are_told_with_what_the_owner_says_of_them(platform: Platform, photo: Photo) -> None:
    await platform.parts.notes.say("face 1", photo, {"person": "anna"})
    told = await Details(platform.parts, platform.people, platform.albums, Naming(platform.people), ()).of(
        photo, SOLE_USER
    )
    assert [(face.id, face.person, face.confirmed) for face in told.faces] == [
        ("face 0", None, False), ("face 1", "anna", True), ("face 2", None, False),
    ]  # fmt: skip
    assert (told.faces[0].box, told.faces[0].confidence) == ([0.1, 0.2, 0.3, 0.4], 0.8)


async def test_of_many_faces_some_are_told_and_how_many_there_are(
    platform: Platform, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MOST_SHOWN", 2)
    told = await Details(platform.parts, platform.people, platform.albums, Naming(platform.people), ()).of(
        photo, SOLE_USER
    )
    assert ([face.id for face in told.faces], told.faces_total) == (["face 0", "face 1"], 3)


async def test_nobody_but_the_owner_is_told_of_faces(platform: Platform, photo: Photo) -> None:
    told = await Details(platform.parts, platform.people, platform.albums, Naming(platform.people), ()).of(
        photo, Principal(kind="user", id="you", library=OwnerId("you"))
    )
    assert (told.faces, told.faces_total) == ([], 0)


async def test_while_it_is_looked_at_again_what_was_found_is_told(platform: Platform, photo: Photo) -> None:
    photo.stages = {}
    told = await Details(platform.parts, platform.people, platform.albums, Naming(platform.people), ()).of(
        photo, SOLE_USER
    )
    assert (len(told.faces), told.faces_total) == (3, 3)

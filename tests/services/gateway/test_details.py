"""What is told of one photo beside its record."""

import pytest

from services.gateway.auth import SOLE_USER
from services.gateway.details import Details
from services.gateway.people import drawing
from services.gateway.people.naming import Naming
from shared.catalog.people import PERSONS
from shared.domain.grant import Grant
from shared.domain.ids import OwnerId, new_id
from shared.domain.instants import instant
from shared.domain.part import Part, summary
from shared.domain.photo import Mark, Photo, new_photo
from shared.domain.principal import Principal
from shared.domain.share import Subject
from shared.errors import NotFound
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


async def test_others_are_told_of_faces_as_the_share_says(platform: Platform, photo: Photo) -> None:
    details = Details(platform.parts, platform.people, platform.albums, Naming(platform.people), ())
    for name, hidden in (("Anna", False), ("Ben", True)):
        person = {"id": name.lower(), "owner": "me", "created": "", "photos": 1, "name": name, "hidden": hidden}
        await platform.catalog.insert(PERSONS.name, person)
    for face, word in (("face 0", {"person": "anna"}), ("face 1", {"person": "ben"}), ("face 2", {"ignored": True})):
        await platform.parts.notes.say(face, photo, word)

    def you(*withheld: Subject) -> Principal:
        grant = Grant(share="s", owner=OwnerId("me"), withheld=frozenset(withheld))
        return Principal(kind="user", id="you", library=OwnerId("you"), grants=(grant,))

    told = await details.of(photo, you("people"))
    assert (told.faces, told.faces_total, told.people_without_face) == ([], 0, [])
    told = await details.of(photo, you("place"))
    assert [(face.name, face.person, face.confirmed) for face in told.faces] == [("Anna", None, False)]
    assert told.faces_total == 1
    assert (told.own, told.share, told.download) == (False, "s", True)
    mine = await details.of(photo, SOLE_USER)
    assert (mine.own, mine.share, mine.download) == (True, None, True)
    with pytest.raises(NotFound):
        await details.of(photo, Principal(kind="user", id="you", library=OwnerId("you")))


async def test_while_it_is_looked_at_again_what_was_found_is_told(platform: Platform, photo: Photo) -> None:
    photo.stages = {}
    told = await Details(platform.parts, platform.people, platform.albums, Naming(platform.people), ()).of(
        photo, SOLE_USER
    )
    assert (len(told.faces), told.faces_total) == (3, 3)

"""What is found by its id, and for whom. tests/services/gateway/test_matrix.py asks by every route."""

import msgspec
import pytest

from services.gateway.auth import SOLE_USER
from services.gateway.things import Things
from shared.catalog.actions import Actions
from shared.catalog.album_proposals import AlbumProposals
from shared.catalog.occasions import Occasions
from shared.catalog.photos import PHOTOS
from shared.catalog.proposals import Proposals
from shared.catalog.questions import Questions
from shared.catalog.shares import Shares
from shared.domain.ids import OwnerId, new_id
from shared.domain.instants import instant
from shared.domain.part import Part, summary
from shared.domain.photo import Mark, new_photo, to_doc
from shared.domain.principal import Principal
from shared.errors import Forbidden, NotFound
from shared.runtime.platform import Platform

YOU = Principal(kind="user", id="you", library=OwnerId("you"))


@pytest.fixture
def things(platform: Platform) -> Things:
    return Things(
        platform.photos,
        platform.parts,
        platform.people,
        platform.albums,
        Actions(platform.catalog),
        Proposals(platform.catalog),
        Occasions(platform.catalog),
        Shares(platform.catalog),
        AlbumProposals(platform.catalog),
        Questions(platform.catalog),
    )


async def test_a_photo_is_found_for_its_owner_while_it_is_there(platform: Platform, things: Things) -> None:
    photo = new_photo(id=new_id(), owner="you", sha256="0", file_name="a", media_type="image/jpeg", bytes=1)
    await platform.photos.insert(photo)
    assert await things.photo(YOU, "change", photo.id) == photo
    with pytest.raises(NotFound, match=f"no photo {photo.id} in your library"):
        await things.photo(SOLE_USER, "see", photo.id)
    with pytest.raises(Forbidden, match="may not remove"):
        await things.photo(msgspec.structs.replace(YOU, kind="key", scopes=frozenset({"see"})), "remove", photo.id)
    assert await platform.photos.tombstone("you", photo.id)
    with pytest.raises(NotFound):
        await things.photo(YOU, "see", photo.id)


async def test_a_record_that_cannot_be_read_is_still_its_owners(platform: Platform, things: Things) -> None:
    photo = new_photo(id=new_id(), owner="you", sha256="0", file_name="a", media_type="image/jpeg", bytes=1)
    await platform.catalog.insert(PHOTOS.name, {**to_doc(photo), "bytes": "no number"})
    with pytest.raises(NotFound):
        await things.photo(YOU, "remove", photo.id)
    assert [(each.id, each.per) for each in await platform.photos.set_aside()] == [(photo.id, "you")]
    assert await things.set_aside(YOU, "remove", photo.id) == "you"
    for id in (photo.id, new_id()):
        with pytest.raises(NotFound, match=f"no photo {id} in your library"):
            await things.set_aside(SOLE_USER, "remove", id)


async def test_a_part_is_found_as_its_photo_shows_it_by_its_owner_alone(platform: Platform, things: Things) -> None:
    photo = new_photo(id=new_id(), owner="you", sha256="0", file_name="a", media_type="image/jpeg", bytes=1)
    photo.found, photo.stages = {"faces": summary("1:m:0", 1)}, {"faces": Mark("done", 1, instant())}
    await platform.photos.insert(photo)
    face, last_run = (
        Part(id="face", photo=photo.id, owner="you", stage="faces", run=run, position=0, facts={})
        for run in ("1:m:0", "1:m:1")
    )
    await platform.parts.write([last_run, face])
    assert await things.part(YOU, "change", "faces", "face") == (photo, face)
    for principal, stage in ((SOLE_USER, "faces"), (YOU, "objects"), (Principal(kind="guest", id="g"), "faces")):
        with pytest.raises(NotFound, match="no part face in your library"):
            await things.part(principal, "see", stage, "face")
    assert await platform.photos.tombstone("you", photo.id)
    with pytest.raises(NotFound):
        await things.part(YOU, "see", "faces", "face")

"""Face work switched off in a library: all that tells of faces goes, whatever step of that dies, and nothing else."""

import msgspec

from shared.blobs.base import BlobStore
from shared.catalog.actions import Actions
from shared.catalog.album_proposals import AlbumProposals
from shared.catalog.base import Catalog, Patch
from shared.catalog.features import DirtyKeys
from shared.catalog.libraries import Libraries
from shared.catalog.occasions import Occasions
from shared.catalog.parts import Parts
from shared.catalog.people import People
from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.questions import Questions
from shared.domain.actions import Action, Assign
from shared.domain.album_proposal import AlbumProposal
from shared.domain.faces import SWITCHED_OFF
from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.photo import Mark, Photo
from shared.domain.spaces import SPACES
from shared.errors import Unavailable
from shared.runtime.facework import FaceWork
from shared.runtime.part_runs import PartRuns
from shared.runtime.platform import Platform
from shared.vectors.base import Space
from tests.services.gateway.test_matrix import Owned, _owned
from tests.shared.runtime.test_erasing import Fuse, places

FILE = {"regions": [{"name": "Wopperqual", "box": [0.1, 0.1, 0.3, 0.4]}], "people": ["Wopperqual"], "orientation": 1}


async def plant(platform: Platform, name: str) -> Owned:
    """A library in which a face is found, drawn, named, said of, in the photo's file, and on an occasion."""
    owner = new_id()
    owned = await _owned(platform, owner, name)
    done = Mark("done", platform.stages["metadata"].version, instant())
    sets = {
        "found": {**owned.photo.found, "metadata": FILE},
        "edits": {**owned.photo.edits, "drawn": {owned.face: {"box": [0.1, 0.1, 0.3, 0.4]}}},
        "stages": {**msgspec.to_builtins(owned.photo.stages), "metadata": msgspec.to_builtins(done)},
    }
    await platform.catalog.patch(PHOTOS.name, owned.photo.id, Patch(set=sets))
    await platform.parts.notes.say(owned.face, owned.photo, {"person": owned.person.id})
    party = msgspec.structs.replace(
        owned.occasion, people=[owned.person.id], whose=owned.person.id, kind="birthday", called=f"{name} Person’s"
    )
    assert await Occasions(platform.catalog).write(party, over=owned.occasion)
    of_them = AlbumProposal(
        id=new_id(), owner=owner, source="person", about=(owned.person.id,), at=instant(), count=20, state="dismissed"
    )
    assert await AlbumProposals(platform.catalog).write(of_them, over=None)
    now = instant()
    change = Assign(face=owned.face, person=owned.person.id)
    act = Action(id=new_id(), owner=owner, by=owner, at=now, beat=now, change=change, count=0, photos={})
    await Actions(platform.catalog).insert(act)
    return owned


def face_work(platform: Platform, fuse: Fuse) -> FaceWork:
    catalog: Catalog = fuse.of(platform.catalog)
    blobs: BlobStore = fuse.of(platform.blobs)
    photos, parts = Photos(catalog, platform.stages), Parts(catalog)
    return FaceWork(
        photos, PartRuns(photos, parts, blobs, fuse.of(platform.vectors)), parts.notes, People(catalog, photos),
        Occasions(catalog), AlbumProposals(catalog), Questions(catalog), Actions(catalog), DirtyKeys(catalog), blobs,
        Libraries(catalog),
        platform.stages, clean=[catalog.compact], grace=0,
    )  # fmt: skip


async def test_nothing_is_left_wherever_it_dies(platform: Platform) -> None:
    for space in SPACES:
        await platform.vectors.ensure(Space(space.name, space.dimension, space.idf))
    neighbour = await plant(platform, "Neighbourhood")
    words = neighbour.face, neighbour.person.id, "Neighbourhood Person"
    theirs = await places(platform, *words)
    assert {
        "photos",
        "people",
        "parts",
        "part_notes",
        "actions",
        "occasions",
        "album_proposals",
        "blobs",
    } <= theirs.keys()
    calls, died = 0, True
    while died:
        owned = await plant(platform, "Nobody")
        await platform.libraries.change(owned.photo.owner, faces=False)
        died = await _until_walked(platform, Fuse(calls), owned)
        await _until_walked(platform, Fuse(10_000), owned)
        left = await places(platform, owned.face, owned.person.id, "Nobody Person")
        assert not left, f"after {calls} calls"
        faceless = await platform.photos.find(owned.photo.id)
        assert faceless
        assert _told(faceless) == {"found": {"regions": [], "orientation": 1}, "drawn": None, "people": None}
        assert faceless.stages["renditions"] == owned.photo.stages["renditions"], "whatever else was found stays"
        calls += 1
    assert calls > 20, "it died at many steps"
    assert await places(platform, *words) == theirs

    await platform.libraries.change(owned.photo.owner, faces=True)
    await _until_walked(platform, Fuse(10_000), owned)
    again = await platform.photos.find(owned.photo.id)
    assert again
    assert {"faces", "face_vector", "metadata"}.isdisjoint(again.stages), "the file is read again, as it names people"
    assert "renditions" in again.stages
    assert (again.settled, again.queued_at) == ("", ""), "and so it is sent to work"
    assert SWITCHED_OFF not in str(again)


def _told(photo: Photo) -> dict[str, object]:
    return {
        "found": photo.found["metadata"],
        "drawn": photo.edits.get("drawn"),
        "people": photo.more.get("people"),
    }


async def _until_walked(platform: Platform, fuse: Fuse, owned: Owned) -> bool:
    """Whether it died before it was done."""
    while (await platform.libraries.read(owned.photo.owner)).walking:
        try:
            await face_work(platform, fuse).look()
        except Unavailable:
            return True
    return fuse.blown


async def test_switched_on_again_before_its_turn_came_nothing_is_lost(platform: Platform) -> None:
    for space in SPACES:
        await platform.vectors.ensure(Space(space.name, space.dimension, space.idf))
    owned = await plant(platform, "Somebody")
    words = owned.face, owned.person.id, "Somebody Person"
    before = await places(platform, *words)
    await platform.libraries.change(owned.photo.owner, faces=False)
    await platform.libraries.change(owned.photo.owner, faces=True)
    await _until_walked(platform, Fuse(10_000), owned)
    assert await places(platform, *words) == before

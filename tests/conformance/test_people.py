"""People on every catalog: counted from their photos, said by their owner, gone where nobody shows or says them."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.catalog.base import Catalog, Patch
from shared.catalog.parts import PART_NOTES, Parts
from shared.catalog.people import PERSONS, People
from shared.catalog.photos import PHOTOS, Photos
from shared.domain.actions import Difference
from shared.domain.filter import PhotoFilter
from shared.domain.ids import new_id
from shared.domain.person import PEOPLE, PeopleOn, PlacedFace, people_on
from shared.domain.photo import Photo, new_photo
from shared.domain.scope import Entry, Scope
from shared.pipeline import STAGES

from .catalogs import ADAPTERS, EVERY_ADAPTER

MINE = Scope.of("me")


@pytest.fixture(params=EVERY_ADAPTER)
async def catalog(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Catalog]:
    async with ADAPTERS[request.param](request, tmp_path) as opens:
        catalog = await opens()
        await catalog.declare(PHOTOS, PERSONS, PART_NOTES)
        yield catalog


@pytest.fixture
def photos(catalog: Catalog) -> Photos:
    return Photos(catalog, STAGES)


@pytest.fixture
def people(catalog: Catalog, photos: Photos) -> People:
    return People(catalog, photos)


async def shown(photos: Photos, *ids: str, owner: str = "me") -> Photo:
    id = new_id()
    photo = new_photo(id=id, owner=owner, sha256=id, file_name="a", media_type="image/jpeg", bytes=1)
    await photos.insert(photo)
    on = PeopleOn("run", tuple(PlacedFace(f"{person} on {id}", person, worth=0.5) for person in ids))
    told = await photos.retell(photo, PEOPLE, lambda _: on.facts())
    assert told
    return told


async def test_they_are_counted_and_found_by_their_photos(photos: Photos, people: People) -> None:
    one, two = await shown(photos, "anna", "ben"), await shown(photos, "anna")
    await shown(photos, "anna", owner="you")
    assert [await people.recount("me", id) for id in ("anna", "ben", "nobody")] == [True, True, False]
    assert not await people.recount("me", "anna")
    first = await people.page(MINE, after=None, limit=1)
    rest = await people.page(MINE, after=(first[0].photos, first[0].id), limit=9)
    assert [(person.id, person.photos) for person in first + rest] == [("anna", 2), ("ben", 1)]
    assert first[0].face in {f"anna on {one.id}", f"anna on {two.id}"}
    assert await people.page(MINE, least=2, after=None, limit=9) == first
    assert await people.page(Scope((Entry("me"),)), after=None, limit=9) == []
    with_ben = PhotoFilter(people=("anna", "ben"))
    assert [photo.id for photo in await photos.scoped.page(MINE, with_ben, after=None, limit=9)] == [one.id]
    without = PhotoFilter(people=("anna",), no_people=("ben",))
    assert [photo.id for photo in await photos.scoped.page(MINE, without, after=None, limit=9)] == [two.id]
    assert await photos.scoped.page(Scope((Entry("me"),)), with_ben, after=None, limit=9) == []


async def test_what_is_said_of_them_stays_and_is_taken_back(photos: Photos, people: People) -> None:
    photo = await shown(photos, "anna", "ben")
    for id in ("anna", "ben"):
        await people.recount("me", id)
    named = [Difference("name", "", "Anna  Maria"), Difference("hidden", False, True)]
    assert await people.say("me", "anna", named)
    assert await people.say("me", "anna", named), "again, it is so"
    assert not await people.say("me", "anna", [Difference("name", "Ann", "Anne")])
    assert [person.id for person in await people.named("me")] == ["anna"]
    assert [person.id for person in await people.called("me", "anna maria")] == ["anna"]
    assert [person.id for person in await people.page(MINE, named=False, after=None, limit=9)] == ["ben"]
    assert [person.id for person in await people.page(MINE, hidden=True, after=None, limit=9)] == ["anna"]
    await photos.retell(photo, PEOPLE, lambda now: people_on(now).placing(dict.fromkeys(ids_of(now), "")).facts())
    assert [await people.recount("me", id) for id in ("anna", "ben")] == [True, True]
    assert await people.find("ben") is None, "nobody shows or says them"
    assert [person.photos for person in await people.named("me")] == [0]
    assert await people.say("me", "anna", [each.back for each in named])
    await people.recount("me", "anna")
    assert await people.find("anna") is None
    assert await people.say("me", "anna", named), "who went meanwhile comes back with what is said"
    assert [person.name for person in await people.named("me")] == ["Anna  Maria"]


def ids_of(photo: Photo) -> list[str]:
    return [face.face for face in people_on(photo).faces]


async def test_two_who_say_something_of_a_face_lose_no_word(catalog: Catalog, photos: Photos) -> None:
    photo, notes = await shown(photos, "anna"), Parts(catalog).notes

    async def reject(person: str) -> None:
        await notes.change("face", photo, lambda said: {**said, "rejected": [*said.get("rejected", []), person]})

    await asyncio.gather(reject("anna"), reject("ben"))
    said = await notes.change("face", photo, lambda _: None)
    assert sorted(said["rejected"]) == ["anna", "ben"]
    await notes.say("face", photo, {"rejected": None, "ignored": True})
    assert (await notes.get_many(["face"]))["face"].said == {"ignored": True}


async def test_consent_is_a_no_until_somebody_says_it_and_keeps_a_person(
    catalog: Catalog, photos: Photos, people: People
) -> None:
    photo = await shown(photos, "anna")
    await people.recount("me", "anna")
    await catalog.patch(PERSONS.name, "anna", Patch(unset=["consent"]))  # as an earlier release wrote it
    person = await people.find("anna")
    assert person is not None
    assert not person.consent
    yes = Difference("consent", before=False, after=True)
    assert await people.say("me", "anna", [yes])
    await photos.retell(photo, PEOPLE, lambda now: people_on(now).placing({"anna on " + photo.id: ""}).facts())
    await people.recount("me", "anna")
    assert await people.say("me", "anna", [yes.back])
    assert await people.recount("me", "anna")
    assert await people.find("anna") is None

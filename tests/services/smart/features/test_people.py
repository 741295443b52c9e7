"""People: gathered as photos come, the same after any pass, as the owner says, and gone with their photos."""

from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from services.smart.features import FEATURES
from services.smart.features.people import PeopleWork
from services.smart.people.library import Pass, passer
from shared.catalog.features import DIRTY_KEYS, NOTES, DirtyKeys, Notes
from shared.catalog.libraries import LIBRARIES, Libraries
from shared.catalog.parts import PART_NOTES, PARTS, Parts
from shared.catalog.people import PERSONS, People, face_words
from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.actions import Difference
from shared.domain.faces import FOUND_BY, PLACED_BY, FaceFacts, FaceVectorFacts
from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.part import Part, new_run, summary
from shared.domain.person import GROUP_KEY, LIBRARY_KEY, PEOPLE, PHOTO_KEY, FaceWord, PeopleOn, PlacedFace, people_on
from shared.domain.photo import Mark, new_photo
from shared.domain.scope import Scope
from shared.domain.sent import INBOX
from shared.domain.spaces import FACES
from shared.domain.stages import Stage, StageTable
from shared.runtime.noticing import Noticer
from shared.vectors.base import Point, Space
from shared.vectors.sqlite import SqliteVectorIndex

STAGES = StageTable(
    Stage("metadata", service="vision", takes="original"),
    Stage(FOUND_BY, service="vision", takes="preview", parts="shared.domain.matching:by_box"),
    Stage(PLACED_BY, service="embedder", takes="parts", of=FOUND_BY, needs=(FOUND_BY,)),
)
_SIZE = 64  # numbers


class Library:
    def __init__(self, catalog: SqliteCatalog, vectors: SqliteVectorIndex) -> None:
        self.photos, self.parts, self.vectors = Photos(catalog, STAGES), Parts(catalog), vectors
        self.people, self.dirty = People(catalog, self.photos), DirtyKeys(catalog)
        self.notes, self.libraries = Notes(catalog), Libraries(catalog)
        self.noticer = Noticer(self.photos, self.dirty, self.notes, FEATURES)
        self.passes = self.count = 0
        self.now = 0.0
        self.restart()

    def restart(self) -> None:
        """As another process finds it."""
        self.work = PeopleWork(
            self.photos, self.parts, self.people, self.vectors, self.notes, self.dirty, self.libraries,
            space=lambda: FACES, regroup=self.regroup, clock=lambda: self.now,
        )  # fmt: skip

    async def regroup(self, job: Pass) -> dict[str, str]:
        self.passes += 1
        self.now += 1
        return passer()([job])[0]

    async def add(
        self, *people: int, blurred: Sequence[int] = (), day: str = "", regions: Sequence[Mapping[str, Any]] = ()
    ) -> str:
        """A photo with a face of each of these."""
        id = new_id()
        photo = new_photo(id=id, owner="me", sha256=id, file_name="a", media_type="image/jpeg", bytes=1)
        await self.photos.insert(photo)
        self.count += 1
        chance = np.random.default_rng(self.count)
        parts: list[Part] = []
        runs = {name: new_run(1, "model") for name in (FOUND_BY, PLACED_BY)}
        for position, person in enumerate(people):
            box = (position * 0.1, 0.1, position * 0.1 + 0.09, 0.3)
            facts = FaceFacts(
                box=box, points=(), chip_points=(), score=0.9, second=1.0, size=80, sharpness=0.8, roll=0, yaw=0
            )
            length = FaceVectorFacts(length=5 if position in blurred else 12)
            face = new_id()
            for stage, each in ((FOUND_BY, facts), (PLACED_BY, length)):
                parts.append(
                    Part(
                        id=face, photo=id, owner="me", stage=stage, run=runs[stage], position=position,
                        facts=msgspec.to_builtins(each), spaces=(FACES.name,) if stage == PLACED_BY else (),
                    )
                )  # fmt: skip
            looks = np.eye(1, _SIZE, person)[0] + chance.normal(size=_SIZE) * 0.04
            vector = (looks / np.linalg.norm(looks)).astype(np.float32)
            await self.vectors.upsert(FACES.name, [Point(parts[-1].point, "me", vector, id)])
        await self.parts.write(parts)
        found: dict[str, dict[str, Any]] = {"metadata": {"taken_at": f"{day}T12:00:00"} if day else {}}
        if regions:
            found["metadata"]["regions"] = list(regions)
        found |= {name: summary(run, len(people)) for name, run in runs.items()}
        await self.photos.settle(photo, {name: (facts, Mark("done", 1, instant())) for name, facts in found.items()})
        await self.noticer.notice("me", [id])
        return id

    async def mark(self, photo: str, regions: Sequence[Mapping[str, Any]]) -> None:
        """Its sidecar says so."""
        facts, done = {"regions": list(regions)}, Mark("done", 1, instant())
        await self.photos.settle(await self.photos.get("me", photo), {"metadata": (facts, done)})
        await self.noticer.notice("me", [photo])

    async def rest(self) -> None:
        """Rounds until nothing is dirty."""
        for _ in range(20):
            self.now += 1000
            after, worked = None, False
            while page := await self.dirty.page("me", PEOPLE, after=after, limit=32, tries=3):
                for key in page:
                    await self.work("me", key.key)
                    worked |= await self.dirty.clear(key)
                after = page[-1].key
            if not worked:
                return
        raise AssertionError("it never comes to rest")

    async def groups(self) -> list[set[str]]:
        """Photos, of each person, most first."""
        found = await self.people.page(Scope.of("me"), after=None, limit=100)
        return [await self.of(person.id) for person in found]

    async def of(self, person: str) -> set[str]:
        page = await self.photos.moments.with_faces("me", after=None, limit=500)
        return {photo.id for photo in page if person in photo.on.ids}

    async def persons(self, photo: str) -> list[str]:
        return [face.person for face in people_on(await self.photos.get("me", photo)).faces]

    async def say(self, face: str, photo: str, **said: object) -> None:
        await self.parts.notes.say(face, await self.photos.get("me", photo), said)
        await self.dirty.mark("me", [(PEOPLE, LIBRARY_KEY)])


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    catalog = await SqliteCatalog.open(tmp_path / "catalog.sqlite")
    vectors = await SqliteVectorIndex.open(tmp_path / "vectors")
    await catalog.declare(PHOTOS, PARTS, PART_NOTES, DIRTY_KEYS, NOTES, PERSONS, LIBRARIES)
    await vectors.ensure(Space(FACES.name, _SIZE, grouped=True))
    yield Library(catalog, vectors)
    await vectors.close()
    await catalog.close()


async def test_who_is_on_photos_is_gathered_as_they_come(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.smart.features.people._FEW", 0)
    first = [await library.add(1, 2), await library.add(1), await library.add(3, 3)]
    await library.rest()
    groups = await library.groups()
    assert groups[0] == set(first[:2])
    assert sorted(map(sorted, groups[1:])) == sorted([[first[0]], [first[2]], [first[2]]]), "nobody is twice on a photo"
    ids = [person.id for person in await library.people.page(Scope.of("me"), after=None, limit=9)]
    await library.work("me", LIBRARY_KEY)
    passes, new = library.passes, await library.add(1)  # so soon after a pass there is none
    await library.work("me", PHOTO_KEY + new)
    await library.work("me", LIBRARY_KEY)
    await library.work("me", GROUP_KEY + ids[0])
    assert (await library.groups())[0] == {*first[:2], new}
    assert library.passes == passes
    library.restart()
    await library.rest()
    assert [person.id for person in await library.people.page(Scope.of("me"), after=None, limit=9)] == ids


async def test_what_guests_sent_in_says_nothing_of_anybody_until_it_is_taken(library: Library) -> None:
    known, sent = await library.add(1), await library.add(1)
    waiting = await library.photos.apply(await library.photos.get("me", sent), (Difference(INBOX, None, True),))
    assert waiting
    await library.rest()
    assert await library.groups() == [{known}]
    await library.photos.apply(waiting, (Difference(INBOX, True),))
    await library.work("me", PHOTO_KEY + sent)
    await library.rest()
    assert await library.groups() == [{known, sent}]


async def test_a_library_without_faces_costs_nothing(library: Library) -> None:
    await library.add()
    assert await library.dirty.page("me", PEOPLE, after=None, limit=9, tries=3) == []
    assert await library.people.page(Scope.of("me"), after=None, limit=9) == []


async def test_the_owners_word_holds_over_every_pass(library: Library) -> None:
    photos = [await library.add(1), await library.add(1), await library.add(1), await library.add(2)]
    await library.rest()
    anna, taken = (await library.persons(photos[0]))[0], photos[2]
    faces = [people_on(await library.photos.get("me", photo)).faces[0].face for photo in photos]
    await library.people.say("me", anna, [Difference("name", "", "Anna")])
    for face, photo in zip(faces[:2], photos[:2], strict=True):
        await library.say(face, photo, person=anna)
    await library.say(faces[2], taken, rejected=[anna])
    for _ in range(3):
        await library.dirty.mark("me", [(PEOPLE, LIBRARY_KEY)])
        await library.rest()
        assert await library.of(anna) == set(photos[:2])
    # Said of a face that nobody would take for hers, and of one of hers that does not matter.
    await library.say(faces[3], photos[3], person=anna)
    await library.say(faces[0], photos[0], person=None, ignored=True)
    await library.rest()
    assert await library.of(anna) >= {photos[1], photos[3]}


async def test_a_rejected_group_without_a_name_stays_away(library: Library) -> None:
    photos = [await library.add(1) for _ in range(4)]
    await library.rest()
    group = (await library.persons(photos[0]))[0]
    faces = [people_on(await library.photos.get("me", photo)).faces[0].face for photo in photos]
    await library.say(faces[3], photos[3], rejected=[group], apart=faces[:3])
    await library.rest()
    assert await library.groups() == [set(photos[:3]), {photos[3]}]
    assert await library.of(group) == set(photos[:3])


async def test_nobody_is_found_before_they_were_born(library: Library) -> None:
    early, late = await library.add(1, day="2001-05-06"), await library.add(1, day="2011-05-06")
    await library.rest()
    anna = (await library.persons(late))[0]
    face = people_on(await library.photos.get("me", late)).faces[0].face
    await library.people.say("me", anna, [Difference("name", "", "Anna"), Difference("birth_date", "", "2005-01-01")])
    await library.say(face, late, person=anna)
    await library.rest()
    assert await library.of(anna) == {late}
    other = await library.add(1, day="2004-12-31")
    await library.rest()
    assert anna not in await library.persons(other)
    assert anna not in await library.persons(early)


async def test_blurred_faces_found_nothing_and_join_who_is_there(library: Library) -> None:
    alone = await library.add(5, blurred=[0])
    await library.rest()
    assert await library.groups() == []
    clear = await library.add(5)
    await library.rest()
    assert await library.groups() == [{alone, clear}]


async def test_a_photo_that_goes_lets_go_of_everything(library: Library) -> None:
    one, two = await library.add(1, 2), await library.add(1)
    await library.rest()
    await library.photos.tombstone("me", one)
    await library.noticer.notice("me", [one])
    await library.rest()
    assert await library.groups() == [{two}]
    await library.photos.tombstone("me", two)
    await library.noticer.notice("me", [two])
    await library.rest()
    assert await library.people.page(Scope.of("me"), least=0, after=None, limit=9) == []


async def test_who_was_put_on_a_photo_that_goes_before_anybody_took_note_is_counted_again(library: Library) -> None:
    landscape = await library.add()
    await library.rest()
    photo, dora = await library.photos.get("me", landscape), new_id()
    await library.people.say("me", dora, [Difference("name", "", "Dora")])
    on = PeopleOn("", (PlacedFace(new_id(), dora, own=True),))
    await library.photos.retell(photo, PEOPLE, lambda _: on.facts())
    await library.dirty.mark("me", {(PEOPLE, GROUP_KEY + dora)})  # as whoever says so does
    await library.rest()
    (counted,) = await library.people.page(Scope.of("me"), least=0, after=None, limit=9)
    assert counted.photos == 1
    await library.photos.tombstone("me", landscape)
    await library.noticer.notice("me", [landscape])  # its note knows nothing of her
    await library.rest()
    (counted,) = await library.people.page(Scope.of("me"), least=0, after=None, limit=9)
    assert counted.photos == 0
    assert not await library.dirty.page("me", PEOPLE, after=None, limit=9, tries=9)


async def test_who_it_might_be_is_asked(library: Library) -> None:
    named, other = await library.add(1), await library.add(2)
    await library.rest()
    (anna,), (group,) = await library.persons(named), await library.persons(other)
    face = people_on(await library.photos.get("me", named)).faces[0].face
    await library.people.say("me", anna, [Difference("name", "", "Anna")])
    await library.say(face, named, person=anna)
    hers, point = [
        part.point
        for photo in (named, other)
        for part in await library.parts.visible(await library.photos.get("me", photo), PLACED_BY, limit=9)
    ]
    looks = np.asarray((await library.vectors.get(FACES.name, [hers]))[hers])
    aside = np.eye(1, _SIZE, 2)[0] - looks[2] * looks
    vector = (0.37 * looks + np.sqrt(1 - 0.37**2) * aside / np.linalg.norm(aside)).astype(np.float32)
    await library.vectors.upsert(FACES.name, [Point(point, "me", vector, other)])
    await library.rest()
    await library.work("me", GROUP_KEY + group)
    person = await library.people.find(group)
    assert person
    assert person.perhaps == anna
    assert person.likeness == pytest.approx(0.37, abs=0.01)


async def test_a_marked_face_is_confirmed_as_whose_it_is_called(library: Library) -> None:
    first = [await library.add(1), await library.add(1)]
    await library.rest()
    marked = await library.add(1, 2, regions=[{"name": "Anna", "box": [0.0, 0.08, 0.1, 0.33]}])
    await library.rest()
    (anna,) = await library.people.named("me")
    assert (anna.name, await library.persons(marked)) == ("Anna", [anna.id, (await library.persons(marked))[1]])
    assert await library.of(anna.id) == {*first, marked}
    face = people_on(await library.photos.get("me", marked)).faces[0].face
    assert (await face_words(library.parts.notes, [face]))[face] == FaceWord(person=anna.id)
    other = await library.add(2, regions=[{"name": "anna", "box": [0.5, 0.5, 0.6, 0.6]}])
    await library.rest()
    assert anna.id not in await library.persons(other)  # where no face is


async def test_what_the_owner_says_of_a_marked_face_stands(library: Library) -> None:
    photo = await library.add(1)
    await library.rest()
    face = people_on(await library.photos.get("me", photo)).faces[0].face
    await library.say(face, photo, rejected=["somebody"])
    await library.mark(photo, [{"name": "Anna", "box": [0.0, 0.1, 0.09, 0.3]}])
    await library.rest()
    assert await library.people.named("me") == []


async def test_a_sidecar_that_comes_later_confirms_faces_too(library: Library) -> None:
    photo = await library.add(1)
    await library.rest()
    await library.mark(photo, [{"name": "Anna", "box": [0.0, 0.1, 0.09, 0.3]}])
    await library.rest()
    (anna,) = await library.people.named("me")
    assert (await library.persons(photo), anna.photos) == ([anna.id], 1)

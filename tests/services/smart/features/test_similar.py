"""Groups: the same whatever order photos come in, whole after every deletion, and only proposals."""

import random
from collections.abc import AsyncIterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from services.smart.features.similar import SPACE, SimilarWork
from services.smart.keypoints import comparer
from services.smart.verifier import Verifier
from shared.blobs.disk import DiskBlobStore
from shared.catalog.features import DIRTY_KEYS, DirtyKeys
from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.proposals import PROPOSALS, SIMILAR, Proposals
from shared.catalog.sqlite import SqliteCatalog
from shared.children import ChildCrashed
from shared.domain.edits import Edit
from shared.domain.ids import new_id
from shared.domain.instants import instant
from shared.domain.photo import Mark, new_photo
from shared.domain.proposals import Proposal
from shared.domain.renditions import rendition_key
from shared.domain.scope import Scope
from shared.domain.spaces import IMAGE
from shared.domain.stages import Stage, StageTable
from shared.vectors.base import Point, Space
from shared.vectors.sqlite import SqliteVectorIndex
from tests.drawing import draw

STAGES = StageTable(
    *(Stage(name, service="vision", takes="preview") for name in ("metadata", "renditions", "fingerprint"))
)


class Library:
    def __init__(self, blobs: DiskBlobStore, catalog: SqliteCatalog, vectors: SqliteVectorIndex) -> None:
        self.blobs = blobs
        self.photos, self.vectors = Photos(catalog, STAGES), vectors
        self.proposals, self.dirty = Proposals(catalog), DirtyKeys(catalog)
        compare = comparer()

        async def compared(pair: tuple[bytes, bytes]) -> int:
            if self.fatal in pair:
                raise ChildCrashed("comparing crashed (SIGSEGV)")
            return compare([pair])[0]

        self.fatal = b""  # a thumbnail that nothing native survives
        verifier = Verifier(blobs, compared)
        self.work = SimilarWork(self.photos, vectors, self.proposals, self.dirty, verifier)

    async def add(
        self, bits: int, *, at: str = "", looks: int = 0, size: tuple[int, int] = (640, 480), grey: bool = False
    ) -> str:
        """`bits` differ from a hash of none; `looks` is one of the ways a photo can look; `at` is a time of day."""
        id = new_id()
        photo = new_photo(id=id, owner="me", sha256=id, file_name="a", media_type="image/jpeg", bytes=1)
        await self.photos.insert(photo)
        taken = {"taken_at": f"2023-07-14T{at}", "taken_instant": f"2023-07-14T{at}.000000Z"} if at else {}
        phash = {"phash": f"{0xAAAA_AAAA_AAAA_AAAA ^ ((1 << bits) - 1):016x}"}
        facts: dict[str, Any] = {
            "metadata": taken,
            "renditions": {"width": size[0], "height": size[1]},
            "fingerprint": phash,
        }
        if grey:
            facts["colour"] = {"tags": [{"name": "black and white", "confidence": 1.0, "source": "pixels"}]}
        await self.photos.settle(photo, {name: (fact, Mark("done", 1, instant())) for name, fact in facts.items()})
        await self.vectors.upsert(
            IMAGE.name, [Point(id, "me", np.eye(1, IMAGE.dimension, looks)[0].astype(np.float32))]
        )
        return id

    async def look(self, ids: Sequence[str]) -> None:
        """Works on these, and on whatever becomes dirty thereby."""
        for id in ids:
            await self.work("me", id)
        for _ in range(100):
            page = await self.dirty.page("me", SIMILAR, after=None, limit=100, tries=3)
            if not page:
                return
            for key in page:
                await self.dirty.clear(key)
                await self.work("me", key.key)
        raise AssertionError("it never comes to rest")

    async def groups(self, state: Any = "open") -> list[Proposal]:
        return await self.proposals.page(Scope.of("me"), SIMILAR, state=state, after=None, limit=100)

    async def said(self) -> set[tuple[str, frozenset[str]]]:
        return {(group.kind, frozenset(group.photos)) for group in await self.groups()}


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    catalog = await SqliteCatalog.open(tmp_path / "catalog.sqlite")
    vectors = await SqliteVectorIndex.open(tmp_path / "vectors")
    await catalog.declare(PHOTOS, DIRTY_KEYS, PROPOSALS)
    await vectors.ensure(SPACE)
    await vectors.ensure(Space(IMAGE.name, IMAGE.dimension))
    blobs = DiskBlobStore(tmp_path / "blobs")
    yield Library(blobs, catalog, vectors)
    await blobs.close()
    await vectors.close()
    await catalog.close()


async def test_copies_are_duplicates_and_the_largest_is_kept(library: Library) -> None:
    original, copy = await library.add(0, size=(4000, 3000)), await library.add(4)
    other = await library.add(40, looks=1)
    await library.look([original, copy, other])
    [group] = await library.groups()
    assert (group.kind, group.photos, group.best) == ("duplicates", [original, copy], original)
    assert group.reasons == ["It is larger: 4000 x 3000 pixels."]
    assert group.because == ["pixels"]


async def test_a_black_and_white_version_is_no_copy(library: Library) -> None:
    coloured = [await library.add(n, at="12:00:00") for n in range(2)]
    grey = await library.add(3, at="12:00:00", size=(4000, 3000), grey=True)
    await library.look([*coloured, grey])
    groups = {group.kind: group.photos for group in await library.groups()}
    assert groups["duplicates"] == coloured
    assert grey in groups["similar"]


async def test_seconds_apart_is_a_burst_and_hours_apart_is_similar(library: Library) -> None:
    burst = [await library.add(3 * n, at=f"12:00:0{n}") for n in range(4)]
    later = [await library.add(30 + n, at=f"1{n}:30:00", looks=1) for n in range(2)]
    await library.look([*burst, *later])
    assert await library.said() == {("burst", frozenset(burst)), ("similar", frozenset(later))}


async def test_of_copies_within_a_burst_one_stands_for_them(library: Library) -> None:
    one, two = await library.add(0, at="12:00:00", size=(4000, 3000)), await library.add(2, at="12:00:02")
    copy = await library.add(1, at="12:00:00")
    await library.look([one, two, copy])
    assert await library.said() == {("duplicates", frozenset([one, copy])), ("burst", frozenset([one, two]))}


async def test_a_chain_does_not_grow(library: Library) -> None:
    chain = [await library.add(bits) for bits in (0, 12, 24, 36, 48)]
    await library.look(chain)
    groups = await library.groups()
    assert all(len(group.photos) == 2 for group in groups)
    assert len(groups) == 2


async def test_any_order_gives_the_same_groups(library: Library) -> None:
    ids = [await library.add(bits, looks=looks) for looks in range(2) for bits in (0, 3, 5, 30, 33, 60)]
    await library.look(ids)
    first = await library.said()
    assert len(first) >= 4
    for seed in range(5):
        random.Random(seed).shuffle(ids)
        await library.look(ids)
        assert await library.said() == first


async def test_a_second_look_changes_nothing(library: Library) -> None:
    ids = [await library.add(bits) for bits in (0, 2, 4)]
    await library.look(ids)
    assert [await library.work("me", id) for id in ids] == [False] * 3


async def test_after_a_deletion_the_others_find_each_other(library: Library) -> None:
    # The middle one is a copy of both ends; they are none of each other.
    left, middle, right = [await library.add(bits) for bits in (0, 10, 20)]
    far = await library.add(29)
    await library.look([left, middle, right, far])
    assert await library.said() == {("duplicates", frozenset([left, middle])), ("duplicates", frozenset([right, far]))}
    await library.photos.tombstone("me", far)
    await library.look([far])
    assert await library.said() == {("duplicates", frozenset([left, middle]))}
    await library.photos.tombstone("me", left)
    await library.look([left])
    assert await library.said() == {("duplicates", frozenset([middle, right]))}
    assert far not in [id async for id, _, _ in library.vectors.scroll(SPACE.name)]


async def test_archived_photos_are_left_alone(library: Library) -> None:
    ids = [await library.add(bits) for bits in (0, 2)]
    await library.look(ids)
    await library.photos.edit(await library.photos.get("me", ids[0]), Edit(archived=True))
    await library.look(ids[:1])
    assert await library.groups() == []


async def test_what_is_dismissed_stays_so_until_another_photo_joins(library: Library) -> None:
    ids = [await library.add(bits) for bits in (0, 2, 4)]
    await library.look(ids)
    [group] = await library.groups()
    assert await library.proposals.copies("me", ids[0]) == set(ids[1:])
    await library.proposals.answer(group, "dismissed")
    await library.look(ids)
    assert await library.groups() == []
    assert await library.proposals.copies("me", ids[0]) == set()
    await library.photos.tombstone("me", ids[0])
    await library.look(ids[:1])
    assert await library.groups() == [], "what is left of it is dismissed as well"
    assert len(await library.groups("dismissed")) == 1
    joins = await library.add(3)
    await library.look([joins])
    assert [frozenset(group.photos) for group in await library.groups()] == [frozenset([*ids[1:], joins])]
    assert await library.groups("dismissed") == []


async def test_photos_without_hash_or_vector_are_no_ones_copies(library: Library) -> None:
    one, other = await library.add(0), await library.add(0)
    for id in (one, other):
        photo = await library.photos.get("me", id)
        await library.photos.settle(photo, {"fingerprint": ({}, Mark("done", 1, instant()))})
    await library.look([one, other])
    assert await library.groups() == []


@pytest.mark.parametrize("other", ["a corner", "another", "a corner that no child survives"])
async def test_a_corner_of_a_picture_is_known_again_where_hash_and_looks_leave_it_open(
    library: Library, other: str
) -> None:
    picture = busy(1)
    pictures = [picture, busy(2) if other == "another" else picture.crop((0, 0, 280, 210))]
    ids = [await library.add(bits) for bits in (0, 30)]
    for id, shown in zip(ids, pictures, strict=True):
        file = BytesIO()
        shown.save(file, "WEBP")
        await library.blobs.put(rendition_key("me", id, "thumbnail", 1), file.getvalue())
        library.fatal = file.getvalue() if "survives" in other else b""
    await library.look(ids)
    assert await library.said() == ({("duplicates", frozenset(ids))} if other == "a corner" else set())


def busy(seed: int) -> Image.Image:
    """A picture with much to hold on to."""
    chance, picture = random.Random(seed), draw(seed, (320, 240))
    pen = ImageDraw.Draw(picture)
    for _ in range(150):
        x, y, size = chance.randrange(320), chance.randrange(240), chance.randrange(4, 16)
        pen.rectangle((x, y, x + size, y + size), fill=tuple(chance.randrange(256) for _ in range(3)))
    return picture

"""A private space answers nobody but its owner."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from shared.domain.ids import new_id
from shared.domain.scope import Entry
from shared.domain.share import Subject
from shared.domain.spaces import SpaceSpec
from shared.vectors.base import Point, Space
from shared.vectors.scoped import ScopedVectors
from shared.vectors.sqlite import SqliteVectorIndex


async def test_through_anothers_entry_a_private_space_is_empty(tmp_path: Path) -> None:
    index = await SqliteVectorIndex.open(tmp_path)
    looks, faces = SpaceSpec("looks", "looks", 2), SpaceSpec("faces", "looks", 2, private=True)
    vectors, east = ScopedVectors(index, (looks, faces)), np.array([1, 0], np.float32)
    one, other = new_id(), new_id()
    for space in (looks, faces):
        await index.ensure(Space(space.name, space.dimension))
        await index.upsert(space.name, [Point(id, "you", east) for id in (one, other)])
    for entry, found in ((Entry("you", own=True), {one, other}), (Entry("you"), set()), (Entry("me", own=True), set())):
        assert {hit.id for hit in await vectors.search("faces", entry, east, limit=9)} == found
        assert {hit.id for hit in await vectors.search("faces", entry, east, limit=9, among=[one])} == found & {one}
        assert {hit.id for hit in await vectors.neighbours("faces", entry, one, limit=9)} == found - {one}
    assert {hit.id for hit in await vectors.search("looks", Entry("you"), east, limit=9)} == {one, other}
    telling = ScopedVectors(index, [replace(looks, tells=frozenset({"place"}))])
    for withheld, shown in ((frozenset[Subject]({"place", "people"}), 0), (frozenset[Subject]({"people"}), 2)):
        assert len(await telling.search("looks", Entry("you", withheld=withheld), east, limit=9)) == shown
    unknown = ScopedVectors(index, (faces,))
    assert await unknown.search("looks", Entry("you"), east, limit=9) == []
    await index.close()

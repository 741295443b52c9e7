from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from shared.domain.photo import from_doc
from shared.domain.scope import Scope
from shared.domain.spaces import IMAGE
from shared.search.answer import Copy, Found, Looks
from shared.search.similar import Similar, bits_apart
from tests.shared.search.library import Library, dense


async def no_copies(owner: str, photo: str) -> set[str]:
    return set()


BLACK = "00000000000003ff"  # ten bits from nought


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    library = await Library.open(tmp_path)
    yield library
    await library.index.close()


def ids(found: tuple[Found, ...]) -> list[str]:
    return [hit.photo.id for hit in found]


async def test_what_looks_alike_nearest_first_without_itself(library: Library) -> None:
    one = await library.add([1.0, 0.0])
    near, nearer = await library.add([0.8, 0.0]), await library.add([0.9, 0.0])
    await library.add([0.4, 0.0])
    await library.add([1.0, 0.0], owner="you")
    await library.add([1.0, 0.0], archived=True)
    similar = Similar(library.index, library.photos, no_copies)
    found = await similar.to_photo(Scope.of("me"), from_doc(library.records[one]), limit=10)
    assert ids(found) == [nearer, near]
    assert found[0].why == (Looks(pytest.approx(0.9, abs=1e-3)),)


async def test_copies_come_first_and_say_so(library: Library) -> None:
    one = await library.add([1.0, 0.0], phash="0" * 16)
    alike = await library.add([0.99, 0.0], phash="0" * 16)
    corner = await library.add([0.3, 0.0], phash="f" * 16)
    copy = await library.add([0.3, 0.0], phash=BLACK)
    gone = await library.add([0.9, 0.0], archived=True)

    async def copies(owner: str, photo: str) -> set[str]:
        return {copy, corner, gone} if (owner, photo) == ("me", one) else set()

    similar = Similar(library.index, library.photos, copies)
    found = await similar.to_photo(Scope.of("me"), from_doc(library.records[one]), limit=10)
    assert ids(found) == [copy, corner, alike], "what was found to be copies, whatever the fingerprints say"
    assert msgspec.to_builtins(found[0].why[0]) == {"kind": "copy", "bits": 10}
    assert [isinstance(hit.why[0], Copy) for hit in found] == [True, True, False]


async def test_a_picture_that_is_shown_is_compared_by_its_fingerprint(library: Library) -> None:
    copy = await library.add([0.3, 0.0], phash=BLACK)
    await library.add([0.3, 0.0], phash="00000000000007ff")
    similar = Similar(library.index, library.photos, no_copies)
    [found] = await similar.to_look(Scope.of("me"), IMAGE, dense([1.0], 384), "0" * 16, limit=10)
    assert (found.photo.id, found.why[0]) == (copy, Copy(10))


async def test_a_picture_that_is_no_photo(library: Library) -> None:
    near = await library.add([0.8, 0.0], phash=None)
    similar = Similar(library.index, library.photos, no_copies)
    assert ids(await similar.to_look(Scope.of("me"), IMAGE, dense([1.0], 384), None, limit=1)) == [near]
    assert ids(await similar.to_look(Scope.of("nobody"), IMAGE, dense([1.0], 384), None, limit=1)) == []


async def test_a_photo_that_was_not_looked_at_has_none(library: Library) -> None:
    bare = await library.add()
    await library.add([0.8, 0.0])
    photo = from_doc(library.records[bare])
    assert await Similar(library.index, library.photos, no_copies).to_photo(Scope.of("me"), photo, limit=10) == ()


@pytest.mark.parametrize(
    ("one", "other", "bits"), [("0" * 16, "0" * 16, 0), ("0" * 16, BLACK, 10), (None, BLACK, 64), ("", "", 64)]
)
def test_bits_apart(one: str | None, other: str | None, bits: int) -> None:
    assert bits_apart(one, other) == bits

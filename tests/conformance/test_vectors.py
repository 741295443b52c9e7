"""The contract of shared/vectors/base.py, on every adapter."""

import asyncio
import math
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from qdrant_client import AsyncQdrantClient

from shared.domain.ids import new_id
from shared.vectors.base import Hit, Point, Space, VectorIndex
from shared.vectors.qdrant import QdrantVectorIndex
from shared.vectors.sqlite import SqliteVectorIndex

Open = Callable[[], Awaitable[VectorIndex]]


# "qdrant-local" is the client's local mode in this process; "qdrant" the adapter over HTTP, as it is in a cluster.
# tests/servers/qdrant.py tells what is at the other end.
ADAPTERS = ["sqlite", "qdrant-local", pytest.param("qdrant", marks=pytest.mark.server)]
pytestmark = [
    pytest.mark.filterwarnings("ignore:Payload indexes have no effect in the local Qdrant"),
    pytest.mark.filterwarnings("ignore:Local mode performs exact"),
]


async def open_index(adapter: str, folder: Path, url: str) -> VectorIndex:
    match adapter:
        case "sqlite":
            return await SqliteVectorIndex.open(folder)
        case "qdrant-local":
            return QdrantVectorIndex(AsyncQdrantClient(path=str(folder)))
        case _:
            return await QdrantVectorIndex.open(url, api_key=os.environ.get("HELIOGRAPH_TEST_QDRANT_KEY"), patience=60)


@pytest.fixture(params=ADAPTERS)
async def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Open]:
    """Each call closes the index of the call before, and opens it again."""
    current: list[VectorIndex] = []
    url = request.getfixturevalue("qdrant_url") if request.param == "qdrant" else ""

    async def close() -> None:
        while current:
            await current.pop().close()

    async def open_again() -> VectorIndex:
        await close()
        current.append(await open_index(request.param, tmp_path / "vectors", url))
        return current[0]

    yield open_again
    await close()


@pytest.fixture
async def index(reopen: Open) -> VectorIndex:
    return await reopen()


@pytest.fixture
async def dense(index: VectorIndex) -> str:
    """A space of three dimensions. Its name is new, for servers that keep what other tests left."""
    return await ready(index, 3)


@pytest.fixture
async def sparse(index: VectorIndex) -> str:
    return await ready(index, 0, idf=True)


async def ready(index: VectorIndex, dimension: int, *, idf: bool = False, grouped: bool = False) -> str:
    space = Space(f"test.{new_id()}", dimension, idf, grouped=grouped)
    await index.ensure(space)
    return space.name


def array(*numbers: float) -> np.ndarray:
    return np.array(numbers, dtype=np.float32)


def ids(count: int) -> list[str]:
    return [new_id() for _ in range(count)]


def found(hits: list[Hit]) -> list[str]:
    return [hit.id for hit in hits]


async def scrolled(index: VectorIndex, space: str) -> list[tuple[str, str, str]]:
    """(id, owner, group) of every point."""
    return [point async for point in index.scroll(space)]


# Against a reference

by_example = settings(
    max_examples=30,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    # One index serves all examples; each has a space of its own.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
OWNERS = ("ann", "ben")
PEOPLE, GROUPS = ids(6), ids(3)
numbers = st.integers(-3, 3)
directions = st.tuples(numbers, numbers, numbers).filter(any)
weights = st.dictionaries(st.sampled_from(["sea", "snow", "Ärger", "犬"]), st.sampled_from([0.5, 1.0, 3.0]))
steps = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE), st.sampled_from([*OWNERS, None]), directions, weights, st.sampled_from([*GROUPS, ""])
    ),
    max_size=12,
)
narrowed = st.none() | st.sets(st.sampled_from([*PEOPLE, *GROUPS]))
kinds = st.sampled_from(["plain", "grouped", "best"])


def cosine(left: Any, right: Any) -> float:
    return float(np.dot(left, right) / np.linalg.norm(left) / np.linalg.norm(right))


def assert_best(
    hits: list[Hit], scores: dict[str, float], groups: dict[str, str], kind: str, limit: int, tolerance: float
) -> None:
    """The hits are the best of the scores, up to a rounding error; where `kind` is best, one of each group."""
    assert [hit.group for hit in hits] == [groups[hit.id] for hit in hits]
    if kind == "best":
        assert len({hit.group for hit in hits}) == len(hits)
        shown = {hit.group: hit.id for hit in hits}
        best = {group: max(score for id, score in scores.items() if groups[id] == group) for group in
                {groups[id] for id in scores}}  # fmt: skip
        for hit in hits:
            assert scores[hit.id] == pytest.approx(best[hit.group], abs=tolerance)
        scores = {shown.get(group, group): score for group, score in best.items()}
    assert len(hits) == min(limit, len(scores))
    for hit in hits:
        assert hit.score == pytest.approx(scores[hit.id], abs=tolerance)
    assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.id))
    assert len(set(found(hits))) == len(hits)
    if hits:
        missed = [score for point, score in scores.items() if point not in found(hits)]
        assert all(score <= hits[-1].score + 2 * tolerance for score in missed)


@by_example
@given(
    steps=steps,
    owner=st.sampled_from(OWNERS),
    vector=directions,
    limit=st.integers(0, 7),
    among=narrowed,
    kind=kinds,
)
async def test_dense_search_is_a_brute_force_search(
    index: VectorIndex,
    steps: list[Any],
    owner: str,
    vector: tuple[int, ...],
    limit: int,
    among: set[str] | None,
    kind: str,
) -> None:
    space = await ready(index, 3, grouped=kind != "plain")
    reference: dict[str, tuple[str, Any]] = {}
    groups: dict[str, str] = {}
    for point, of, direction, _, group in steps:
        group = group if kind != "plain" else ""
        if of is None:
            await index.delete([point], groups=[group] if group else [], space=space)
            gone = [id for id in reference if id == point or groups[id] == group]
            reference = {id: told for id, told in reference.items() if id not in gone}
        else:
            await index.upsert(space, [Point(point, of, array(*direction), group)])
            reference[point], groups[point] = (of, direction), group or point
        await index.search(space, owner, array(*vector), limit=1)
    scores = {
        point: cosine(vector, direction)
        for point, (of, direction) in reference.items()
        if of == owner and (among is None or groups[point] in among)
    }
    hits = await index.search(space, owner, array(*vector), limit=limit, among=among, best_per_group=kind == "best")
    assert_best(hits, scores, groups, kind, limit, 1e-3)


@by_example
@given(
    steps=steps,
    owner=st.sampled_from(OWNERS),
    query=weights,
    idf=st.booleans(),
    limit=st.integers(0, 7),
    among=narrowed,
    kind=kinds,
)
async def test_sparse_search_is_a_brute_force_search(
    index: VectorIndex,
    steps: list[Any],
    owner: str,
    query: dict[str, float],
    idf: bool,
    limit: int,
    among: set[str] | None,
    kind: str,
) -> None:
    space = await ready(index, 0, idf=idf, grouped=kind != "plain")
    reference: dict[str, tuple[str, dict[str, float]]] = {}
    groups: dict[str, str] = {}
    for point, of, _, words, group in steps:
        group = group if kind != "plain" else ""
        if of is None:
            await index.delete([point], groups=[group] if group else [], space=space)
            gone = [id for id in reference if id == point or groups[id] == group]
            reference = {id: told for id, told in reference.items() if id not in gone}
        else:
            await index.upsert(space, [Point(point, of, words, group)])
            reference[point], groups[point] = (of, words), group or point
        await index.search(space, owner, query, limit=1)
    own = {point: words for point, (of, words) in reference.items() if of == owner}

    def factor(word: str) -> float:
        df = sum(word in words for words in own.values())
        return math.log(1 + (len(own) - df + 0.5) / (df + 0.5)) if idf else 1

    scores = {
        point: sum(query[word] * words[word] * factor(word) for word in query.keys() & words.keys())
        for point, words in own.items()
        if query.keys() & words.keys() and (among is None or groups[point] in among)
    }
    hits = await index.search(space, owner, query, limit=limit, among=among, best_per_group=kind == "best")
    assert_best(hits, scores, groups, kind, limit, 1e-4)


# Sentence by sentence


async def test_equal_scores_come_in_the_order_of_ids(index: VectorIndex, dense: str, sparse: str) -> None:
    points = ids(9)
    for point in (points[i] for i in (4, 7, 0, 8, 2, 6, 1, 5, 3)):
        await index.upsert(dense, [Point(point, "ann", array(0.3, 0.5, 0.7))])
        await index.upsert(sparse, [Point(point, "ann", {"sea": 1.0})])
    assert found(await index.search(dense, "ann", array(0.1, 0.9, 0.4), limit=20)) == points
    assert found(await index.search(sparse, "ann", {"sea": 0.7}, limit=20)) == points


async def test_of_many_equals_as_many_as_asked_for_are_found(index: VectorIndex, dense: str, sparse: str) -> None:
    ahead, *equal = ids(3000)
    vector = array(0.3, 0.5, 0.7)
    await index.upsert(dense, [Point(ahead, "ann", vector + 0.1), *(Point(one, "ann", vector) for one in equal)])
    await index.upsert(sparse, [Point(ahead, "ann", {"sea": 2.0}), *(Point(one, "ann", {"sea": 1.0}) for one in equal)])
    for space, query in ((dense, array(1, 1, 1)), (sparse, {"sea": 1.0})):
        hits = await index.search(space, "ann", query, limit=50)
        assert hits[0].id == ahead
        assert found(hits[1:]) == sorted({*found(hits[1:])} & {*equal})
        assert len(hits) == 50


async def test_an_id_that_is_no_uuid_is_refused(index: VectorIndex, dense: str) -> None:
    with pytest.raises(ValueError, match="UUID"):
        await index.upsert(dense, [Point("../photo", "ann", array(1, 0, 0))])


async def test_a_group_is_a_uuid_and_belongs_to_a_grouped_space(index: VectorIndex, dense: str) -> None:
    point, group = ids(2)
    with pytest.raises(ValueError, match="no groups"):
        await index.upsert(dense, [Point(point, "ann", array(1, 0, 0), group)])
    await index.upsert(dense, [Point(point, "ann", array(1, 0, 0), point)])
    with pytest.raises(ValueError, match="UUID"):
        await index.upsert(await ready(index, 3, grouped=True), [Point(point, "ann", array(1, 0, 0), "a photo")])


@pytest.mark.parametrize("dimension", [3, 0])
async def test_the_best_of_each_group(index: VectorIndex, dimension: int) -> None:
    """Also where one group holds all that is near."""
    space = await ready(index, dimension, grouped=True)
    crowd, couple, alone = ids(3)
    near = [Point(id, "ann", vector(dimension, 0.1 + place / 1000), crowd) for place, id in enumerate(ids(200))]
    two = [Point(id, "ann", vector(dimension, far), couple) for id, far in zip(ids(2), (3, 2), strict=True)]
    one = Point(alone, "ann", vector(dimension, 4))
    await index.upsert(space, [*near, *two, one])
    query = vector(dimension, 0)
    hits = await index.search(space, "ann", query, limit=3, best_per_group=True)
    assert [(hit.group, hit.id) for hit in hits] == [(crowd, near[0].id), (couple, two[1].id), (alone, alone)]
    hits = await index.search(space, "ann", query, limit=9, among=[couple, new_id()])
    assert [(hit.group, hit.id) for hit in hits] == [(couple, two[1].id), (couple, two[0].id)]
    assert {hit.group for hit in await index.search(space, "ann", query, limit=9)} == {crowd}
    assert len(await index.search(space, "ann", query, limit=9, best_per_group=True)) == 3
    moved = Point(two[1].id, "ann", vector(dimension, 2), alone)
    await index.upsert(space, [moved])
    hits = await index.search(space, "ann", query, limit=3, best_per_group=True)
    assert [hit.id for hit in hits] == [near[0].id, moved.id, two[0].id]


def vector(dimension: int, far: float) -> Any:
    """The farther from 0, the worse it answers to 0."""
    return array(1, far, 0) if dimension else {"sea": 9 - far}


async def test_groups_are_deleted_from_one_space_or_all(index: VectorIndex, dense: str, sparse: str) -> None:
    faces, scenes = await ready(index, 3, grouped=True), await ready(index, 0, grouped=True)
    (gone, kept), parts = ids(2), ids(6)
    await index.upsert(dense, [Point(photo, "ann", array(1, 0, 0)) for photo in (gone, kept)])
    await index.upsert(sparse, [Point(photo, "ann", {"sea": 1.0}) for photo in (gone, kept)])
    for place, part in enumerate(parts):
        photo = (gone, kept)[place % 2]
        await index.upsert(faces, [Point(part, "ann", array(1, 0, 0), photo)])
        await index.upsert(scenes, [Point(part, "ann", {"sea": 1.0}, photo)])
    await index.delete(groups=[gone], space=scenes)
    assert [id for id, _, _ in await scrolled(index, scenes)] == parts[1::2]
    await index.delete(groups=[gone, new_id(), "no id"])
    await index.delete([parts[1]], groups=[])
    await index.delete()
    assert await scrolled(index, faces) == await scrolled(index, scenes) == [(id, "ann", kept) for id in parts[3::2]]
    assert await scrolled(index, dense) == await scrolled(index, sparse) == [(kept, "ann", kept)]
    assert found(await index.search(faces, "ann", array(1, 0, 0), limit=9)) == parts[3::2]


async def test_ensure_is_idempotent_and_refuses_another_shape(index: VectorIndex, dense: str, sparse: str) -> None:
    await index.ensure(Space(dense, 3))
    await index.ensure(Space(sparse, 0, idf=True))
    for other in (Space(dense, 4), Space(dense, 0), Space(dense, 3, grouped=True), Space(sparse, 3), Space(sparse, 0)):
        with pytest.raises(ValueError, match="space"):
            await index.ensure(other)


async def test_ensure_knows_the_spaces_of_before(reopen: Open) -> None:
    index = await reopen()
    name, grouped = await ready(index, 3), await ready(index, 3, grouped=True)
    part, photo = ids(2)
    await index.upsert(grouped, [Point(part, "ann", array(1, 0, 0), photo)])
    index = await reopen()
    assert await index.search(grouped, "ann", array(1, 0, 0), limit=3) == [Hit(part, photo, pytest.approx(1, abs=1e-3))]
    await index.ensure(Space(name, 3))
    await index.ensure(Space(grouped, 3, grouped=True))
    for other in (Space(name, 4), Space(name, 3, grouped=True), Space(grouped, 3)):
        with pytest.raises(ValueError, match="space"):
            await index.ensure(other)


async def test_upsert_replaces(index: VectorIndex, dense: str, sparse: str) -> None:
    (point,) = ids(1)
    await index.upsert(dense, [Point(point, "ann", array(1, 0, 0))])
    await index.upsert(dense, [Point(point, "ann", array(0, 1, 0))])
    (hit,) = await index.search(dense, "ann", array(0, 1, 0), limit=5)
    assert hit.id == point
    assert hit.score == pytest.approx(1, abs=1e-3)
    await index.upsert(sparse, [Point(point, "ann", {"sea": 1.0})])
    await index.upsert(sparse, [Point(point, "ann", {"snow": 1.0})])
    assert await index.search(sparse, "ann", {"sea": 1.0}, limit=5) == []
    assert found(await index.search(sparse, "ann", {"snow": 1.0}, limit=5)) == [point]


async def test_the_last_of_an_id_in_one_upsert_counts(index: VectorIndex, dense: str) -> None:
    (point,) = ids(1)
    await index.search(dense, "ann", array(1, 0, 0), limit=1)
    await index.upsert(dense, [Point(point, "ann", array(1, 0, 0)), Point(point, "ann", array(0, 0, 1))])
    (hit,) = await index.search(dense, "ann", array(0, 0, 1), limit=5)
    assert hit.score == pytest.approx(1, abs=1e-3)
    assert await scrolled(index, dense) == [(point, "ann", point)]


@pytest.mark.parametrize(
    "bad",
    [
        array(1, 0),
        array(1, 0, 0, 0),
        array(),
        array(1, math.nan, 0),
        array(1, math.inf, 0),
        array(0, 0, 0),
        {"sea": 1.0},
    ],
    ids=str,
)
async def test_a_bad_dense_vector_is_refused_and_nothing_stored(index: VectorIndex, dense: str, bad: Any) -> None:
    good, worse = ids(2)
    with pytest.raises(ValueError, match=r"space|vector"):
        await index.upsert(dense, [Point(good, "ann", array(1, 0, 0)), Point(worse, "ann", bad)])
    with pytest.raises(ValueError, match=r"space|vector"):
        await index.search(dense, "ann", bad, limit=3)
    assert await scrolled(index, dense) == []
    assert await index.search(dense, "ann", array(1, 0, 0), limit=3) == []


@pytest.mark.parametrize("bad", [{"sea": -1.0}, {"sea": math.nan}, {"sea": 1e300}, array(1, 0, 0)], ids=str)
async def test_a_bad_sparse_vector_is_refused_and_nothing_stored(index: VectorIndex, sparse: str, bad: Any) -> None:
    good, worse = ids(2)
    with pytest.raises(ValueError, match=r"space|weight"):
        await index.upsert(sparse, [Point(good, "ann", {"sea": 1.0}), Point(worse, "ann", bad)])
    with pytest.raises(ValueError, match=r"space|weight"):
        await index.search(sparse, "ann", bad, limit=3)
    assert await scrolled(index, sparse) == []


async def test_vectors_are_kept_at_unit_length(index: VectorIndex, dense: str) -> None:
    (point,) = ids(1)
    await index.upsert(dense, [Point(point, "ann", array(30, 0, 40))])
    stored = (await index.get(dense, [point]))[point]
    assert isinstance(stored, np.ndarray)
    assert stored.dtype == np.float32
    np.testing.assert_allclose(stored, [0.6, 0, 0.8], atol=1e-3)
    (hit,) = await index.search(dense, "ann", array(3000, 0, 4000), limit=1)
    assert hit.score == pytest.approx(1, abs=1e-3)


async def test_get_answers_with_what_is_there(index: VectorIndex, sparse: str) -> None:
    one, other, missing = ids(3)
    words = {"sea": 0.5, "Ärger und Überdruß": 2.0, "犬": 1.25, "nothing": 0.0}
    await index.upsert(sparse, [Point(one, "ann", words), Point(other, "ben", {})])
    stored = await index.get(sparse, [missing, one, other])
    assert stored == {one: {"sea": 0.5, "Ärger und Überdruß": 2.0, "犬": 1.25}, other: {}}
    assert await index.get(sparse, []) == {}


async def test_a_point_without_words_counts_but_is_never_found(index: VectorIndex, sparse: str) -> None:
    holding, *others = ids(4)
    await index.upsert(sparse, [Point(holding, "ann", {"sea": 1.0}), *(Point(one, "ann", {}) for one in others)])
    (hit,) = await index.search(sparse, "ann", {"sea": 1.0}, limit=9)
    assert hit == Hit(holding, holding, pytest.approx(math.log(1 + 3.5 / 1.5), abs=1e-5))
    assert await index.search(sparse, "ann", {}, limit=9) == []


async def test_idf_counts_the_owners_points_alone(index: VectorIndex, sparse: str) -> None:
    mine, *theirs = ids(40)
    await index.upsert(sparse, [Point(mine, "ann", {"sea": 1.0})])
    await index.upsert(sparse, [Point(one, "ben", {"sea": 1.0}) for one in theirs])
    (hit,) = await index.search(sparse, "ann", {"sea": 2.0}, limit=9)
    assert hit == Hit(mine, mine, pytest.approx(2 * math.log(1 + 0.5 / 1.5), abs=1e-5))


async def test_an_owner_never_sees_another_ones_points(index: VectorIndex, dense: str, sparse: str) -> None:
    mine, theirs = ids(2)
    for space, vector in ((dense, array(1, 0, 0)), (sparse, {"sea": 1.0})):
        await index.upsert(space, [Point(mine, "ann", vector), Point(theirs, "ben", vector)])
        assert found(await index.search(space, "ann", vector, limit=9)) == [mine]
        assert found(await index.search(space, "ann", vector, limit=9, among=[mine, theirs])) == [mine]
        assert await index.search(space, "ann", vector, limit=9, among=[theirs]) == []
        assert await index.search(space, "eve", vector, limit=9) == []
        assert await index.search(space, "", vector, limit=9) == []
        assert await index.neighbours(space, "ann", theirs, limit=9) == []
        assert await index.neighbours(space, "ann", mine, limit=9) == []


async def test_a_point_that_changes_owner_leaves_the_old_one(index: VectorIndex, dense: str, sparse: str) -> None:
    (point,) = ids(1)
    for space, vector in ((dense, array(1, 0, 0)), (sparse, {"sea": 1.0})):
        for owner, other in (("ann", "ben"), ("ben", "ann"), ("ann", "ben")):
            await index.upsert(space, [Point(point, owner, vector)])
            assert found(await index.search(space, owner, vector, limit=9)) == [point]
            assert await index.search(space, other, vector, limit=9) == []


async def test_what_is_given_is_found_there_and_nowhere_else(reopen: Open) -> None:
    index = await reopen()
    dense, sparse = await ready(index, 3), await ready(index, 0, idf=True)
    faces = await ready(index, 3, grouped=True)
    moved, stays, left, right = ids(4)
    asked: dict[str, Any] = {dense: array(1, 0, 0), sparse: {"sea": 1.0}, faces: array(1, 0, 0)}

    async def theirs(owner: str) -> list[set[str]]:
        return [set(found(await index.search(space, owner, asked[space], limit=9))) for space in asked]

    for space in (dense, sparse):
        await index.upsert(space, [Point(photo, "ann", asked[space]) for photo in (moved, stays)])
    await index.upsert(faces, [Point(left, "ann", asked[faces], moved), Point(right, "ann", asked[faces], stays)])
    whole = [{moved, stays}, {moved, stays}, {left, right}]
    assert await theirs("ann") == whole
    assert await theirs("ben") == [set(), set(), set()]
    kept = {space: await index.get(space, [moved, left]) for space in asked}
    for again in range(2):
        await index.give([moved, new_id(), "no id"], "ben")
        assert await theirs("ann") == [{stays}, {stays}, {right}]
        assert await theirs("ben") == [{moved}, {moved}, {left}]
        (hit,) = await index.search(sparse, "ann", {"sea": 2.0}, limit=9)
        assert hit.score == pytest.approx(2 * math.log(1 + 0.5 / 1.5), abs=1e-5), "what is another's weighs nothing"
        if again:
            index = await reopen()
    assert {space: await index.get(space, [moved, left]) for space in asked}.keys() == kept.keys()
    assert await index.neighbours(dense, "ann", moved, limit=9) == []
    await asyncio.gather(index.give([moved], "ann"), index.give([moved, stays], "ann"), index.give([], "ben"))
    assert await theirs("ann") == whole
    assert await theirs("ben") == [set(), set(), set()]
    assert np.allclose((await index.get(dense, [moved]))[moved], kept[dense][moved])


async def test_among_narrows(index: VectorIndex, dense: str) -> None:
    points = ids(30)
    await index.upsert(dense, [Point(point, "ann", array(1, i, 0)) for i, point in enumerate(points)])
    query = array(1, 0, 0)
    assert found(await index.search(dense, "ann", query, limit=9, among=points[20:22])) == points[20:22]
    assert found(await index.search(dense, "ann", query, limit=2, among=set(points[1:29]))) == points[1:3]
    assert found(await index.search(dense, "ann", query, limit=9, among=[points[5], "no id", new_id()])) == [points[5]]
    assert await index.search(dense, "ann", query, limit=9, among=[]) == []


async def test_limit(index: VectorIndex, dense: str) -> None:
    points = ids(5)
    await index.upsert(dense, [Point(point, "ann", array(1, i, 0)) for i, point in enumerate(points)])
    for limit in (0, 1, 4, 5, 50):
        assert found(await index.search(dense, "ann", array(1, 0, 0), limit=limit)) == points[:limit]
        assert found(await index.neighbours(dense, "ann", points[0], limit=limit)) == points[1:][:limit]


async def test_neighbours(index: VectorIndex, dense: str, sparse: str) -> None:
    points = ids(4)
    await index.upsert(dense, [Point(point, "ann", array(1, i, 0)) for i, point in enumerate(points)])
    hits = await index.neighbours(dense, "ann", points[3], limit=2)
    assert found(hits) == [points[2], points[1]]
    assert hits[0].score == pytest.approx(cosine([1, 3, 0], [1, 2, 0]), abs=1e-3)
    assert await index.neighbours(dense, "ann", new_id(), limit=2) == []
    assert await index.neighbours(dense, "ann", "no id", limit=2) == []

    sea, both, snow, none = points
    for point, words in ((sea, {"sea": 1.0}), (both, {"sea": 1.0, "snow": 2.0}), (snow, {"snow": 1.0}), (none, {})):
        await index.upsert(sparse, [Point(point, "ann", words)])
    assert found(await index.neighbours(sparse, "ann", both, limit=9)) == [snow, sea]
    assert found(await index.neighbours(sparse, "ann", sea, limit=9)) == [both]
    assert await index.neighbours(sparse, "ann", none, limit=9) == []


async def test_delete_from_one_space_or_all(index: VectorIndex, dense: str, sparse: str) -> None:
    gone, kept = ids(2)
    for point in (gone, kept):
        await index.upsert(dense, [Point(point, "ann", array(1, 0, 0))])
        await index.upsert(sparse, [Point(point, "ann", {"sea": 1.0})])
    await index.delete([gone], space=dense)
    assert found(await index.search(dense, "ann", array(1, 0, 0), limit=9)) == [kept]
    assert found(await index.search(sparse, "ann", {"sea": 1.0}, limit=9)) == sorted([gone, kept])
    await index.delete([gone, new_id(), "no id"])
    await index.delete([gone], space="never ensured")
    await index.delete([])
    assert found(await index.search(sparse, "ann", {"sea": 1.0}, limit=9)) == [kept]
    assert await index.get(sparse, [gone]) == {}
    await index.delete([kept])
    assert await scrolled(index, dense) == await scrolled(index, sparse) == []


async def test_spaces_do_not_mix(index: VectorIndex, dense: str) -> None:
    other = await ready(index, 3)
    (point,) = ids(1)
    await index.upsert(dense, [Point(point, "ann", array(1, 0, 0))])
    await index.upsert(other, [Point(point, "ann", array(0, 1, 0))])
    assert (await index.search(dense, "ann", array(1, 0, 0), limit=1))[0].score == pytest.approx(1, abs=1e-3)
    assert (await index.search(other, "ann", array(1, 0, 0), limit=1))[0].score == pytest.approx(0, abs=1e-3)


async def test_a_space_that_was_never_ensured(index: VectorIndex) -> None:
    name = f"never.{new_id()}"
    with pytest.raises(ValueError, match="never ensured"):
        await index.upsert(name, [Point(new_id(), "ann", array(1, 0, 0))])
    assert await index.search(name, "ann", array(1, 0, 0), limit=3) == []
    assert await index.neighbours(name, "ann", new_id(), limit=3) == []
    assert await index.get(name, [new_id()]) == {}
    assert await scrolled(index, name) == []


async def test_scroll_is_in_the_order_of_ids(index: VectorIndex, dense: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for adapter in ("rows", "qdrant"):
        monkeypatch.setattr(f"shared.vectors.{adapter}._PAGE", 20)
    points = ids(60)
    shuffled = [points[i] for i in np.random.default_rng(7).permutation(len(points))]
    owners = {point: OWNERS[i % 2] for i, point in enumerate(shuffled)}
    await index.upsert(dense, [Point(point, owners[point], array(1, 2, 3)) for point in shuffled])
    assert await scrolled(index, dense) == [(point, owners[point], point) for point in points]


async def test_reopening_finds_everything_again(reopen: Open) -> None:
    index = await reopen()
    dense, sparse = await ready(index, 3), await ready(index, 0, idf=True)
    points = ids(5)
    await index.upsert(dense, [Point(point, "ann", array(1, i, 0)) for i, point in enumerate(points)])
    await index.upsert(sparse, [Point(point, "ann", {"sea": 1.0 + i}) for i, point in enumerate(points)])
    await index.search(dense, "ann", array(1, 0, 0), limit=1)
    await index.delete(points[:1])
    await index.upsert(dense, [Point(points[4], "ann", array(1, 0, 0))])
    before = await index.search(dense, "ann", array(1, 0, 0), limit=9)
    index = await reopen()
    await index.ensure(Space(dense, 3))
    await index.ensure(Space(sparse, 0, idf=True))
    after = await index.search(dense, "ann", array(1, 0, 0), limit=9)
    assert after == [Hit(hit.id, hit.id, pytest.approx(hit.score, abs=1e-6)) for hit in before]
    assert found(before) == [points[4], *points[1:4]]
    assert found(await index.search(sparse, "ann", {"sea": 1.0}, limit=9)) == points[:0:-1]


async def test_many_at_once(index: VectorIndex, dense: str) -> None:
    """Every upsert is seen by the search that its caller does next."""
    vectors = np.random.default_rng(5).standard_normal((60, 3)).astype(np.float32)

    async def one(vector: np.ndarray) -> None:
        (point,) = ids(1)
        await index.upsert(dense, [Point(point, "ann", vector)])
        hits = await index.search(dense, "ann", vector, limit=60)
        assert point in found(hits)

    await asyncio.gather(*(one(vector) for vector in vectors))
    assert len(await scrolled(index, dense)) == 60


async def test_check_passes_on_a_healthy_index(index: VectorIndex) -> None:
    await index.check()


async def test_compacted_it_finds_what_it_found(index: VectorIndex, dense: str) -> None:
    gone, stays = ids(2)
    await index.upsert(dense, [Point(gone, "me", array(1, 0, 0)), Point(stays, "me", array(0, 1, 0))])
    await index.delete([gone])
    await index.compact()
    assert found(await index.search(dense, "me", array(1, 1, 0), limit=5)) == [stays]

"""What lies in the file and what came since are searched as one, and neither may show."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from shared.domain.ids import new_id
from shared.vectors import inverted, over
from shared.vectors.inverted import ENTRY, Part
from shared.vectors.postings import Postings

RNG = np.random.default_rng(12)
WORDS = range(40)

Vector = Mapping[int, float]


def drawn() -> Vector:
    some = RNG.choice(
        len(WORDS), size=RNG.integers(1, 6), replace=False, p=1 / np.arange(1, 41) / sum(1 / np.arange(1, 41))
    )
    return {int(word): float(np.float32(RNG.uniform(0.1, 2))) for word in some}


def stored(vectors: Sequence[Vector]) -> list[bytes]:
    return [np.array(list(vector.items()), ENTRY).tobytes() for vector in vectors]


def part(folder: Path, points: Mapping[str, Vector]) -> Part:
    if not points:
        return inverted.empty()
    ids = sorted(points)
    inverted.write(folder / "words", iter([("me", (ids, ids, stored([points[id] for id in ids])))]), "ours", 1)
    read = inverted.read(folder / "words", "ours", 1)
    assert read is not None
    return read.of("me")


def expected(points: Mapping[str, Vector], query: Vector) -> list[tuple[float, str]]:
    """By the definition of the weights: of every point, the words that it shares."""
    holding = {word: sum(word in vector for vector in points.values()) for word in query}
    idf = {word: np.log1p((len(points) - n + 0.5) / (n + 0.5)) for word, n in holding.items()}
    scores = {
        id: sum(wanted * idf[word] * vector[word] for word, wanted in query.items() if word in vector)
        for id, vector in points.items()
    }
    return sorted((-score, id) for id, score in scores.items() if score > 0)


@pytest.mark.parametrize("before", [0, 150, 300])
def test_search_is_exact_wherever_points_lie(tmp_path: Path, before: int) -> None:
    points = {new_id(): drawn() for _ in range(300)}
    ids = list(points)
    made = Postings(part(tmp_path, {id: points[id] for id in ids[:before]}), idf=True)
    for start in range(before, len(ids), 37):
        some = ids[start : start + 37]
        made.put(some, some, stored([points[id] for id in some]))
    gone, other = [*ids[10:20], *ids[200:210]], [ids[30], ids[230]]
    made.drop(gone)
    points = {id: vector for id, vector in points.items() if id not in gone} | {id: drawn() for id in other}
    made.put(other, other, stored([points[id] for id in other]))
    query = {0: 1.0, 3: 0.5, 17: 2.0, 99: 1.0}
    wanted = expected(points, query)
    hits = made.search(query, limit=500)
    assert [hit.id for hit in hits] == [id for _, id in wanted]
    np.testing.assert_allclose([hit.score for hit in hits], [-score for score, _ in wanted])
    assert [hit.id for hit in made.search(query, limit=20)] == [id for _, id in wanted[:20]]
    among = [*ids[::7], "no id", new_id(), *gone]
    assert [hit.id for hit in made.search(query, limit=500, among=among)] == [id for _, id in wanted if id in among]
    for without in (wanted[0][1], wanted[1][1]):
        rest = [id for _, id in wanted if id != without]
        assert [hit.id for hit in made.search(query, limit=500, without=without)] == rest


def test_it_is_written_anew_when_much_came_or_went(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(over, "_LEAST", 4)
    points = {new_id(): drawn() for _ in range(50)}
    made = Postings(part(tmp_path, points), idf=False)
    made.drop(sorted(points)[:5])
    assert not made.grown
    made.drop(sorted(points)[5:6])
    assert made.grown

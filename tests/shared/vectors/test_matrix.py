"""What lies in the segment and what came since are searched as one, and neither may show."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from shared.domain.ids import new_id
from shared.vectors import matrix, over, segment
from shared.vectors.mapped import Stored
from shared.vectors.matrix import Matrix
from shared.vectors.segment import Part, empty

RNG = np.random.default_rng(11)


def part(folder: Path, ids: Sequence[str], rows: np.ndarray, *, one_bit: bool = False) -> Part:
    def all_of() -> Iterator[tuple[str, Stored]]:
        yield "me", (ids, ids, stored(rows))

    segment.write(folder / "segment", rows.shape[1], all_of(), len(ids), "ours", 1, one_bit=one_bit)
    read = segment.read(folder / "segment", rows.shape[1], "ours", 1, one_bit=one_bit)
    assert read is not None
    return read.of("me")


def stored(rows: np.ndarray) -> list[bytes]:
    return [row.tobytes() for row in rows]


@pytest.mark.parametrize("before", [0, 300, 1001])
def test_search_is_exact_wherever_points_lie(tmp_path: Path, before: int) -> None:
    rows = RNG.standard_normal((1001, 24)).astype(np.float16)
    ids = [new_id() for _ in rows]
    query = RNG.standard_normal(24).astype(np.float32)
    order = np.argsort(-(rows.astype(np.float64) @ query))
    made = Matrix(part(tmp_path, ids[:before], rows[:before]) if before else empty(24))
    for start in range(before, len(rows), 77):
        made.put(ids[start : start + 77], ids[start : start + 77], stored(rows[start : start + 77]))
    assert [hit.id for hit in made.search(query, limit=30)] == [ids[i] for i in order[:30]]
    few = {ids[i] for i in order[100:105]} | {"no id", new_id()}
    assert [hit.id for hit in made.search(query, limit=3, among=few)] == [ids[i] for i in order[100:103]]
    made.drop([ids[order[0]]])
    assert [hit.id for hit in made.search(query, limit=1, without=ids[order[1]])] == [ids[order[2]]]
    made.put([ids[order[0]]], [ids[order[0]]], stored(-rows[order[:1]]))
    assert ids[order[0]] not in [hit.id for hit in made.search(query, limit=500)]
    assert made.search(-query, limit=1)[0].id in (ids[order[0]], ids[order[-1]])
    assert len(made.search(query, limit=5000)) == 1001


def test_equal_rows_tie_wherever_they_stand(tmp_path: Path) -> None:
    row = np.random.default_rng(3).standard_normal(37).astype(np.float16)
    ids = [new_id() for _ in range(100)]
    made = Matrix(part(tmp_path, ids[:60], np.tile(row, (60, 1))))
    made.put(ids[60:], ids[60:], [row.tobytes()] * 40)
    hits = made.search(np.random.default_rng(4).standard_normal(37).astype(np.float32), limit=80)
    assert [hit.id for hit in hits] == ids[:80]
    assert len({hit.score for hit in hits}) == 1


def test_one_bit_finds_the_nearest_of_what_lies_in_clusters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "LOOKED_AT", 300)
    monkeypatch.setattr(segment, "LOOKED_AT", 300)
    centres = RNG.standard_normal((40, 128))
    rows = (centres.repeat(100, axis=0) + 0.4 * RNG.standard_normal((4000, 128))).astype(np.float16)
    rows /= np.linalg.norm(rows.astype(np.float32), axis=1, keepdims=True).astype(np.float16)
    ids = [new_id() for _ in rows]
    made = Matrix(part(tmp_path, ids, rows, one_bit=True))
    assert made._part.signs is not None
    for centre in centres[:10].astype(np.float32):
        order = np.argsort(-(rows.astype(np.float64) @ centre))
        assert [hit.id for hit in made.search(centre, limit=10)] == [ids[i] for i in order[:10]]
        among = ids[:3000]
        allowed = [ids[i] for i in order if i < 3000]
        assert [hit.id for hit in made.search(centre, limit=10, among=among)] == allowed[:10]


def test_it_says_when_the_segment_should_be_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(over, "_LEAST", 4)
    rows = RNG.standard_normal((100, 8)).astype(np.float16)
    ids = [new_id() for _ in rows]
    made = Matrix(part(tmp_path, ids[:80], rows[:80]))
    made.put(ids[80:88], ids[80:88], stored(rows[80:88]))
    assert not made.grown
    made.put(ids[88:], ids[88:], stored(rows[88:]))
    assert made.grown
    lost = Matrix(part(tmp_path, ids[:80], rows[:80]))
    lost.drop(ids[:9])
    assert lost.grown

"""A large matrix is split over threads, and grows; neither may show."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from shared.vectors import matrix
from shared.vectors.matrix import Matrix


@pytest.mark.parametrize("worth_splitting", [1, 10**9])
def test_search_is_exact_however_it_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worth_splitting: int
) -> None:
    monkeypatch.setattr(matrix, "_WORTH_SPLITTING", worth_splitting)
    monkeypatch.setattr(matrix, "CORES", 3)
    rng = np.random.default_rng(11)
    rows = rng.standard_normal((1001, 24)).astype(np.float16)
    ids = [f"{i:04}" for i in range(len(rows))]
    query = rng.standard_normal(24).astype(np.float32)
    order = np.argsort(-(rows.astype(np.float64) @ query))
    with ThreadPoolExecutor(2) as helpers:
        made = Matrix(tmp_path, 24, 0, helpers)
        for start in range(0, len(rows), 77):
            made.put(ids[start : start + 77], [row.tobytes() for row in rows[start : start + 77]])
        assert [hit.id for hit in made.search(query, limit=30)] == [ids[i] for i in order[:30]]
        few = {ids[i] for i in order[100:105]}
        assert [hit.id for hit in made.search(query, limit=3, among=few)] == [ids[i] for i in order[100:103]]
        made.drop([ids[order[0]]])
        assert [hit.id for hit in made.search(query, limit=1, without=ids[order[1]])] == [ids[order[2]]]
    assert list(tmp_path.iterdir()) == []


def test_equal_rows_tie_wherever_they_stand(tmp_path: Path) -> None:
    row = np.random.default_rng(3).standard_normal(37).astype(np.float16)
    ids = [f"{i:04}" for i in range(100)]
    with ThreadPoolExecutor(1) as helpers:
        made = Matrix(tmp_path, 37, 0, helpers)
        made.put(ids[::-1], [row.tobytes()] * 100)
        hits = made.search(np.random.default_rng(4).standard_normal(37).astype(np.float32), limit=7)
    assert [hit.id for hit in hits] == sorted(ids[::-1][:7])
    assert len({hit.score for hit in hits}) == 1

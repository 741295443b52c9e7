from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from shared.domain.ids import new_id
from shared.vectors import inverted
from shared.vectors.inverted import ENTRY, Inverted
from shared.vectors.mapped import Stored

IDS = [new_id() for _ in range(30)]
GROUPS = [IDS[at - at % 3] for at in range(len(IDS))]


def holding(*words: int) -> bytes:
    return np.array([(word, word / 10) for word in words], ENTRY).tobytes()


VECTORS = [holding(-7, at % 3) for at in range(19)] + [holding()] + [holding(at, 99) for at in range(20, 30)]


def rows() -> Iterator[tuple[str, Stored]]:
    yield "ann", (IDS[:12], GROUPS[:12], VECTORS[:12])
    yield "ann", (IDS[12:20], GROUPS[12:20], VECTORS[12:20])
    yield "ben", (IDS[20:], GROUPS[20:], VECTORS[20:])


def written(folder: Path, *, grouped: bool = False) -> Path:
    file = folder / "words.segment"
    inverted.write(file, rows(), "ours", 7, grouped=grouped)
    return file


def read(file: Path, *, identity: str = "ours", revision: int = 7, grouped: bool = False) -> Inverted | None:
    return inverted.read(file, identity, revision, grouped=grouped)


def test_each_owner_finds_the_points_that_hold_a_word(tmp_path: Path) -> None:
    made = read(written(tmp_path))
    assert made is not None
    ann, ben, eve = map(made.of, ("ann", "ben", "eve"))
    places, weights = ann.entries(1)
    assert places.tolist() == [1, 4, 7, 10, 13, 16]
    np.testing.assert_array_equal(weights, np.full(6, 0.1, np.float32))
    assert ann.entries(-7)[0].tolist() == list(range(19))
    assert ben.entries(99)[0].tolist() == list(range(10))
    assert ben.entries(20)[0].tolist() == [0]
    assert [len(part.entries(word)[0]) for part, word in ((ann, 99), (ben, 1), (ben, -7), (eve, 1))] == [0] * 4
    assert ben.named(9) == (IDS[29], IDS[29])
    assert (len(ann), len(ben), len(eve)) == (20, 10, 0)
    assert list(tmp_path.iterdir()) == [tmp_path / "words.segment"]


def test_groups_lie_beside_the_ids(tmp_path: Path) -> None:
    file = written(tmp_path, grouped=True)
    assert read(file) is None, "it is asked for without groups"
    made = read(file, grouped=True)
    assert made is not None
    assert made.of("ann").places_of([GROUPS[6]]).tolist() == [6, 7, 8]
    assert made.of("ben").named(2) == (IDS[22], GROUPS[22])
    assert len(made.of("eve").places_of(GROUPS)) == 0


@pytest.mark.parametrize("at", [0, 16 * 30 + 1, 700, 1000, -60, -3], ids=str)
def test_a_damaged_file_is_none(tmp_path: Path, at: int) -> None:
    file = written(tmp_path)
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)
    assert read(file) is None


def test_a_cut_or_foreign_or_missing_or_newer_file_is_none(tmp_path: Path) -> None:
    file = written(tmp_path)
    assert read(file, revision=6) is None
    assert read(file, revision=8) is not None
    assert read(file, identity="other rows'") is None
    content = file.read_bytes()
    for other in (content[:-1], content[:100], b"", content + b"x", b"nonsense" * 1000):
        file.write_bytes(other)
        assert read(file) is None
    file.unlink()
    assert read(file) is None


def test_nothing_can_be_written_too(tmp_path: Path) -> None:
    inverted.write(tmp_path / "empty", iter(()), "ours", 1)
    made = read(tmp_path / "empty")
    assert made is not None
    assert len(made.of("ann")) == 0
    assert len(made.of("ann").entries(1)[0]) == 0

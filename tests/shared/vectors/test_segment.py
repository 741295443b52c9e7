from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest

from shared.domain.ids import new_id
from shared.vectors import segment
from shared.vectors.mapped import Stored
from shared.vectors.segment import Segment

DIMENSION = 70
ROWS = np.random.default_rng(5).standard_normal((50, DIMENSION)).astype(np.float16)
IDS = [new_id() for _ in ROWS]
GROUPS = [IDS[at - at % 4] for at in range(len(IDS))]


def rows() -> Iterator[tuple[str, Stored]]:
    vectors = [row.tobytes() for row in ROWS]
    yield "ann", (IDS[:20], GROUPS[:20], vectors[:20])
    yield "ann", (IDS[20:30], GROUPS[20:30], vectors[20:30])
    yield "ben", (IDS[30:], GROUPS[30:], vectors[30:])


def written(folder: Path, *, revision: int = 7, one_bit: bool = True) -> Path:
    file = folder / "space.segment"
    segment.write(file, DIMENSION, rows(), len(IDS), "ours", revision, one_bit=one_bit)
    return file


def read(file: Path, *, identity: str = "ours", revision: int = 7, one_bit: bool = True) -> Segment | None:
    return segment.read(file, DIMENSION, identity, revision, one_bit=one_bit)


@pytest.mark.parametrize("one_bit", [True, False])
def test_each_owner_finds_its_own(tmp_path: Path, one_bit: bool) -> None:
    made = read(written(tmp_path, one_bit=one_bit), one_bit=one_bit)
    assert made is not None
    assert (made.account.revision, made.account.points) == (7, 50)
    assert made.account.recall == (1.0 if one_bit else None)
    ann, ben = made.of("ann"), made.of("ben")
    assert [ann.named(place)[0] for place in range(len(ann))] == IDS[:30]
    np.testing.assert_array_equal(ben.vectors, ROWS[30:])
    assert ben.places([IDS[0], IDS[49], "no id", IDS[30], new_id()]).tolist() == [0, 19]
    assert len(made.of("eve")) == 0
    assert made.of("eve").places(IDS).tolist() == []
    assert list(tmp_path.iterdir()) == [tmp_path / "space.segment"]


@pytest.mark.parametrize("one_bit", [True, False])
def test_groups_lie_beside_the_ids(tmp_path: Path, one_bit: bool) -> None:
    file = tmp_path / "space.segment"
    segment.write(file, DIMENSION, rows(), len(IDS), "ours", 7, one_bit=one_bit, grouped=True)
    assert read(file, one_bit=one_bit) is None, "it is asked for without groups"
    made = segment.read(file, DIMENSION, "ours", 7, one_bit=one_bit, grouped=True)
    assert made is not None
    ann, ben = made.of("ann"), made.of("ben")
    assert [ann.named(place)[1] for place in range(len(ann))] == GROUPS[:30]
    assert ben.places_of([GROUPS[36], "no id", GROUPS[32]]).tolist() == [2, 3, 4, 5, 6, 7, 8, 9]
    assert ben.places([IDS[31]]).tolist() == [1]
    np.testing.assert_array_equal(ben.vectors, ROWS[30:])
    assert len(made.of("eve")) == len(made.of("eve").places_of(GROUPS)) == 0


def test_a_file_without_groups_is_as_earlier_releases_wrote_it(tmp_path: Path) -> None:
    content = written(tmp_path).read_bytes()
    length = int.from_bytes(content[-8:], "little")
    account = msgspec.json.decode(content[-8 - length : -8])
    assert list(account) == [
        "layout", "rows", "revision", "dimension", "points", "owners", "signs", "recall", "checksum",
    ]  # fmt: skip


# The ids, the signs, the account and its length.
@pytest.mark.parametrize("at", [0, 5, 50 * 16 + 70, -100, -3])
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
    assert read(file, one_bit=False) is None
    assert read(file, identity="other rows'") is None
    content = file.read_bytes()
    for other in (content[:-1], content[:100], b"", content + b"x", b"nonsense" * 1000):
        file.write_bytes(other)
        assert read(file) is None
    file.unlink()
    assert read(file) is None


def test_there_is_room_for_any_number_of_owners(tmp_path: Path) -> None:
    many = ((f"owner-{n:04}", ([id], [id], [ROWS[0].tobytes()])) for n, id in enumerate(IDS * 20))
    segment.write(tmp_path / "many", DIMENSION, many, 20 * len(IDS), "ours", 1, one_bit=True)
    made = segment.read(tmp_path / "many", DIMENSION, "ours", 1, one_bit=True)
    assert made is not None
    assert len(made.of("owner-0999")) == 1
    assert made.of("owner-0999").named(0) == (IDS[-1], IDS[-1])


def test_nothing_can_be_written_too(tmp_path: Path) -> None:
    segment.write(tmp_path / "empty", DIMENSION, iter(()), 0, "ours", 1, one_bit=True)
    made = segment.read(tmp_path / "empty", DIMENSION, "ours", 1, one_bit=True)
    assert made is not None
    assert len(made.of("ann")) == 0


def test_one_bit_that_finds_too_little_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment, "LOOKED_AT", 11)
    noise = read(written(tmp_path))
    assert noise is not None
    assert noise.account.recall is not None
    assert noise.account.recall < 0.99
    assert noise.of("ann").signs is None

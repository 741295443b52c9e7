from pathlib import Path

import pytest

from services.vision.service import share_of_time
from shared.domain.photo import new_photo
from shared.inference.pool import Work

MIB = 2**20


@pytest.mark.parametrize(("size", "share"), [
    (0, 1 / 3), (5 * MIB, 1 / 3), (16 * MIB, 0.5), (32 * MIB, 1.0), (64 * MIB, 2.0), (500 * MIB, 4.0),
])  # fmt: skip
def test_a_file_has_time_by_its_size(tmp_path: Path, size: int, share: float) -> None:
    path = tmp_path / "original"
    with path.open("wb") as file:
        file.truncate(size)
    photo = new_photo(id="", owner="", sha256="", file_name="", media_type="", bytes=0)
    assert share_of_time(Work(photo, ("renditions",), path=path)) == share

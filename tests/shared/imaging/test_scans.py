"""A JPEG with scans without number is told before a decoder is busy with them."""

from pathlib import Path

import pytest

from shared.errors import Damaged
from shared.imaging.decode import open_original
from shared.imaging.scans import MOST, check_scans
from tests.drawing import encoded


def scanned(progressive: bytes, times: int) -> bytes:
    """The picture with its last scan said again and again, each of which is valid."""
    last = progressive.rindex(b"\xff\xda")
    return progressive[:last] + progressive[last:-2] * times + b"\xff\xd9"


def test_a_picture_of_many_scans_is_damaged_and_an_ordinary_one_is_not(tmp_path: Path) -> None:
    progressive = encoded(1, "JPEG", progressive=True)
    path = tmp_path / "photo.jpg"
    path.write_bytes(progressive)
    assert open_original(path, 10**6).width == 64
    path.write_bytes(scanned(progressive, MOST + 1))
    with pytest.raises(Damaged, match=r"scans.*\.$"):
        open_original(path, 10**6)


def test_scans_are_counted_across_the_pieces_that_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "photo.jpg"
    monkeypatch.setattr("shared.imaging.scans._PIECE", 3)
    path.write_bytes(b"\xff\xda" * MOST)
    check_scans(path)
    path.write_bytes(b"\xff\xda" * (MOST + 1))
    with pytest.raises(Damaged):
        check_scans(path)

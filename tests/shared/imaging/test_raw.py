from pathlib import Path

import pytest
from PIL import Image

from shared.errors import Damaged, TooLarge, Unsupported
from shared.imaging.decode import open_original
from shared.imaging.formats import format_at
from shared.imaging.source import read_source
from tests.evalkit import evalkit
from tests.shared.imaging.pictures import QUARTERS, corners, encoded, near, quarters
from tests.shared.imaging.raws import dng

PIXELS = 50_000_000
PREVIEW = encoded(quarters(1200, 800), "JPEG")


def file(folder: Path, data: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(data)
    return path


def colours(image: Image.Image) -> list[str]:
    """Of each quarter, which channel is strongest: developed colours are not those of the screen."""
    flat = [pixel for row in corners(image) for pixel in row]
    return ["white" if min(pixel) > 200 else "rgb"[pixel.index(max(pixel))] for pixel in flat]


def test_without_a_preview_it_is_developed(tmp_path: Path) -> None:
    opened = open_original(file(tmp_path, dng(quarters(1536, 1024))), PIXELS, 1440)
    assert (opened.width, opened.height, opened.image.size) == (1536, 1024, (1440, 960))
    assert colours(opened.image) == ["r", "g", "b", "white"]


@pytest.mark.parametrize("side", [700, 320])
def test_half_the_size_is_enough_for_a_small_picture(tmp_path: Path, side: int) -> None:
    opened = open_original(file(tmp_path, dng(quarters(1536, 1024))), PIXELS, side)
    assert (opened.width, opened.image.width) == (1536, side)
    assert colours(opened.image) == ["r", "g", "b", "white"]


def test_the_cameras_own_preview_is_taken(tmp_path: Path) -> None:
    opened = open_original(file(tmp_path, dng(quarters(1536, 1024), preview=PREVIEW)), PIXELS, 1440)
    assert (opened.width, opened.height, opened.image.size) == (1536, 1024, (1200, 800))
    assert near(corners(opened.image), QUARTERS)
    assert opened.image.info == {}


def test_a_stamp_is_no_preview(tmp_path: Path) -> None:
    stamp = encoded(quarters(160, 120), "JPEG")
    assert open_original(file(tmp_path, dng(quarters(480, 320), preview=stamp)), PIXELS, 1440).image.width == 480


@pytest.mark.parametrize("preview", [b"", PREVIEW], ids=["developed", "preview"])
@pytest.mark.parametrize(("orientation", "first"), [(1, "r"), (3, "white"), (6, "b"), (8, "g")])
def test_it_comes_out_upright(tmp_path: Path, orientation: int, first: str, preview: bytes) -> None:
    opened = open_original(file(tmp_path, dng(quarters(480, 320), orientation, preview)), PIXELS, 1440)
    assert (opened.width, opened.height) == ((480, 320) if orientation < 5 else (320, 480))
    assert (opened.image.width > opened.image.height) is (orientation < 5)
    assert colours(opened.image)[0] == first


def test_a_preview_that_lies_otherwise_than_the_sensor(tmp_path: Path) -> None:
    upright = encoded(quarters(800, 1200), "JPEG")
    opened = open_original(file(tmp_path, dng(quarters(1536, 1024), 6, upright)), PIXELS, 1440)
    assert opened.image.size == (800, 1200)
    assert near(corners(opened.image), QUARTERS)


def test_what_the_camera_wrote(tmp_path: Path) -> None:
    source = read_source(file(tmp_path, dng(quarters(480, 320), 6)), None)
    assert {tag: source.tags[tag] for tag in (271, 272, 306)} == {
        271: "Heliograph", 272: "Test 1", 306: "2020:05:17 12:30:00",
    }  # fmt: skip
    assert (source.orientation, source.size) == (6, (480, 320))


def test_too_many_pixels_are_refused_before_any_is_read(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="megapixels"):
        open_original(file(tmp_path, dng(quarters(1536, 1024))), 1_000_000, 1440)


def test_a_torn_file_is_damaged(tmp_path: Path) -> None:
    whole = dng(quarters(1536, 1024))
    with pytest.raises(Damaged, match="raw file is damaged"):
        open_original(file(tmp_path, whole[: len(whole) // 2]), PIXELS, 1440)


def test_a_camera_that_nobody_knows(tmp_path: Path) -> None:
    with pytest.raises(Unsupported, match="cannot be read yet"):
        open_original(file(tmp_path, b"FUJIFILMCCD-RAW 0201" + bytes(4000)), PIXELS, 1440)
    with pytest.raises(Unsupported, match="cannot be read yet"):
        read_source(file(tmp_path, encoded(quarters(), "TIFF", tiffinfo={254: 1})), None)


@evalkit("exif/raw")
@pytest.mark.parametrize(
    ("name", "size", "shown"),
    [
        ("C.dng", (2048, 1365), (1024, 683)),
        ("RAW_KODAK_DC50.KDC", (768, 512), (768, 512)),
        ("jpeg_named.nef", (2000, 3008), (957, 1440)),
    ],
)
def test_real_ones(evalkit: Path, name: str, size: tuple[int, int], shown: tuple[int, int]) -> None:
    path = evalkit / "exif/raw" / name
    opened = open_original(path, PIXELS, 1440)
    assert ((opened.width, opened.height), opened.image.size) == (size, shown)
    with path.open("rb") as stream:
        assert format_at(stream) == ("jpeg" if name.endswith("nef") else "raw")

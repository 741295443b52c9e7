from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from shared.errors import Damaged, Invalid, TooLarge
from shared.imaging.decode import open_original, pixels
from shared.imaging.source import read_source
from tests.shared.imaging.pictures import QUARTERS, corners, encoded, near, noise, quarters, saved
from tests.shared.imaging.test_xmp import packet

PIXELS = 50_000_000


@pytest.mark.parametrize("name", ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "HEIF", "AVIF"])
def test_every_format_gives_the_same_picture(tmp_path: Path, name: str) -> None:
    opened = open_original(saved(tmp_path / "file", quarters(), name), PIXELS)
    assert opened.image.mode == "RGB"
    assert (opened.width, opened.height) == opened.image.size == (96, 64)
    assert near(corners(opened.image), QUARTERS)


_LYING = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_all_orientations_come_out_upright(tmp_path: Path, name: str, orientation: int) -> None:
    turn = _LYING[orientation]
    lying = quarters() if turn is None else quarters().transpose(turn)
    exif = Image.Exif()
    exif[274] = orientation
    opened = open_original(saved(tmp_path / "file", lying, name, exif=exif.tobytes()), PIXELS, 48)
    assert (opened.width, opened.height) == (96, 64)
    assert opened.image.size == (48, 32)
    assert near(corners(opened.image), QUARTERS)


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_absurd_orientation_is_none(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    assert open_original(saved(tmp_path / "file", quarters(), "JPEG", exif=exif), PIXELS).image.size == (96, 64)


@pytest.mark.parametrize(
    ("size", "side", "expected"),
    [
        ((3000, 2000), 1440, (1440, 960)),
        ((2000, 3000), 1440, (960, 1440)),
        ((1440, 1080), 1440, (1440, 1080)),
        ((100, 50), 1440, (100, 50)),
        ((5000, 3), 100, (100, 1)),
    ],
)
def test_no_larger_than_asked_for_and_never_enlarged(
    tmp_path: Path, size: tuple[int, int], side: int, expected: tuple[int, int]
) -> None:
    opened = open_original(saved(tmp_path / "file", quarters(*size), "JPEG"), PIXELS, side)
    assert opened.image.size == expected
    assert (opened.width, opened.height) == size


def test_reduced_decoding_shows_the_same_as_full_decoding(tmp_path: Path) -> None:
    smooth = noise(40, 30).resize((2400, 1800), Image.Resampling.BICUBIC)
    path = saved(tmp_path / "file", smooth, "JPEG", quality=95)
    exact = smooth.resize((600, 450), Image.Resampling.LANCZOS)
    reduced = open_original(path, PIXELS, 600).image
    assert np.abs(np.asarray(exact, int) - np.asarray(reduced, int)).mean() < 2


def grey(levels: "np.ndarray[tuple[int, int], np.dtype[np.generic]]") -> Image.Image:
    return Image.fromarray(levels)


def test_sixteen_bit_grey_is_scaled_and_not_clipped(tmp_path: Path) -> None:
    levels = np.repeat(np.array([[0, 16384, 32768, 65535]], np.uint16), 4, axis=0)
    for name in ("PNG", "TIFF"):
        opened = open_original(saved(tmp_path / name, grey(levels), name), PIXELS).image
        assert [opened.getpixel((x, 1)) for x in range(4)] == [(0,) * 3, (64,) * 3, (128,) * 3, (255,) * 3]


def test_float_grey_of_nought_to_one_is_scaled(tmp_path: Path) -> None:
    levels = np.array([[0.0, 0.5, 1.0]], np.float32)
    opened = open_original(saved(tmp_path / "file", grey(levels), "TIFF"), PIXELS).image
    assert [opened.getpixel((x, 0)) for x in range(3)] == [(0,) * 3, (128,) * 3, (255,) * 3]


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "YCbCr", "LAB"])
def test_every_mode_becomes_rgb(tmp_path: Path, mode: str) -> None:
    if mode == "LAB":
        picture = Image.merge("LAB", [Image.new("L", (8, 8), value) for value in (136, 208, 195)])  # pure red
        expected = (255, 0, 0)
    elif mode in ("1", "L"):
        picture, expected = Image.new(mode, (8, 8), 255), (255, 255, 255)
    else:
        picture, expected = Image.new("RGB", (8, 8), (204, 51, 51)).convert(mode), (204, 51, 51)  # in the web palette
    opened = open_original(saved(tmp_path / "file", picture, "TIFF"), PIXELS).image
    assert opened.mode == "RGB"
    assert near(opened.getpixel((4, 4)), expected)


def test_a_cmyk_jpeg_is_not_negative(tmp_path: Path) -> None:
    path = saved(tmp_path / "file", quarters(mode="CMYK"), "JPEG", quality=95)
    assert near(corners(open_original(path, PIXELS, 48).image), QUARTERS)


@pytest.mark.parametrize(
    ("name", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("TIFF", "RGBA"), ("TIFF", "LA"), ("WEBP", "RGBA")]
)
def test_what_is_transparent_lies_on_white(tmp_path: Path, name: str, mode: str) -> None:
    picture = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (0, 0, 4, 8))
    opened = open_original(saved(tmp_path / "file", picture.convert(mode), name), PIXELS).image
    assert near(opened.getpixel((1, 4)), (0, 0, 0))
    assert near(opened.getpixel((6, 4)), (255, 255, 255))


def test_a_palette_with_a_transparent_colour_lies_on_white(tmp_path: Path) -> None:
    picture = Image.new("P", (8, 8), 0)
    picture.putpalette([255, 0, 0, 0, 0, 255])
    picture.paste(1, (4, 0, 8, 8))
    for name in ("PNG", "GIF"):
        opened = open_original(saved(tmp_path / name, picture, name, transparency=0), PIXELS, 8).image
        assert [opened.getpixel((x, 4)) for x in (1, 6)] == [(255, 255, 255), (0, 0, 255)]


def test_of_an_animation_the_first_frame_counts(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "blue")]
    for name in ("GIF", "WEBP", "PNG", "TIFF"):
        data = saved(tmp_path / name, frames[0], name, save_all=True, append_images=frames[1:])
        assert near(open_original(data, PIXELS).image.getpixel((8, 8)), (255, 0, 0)), name


def test_no_metadata_is_left_on_the_picture(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[271] = "Camera"
    path = saved(tmp_path / "file", quarters(), "JPEG", exif=exif, comment=b"secret", dpi=(300, 300))
    assert open_original(path, PIXELS).image.info == {}


def test_too_many_pixels_are_refused_before_decoding(tmp_path: Path) -> None:
    path = saved(tmp_path / "file", quarters(200, 100), "PNG")
    with pytest.raises(TooLarge, match=r"\(200 × 100\)"):
        open_original(path, 19_999)
    assert open_original(path, 20_000).width == 200


@pytest.mark.parametrize("name", ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "HEIF", "AVIF"])
def test_half_a_file_is_damaged(tmp_path: Path, name: str) -> None:
    data = encoded(noise(200, 150), name)
    (tmp_path / "file").write_bytes(data[: len(data) // 2])
    with pytest.raises(Damaged, match=r"^The file (ends too early|is damaged): .+ Copy it again"):
        open_original(tmp_path / "file", PIXELS)


def test_a_truncated_jpeg_is_said_to_end_too_early(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(encoded(noise(200, 150), "JPEG")[:-2000])
    with pytest.raises(Damaged, match="ends too early"):
        open_original(tmp_path / "file", PIXELS, 50)


def test_a_png_with_a_broken_middle_is_damaged(tmp_path: Path) -> None:
    data = bytearray(encoded(noise(200, 150), "PNG"))
    data[len(data) // 2 : len(data) // 2 + 64] = bytes(64)
    (tmp_path / "file").write_bytes(data)
    with pytest.raises(Damaged):
        open_original(tmp_path / "file", PIXELS, 50)


def test_broken_exif_costs_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path / "file", quarters(), "JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\xfe" * 40)
    assert near(corners(open_original(path, PIXELS).image), QUARTERS)


def test_an_empty_file_and_a_missing_one(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Invalid, match="empty"):
        open_original(tmp_path / "file", PIXELS)
    with pytest.raises(FileNotFoundError):
        open_original(tmp_path / "none", PIXELS)


def test_pixels_of_a_preview() -> None:
    array = pixels(encoded(quarters(), "JPEG", quality=90))
    assert (array.shape, array.dtype) == ((64, 96, 3), np.uint8)
    assert near(array[16, 24], QUARTERS[0][0])
    assert near(array[48, 72], QUARTERS[1][1])


def test_pixels_of_a_preview_are_those_that_pillow_reads_and_nobody_writes_to() -> None:
    jpeg = encoded(noise(201, 151), "JPEG", quality=82, subsampling=0)
    array = pixels(jpeg)
    assert np.array_equal(array, np.asarray(Image.open(BytesIO(jpeg))))
    assert not array.flags.writeable


@pytest.mark.parametrize("end", [b"", b"\xff\xd9"], ids=["cut", "cut, with an end"])
def test_pixels_of_a_damaged_preview(end: bytes) -> None:
    with pytest.raises(Damaged):
        pixels(encoded(noise(200, 150), "JPEG")[: 3000 if not end else 300] + end)


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_xmp_does_not_turn_what_exif_leaves_upright(tmp_path: Path, name: str) -> None:
    turned = packet('<rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/>').encode()
    path = saved(tmp_path / "file", quarters(), name, **_with_xmp(name, turned))
    assert read_source(path, None).embedded == {"tiff:Orientation": ["6"]}
    assert read_source(path, None).orientation == 1
    assert open_original(path, PIXELS).image.size == (96, 64)


def _with_xmp(name: str, xmp: bytes) -> dict[str, Any]:
    if name == "TIFF":
        return {"tiffinfo": {700: xmp}}
    if name == "PNG":
        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        return {"pnginfo": info}
    return {"xmp": xmp}

import struct
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from shared.errors import Damaged, Invalid
from shared.imaging.clean import clean_copy
from shared.imaging.clean.profile import plain_profile
from tests.shared.imaging.pictures import corners, encoded, near, noise, quarters
from tests.shared.imaging.raws import dng

SECRET = "Zanzibarquartett"
TAKEN = "2008-10-22T16:28:39"


def secret_exif(orientation: int = 6) -> bytes:
    """In the main directory, the maker's note, the position and the thumbnail's directory."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x010E] = orientation, SECRET, SECRET
    below = exif.get_ifd(0x8769)
    below[0xA431], below[0x927C] = SECRET, b"Maker\0" + SECRET.encode()
    exif.get_ifd(0x8825)[2] = (48.0, 12.0, 30.0)
    exif.get_ifd(0x8825)[27] = SECRET.encode()
    return exif.tobytes()


def profile() -> bytes:
    """One that a maker has put its name into, as they do: in the description and in a tag of its own."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    (count,) = struct.unpack_from(">I", plain, 128)
    table = bytearray(plain[132 : 132 + 12 * count])
    for place in range(count):  # behind one more row of the table
        at = struct.unpack_from(">I", table, 12 * place + 4)[0]
        struct.pack_into(">I", table, 12 * place + 4, at + 12)
    body = plain[132 + 12 * count :]
    table += struct.pack(">4sII", b"meta", 132 + 12 * (count + 1) + len(body), len(SECRET))
    whole = plain[:128] + struct.pack(">I", count + 1) + table + body + SECRET.encode()
    return struct.pack(">I", len(whole)) + whole[4:48] + b"SONYDSC9" + whole[56:]


PROFILE = profile()
PICTURE = quarters(96, 64)
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{SECRET}</x:xmpmeta>'.encode()


def jpeg(**options: Any) -> bytes:
    plain = encoded(PICTURE, "JPEG", exif=secret_exif(), icc_profile=PROFILE, comment=SECRET, xmp=XMP, **options)
    jumbf, irb, other = (_segment(marker, SECRET.encode() * 3) for marker in (0xEB, 0xED, 0xE7))
    thumbnail = _segment(0xE0, b"JFXX\0\x13" + SECRET.encode())
    behind = encoded(quarters(8, 8), "JPEG", comment=SECRET) + b"ftypmp42" + SECRET.encode()
    at = plain.index(b"\xff\xda")  # a comment between the tables and the picture too
    return (
        plain[:2]
        + jumbf
        + irb
        + other
        + thumbnail
        + plain[2:at]
        + _segment(0xFE, SECRET.encode())
        + plain[at:]
        + behind
    )


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def png(**options: Any) -> bytes:
    about = PngImagePlugin.PngInfo()
    about.add_text("Comment", SECRET)
    about.add_text("Author", SECRET, zip=True)
    about.add_itxt("XML:com.adobe.xmp", XMP.decode())
    about.add(b"prVt", SECRET.encode())
    plain = encoded(PICTURE, "PNG", pnginfo=about, exif=secret_exif(), icc_profile=PROFILE, dpi=(72, 72), **options)
    return plain + SECRET.encode()


def webp(**options: Any) -> bytes:
    plain = encoded(PICTURE, "WEBP", exif=secret_exif(), icc_profile=PROFILE, xmp=XMP, lossless=True, **options)
    body = plain[12:] + b"prVt" + struct.pack("<I", len(SECRET)) + SECRET.encode()
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body + SECRET.encode()


def gif() -> bytes:
    frames = [quarters(96, 64, "P"), quarters(96, 64).rotate(180).convert("P")]
    plain = encoded(
        frames[0], "GIF", save_all=True, append_images=frames[1:], comment=SECRET.encode(), loop=3, duration=70
    )
    application = b"\x21\xff\x0bPRIVATEDATA" + bytes((len(SECRET),)) + SECRET.encode() + b"\0"
    return plain[:-1] + application + b";" + SECRET.encode()


WALKED = {
    "jpeg": (jpeg(), "image/jpeg"),
    "progressive": (jpeg(progressive=True), "image/jpeg"),
    "restarts": (jpeg(restart_marker_blocks=2), "image/jpeg"),
    "png": (png(), "image/png"),
    "webp": (webp(), "image/webp"),
    "gif": (gif(), "image/gif"),
}


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "original", tmp_path / "copy"


def copied(files: tuple[Path, Path], content: bytes, taken: str = TAKEN) -> tuple[str, bytes]:
    original, copy = files
    original.write_bytes(content)
    return clean_copy(original, copy, taken=taken, max_pixels=10**6), copy.read_bytes()


def secrets_in(data: bytes) -> list[str]:
    """Also in other letters, and what stands beside it."""
    forms = {"plain": SECRET.encode(), "wide": SECRET.encode("utf-16-le"), "other": SECRET.encode("utf-16-be")}
    found = [name for name, form in forms.items() if form in data]
    return found + [name for name in ("SONY", "Maker", "xmpmeta", "ftyp", "Author", "prVt") if name.encode() in data]


@pytest.mark.parametrize("name", WALKED)
def test_a_walk_keeps_every_pixel_and_nothing_else(name: str, files: tuple[Path, Path]) -> None:
    content, media_type = WALKED[name]
    assert secrets_in(content)
    said, copy = copied(files, content)
    assert said == media_type
    assert not secrets_in(copy)
    with Image.open(BytesIO(content)) as before, Image.open(BytesIO(copy)) as after:
        assert (before.size, before.mode, getattr(before, "n_frames", 1)) == (
            after.size, after.mode, getattr(after, "n_frames", 1),
        ) or name.startswith(("jpeg", "progressive", "restarts"))  # fmt: skip
        for frame in range(getattr(after, "n_frames", 1)):
            before.seek(frame)
            after.seek(frame)
            assert np.array_equal(np.asarray(before.convert("RGB")), np.asarray(after.convert("RGB")))
        if name == "gif":
            assert (after.info["loop"], after.info["duration"], after.info.get("comment")) == (3, 70, None)
            return
        exif = after.getexif()
        assert dict(exif) == {0x0112: 6, 0x8769: exif[0x8769]}
        assert dict(exif.get_ifd(0x8769)) == {0x9003: "2008:10:22 16:28:39"}
        kept = after.info["icc_profile"]
    assert kept == plain_profile(PROFILE)
    red = Image.new("RGB", (1, 1), (250, 20, 30))
    srgb = ImageCms.createProfile("sRGB")
    seen = ImageCms.profileToProfile(red, ImageCms.ImageCmsProfile(BytesIO(kept)), srgb)
    assert seen is not None
    assert near(seen.getpixel((0, 0)), (250, 20, 30), 2)


def test_a_copy_of_a_copy_is_the_same(files: tuple[Path, Path]) -> None:
    for content, _ in WALKED.values():
        _, once = copied(files, content)
        assert copied(files, once)[1] == once


def test_nothing_is_said_where_nothing_is_known(files: tuple[Path, Path]) -> None:
    for content in (encoded(PICTURE, "JPEG"), encoded(PICTURE, "PNG"), encoded(PICTURE, "WEBP")):
        assert copied(files, content, "")[1] == content


def test_an_animated_webp_plays_on(files: tuple[Path, Path]) -> None:
    more = [quarters(96, 64).rotate(180)]
    content = encoded(PICTURE, "WEBP", save_all=True, append_images=more, duration=80, loop=2, exif=secret_exif())
    said, copy = copied(files, content)
    assert (said, secrets_in(copy)) == ("image/webp", [])
    with Image.open(BytesIO(copy)) as after:
        assert (after.n_frames, after.info["loop"]) == (2, 2)
        after.seek(1)
        assert near(corners(after.convert("RGB")), corners(more[0]))


@pytest.mark.parametrize("format", ["TIFF", "HEIF", "AVIF"])
def test_what_has_no_walk_becomes_a_jpeg_of_full_size(format: str, files: tuple[Path, Path]) -> None:
    content = encoded(PICTURE, format, exif=secret_exif(1), **({} if format == "TIFF" else {"quality": 90}))
    said, copy = copied(files, content)
    assert (said, secrets_in(copy)) == ("image/jpeg", [])
    with Image.open(BytesIO(copy)) as after:
        assert after.size == PICTURE.size
        assert near(corners(after), corners(PICTURE), 20)
        assert after.getexif().get_ifd(0x8769)[0x9003] == "2008:10:22 16:28:39"


def test_a_raw_file_is_developed(files: tuple[Path, Path]) -> None:
    said, copy = copied(files, dng(noise(256, 192), date=f"{SECRET}1"))
    assert (said, secrets_in(copy)) == ("image/jpeg", [])
    assert b"Heliograph Test" not in copy


def _odd() -> dict[str, bytes]:
    plain = encoded(PICTURE, "PNG", exif=secret_exif(6))
    late = plain.index(b"IDAT") - 4
    head, rest = plain[:late], plain[late:]
    again = plain[8:33]  # a second IHDR, which Pillow reads over
    gif_without_end = encoded(quarters(96, 64, "P"), "GIF", comment=SECRET.encode())[:-1]
    return {"png": head + again + rest, "gif": gif_without_end}


@pytest.mark.parametrize("name", _odd())
def test_what_does_not_follow_its_format_is_decoded(name: str, files: tuple[Path, Path]) -> None:
    said, copy = copied(files, _odd()[name])
    assert (said, secrets_in(copy)) == ("image/jpeg", [])


@pytest.mark.parametrize("name", WALKED)
def test_no_cut_of_a_file_tells_anything(name: str, files: tuple[Path, Path]) -> None:
    content, _ = WALKED[name]
    for end in range(0, len(content), max(1, len(content) // 40)):
        try:
            _, copy = copied(files, content[:end])
        except Invalid:
            continue
        assert not secrets_in(copy), end


def test_what_cannot_be_read_at_all(files: tuple[Path, Path]) -> None:
    with pytest.raises(Damaged):
        copied(files, encoded(PICTURE, "JPEG")[:300])


def test_profiles_that_are_none() -> None:
    for broken in (b"", b"x" * 200, PROFILE[:140], PROFILE[:128] + b"\xff" * 40):
        assert plain_profile(broken) == b""
    plain = plain_profile(PROFILE)
    assert plain_profile(plain) == plain
    (count,) = struct.unpack_from(">I", plain, 128)
    places = sorted({struct.unpack_from(">4sII", plain, 132 + 12 * n)[1:] for n in range(count)})
    assert all(at + size <= other for (at, size), (other, _) in pairwise(places))
    assert struct.unpack_from(">I", plain)[0] == len(plain)

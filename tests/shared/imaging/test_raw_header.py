from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL.ExifTags import Base

from shared.imaging.raw_header import is_raw, packet, read_raw_exif, written_in
from tests.shared.imaging.pictures import encoded, quarters
from tests.shared.imaging.raws import directory, dng


def tiff(entries: dict[int, tuple[int, object]]) -> bytes:
    return b"II*\0\x08\0\0\0" + directory(entries, 8)


PLAIN = {256: (4, 20), 257: (4, 10), 259: (3, 1), 262: (3, 2), 271: (2, "Maker")}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (dng(quarters(16, 16)), True),
        (dng(quarters(16, 16), preview=encoded(quarters(), "JPEG")), True),
        (b"II*\0\x10\0\0\0CR\x02\0" + bytes(40), True),
        (tiff(PLAIN | {262: (3, 32803)}), True),
        (tiff(PLAIN | {259: (3, 65535)}), True),
        (tiff(PLAIN), False),
        (encoded(quarters(), "TIFF"), False),
        (encoded(quarters(), "TIFF", compression="tiff_lzw"), False),
        (dng(quarters(16, 16))[:40], None),
        (b"II*\0", None),
        (b"MM\0*\xff\xff\xff\xf0", None),
    ],
    ids=["dng", "dng with preview", "cr2", "sensor", "pentax", "plain", "pillow", "lzw", "cut", "short", "far"],
)
def test_what_is_raw(data: bytes, expected: bool | None) -> None:
    assert is_raw(BytesIO(data)) is expected


def test_a_directory_below_may_hold_the_sensor() -> None:
    first = PLAIN | {330: (4, 0)}
    second = 8 + len(directory(first, 8))
    first[330] = (4, second)
    sensor = directory({256: (4, 20), 262: (3, 34892)}, second)
    assert is_raw(BytesIO(b"II*\0\x08\0\0\0" + directory(first, 8) + sensor)) is True
    below = directory({256: (4, 20), 262: (3, 2)}, second)  # a smaller copy, as scanners write it
    assert is_raw(BytesIO(b"II*\0\x08\0\0\0" + directory(first, 8) + below)) is False


@given(st.binary(max_size=300))
def test_hostile_directories_are_answered(data: bytes) -> None:
    assert is_raw(BytesIO(b"II*\0" + data)) in (True, False, None)
    assert isinstance(list(written_in(data)), list)


def box(name: bytes, body: bytes) -> bytes:
    return (len(body) + 8).to_bytes(4, "big") + name + body


def test_a_cr3_has_its_directories_in_boxes() -> None:
    main = tiff({Base.Make: (2, "Canon"), Base.Model: (2, "EOS R5")})
    exif, gps = tiff({Base.ISOSpeedRatings: (3, 400)}), tiff({1: (2, "N")})
    data = box(b"ftyp", b"crx \0\0\0\1crx isom") + box(
        b"moov", box(b"CMT1", main) + box(b"CMT2", exif) + box(b"CMT3", tiff(PLAIN)) + box(b"CMT4", gps)
    )
    found = read_raw_exif(data)
    assert found[0][Base.Make] == "Canon"
    assert found[1][Base.ISOSpeedRatings] == 400
    assert found[2][1] == "N"


@pytest.mark.parametrize("magic", [b"IIRO", b"IIU\0"])
def test_makers_with_a_number_of_their_own(magic: bytes) -> None:
    main, _, _ = read_raw_exif(magic + tiff({Base.Make: (2, "OLYMPUS")})[4:])
    assert main[Base.Make] == "OLYMPUS"


def test_a_raf_has_a_jpeg_in_front() -> None:
    jpeg = encoded(quarters(), "JPEG", exif=b"Exif\0\0" + tiff({Base.Make: (2, "FUJIFILM")}))
    main, _, _ = read_raw_exif(b"FUJIFILMCCD-RAW 0201".ljust(148, b"\0") + jpeg)
    assert main[Base.Make] == "FUJIFILM"
    assert packet(main) is None

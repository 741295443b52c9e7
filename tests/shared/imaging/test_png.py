import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest

from shared.imaging.decode import open_original
from shared.imaging.formats import opened
from shared.imaging.png import without_the_rest
from shared.imaging.source import read_source
from tests.shared.imaging.pictures import encoded, quarters
from tests.shared.imaging.test_xmp import packet

DATED = packet('<rdf:Description exif:DateTimeOriginal="2018-01-02T03:04:05"/>').encode()
EXIF = b"MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0"  # orientation 6


def chunk(kind: bytes, body: bytes, spoilt: bool = False) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body) ^ spoilt)


def png(*before: bytes, after: bytes = b"") -> bytes:
    """A picture with these chunks before and behind its pixels."""
    plain = encoded(quarters(), "PNG")
    begin, end = plain.index(b"IDAT") - 4, plain.index(b"IEND") - 4
    return plain[:begin] + b"".join(before) + plain[begin:end] + after + plain[end:]


HUGE = zlib.compress(b"\0" * 3_000_000)


@pytest.mark.parametrize(
    "beside",
    [
        chunk(b"zTXt", b"workflow\0\0" + HUGE),
        chunk(b"iTXt", b"workflow\0\1\0\0\0" + HUGE),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + HUGE),
        chunk(b"iCCP", b"icc\0\0" + zlib.compress(bytes(3_000_000))),
        chunk(b"iCCP", b"icc\0\0broken"),
        chunk(b"tEXt", b"Comment\0hello", spoilt=True),
        chunk(b"iCCP", b"icc\0\0", spoilt=True),
        chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"\nexif\n 4\nnothex")),
        chunk(b"eXIf", b"nonsense"),
        chunk(b"iTXt", b""),
    ],
    ids=range(10),
)
def test_nothing_beside_the_picture_costs_it(tmp_path: Path, beside: bytes) -> None:
    for place, data in enumerate((png(beside), png(after=beside))):
        path = tmp_path / str(place)
        path.write_bytes(data)
        assert open_original(path, 1_000_000).image.tobytes() == quarters().tobytes()
        read_source(path, None)


def hexed(name: bytes, raw: bytes) -> bytes:
    text = b"\n%s\n%8d\n%s\n" % (name, len(raw), raw.hex().encode())
    return chunk(b"zTXt", b"Raw profile type " + name + b"\0\0" + zlib.compress(text))


@pytest.mark.parametrize(
    "told",
    [
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + DATED),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0en\0name\0" + zlib.compress(DATED)),
        hexed(b"xmp", DATED),
        hexed(b"APP1", b"http://ns.adobe.com/xap/1.0/\0" + DATED),
    ],
    ids=range(4),
)
@pytest.mark.parametrize("behind", [False, True])
def test_xmp_is_read_wherever_it_stands(tmp_path: Path, told: bytes, behind: bool) -> None:
    (tmp_path / "file").write_bytes(png(after=told) if behind else png(told))
    source = read_source(tmp_path / "file", None)
    assert source.embedded == {"exif:DateTimeOriginal": ["2018-01-02T03:04:05"]}


@pytest.mark.parametrize(
    "told", [chunk(b"eXIf", EXIF), hexed(b"exif", b"Exif\0\0" + EXIF), hexed(b"APP1", b"Exif\0\0" + EXIF)], ids=range(3)
)
@pytest.mark.parametrize("behind", [False, True])
def test_so_is_exif_and_pixels_and_metadata_agree(tmp_path: Path, told: bytes, behind: bool) -> None:
    (tmp_path / "file").write_bytes(png(after=told) if behind else png(told))
    assert read_source(tmp_path / "file", None).orientation == 6
    assert open_original(tmp_path / "file", 1_000_000).image.size == (64, 96)


def test_creation_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(png(chunk(b"tEXt", b"Creation Time\x002019:03:04 05:06:07")))
    assert read_source(tmp_path / "file", None).created == "2019:03:04 05:06:07"


def test_a_cut_picture_is_still_told_from_a_whole_one() -> None:
    whole = png(chunk(b"tEXt", b"Comment\0hello"))
    with opened(BytesIO(whole[: whole.index(b"IDAT") + 20])) as image:
        assert image.size == (96, 64)
    picture, told = without_the_rest(BytesIO(whole))
    assert (picture.read(), told) == (encoded(quarters(), "PNG"), {})

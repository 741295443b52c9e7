import struct
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from shared.errors import Damaged, Unsupported
from shared.imaging.decode import open_original
from shared.imaging.probe import probe
from shared.imaging.source import read_source
from shared.imaging.tiff import directories, is_whole, size
from tests.shared.imaging.pictures import corners, encoded, near, quarters

MILLION = 1_000_000


def tiff(order: str, big: bool, tags: dict[int, tuple[int, tuple[int, ...]]], pixels: bytes) -> bytes:
    """A TIFF of one strip; `tags` are number -> (type, values)."""
    letters, offset = {1: "B", 3: "H", 4: "I", 16: "Q"}, "Q" if big else "I"
    begin, inline = (16, 8) if big else (8, 4)
    at = begin + len(pixels)
    tags = dict(sorted({**tags, 273: (4, (begin,)), 279: (4, (len(pixels),))}.items()))
    entry = 20 if big else 12
    behind = at + (8 if big else 2) + entry * len(tags) + inline
    table, rest = b"", b""
    for tag, (kind, values) in tags.items():
        data = struct.pack(f"{order}{len(values)}{letters[kind]}", *values)
        place = data.ljust(inline, b"\0") if len(data) <= inline else struct.pack(order + offset, behind + len(rest))
        rest += data if len(data) > inline else b""
        table += struct.pack(f"{order}HH{offset}", tag, kind, len(values)) + place
    mark = b"II" if order == "<" else b"MM"
    header = struct.pack(f"{order}HHHQ", 43, 8, 0, at) if big else struct.pack(f"{order}HI", 42, at)
    count = struct.pack(order + ("Q" if big else "H"), len(tags))
    return mark + header + pixels + count + table + bytes(inline) + rest


def tags(width: int, height: int, bits: int, compression: int = 1, form: int = 1, kind: int = 3) -> dict[int, object]:
    return {256: (3, (width,)), 257: (3, (height,)), 258: (3, (bits,) * 3), 259: (kind, (compression,)), 262: (3, (2,)),
            277: (3, (3,)), 278: (3, (height,)), 339: (3, (form,) * 3)}  # fmt: skip


PIXELS = np.asarray(quarters())
VARIETIES = {
    "float": tiff("<", False, tags(96, 64, 32, form=3), (PIXELS / 255).astype("<f4").tobytes()),  # type: ignore[arg-type]
    "big": tiff(">", True, tags(96, 64, 8), PIXELS.tobytes()),  # type: ignore[arg-type]
    "byte": tiff("<", False, tags(96, 64, 8, kind=1), PIXELS.tobytes()),  # type: ignore[arg-type]
    "plain": tiff(">", False, tags(96, 64, 8), PIXELS.tobytes()),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", VARIETIES)
def test_varieties_are_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(VARIETIES[name])
    found = probe(VARIETIES[name], True, MILLION)
    assert (found.format, found.width, found.height) == ("tiff", 96, 64)
    assert read_source(path, None).size == (96, 64)
    assert near(corners(open_original(path, MILLION).image), corners(quarters()))


def test_an_unknown_compression_is_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(tiff("<", False, tags(96, 64, 8, compression=50001), b"RIFF webp"))  # type: ignore[arg-type]
    with pytest.raises(Unsupported, match="variety of TIFF is not supported"):
        open_original(path, MILLION)


def test_what_lacks_a_part_or_is_spoilt_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(tiff("<", False, tags(960, 640, 32, form=3) | {}, b"")[:-4])  # type: ignore[arg-type]
    with pytest.raises((Damaged, Unsupported)):
        open_original(path, MILLION)
    spoilt = bytearray(encoded(quarters(), "TIFF", compression="tiff_lzw"))
    spoilt[8:60] = b"\xff" * 52
    path.write_bytes(spoilt)
    assert is_whole(path)
    with pytest.raises(Damaged):
        open_original(path, MILLION)


def test_a_thumbnail_in_front_is_not_the_picture(tmp_path: Path) -> None:
    path = tmp_path / "file"
    small = quarters(24, 16)
    out = BytesIO()
    small.encoderinfo = {"tiffinfo": {254: 1}}
    small.save(out, "TIFF", save_all=True, append_images=[quarters()], tiffinfo={254: 1})
    data = bytearray(out.getvalue())
    pages = [*directories(BytesIO(data))]
    assert len(pages) == 2
    # Pillow writes the tag into every page: the second is no smaller version of another.
    second = data.rindex(struct.pack("<HHII", 254, 4, 1, 1))
    data[second + 8] = 0
    path.write_bytes(data)
    assert size(BytesIO(data)) == (96, 64)
    assert probe(bytes(data), True, MILLION).format == "tiff"
    assert open_original(path, MILLION).image.size == (96, 64)
    assert read_source(path, None).size == (96, 64)


@pytest.mark.parametrize("broken", [b"", b"II", b"II*\0\xff\xff\xff\xff", b"MM\0+\0\x08\0\0" + b"\xff" * 8, b"MM\0+\0"])
def test_what_points_nowhere_has_no_page(broken: bytes) -> None:
    assert [page for page in directories(BytesIO(broken)) if page] == []
    assert size(BytesIO(broken)) is None


def test_sixteen_bits_and_alpha(tmp_path: Path) -> None:
    path = tmp_path / "file"
    Image.fromarray(PIXELS[:, :, 0].astype(np.uint16) * 257).save(path, "TIFF")
    assert open_original(path, MILLION).image.getpixel((10, 10))[0] == 220

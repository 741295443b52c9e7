from io import BytesIO
from pathlib import Path

import pytest

from shared.errors import Damaged, Unsupported
from shared.imaging.decode import open_original
from shared.imaging.formats import format_of
from shared.imaging.heif import boxes, check_variety
from shared.imaging.probe import probe
from tests.shared.imaging.pictures import encoded, noise, quarters

MILLION = 1_000_000


def box(kind: bytes, body: bytes = b"") -> bytes:
    return (len(body) + 8).to_bytes(4, "big") + kind + body


def item(kind: bytes) -> bytes:
    return box(b"infe", b"\2\0\0\0\0\1\0\0" + kind + b"\0")


def ftyp(major: bytes, *others: bytes) -> bytes:
    return box(b"ftyp", major + bytes(4) + b"".join(others))


def test_the_boxes_at_the_top() -> None:
    data = ftyp(b"heic") + box(b"meta", b"xy") + b"\0\0\0\1mdat" + (20).to_bytes(8, "big") + bytes(4)
    assert [kind for kind, _ in boxes(BytesIO(data))] == [b"ftyp", b"meta", b"mdat"]
    assert [end for _, end in boxes(BytesIO(data))][-1] == len(data)
    assert [*boxes(BytesIO(b"\0\0\0\0"))] == [] == [*boxes(BytesIO(b"\0\0\0\3abcdefgh"))]


@pytest.mark.parametrize(
    ("kind", "name"), [(b"jpeg", "JPEG"), (b"avc1", r"H\.264"), (b"vvc1", r"H\.266"), (b"unci", "no compression")]
)
def test_other_codings_are_named(kind: bytes, name: str) -> None:
    file = ftyp(b"mif1", b"mif1") + box(b"meta", item(kind)) + box(b"mdat", bytes(9))
    with pytest.raises(Unsupported, match=f"coded with {name} are not supported"):
        probe(file, True, MILLION)


def test_a_picture_beside_one_of_another_coding_is_read() -> None:
    check_variety(ftyp(b"heic") + box(b"meta", item(b"hvc1") + item(b"jpeg")))


def test_a_sequence_without_a_still_is_no_damaged_file() -> None:
    with pytest.raises(Unsupported, match="Sequences of pictures"):
        probe(ftyp(b"hevc", b"hevc") + box(b"moov", bytes(40)) + box(b"mdat", bytes(40)), True, MILLION)


@pytest.mark.parametrize("major", [b"mif3", b"avci", b"vvic", b"jpeg", b"j2ki"])
def test_other_brands_of_pictures_are_no_videos(major: bytes) -> None:
    with pytest.raises(Unsupported, match="variety of HEIF or AVIF"):
        format_of(ftyp(major, b"mif1"))
    with pytest.raises(Unsupported, match="Videos are not supported yet"):
        format_of(ftyp(b"isom", b"mp42"))


def test_a_whole_file_that_no_decoder_understands_is_not_sent_for_again(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(ftyp(b"avif", b"mif1") + box(b"meta", item(b"av01")) + box(b"mdat", bytes(40)))
    with pytest.raises(Unsupported, match="of a variety"):
        open_original(path, MILLION)


@pytest.mark.parametrize("name", ["HEIF", "AVIF"])
def test_a_cut_one_is_damaged(tmp_path: Path, name: str) -> None:
    path = tmp_path / "file"
    whole = encoded(noise(200, 200), name)
    path.write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(Damaged):
        open_original(path, MILLION)
    path.write_bytes(encoded(quarters(), name))
    assert open_original(path, MILLION).image.size == (96, 64)

import pickle
import struct
import zlib
from functools import partial

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.errors import Damaged, Invalid, TooLarge, Unsupported
from shared.imaging.probe import HEAD, Head, Probe, check_size, probe, prober
from tests.shared.imaging.pictures import encoded, noise, quarters
from tests.shared.imaging.test_formats import FORMATS

MILLION = 1_000_000


@pytest.mark.parametrize(("pillow", "name"), FORMATS)
def test_the_header_says_format_and_size(pillow: str, name: str) -> None:
    found = probe(encoded(quarters(90, 66), pillow), True, MILLION)
    assert (found.format, found.width, found.height) == (name, 90, 66)


@pytest.mark.parametrize("options", [{"lossless": True}, {"quality": 50}, {"exif": b"Exif\0\0II*\0\x08\0\0\0\0\0"}])
def test_each_kind_of_webp(options: dict[str, object]) -> None:
    data = encoded(quarters(257, 129), "WEBP", **options)
    assert probe(data, True, MILLION) == Probe("webp", "image/webp", 257, 129)


@pytest.mark.parametrize("name", ["JPEG", "PNG", "GIF", "WEBP", "HEIF", "AVIF"])
def test_the_head_of_a_larger_file_is_enough(name: str) -> None:
    data = encoded(noise(640, 480), name)
    assert len(data) > 20_000
    found = probe(data[:4096], False, MILLION)
    assert (found.width, found.height) == (640, 480)


def test_a_header_beyond_the_head_leaves_the_size_open() -> None:
    tiff = encoded(noise(300, 200), "TIFF", compression="tiff_lzw")  # its directory lies behind the pixels
    assert probe(tiff[:1000], False, MILLION) == Probe("tiff", "image/tiff", None, None)
    jpeg = encoded(quarters(), "JPEG", exif=b"Exif\0\0" + bytes(60_000))
    assert probe(jpeg[:1000], False, MILLION) == Probe("jpeg", "image/jpeg", None, None)


@pytest.mark.parametrize(("pillow", "name"), FORMATS)
def test_a_whole_file_that_ends_within_its_header_is_damaged(pillow: str, name: str) -> None:
    with pytest.raises(Damaged, match="The file"):
        probe(encoded(quarters(), pillow)[:24], True, MILLION)


def test_empty_and_text_are_told_before_any_decoder_sees_them() -> None:
    with pytest.raises(Invalid, match="empty"):
        probe(b"", True, MILLION)
    with pytest.raises(Unsupported, match="text"):
        probe(b"hello.jpg", True, MILLION)


def png_that_says(width: int, height: int) -> bytes:
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return encoded(quarters(), "PNG").replace(
        encoded(quarters(), "PNG")[12:33], chunk + struct.pack(">I", zlib.crc32(chunk))
    )


def test_too_many_pixels_are_refused_with_numbers_people_understand() -> None:
    with pytest.raises(TooLarge, match=r"10,000 megapixels \(100000 × 100000\); at most 1 are allowed"):
        probe(png_that_says(100_000, 100_000), False, MILLION)
    assert probe(png_that_says(1000, 1000), False, MILLION).width == 1000


def test_a_picture_without_pixels_is_damaged() -> None:
    with pytest.raises(Damaged, match="no pixels"):
        check_size(0, 10, MILLION)
    with pytest.raises(Damaged):
        probe(png_that_says(0, 10), True, MILLION)


def test_a_raw_file_dressed_as_tiff_is_not_taken_for_its_preview() -> None:
    reduced = encoded(quarters(), "TIFF", tiffinfo={254: 1})
    dng = encoded(quarters(), "TIFF", tiffinfo={50706: b"\1\4\0\0"})
    for data in (reduced, dng):
        assert probe(data, True, MILLION) == Probe("raw", "image/x-dcraw", None, None)
    assert probe(encoded(quarters(), "TIFF"), True, MILLION).format == "tiff"


@given(data=st.binary(max_size=400), start=st.sampled_from([encoded(quarters(8, 8), name) for name, _ in FORMATS]))
@example(data=b"", start=b"\xff\xd8\xff")
def test_hostile_headers_give_an_answer_or_a_sentence(data: bytes, start: bytes) -> None:
    head = start[: 12 + len(data) % 40] + data
    for complete in (True, False):
        (found,) = prober(MILLION)([Head(head, complete)])
        if isinstance(found, Invalid):
            assert len(str(found)) > 15
        else:
            assert found.media_type.startswith("image/")
            assert not complete or found.width is not None or found.format == "raw"


def test_the_prober_travels_to_a_child_and_answers_each_head() -> None:
    make = pickle.loads(pickle.dumps(partial(prober, MILLION)))
    good, bad = make()([Head(encoded(quarters(), "PNG")[:HEAD], True), Head(b"", True)])
    assert good == Probe("png", "image/png", 96, 64)
    assert isinstance(bad, Invalid)
    assert str(bad) == "The file is empty."

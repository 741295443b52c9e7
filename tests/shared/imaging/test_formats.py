import pytest

from shared.errors import Invalid, Unsupported
from shared.imaging.formats import MEDIA_TYPES, format_of
from tests.shared.imaging.pictures import encoded, quarters

FORMATS = [(name, name.lower()) for name in ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "AVIF")] + [("HEIF", "heic")]


@pytest.mark.parametrize(("pillow", "name"), FORMATS)
def test_formats_are_told_by_content(pillow: str, name: str) -> None:
    assert format_of(encoded(quarters(), pillow)[:64]) == name
    assert MEDIA_TYPES[name].startswith("image/")


def box(major: bytes, *compatible: bytes) -> bytes:
    body = b"ftyp" + major + b"\0\0\0\0" + b"".join(compatible)
    return (len(body) + 4).to_bytes(4, "big") + body


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (box(b"mif1", b"mif1", b"heic"), "heic"),
        (box(b"mif1", b"mif1", b"avif", b"miaf"), "avif"),
        (box(b"heic"), "heic"),
        (b"II+\0\x08\0", "tiff"),
        (b"MM\0*", "tiff"),
        (box(b"crx ", b"crx ", b"isom"), "raw"),
        (b"FUJIFILMCCD-RAW 0201", "raw"),
        (b"IIU\0\x18\0\0\0", "raw"),
        (b"IIRO\x08\0\0\0", "raw"),
    ],
)
def test_containers_say_by_their_brands_what_is_in_them(head: bytes, name: str) -> None:
    assert format_of(head) == name


def test_an_empty_file_is_called_empty() -> None:
    with pytest.raises(Invalid, match=r"^The file is empty\.$"):
        format_of(b"")


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"Dear diary,\nno photo today.", "holds text, not a photo"),
        ("Liebes Tagebuch, schöne Grüße".encode(), "holds text"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "holds text"),
        (b"\xff\xfeh\0i\0", "holds text"),
        (b"\x01\x02\x03\x04 not text", "not recognised as a photo"),
        (b"\0" * 64, "not recognised as a photo"),
        (b"8BPS\0\x01", "Photoshop"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
        (b"BM6\0\0\0", "BMP"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "ZIP"),
        (box(b"isom", b"mp42"), "Videos are not supported yet"),
        (box(b"qt  "), "Videos are not supported yet"),
        (b"\x1aE\xdf\xa3", "Videos are not supported yet"),
        (b"RIFF\0\0\0\0AVI LIST", "Videos are not supported yet"),
        (b"\0\0\0\x08wide\0\0\0\0mdat", "Videos are not supported yet"),
        (b"RIFF\0\0\0\0WAVE", "not a photo"),
    ],
)
def test_what_is_not_read_is_refused_with_a_sentence_that_helps(head: bytes, words: str) -> None:
    with pytest.raises(Unsupported, match=words) as refused:
        format_of(head)
    assert str(refused.value).endswith(
        "Photos are read as JPEG, PNG, GIF, WebP, TIFF, HEIC, AVIF and raw files of cameras."
    )

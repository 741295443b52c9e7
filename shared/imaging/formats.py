"""Which formats are read, told apart by content and never by name.

The one place that opens a Pillow image: with the plugins of our formats only, and with Pillow's own pixel limit
off, because ours is a setting and is checked before any pixel is decoded.
"""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import pillow_heif
from PIL import Image
from PIL.ImageFile import ImageFile
from PIL.TiffImagePlugin import TiffImageFile

from shared.errors import Damaged, Invalid, Unsupported
from shared.imaging.code_points import code_points
from shared.imaging.heif import NO_SUCH_VARIETY, check_variety, refusal
from shared.imaging.png import without_the_rest
from shared.imaging.raw_header import is_raw
from shared.imaging.tiff import REDUCED, SUBFILE_TYPE

log = logging.getLogger(__name__)

# Children have one core each, so one thread; embedded thumbnails and depth maps are never shown.
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
Image.MAX_IMAGE_PIXELS = None

_ENOUGH = 1 << 20  # bytes: the list of what is in a HEIF lies within
RAW = "raw"  # has no Pillow plugin: see raw.py

MEDIA_TYPES = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "tiff": "image/tiff",
    "heic": "image/heic",
    "avif": "image/avif",
    RAW: "image/x-dcraw",  # what freedesktop.org calls raw files of any maker
}

_PLUGINS = {
    "jpeg": ("JPEG", "MPO"),
    "png": ("PNG",),
    "gif": ("GIF",),
    "webp": ("WEBP",),
    "tiff": ("TIFF",),
    "heic": ("HEIF",),
    "avif": ("AVIF",),
}

_READ = "Photos are read as JPEG, PNG, GIF, WebP, TIFF, HEIC, AVIF and raw files of cameras."

_STARTS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"IIRO", RAW),  # Olympus
    (b"IIRS", RAW),
    (b"MMOR", RAW),
    (b"IIU\0", RAW),  # Panasonic, Leica
    (b"FUJIFILMCCD-RAW", RAW),
    (b"FOVb", RAW),  # Sigma
    (b"\0MRM", RAW),  # Minolta
    (b"II\x1a\0\0\0HEAP", RAW),  # Canon's CRW
)

_VIDEO = f"Videos are not supported yet. {_READ}"
_REFUSED_STARTS = (
    (b"8BPS", f"Photoshop files are not supported. Export the picture as JPEG or PNG. {_READ}"),
    (b"\0\0\0\x0cjP  ", f"JPEG 2000 files are not supported. Export the picture as JPEG. {_READ}"),
    (b"\xffO\xffQ", f"JPEG 2000 files are not supported. Export the picture as JPEG. {_READ}"),
    (b"\0\0\0\x0cJXL ", f"JPEG XL files are not supported yet. Export the picture as JPEG. {_READ}"),
    (b"\xff\n", f"JPEG XL files are not supported yet. Export the picture as JPEG. {_READ}"),
    (b"%PDF", f"This is a PDF document, not a photo. {_READ}"),
    (b"PK\x03\x04", f"This is a ZIP archive. Unpack it and upload the photos in it. {_READ}"),
    (b"BM", f"BMP files are not supported. Save the picture as PNG. {_READ}"),
    (b"\x1aE\xdf\xa3", _VIDEO),
    (b"\0\0\x01\xba", _VIDEO),
    (b"\0\0\x01\xb3", _VIDEO),
    (b"FLV\x01", _VIDEO),
)

_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_AVIF_BRANDS = {b"avif", b"avis"}
# Of pictures in the same container that nobody reads yet: a shorter header, and other codings.
_PICTURE_BRANDS = {
    b"mif1", b"mif2", b"mif3", b"msf1", b"miaf", b"jpeg", b"jpgs", b"avci", b"avcs", b"vvic", b"vvis", b"j2ki", b"j2is",
}  # fmt: skip


def format_at(stream: BinaryIO) -> str:
    """A key of MEDIA_TYPES. Raises Invalid for an empty file, Unsupported with a sentence for anything else."""
    stream.seek(0)
    name = format_of(stream.read(512))
    stream.seek(0)
    return RAW if name == "tiff" and is_raw(stream) else name


def format_of(head: bytes) -> str:
    """As format_at, of the first bytes alone, by which a raw file in TIFF's clothes is a TIFF."""
    if not head:
        raise Invalid("The file is empty.")
    for start, name in _STARTS:
        if head.startswith(start):
            return name
    if head[:4] == b"RIFF":
        if head[8:12] == b"WEBP":
            return "webp"
        raise Unsupported(_VIDEO if head[8:12] == b"AVI " else f"This file is not a photo. {_READ}")
    if head[4:8] == b"ftyp":
        return _iso_media(head)
    if head[4:8] in (b"moov", b"mdat", b"wide", b"free", b"skip"):  # QuickTime from before there was ftyp
        raise Unsupported(_VIDEO)
    for start, sentence in _REFUSED_STARTS:
        if head.startswith(start):
            raise Unsupported(sentence)
    if _is_text(head):
        raise Unsupported(f"This file holds text, not a photo, whatever its name says. {_READ}")
    raise Unsupported(f"This kind of file is not recognised as a photo. {_READ}")


def _iso_media(head: bytes) -> str:
    length = max(16, min(int.from_bytes(head[:4], "big"), 256))
    major, compatible = head[8:12], {head[at : at + 4] for at in range(16, length, 4)}
    if major in _AVIF_BRANDS:
        return "avif"
    if major in _HEIC_BRANDS:
        return "heic"
    if major in (b"mif1", b"msf1", b"mif2", b"miaf"):  # any image in this container: the other brands say which
        return "avif" if compatible & _AVIF_BRANDS else "heic"
    if major == b"crx ":  # Canon's CR3
        return RAW
    raise Unsupported(NO_SUCH_VARIETY if {major, *compatible} & _PICTURE_BRANDS else _VIDEO)


def _is_text(head: bytes) -> bool:
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or not any(byte < 9 or 13 < byte < 27 for byte in head[:512])


@contextmanager
def opened(source: Path | BytesIO) -> Iterator[ImageFile]:
    """The image with its header read and no pixel decoded; never a raw file. Raises Invalid, Unsupported or Damaged.

    What decoders raise on broken input becomes Damaged, here and in the block that works on the image.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what is odd in other people's files is no news for our log
        with source.open("rb") if isinstance(source, Path) else source as stream:
            name = format_at(stream)
            stream.seek(0)
            image_opened = False
            try:
                picture, told = without_the_rest(stream) if name == "png" else (stream, _beside(name, stream))
                with Image.open(picture, formats=_PLUGINS[name]) as image:
                    image.info.update(told)
                    # Out of Pillow's sight: where EXIF has no orientation it would turn by XMP's, as no browser does.
                    image.info["packet"] = image.info.pop("XML:com.adobe.xmp", None) or image.info.pop("xmp", None)
                    _seek_page(image)
                    image_opened = True
                    yield image
            except (Invalid, MemoryError):
                raise
            except Exception as error:  # decoders raise whatever they like on broken input
                log.info("cannot decode %s", name, exc_info=True)
                if name in ("heic", "avif"):
                    stream.seek(0)
                    check_variety(stream.read(_ENOUGH))
                    if not image_opened and (unsupported := refusal(stream)):
                        raise unsupported from error
                raise Damaged(_sentence(error)) from error


def opens(path: Path) -> bool:
    """Whether its header is one that Pillow understands."""
    try:
        with opened(path):
            return True
    except Damaged:
        return False


def _beside(name: str, stream: BinaryIO) -> dict[str, Any]:
    points = code_points(stream) if name in ("heic", "avif") else None
    stream.seek(0)
    return {"cicp": points} if points else {}


def _seek_page(image: ImageFile) -> None:
    """To the first page of a TIFF that is no smaller version of another."""
    if isinstance(image, TiffImageFile) and image.tag_v2.get(SUBFILE_TYPE, 0) & REDUCED:
        for page in range(1, image.n_frames):
            image.seek(page)
            if not image.tag_v2.get(SUBFILE_TYPE, 0) & REDUCED:
                return
        image.seek(0)


def _sentence(error: Exception) -> str:
    text = str(error).lower()
    if isinstance(error, EOFError) or "truncated" in text or "end of file" in text or "unexpected end" in text:
        return "The file ends too early: a part of the picture is missing. Copy it again from where it came."
    return "The file is damaged: its picture cannot be read. Copy it again from where it came."

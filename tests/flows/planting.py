"""Photos of each format into which is written, in every place that a file has for it, where they were taken, with what
and who is on them: to look for that afterwards in whatever others are sent."""

import struct
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from PIL import Image, PngImagePlugin

import shared.imaging.formats  # noqa: F401 - by which Pillow knows HEIF
from tests.drawing import draw_people
from tests.shared.imaging.raws import dng

PERSON = 3  # as draw_people has them

# By subject, what is planted. Latitude and longitude as JSON and XMP write them.
PLANTED: Mapping[str, tuple[str, ...]] = {
    "place": ("Arezzo", "Tuscany", "43.467", "11.885", "Europe/Rome", "+02:00"),
    "camera": ("Kamerix", "K9000", "Linsenwerk"),
    "people": ("Zebulonda",),
}
# What nobody else is ever told where anything is withheld: it stands inside the file, or is its name.
INSIDE = ("SN77412093", "Quittenbaum", "Planthausen", "Wurzelwerk")
TAKEN = "2008-10-22T16:28:39"


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x010E] = "Kamerix", "Kamerix K9000", "Quittenbaum"
    exif[0x0112] = 1
    below = exif.get_ifd(0x8769)
    below[0x9003] = "2008:10:22 16:28:39"
    below[0xA431], below[0xA434], below[0x927C] = "SN77412093", "Linsenwerk 50", b"Maker\0SN77412093"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (43.0, 28.0, 2.814), "E", (11.0, 53.0, 6.456)
    gps[28] = b"ASCII\0\0\0Planthausen"
    return exif.tobytes()


def _xmp() -> bytes:
    return b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" photoshop:City="Planthausen">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Quittenbaum</rdf:li></rdf:Alt></dc:title>
<dc:subject><rdf:Bag><rdf:li>Wurzelwerk</rdf:li></rdf:Bag></dc:subject>
<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Quittenbaum</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def _iptc() -> bytes:
    """A resource block of Photoshop with a title, a keyword and a town."""
    said = ((5, b"Quittenbaum"), (25, b"Wurzelwerk"), (90, b"Planthausen"))
    data = b"".join(b"\x1c\x02" + bytes((dataset,)) + struct.pack(">H", len(text)) + text for dataset, text in said)
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(data)) + data + bytes(len(data) % 2)
    return b"Photoshop 3.0\0" + block


def _jpeg(picture: Image.Image) -> bytes:
    plain = _saved(picture, "JPEG", quality=95, exif=_exif(), xmp=_xmp(), comment=b"Quittenbaum")
    iptc = _iptc()
    behind = _saved(Image.new("RGB", (8, 8)), "JPEG", exif=_exif())
    return plain[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + plain[2:] + behind + b"Wurzelwerk"


def _png(picture: Image.Image) -> bytes:
    about = PngImagePlugin.PngInfo()
    about.add_text("Title", "Quittenbaum")
    about.add_text("Location", "Planthausen", zip=True)
    about.add_itxt("XML:com.adobe.xmp", _xmp().decode())
    return _saved(picture, "PNG", pnginfo=about, exif=_exif()) + b"Wurzelwerk"


def _gif(picture: Image.Image) -> bytes:
    return _saved(picture.quantize(), "GIF", comment=b"Quittenbaum")


def _heif(picture: Image.Image) -> bytes:
    return _saved(picture, "HEIF", quality=95, exif=_exif(), xmp=_xmp())


def _raw(picture: Image.Image) -> bytes:
    return dng(picture.resize((256, 192)), date="2008:10:22 16:28:39") + b"Quittenbaum"


def _saved(picture: Image.Image, format: str, **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, format, **options)
    return out.getvalue()


_FORMATS: Mapping[str, Callable[[Image.Image], bytes]] = {
    "jpg": _jpeg,
    "png": _png,
    "webp": lambda picture: _saved(picture, "WEBP", lossless=True, exif=_exif(), xmp=_xmp()),
    "gif": _gif,
    "tif": lambda picture: _saved(picture, "TIFF", exif=_exif()),
    "heic": _heif,
    "avif": lambda picture: _saved(picture, "AVIF", quality=95, exif=_exif()),
    "dng": _raw,
}


def planted() -> dict[str, bytes]:
    """File names, which say all of it as well -> files."""
    return {
        f"Zebulonda Arezzo K9000 SN77412093.{end}": made(draw_people(9300 + number, PERSON))
        for number, (end, made) in enumerate(_FORMATS.items())
    }

"""XMP: what editors, and people through them, wrote about a photo, inside it or in a sidecar."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from shared.imaging.text import LONG, clean

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LISTS = (f"{RDF}Bag", f"{RDF}Seq", f"{RDF}Alt")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://cipa.jp/exif/1.0/": "exifEX",
    "http://ns.adobe.com/exif/1.0/aux/": "aux",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/lightroom/1.0/": "lr",
    "http://www.digikam.org/ns/1.0/": "digiKam",
    "http://ns.google.com/photos/1.0/panorama/": "GPano",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
}
_LARGEST = 4 * 1024 * 1024  # bytes; beyond it lie embedded pictures, not words

Xmp = Mapping[str, Sequence[str]]  # "dc:subject" -> its values, in order


def parse_xmp(packet: bytes | str | None) -> dict[str, list[str]]:
    """The properties of the namespaces above, as clean text, [] where they are empty; {} for a packet that is no
    XMP."""
    properties: dict[str, list[str]] = {}
    for description in described(packet):
        for name, value in description.attrib.items():
            _add(properties, name, [value])
        for child in description:
            _add(properties, child.tag, _values(child))
    return properties


def described(packet: bytes | str | None) -> list[Element]:
    """What the packet says of this photo; [] where it is no XMP."""
    if not packet or len(packet) > _LARGEST:
        return []
    raw = packet.encode("utf-8", "ignore") if isinstance(packet, str) else packet
    try:
        root = fromstring(raw.strip(b"\0 \r\n\t") if not raw.startswith((b"\xff\xfe", b"\xfe\xff")) else raw)
    except Exception:  # noqa: BLE001 - expat, codecs and defusedxml each raise their own on a broken packet
        return []
    # Only what stands at the top is about this photo. Deeper down are the photos that it was made of, or parts of it.
    return [description for rdf in root.iter(f"{RDF}RDF") for description in rdf.iterfind(f"{RDF}Description")]


def first(xmp: Xmp, *names: str) -> str:
    """The first value of the first of these properties that has one, else ""."""
    return next((xmp[name][0] for name in names if xmp.get(name)), "")


def _values(property: Element) -> list[str]:
    """Of a text in several languages, the one for everybody first."""
    items = [item for kind in _LISTS for item in property.iterfind(f"{kind}/{RDF}li")]
    items.sort(key=lambda item: item.get(_LANGUAGE) not in (None, "x-default"))
    return [item.text or "" for item in items] or [property.text or ""]


def _add(properties: dict[str, list[str]], qualified: str, values: list[str]) -> None:
    namespace, _, local = qualified.removeprefix("{").partition("}")
    prefix = _PREFIXES.get(namespace)
    texts = [text for value in values if (text := clean(value, LONG))]
    if prefix:
        properties.setdefault(f"{prefix}:{local}", texts)

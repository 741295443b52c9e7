"""A sidecar: what is known of a photo, as XMP that other programs read."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from shared.domain.boxes import Box
from shared.domain.photo import Location
from shared.domain.turning import lies, turned_back

_NAMESPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "digiKam": "http://www.digikam.org/ns/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
    "stArea": "http://ns.adobe.com/xmp/sType/Area#",
    "stDim": "http://ns.adobe.com/xap/1.0/sType/Dimensions#",
    "MP": "http://ns.microsoft.com/photo/1.2/",
    "MPRI": "http://ns.microsoft.com/photo/1.2/t/RegionInfo#",
    "MPReg": "http://ns.microsoft.com/photo/1.2/t/Region#",
}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_RESOURCE = {"rdf:parseType": "Resource"}


@dataclass(frozen=True, slots=True)
class Sidecar:
    """`taken` is ISO 8601, as short as it is known. `faces`: (name, box on the upright photo); `people`: the names of
    all who are on it; `size` in pixels, upright; `orientation` is that of the file."""

    title: str = ""
    description: str = ""
    rating: int | None = None
    keywords: Sequence[str] = ()
    taken: str = ""
    location: Location | None = None
    faces: Sequence[tuple[str, Box]] = ()
    people: Sequence[str] = ()
    orientation: int = 1
    size: tuple[int, int] = (0, 0)


def written(sidecar: Sidecar) -> bytes:
    """Faces lie on the picture as it is stored, as both kinds of regions want them."""
    for prefix, namespace in _NAMESPACES.items():
        register_namespace(prefix, namespace)
    root = Element(_qualified("x:xmpmeta"))
    about = _add(_add(root, "rdf:RDF"), "rdf:Description", {"rdf:about": ""})
    for name, text in (("dc:title", sidecar.title), ("dc:description", sidecar.description)):
        if text:
            _list(about, name, "rdf:Alt", [text])[0].set(_LANGUAGE, "x-default")
    if sidecar.rating is not None:
        _add(about, "xmp:Rating", text=str(sidecar.rating))
    for name in ("dc:subject", "digiKam:TagsList"):
        _list(about, name, "rdf:Bag", sidecar.keywords)
    for name in ("exif:DateTimeOriginal", "photoshop:DateCreated"):
        if sidecar.taken:
            _add(about, name, text=sidecar.taken)
    if sidecar.location:
        _locate(about, sidecar.location)
    _list(about, "Iptc4xmpExt:PersonInImage", "rdf:Bag", sidecar.people)
    if sidecar.faces:
        faces = [(name, turned_back(box, sidecar.orientation)) for name, box in sidecar.faces]
        _regions(about, faces, sidecar.size[::-1] if lies(sidecar.orientation) else sidecar.size)
        _microsoft(about, faces)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _locate(about: Element, where: Location) -> None:
    for name, degrees, letters in (("Latitude", where.latitude, "NS"), ("Longitude", where.longitude, "EW")):
        whole, part = divmod(abs(degrees), 1)
        _add(about, f"exif:GPS{name}", text=f"{whole:.0f},{part * 60:.6f}{letters[degrees < 0]}")
    if where.altitude is not None:
        _add(about, "exif:GPSAltitude", text=f"{abs(where.altitude) * 100:.0f}/100")
        _add(about, "exif:GPSAltitudeRef", text=str(int(where.altitude < 0)))


def _regions(about: Element, faces: Sequence[tuple[str, Box]], size: tuple[int, int]) -> None:
    regions = _add(about, "mwg-rs:Regions", _RESOURCE)
    width, height = size
    dimensions = {"stDim:w": str(width), "stDim:h": str(height), "stDim:unit": "pixel"}
    _add(regions, "mwg-rs:AppliedToDimensions", dimensions)
    for item, (name, (left, top, right, bottom)) in zip(
        _list(regions, "mwg-rs:RegionList", "rdf:Bag", [""] * len(faces)), faces, strict=True
    ):
        face = _add(item, "rdf:Description", {"mwg-rs:Name": name, "mwg-rs:Type": "Face"})
        numbers = {"x": (left + right) / 2, "y": (top + bottom) / 2, "w": right - left, "h": bottom - top}
        area = {f"stArea:{side}": f"{value:.6f}" for side, value in numbers.items()}
        _add(face, "mwg-rs:Area", {**area, "stArea:unit": "normalized"})


def _microsoft(about: Element, faces: Sequence[tuple[str, Box]]) -> None:
    info = _add(about, "MP:RegionInfo", _RESOURCE)
    for item, (name, (left, top, right, bottom)) in zip(
        _list(info, "MPRI:Regions", "rdf:Bag", [""] * len(faces)), faces, strict=True
    ):
        sides = ", ".join(f"{side:.6f}" for side in (left, top, right - left, bottom - top))
        _add(item, "rdf:Description", {"MPReg:PersonDisplayName": name, "MPReg:Rectangle": sides})


def _list(parent: Element, name: str, kind: str, texts: Sequence[str]) -> list[Element]:
    if not texts:
        return []
    items = _add(_add(parent, name), kind)
    return [_add(items, "rdf:li", text=text) for text in texts]


def _add(parent: Element, name: str, attributes: dict[str, str] | None = None, text: str = "") -> Element:
    said = {_qualified(key): value for key, value in (attributes or {}).items()}
    element = SubElement(parent, _qualified(name), said)
    element.text = text or None
    return element


def _qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"

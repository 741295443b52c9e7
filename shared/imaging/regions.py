"""People that programs marked on a photo: regions of the Metadata Working Group (Guidelines for Handling Image
Metadata 2.0, 5.9) and of Microsoft (MPRI), in XMP.

Both lie on the picture as it is stored, before EXIF turns it. Some programs write them for the picture as it is seen,
and with its dimensions: those tell them apart where turning swaps width and height.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from shared.domain.boxes import Box
from shared.domain.turning import lies, turned
from shared.imaging.exif import number
from shared.imaging.text import clean
from shared.imaging.xmp import RDF, described

_MOST = 200  # of one photo
_MWG = "{http://www.metadataworkinggroup.com/schemas/regions/}"
_AREA, _DIMENSIONS = "{http://ns.adobe.com/xmp/sType/Area#}", "{http://ns.adobe.com/xap/1.0/sType/Dimensions#}"
_MP = "{http://ns.microsoft.com/photo/1.2/}"
_MPRI, _MPREG = (f"{{http://ns.microsoft.com/photo/1.2/t/{name}#}}" for name in ("RegionInfo", "Region"))


@dataclass(frozen=True, slots=True)
class Region:
    """`box` on the picture of these dimensions, width and height in any unit; (0, 0) where nobody says."""

    name: str
    box: Box
    dimensions: tuple[float, float] = (0.0, 0.0)


def parse_regions(packet: bytes | str | None) -> list[Region]:
    """Those of faces that have a name. Programs that write both kinds say the same twice: the first kind is enough."""
    properties = [child for description in described(packet) for child in description]
    working_group = [region for each in properties if each.tag == f"{_MWG}Regions" for region in _mwg(each)]
    microsoft = [region for each in properties if each.tag == f"{_MP}RegionInfo" for region in _mp(each)]
    return (working_group or microsoft)[:_MOST]


def upright(region: Region, orientation: int, size: tuple[int, int]) -> Box:
    """Where it lies on the upright picture; `size` is that of the stored one."""
    width, height = region.dimensions
    swapped = lies(orientation) and width != height and (width > height) != (size[0] > size[1])
    return region.box if swapped and width and height else turned(region.box, orientation)


def _mwg(regions: Element) -> Iterator[Region]:
    said = _fields(regions)
    across, down = _numbers(_fields(said.get(f"{_MWG}AppliedToDimensions")), _DIMENSIONS, "w", "h") or (0.0, 0.0)
    for item in _items(said.get(f"{_MWG}RegionList")):
        face = _fields(item)
        area = _fields(face.get(f"{_MWG}Area"))
        name, kind = (_text(face.get(f"{_MWG}{field}")) for field in ("Name", "Type"))
        numbers = _numbers(area, _AREA, "x", "y", "w", "h")
        if not (name and numbers and kind in ("", "Face")):
            continue
        if _text(area.get(f"{_AREA}unit")) == "pixel":
            if not (across and down):
                continue
            numbers = [value / side for value, side in zip(numbers, (across, down, across, down), strict=True)]
        x, y, width, height = numbers
        if box := _box(x - width / 2, y - height / 2, x + width / 2, y + height / 2):
            yield Region(name, box, (across, down))


def _mp(info: Element) -> Iterator[Region]:
    for item in _items(_fields(info).get(f"{_MPRI}Regions")):
        face = _fields(item)
        name, rectangle = (_text(face.get(f"{_MPREG}{field}")) for field in ("PersonDisplayName", "Rectangle"))
        sides = [number(part, 0, 1) for part in rectangle.split(",")]
        if name and len(sides) == 4 and None not in sides:
            left, top, width, height = (side or 0.0 for side in sides)
            if box := _box(left, top, left + width, top + height):
                yield Region(name, box)


def _box(left: float, top: float, right: float, bottom: float) -> Box | None:
    """Within the picture; None where nothing of it is."""
    left, top, right, bottom = (round(min(max(side, 0.0), 1.0), 5) for side in (left, top, right, bottom))
    return (left, top, right, bottom) if left < right and top < bottom else None


Fields = dict[str, Element | str]


def _fields(of: Element | str | None) -> Fields:
    """Of a structure, however it is written: as attributes, as elements, or in a Description of its own."""
    if of is None or isinstance(of, str):
        return {}
    fields: Fields = dict(of.attrib)
    for child in of:
        fields |= _fields(child) if child.tag == f"{RDF}Description" else {child.tag: child}
    return fields


def _items(of: Element | str | None) -> list[Element]:
    return [] if of is None or isinstance(of, str) else list(of.iterfind(f"*/{RDF}li"))


def _text(of: Element | str | None) -> str:
    return clean(of if isinstance(of, str) else (of.text if of is not None else "") or "")


def _numbers(fields: Fields, namespace: str, *names: str) -> list[float] | None:
    found = [number(_text(fields.get(f"{namespace}{name}")) or None, 0, 1e6) for name in names]
    return None if None in found else [each or 0.0 for each in found]

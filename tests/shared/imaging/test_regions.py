from collections.abc import Callable

import pytest
from PIL import Image

from shared.domain.turning import turned, turned_back
from shared.imaging.regions import Region, parse_regions, upright

ELEMENTS = """<mwg-rs:Regions rdf:parseType="Resource">
 <mwg-rs:AppliedToDimensions rdf:parseType="Resource"><stDim:w>{w}</stDim:w><stDim:h>{h}</stDim:h>
  <stDim:unit>pixel</stDim:unit></mwg-rs:AppliedToDimensions>
 <mwg-rs:RegionList><rdf:Bag>
  <rdf:li rdf:parseType="Resource"><mwg-rs:Area rdf:parseType="Resource"><stArea:x>0.25</stArea:x>
   <stArea:y>0.4</stArea:y><stArea:w>0.1</stArea:w><stArea:h>0.2</stArea:h><stArea:unit>normalized</stArea:unit>
   </mwg-rs:Area><mwg-rs:Name>Anna</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type></rdf:li>{more}
 </rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>"""
_ATTRIBUTES = """<mwg-rs:Regions><rdf:Description>
 <mwg-rs:AppliedToDimensions stDim:w="{w}" stDim:h="{h}" stDim:unit="pixel"/>
 <mwg-rs:RegionList><rdf:Bag><rdf:li><rdf:Description mwg-rs:Name="Anna" mwg-rs:Type="Face">
  <mwg-rs:Area stArea:x="0.25" stArea:y="0.4" stArea:w="0.1" stArea:h="0.2" stArea:unit="normalized"/>
 </rdf:Description></rdf:li>{more}</rdf:Bag></mwg-rs:RegionList></rdf:Description></mwg-rs:Regions>"""
_MICROSOFT = """<MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions><rdf:Bag>
 <rdf:li MPReg:PersonDisplayName="Anna" MPReg:Rectangle="0.2, 0.3, 0.1, 0.2"/>{more}
 </rdf:Bag></MPRI:Regions></MP:RegionInfo>"""
_BOX = (0.2, 0.3, 0.3, 0.5)


def packet(body: str, more: str = "", width: int = 400, height: int = 300) -> str:
    return f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"
 xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#" xmlns:MP="http://ns.microsoft.com/photo/1.2/"
 xmlns:MPRI="http://ns.microsoft.com/photo/1.2/t/RegionInfo#" xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#">
 <rdf:Description>{body.format(w=width, h=height, more=more)}</rdf:Description></rdf:RDF></x:xmpmeta>"""


@pytest.mark.parametrize("body", [ELEMENTS, _ATTRIBUTES, _MICROSOFT], ids=["elements", "attributes", "microsoft"])
def test_both_dialects_in_every_form(body: str) -> None:
    (region,) = parse_regions(packet(body))
    assert (region.name, region.box) == ("Anna", _BOX)


def test_what_is_said_twice_is_taken_once() -> None:
    assert [region.name for region in parse_regions(packet(ELEMENTS + _MICROSOFT))] == ["Anna"]


@pytest.mark.parametrize(
    "more",
    [
        '<rdf:li mwg-rs:Name="Rex" mwg-rs:Type="Pet"><mwg-rs:Area stArea:x=".5" stArea:y=".5" stArea:w=".1" '
        'stArea:h=".1"/></rdf:li>',
        '<rdf:li mwg-rs:Type="Face"><mwg-rs:Area stArea:x=".5" stArea:y=".5" stArea:w=".1" stArea:h=".1"/></rdf:li>',
        '<rdf:li mwg-rs:Name="Ben" mwg-rs:Type="Face"><mwg-rs:Area stArea:x="nan" stArea:w="-1"/></rdf:li>',
        '<rdf:li mwg-rs:Name="Ben" mwg-rs:Type="Face"/>',
        '<rdf:li mwg-rs:Name="Ben"><mwg-rs:Area stArea:x="3" stArea:y="3" stArea:w=".1" stArea:h=".1"/></rdf:li>',
    ],
    ids=["a pet", "nobody", "no numbers", "no area", "outside"],
)
def test_what_is_no_face_with_a_name_is_left_out(more: str) -> None:
    assert [region.name for region in parse_regions(packet(ELEMENTS, more))] == ["Anna"]


def test_pixels_are_shares_of_the_dimensions_that_are_told() -> None:
    more = '<rdf:li mwg-rs:Name="Ben"><mwg-rs:Area stArea:x="100" stArea:y="150" stArea:w="40" stArea:h="30" \
stArea:unit="pixel"/></rdf:li>'
    assert parse_regions(packet(ELEMENTS, more))[1].box == (0.2, 0.45, 0.3, 0.55)


@pytest.mark.parametrize("broken", [None, "", b"\xff\xfe", "<x", packet(_MICROSOFT).replace("0.2, 0.3", "here, there")])
def test_what_is_no_xmp_has_none(broken: bytes | str | None) -> None:
    assert parse_regions(broken) == []


_TURNS: dict[int, Callable[[Image.Image], Image.Image]] = {
    1: lambda image: image,
    2: lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    3: lambda image: image.transpose(Image.Transpose.ROTATE_180),
    4: lambda image: image.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
    5: lambda image: image.transpose(Image.Transpose.TRANSPOSE),
    6: lambda image: image.transpose(Image.Transpose.ROTATE_270),
    7: lambda image: image.transpose(Image.Transpose.TRANSVERSE),
    8: lambda image: image.transpose(Image.Transpose.ROTATE_90),
}


@pytest.mark.parametrize("orientation", _TURNS)
def test_a_box_turns_with_the_picture(orientation: int) -> None:
    stored = Image.new("L", (400, 300))
    stored.paste(255, (80, 90, 120, 150))
    seen = _TURNS[orientation](stored)
    left, top, right, bottom = seen.getbbox() or (0, 0, 0, 0)
    shares = (left / seen.width, top / seen.height, right / seen.width, bottom / seen.height)
    assert turned(_BOX, orientation) == pytest.approx(shares)
    assert turned_back(turned(_BOX, orientation), orientation) == pytest.approx(_BOX)
    assert upright(Region("Anna", _BOX, (400, 300)), orientation, (400, 300)) == pytest.approx(shares)
    assert upright(Region("Anna", _BOX), orientation, (400, 300)) == pytest.approx(shares)


@pytest.mark.parametrize("orientation", [5, 6, 7, 8])
def test_what_was_written_for_the_picture_as_it_is_seen_stays(orientation: int) -> None:
    assert upright(Region("Anna", _BOX, (300, 400)), orientation, (400, 300)) == _BOX

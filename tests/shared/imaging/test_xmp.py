import pytest

from shared.imaging.xmp import first, parse_xmp


def packet(body: str) -> str:
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:own="urn:own">{body}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def test_attributes_elements_and_lists() -> None:
    found = parse_xmp(
        packet("""
      <rdf:Description xmp:Rating="4" own:secret="x"><xmp:CreateDate>2008-10-22</xmp:CreateDate></rdf:Description>
      <rdf:Description><dc:subject><rdf:Bag><rdf:li>Arezzo</rdf:li><rdf:li> tower </rdf:li><rdf:li/></rdf:Bag>
      </dc:subject><dc:title><rdf:Alt><rdf:li xml:lang="x-default">The walk</rdf:li></rdf:Alt></dc:title>
      </rdf:Description>""")
    )
    assert found == {
        "xmp:Rating": ["4"],
        "xmp:CreateDate": ["2008-10-22"],
        "dc:subject": ["Arezzo", "tower"],
        "dc:title": ["The walk"],
    }


def test_the_first_of_several_properties() -> None:
    found = parse_xmp(packet('<rdf:Description xmp:Rating="4" photoshop:Headline="H"/>'))
    assert first(found, "dc:title", "photoshop:Headline") == "H"
    assert first(found, "dc:title") == ""


def test_utf16_with_its_mark_and_padding() -> None:
    text = packet('<rdf:Description xmp:Rating="5"/>').replace("\ufeff", "")
    assert parse_xmp(text.encode("utf-16"))["xmp:Rating"] == ["5"]
    assert parse_xmp(text.encode() + b"\n" * 2000 + b"\0")["xmp:Rating"] == ["5"]


@pytest.mark.parametrize(
    "broken",
    [
        None,
        b"",
        b"not xml",
        b"<x:xmpmeta",
        b"\xff\xfe<",
        packet('<rdf:Description xmp:Rating="4"/>')[:-60],
        b"<?xml version='1.0' encoding='nonsense'?><a/>",
        "<a>\ud800</a>",
    ],
)
def test_what_is_no_xmp_says_nothing(broken: bytes | str | None) -> None:
    assert parse_xmp(broken) == {}


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert parse_xmp(bomb + packet('<rdf:Description xmp:Label="&b;"/>').partition("?>")[2]) == {}


def test_an_enormous_packet_is_not_read() -> None:
    assert parse_xmp(packet('<rdf:Description xmp:Rating="4"/>') + " " * 5_000_000) == {}


def test_what_stands_deeper_is_about_other_photos() -> None:
    found = parse_xmp(
        packet("""<rdf:Description xmp:Rating="2"><own:Pantry><rdf:Bag><rdf:li><rdf:Description xmp:Rating="5">
      <dc:subject><rdf:Bag><rdf:li>stock</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:li></rdf:Bag></own:Pantry>
      <own:DerivedFrom><rdf:Description exif:DateTimeOriginal="2001-01-01"/></own:DerivedFrom></rdf:Description>""")
    )
    assert found == {"xmp:Rating": ["2"]}


def test_of_several_languages_the_one_for_everybody_comes_first() -> None:
    texts = "".join(f'<rdf:li xml:lang="{code}">{text}</rdf:li>' for code, text in (
        ("de", "Ein rotes Boot"), ("x-default", "A red boat"), ("fr", "Un bateau rouge"),
    ))  # fmt: skip
    found = parse_xmp(packet(f"<rdf:Description><dc:title><rdf:Alt>{texts}</rdf:Alt></dc:title></rdf:Description>"))
    assert found == {"dc:title": ["A red boat", "Ein rotes Boot", "Un bateau rouge"]}


def test_what_is_left_empty_is_told_from_what_is_not_there() -> None:
    assert parse_xmp(
        packet('<rdf:Description xmp:Rating=""><dc:subject><rdf:Bag/></dc:subject></rdf:Description>')
    ) == {
        "xmp:Rating": [],
        "dc:subject": [],
    }

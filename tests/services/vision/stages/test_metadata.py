import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from services.vision.stages.metadata import Metadata
from shared.domain.turning import turned
from shared.errors import Damaged, Invalid, Unsupported
from shared.inference.base import Found
from tests.services.vision.stages.originals import EVALKIT, item, needs_evalkit
from tests.shared.imaging.pictures import encoded, quarters, saved
from tests.shared.imaging.test_regions import ELEMENTS
from tests.shared.imaging.test_regions import packet as regions_packet
from tests.shared.imaging.test_xmp import packet

STAGE = Metadata()


def facts(path: Path, sidecar: Path | None = None, file_name: str = "photo.jpg") -> dict[str, Any]:
    (outcome,) = STAGE([item(path, sidecar=sidecar, file_name=file_name)])
    assert isinstance(outcome, Found), outcome
    json.dumps(outcome.facts, ensure_ascii=False, allow_nan=False).encode()  # builtins only, and clean
    return outcome.facts


def exif(
    main: dict[int, Any] | None = None, photo: dict[int, Any] | None = None, gps: dict[int, Any] | None = None
) -> bytes:
    tags = Image.Exif()
    for tag, value in (main or {}).items():
        tags[tag] = value
    tags.get_ifd(IFD.Exif).update(photo or {})
    tags.get_ifd(IFD.GPSInfo).update(gps or {})
    return tags.tobytes()


AREZZO = {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (43.0, 28.0, 2.814),
          GPS.GPSLongitudeRef: "E", GPS.GPSLongitude: (11.0, 53.0, 6.456)}  # fmt: skip
TAKEN = {Base.DateTimeOriginal: "2008:10:22 16:28:39"}


def jpeg(folder: Path, data: bytes = b"", **options: Any) -> Path:
    return saved(folder / "file", quarters(), "JPEG", exif=data, **options)


def named(result: dict[str, Any]) -> set[str]:
    return {tag["name"] for tag in result.get("tags", ())}


def test_a_photo_that_says_nothing(tmp_path: Path) -> None:
    assert facts(jpeg(tmp_path)) == {"orientation": 1}


def test_when_where_and_with_what(tmp_path: Path) -> None:
    data = exif({Base.Make: "NIKON", Base.Model: "COOLPIX P6000", Base.Software: "Transfer 1.1"},
                {**TAKEN, Base.FNumber: 5.9, Base.ISOSpeedRatings: 64, Base.ExposureBiasValue: -0.7},
                AREZZO)  # fmt: skip
    result = facts(jpeg(tmp_path, data))
    assert result == {
        "taken_at": "2008-10-22T16:28:39+02:00",
        "taken_instant": "2008-10-22T14:28:39.000000Z",
        "zone": "Europe/Rome",
        "camera": {"make": "NIKON", "model": "COOLPIX P6000", "aperture": 5.9, "iso": 64},
        "location": {"latitude": 43.467448, "longitude": 11.885127},
        "place": {"city": "Arezzo", "region": "Tuscany", "country": "Italy", "country_code": "IT"},
        "orientation": 1,
        "exif": {"software": "Transfer 1.1", "exposure_bias": -0.7},
        "tags": [
            {"name": "arezzo", "confidence": 0.9, "source": "geonames"},
            {"name": "tuscany", "confidence": 0.95, "source": "geonames"},
            {"name": "italy", "confidence": 0.99, "source": "geonames"},
        ],
    }


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF", "AVIF"])
def test_every_format_carries_exif(tmp_path: Path, name: str) -> None:
    path = saved(tmp_path / "file", quarters(), name, exif=exif({Base.Make: "Fuji"}, TAKEN, AREZZO))
    result = facts(path)
    assert result["taken_at"] == "2008-10-22T16:28:39+02:00"
    assert result["camera"] == {"make": "Fuji"}


def test_the_zone_is_the_cameras_own_word_first(tmp_path: Path) -> None:
    data = exif(photo=TAKEN | {Base.OffsetTimeOriginal: "-04:00", Base.SubsecTimeOriginal: "64"}, gps=AREZZO)
    result = facts(jpeg(tmp_path, data))
    assert (result["taken_at"], result["zone"]) == ("2008-10-22T16:28:39.640-04:00", "-04:00")
    assert result["taken_instant"] == "2008-10-22T20:28:39.640000Z"


def test_the_satellites_clock_gives_the_zone_where_there_is_no_position(tmp_path: Path) -> None:
    clock = {GPS.GPSDateStamp: "2008:10:22", GPS.GPSTimeStamp: (10.0, 57.0, 7.0)}
    result = facts(jpeg(tmp_path, exif(photo=TAKEN, gps=clock)))
    assert (result["taken_at"], result["zone"]) == ("2008-10-22T16:28:39+05:30", "+05:30")


def test_without_a_zone_the_local_time_stands_for_utc(tmp_path: Path) -> None:
    result = facts(jpeg(tmp_path, exif(photo=TAKEN)))
    assert (result["taken_at"], result["taken_instant"]) == ("2008-10-22T16:28:39", "2008-10-22T16:28:39.000000Z")
    assert "zone" not in result
    assert named(result) == set()


def dated(**sources: str) -> dict[str, Any]:
    """Options for a JPEG with these dates in it."""
    tags = {"original": Base.DateTimeOriginal, "digitized": Base.DateTimeDigitized}
    main = {Base.DateTime: sources["changed"]} if "changed" in sources else {}
    gps = {GPS.GPSDateStamp: sources["gps"], GPS.GPSTimeStamp: (1.0, 2.0, 3.0)} if "gps" in sources else {}
    data = exif(main, {tag: sources[name] for name, tag in tags.items() if name in sources}, gps)
    xmp = packet(f'<rdf:Description photoshop:DateCreated="{sources["xmp"]}"/>') if "xmp" in sources else ""
    return {"data": data, "xmp": xmp.encode()}


_DATES = {"original": "2001:01:01 10:00:00", "xmp": "2002-02-02T10:00:00", "digitized": "2003:03:03 10:00:00",
          "gps": "2004:04:04", "changed": "2005:05:05 10:00:00"}  # fmt: skip


@pytest.mark.parametrize("left_out", range(5))
def test_the_best_date_wins(tmp_path: Path, left_out: int) -> None:
    left = dict(list(_DATES.items())[left_out:])
    options = dated(**left)
    assert facts(jpeg(tmp_path, **options))["taken_at"][:4] == str(2001 + left_out)


@pytest.mark.parametrize(
    "absurd", ["0000:00:00 00:00:00", "9999:12:31 23:59:59", "1799:01:01 00:00:00", "    ", "x" * 19]
)
def test_an_absurd_date_gives_way_to_the_next(tmp_path: Path, absurd: str) -> None:
    options = dated(original=absurd, digitized="2003:03:03 10:00:00")
    assert facts(jpeg(tmp_path, **options))["taken_at"] == "2003-03-03T10:00:00"


def test_what_says_when_it_was_taken_goes_before_what_says_when_it_was_scanned(tmp_path: Path) -> None:
    sidecar = tmp_path / "file.xmp"
    sidecar.write_text(packet('<rdf:Description xmp:CreateDate="2015-01-01T10:00:00"/>'), encoding="utf-8")
    scanned = dated(digitized="2014:01:01 10:00:00")
    assert facts(jpeg(tmp_path, **dated(original="1985:06:07 12:00:00")), sidecar)["taken_at"] == "1985-06-07T12:00:00"
    assert facts(jpeg(tmp_path, **dated(xmp="1985-06-07")), sidecar)["taken_at"] == "1985-06-07T00:00:00"
    assert facts(jpeg(tmp_path, **scanned), sidecar)["taken_at"] == "2015-01-01T10:00:00", "the sidecar's word first"


@pytest.mark.parametrize(
    ("name", "at", "taken_at", "taken_to"),
    [
        ("IMG-20190704-WA0003.jpg", {}, "2019-07-04T00:00:00", "day"),
        ("2011-07-19 11.36.39.jpg", {}, "2011-07-19T11:36:39", None),
        ("2011-07-19 11.36.39.jpg", AREZZO, "2011-07-19T11:36:39+02:00", None),
        ("PXL_20230101_123456789.jpg", {}, "2023-01-01T12:34:56+00:00", None),
        ("PXL_20230101_123456789.jpg", AREZZO, "2023-01-01T13:34:56+01:00", None),
    ],
)
def test_where_the_file_tells_no_date_its_name_may(
    tmp_path: Path, name: str, at: dict[int, Any], taken_at: str, taken_to: str | None
) -> None:
    result = facts(jpeg(tmp_path, exif(gps=at)), file_name=name)
    assert (result["taken_at"], result["taken_from"], result.get("taken_to")) == (taken_at, "name", taken_to)
    assert "taken_from" not in facts(jpeg(tmp_path, exif(photo=TAKEN, gps=at)), file_name=name)


def test_a_name_of_the_future_tells_nothing(tmp_path: Path) -> None:
    assert "taken_at" not in facts(jpeg(tmp_path), file_name="IMG_20991231_101112.jpg")


def test_the_gps_date_alone_is_told_in_local_time(tmp_path: Path) -> None:
    clock = {GPS.GPSDateStamp: "2008:07:22", GPS.GPSTimeStamp: (22.0, 30.0, 0.0)}
    result = facts(jpeg(tmp_path, exif(gps=AREZZO | clock)))
    assert (result["taken_at"], result["taken_instant"]) == ("2008-07-23T00:30:00+02:00", "2008-07-22T22:30:00.000000Z")


def test_on_the_high_seas_the_zone_is_an_offset_and_there_is_no_place(tmp_path: Path) -> None:
    sea = AREZZO | {GPS.GPSLatitude: (40.0, 0.0, 0.0), GPS.GPSLongitude: (30.0, 0.0, 0.0), GPS.GPSLongitudeRef: "W"}
    result = facts(jpeg(tmp_path, exif(photo=TAKEN, gps=sea)))
    assert (result["taken_at"], result["zone"]) == ("2008-10-22T16:28:39-02:00", "-02:00")
    assert "place" not in result


XMP = """<rdf:Description xmp:Rating="4" dc:source="x">
  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">The walk</rdf:li></rdf:Alt></dc:title>
  <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Up to the fortress</rdf:li></rdf:Alt></dc:description>
  <dc:subject><rdf:Bag><rdf:li>Tower</rdf:li><rdf:li>tower</rdf:li><rdf:li>Old Friends</rdf:li></rdf:Bag></dc:subject>
  <lr:hierarchicalSubject><rdf:Bag><rdf:li>Travel|Italy</rdf:li></rdf:Bag></lr:hierarchicalSubject>
</rdf:Description>"""


def test_what_people_wrote(tmp_path: Path) -> None:
    result = facts(jpeg(tmp_path, xmp=packet(XMP).encode()))
    assert (result["title"], result["description"], result["rating"]) == ("The walk", "Up to the fortress", 4)
    assert result["keywords"] == ["Tower", "Old Friends", "Italy", "Travel"]
    assert [(tag["name"], tag["source"]) for tag in result["tags"]] == [
        ("tower", "embedded metadata"), ("old friends", "embedded metadata"), ("italy", "embedded metadata"),
        ("travel", "embedded metadata"),
    ]  # fmt: skip


def test_all_of_a_hierarchy_and_each_language(tmp_path: Path) -> None:
    body = """<rdf:Description><digiKam:TagsList xmlns:digiKam="http://www.digikam.org/ns/1.0/"><rdf:Seq>
      <rdf:li>People/Anna</rdf:li><rdf:li>Places/Italy/Rome</rdf:li></rdf:Seq></digiKam:TagsList>
      <lr:hierarchicalSubject><rdf:Bag><rdf:li>Music|AC/DC</rdf:li></rdf:Bag></lr:hierarchicalSubject>
      <dc:description><rdf:Alt><rdf:li xml:lang="de">Ein rotes Boot</rdf:li>
      <rdf:li xml:lang="x-default">A red boat</rdf:li>
      </rdf:Alt></dc:description></rdf:Description>"""
    result = facts(jpeg(tmp_path, xmp=packet(body).encode()))
    assert result["keywords"] == ["AC/DC", "Anna", "Rome", "Music", "People", "Places", "Italy"]
    assert (result["description"], result["translations"]) == ("A red boat", ["Ein rotes Boot"])


@pytest.mark.parametrize(
    ("body", "name", "left"),
    [
        ('<rdf:Description xmp:Rating="0"/>', "rating", 0),
        ('<rdf:Description xmp:Rating="-1"/>', "rating", 0),
        ('<rdf:Description xmp:Rating=""/>', "rating", 0),
        ("<rdf:Description><dc:title><rdf:Alt/></dc:title></rdf:Description>", "title", None),
        ("<rdf:Description><dc:description/></rdf:Description>", "description", None),
        ("<rdf:Description><dc:subject><rdf:Bag/></dc:subject></rdf:Description>", "keywords", None),
    ],
)
def test_a_sidecar_takes_back_what_the_file_says(tmp_path: Path, body: str, name: str, left: int | None) -> None:
    sidecar = tmp_path / "file.xmp"
    sidecar.write_text(packet(body), encoding="utf-8")
    data = exif({Base.XPTitle: "T\0".encode("utf-16-le"), Base.XPKeywords: "Berg\0".encode("utf-16-le"), Base.Rating: 3,
                 Base.ImageDescription: "A walk"})  # fmt: skip
    said = XMP.replace("<lr:hierarchicalSubject>", "<own:x>").replace("</lr:hierarchicalSubject>", "</own:x>")
    path = jpeg(tmp_path, data, xmp=packet(said).encode())
    assert facts(path)[name]
    assert facts(path, sidecar).get(name) == left


def test_windows_words_and_stars(tmp_path: Path) -> None:
    data = exif({Base.XPTitle: "Grüße\0".encode("utf-16-le"), Base.XPKeywords: "Berg;See\0".encode("utf-16-le"),
                 Base.Rating: 3, Base.ImageDescription: "OLYMPUS DIGITAL CAMERA         "})  # fmt: skip
    result = facts(jpeg(tmp_path, data))
    assert (result["title"], result["keywords"], result["rating"]) == ("Grüße", ["Berg", "See"], 3)
    assert "description" not in result


@pytest.mark.parametrize("stars", ["0", "-1", "6", "many", ""])
def test_no_rating(tmp_path: Path, stars: str) -> None:
    body = f'<rdf:Description xmp:Rating="{stars}"/>'
    assert "rating" not in facts(jpeg(tmp_path, xmp=packet(body).encode()))


def test_iptc(tmp_path: Path) -> None:
    def record(number: int, text: bytes) -> bytes:
        return b"\x1c\x02" + bytes([number]) + len(text).to_bytes(2, "big") + text

    iptc = record(5, b"The title") + record(25, b"caf\xc3\xa9") + record(25, b"sea") + record(120, b"caf\xe9 at noon")
    iptc += record(55, b"20081022") + record(60, b"162839+0200")
    resource = b"8BIM\x04\x04\0\0" + len(iptc).to_bytes(4, "big") + iptc + b"\0" * (len(iptc) % 2)
    segment = b"Photoshop 3.0\0" + resource
    plain = encoded(quarters(), "JPEG")
    path = tmp_path / "file"
    path.write_bytes(plain[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment + plain[2:])
    result = facts(path)
    assert (result["title"], result["description"]) == ("The title", "café at noon")
    assert result["keywords"] == ["café", "sea"]
    assert result["taken_at"] == "2008-10-22T16:28:39+02:00"


def test_the_sidecar_wins(tmp_path: Path) -> None:
    sidecar = tmp_path / "file.xmp"
    body = """<rdf:Description xmp:Rating="2" exif:DateTimeOriginal="1999-12-31T23:00:00"
              exif:GPSLatitude="60,8.8023N" exif:GPSLongitude="24,54.4063E"/>"""
    sidecar.write_text(packet(body), encoding="utf-8")
    result = facts(jpeg(tmp_path, exif(photo=TAKEN, gps=AREZZO), xmp=packet(XMP).encode()), sidecar)
    assert (result["taken_at"], result["zone"]) == ("1999-12-31T23:00:00+02:00", "Europe/Helsinki")
    assert (result["place"]["city"], result["rating"], result["title"]) == ("Helsinki", 2, "The walk")
    assert {"helsinki", "finland"} <= named(result)


def test_a_broken_sidecar_costs_nothing(tmp_path: Path) -> None:
    sidecar = tmp_path / "file.xmp"
    sidecar.write_bytes(b"\xff\xfe<broken")
    assert facts(jpeg(tmp_path, exif(photo=TAKEN)), sidecar)["taken_at"] == "2008-10-22T16:28:39"


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2020:06:15 10:00:00", None), ("2020:06:15", "day"), ("2020:06", "month"), ("2020", "year")],
)
def test_how_much_of_the_date_is_known(tmp_path: Path, date: str, expected: str | None) -> None:
    xmp = packet(f'<rdf:Description photoshop:DateCreated="{date.replace(":", "-", 2)}"/>')
    assert facts(jpeg(tmp_path, xmp=xmp.encode())).get("taken_to") == expected


def test_panoramas_and_screenshots(tmp_path: Path) -> None:
    wide = saved(tmp_path / "wide", quarters(1300, 500), "PNG")
    assert named(facts(wide)) == {"panorama"}
    assert named(facts(saved(tmp_path / "phone", quarters(1160, 500), "PNG"))) == set()  # 21:9 is an ordinary photo
    assert named(facts(saved(tmp_path / "logo", quarters(300, 50), "PNG"))) == set()
    assert facts(jpeg(tmp_path, exif(photo={Base.UserComment: b"ASCII\0\0\0Screenshot"})))["screenshot"] is True
    assert "screenshot" not in facts(jpeg(tmp_path, exif(photo={Base.UserComment: b"ASCII\0\0\0a harbour"})))


def test_tags_are_lower_case_and_unique(tmp_path: Path) -> None:
    body = "<rdf:Description><dc:subject><rdf:Bag><rdf:li>Italy</rdf:li></rdf:Bag></dc:subject></rdf:Description>"
    result = facts(jpeg(tmp_path, exif(gps=AREZZO), xmp=packet(body).encode()))
    assert [tag["name"] for tag in result["tags"]] == ["italy", "arezzo", "tuscany"]


def test_a_file_whose_header_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "torn").write_bytes(b"\xff\xd8\xff\xe1")
    (tmp_path / "text").write_text("hello")
    outcomes = STAGE([item(tmp_path / "torn"), item(tmp_path / "text"), item(jpeg(tmp_path))])
    assert [type(outcome) for outcome in outcomes] == [Damaged, Unsupported, Found]


def test_an_endless_description_is_cut(tmp_path: Path) -> None:
    result = facts(jpeg(tmp_path, exif({Base.ImageDescription: "word " * 4000, Base.Make: "m" * 5000})))
    assert len(result["description"]) == 4999
    assert len(result["camera"]["make"]) == 200


GOOD = exif({Base.Make: "NIKON", Base.ImageDescription: "A walk", Base.Orientation: 6},
            TAKEN | {Base.FNumber: 5.9, Base.UserComment: b"ASCII\0\0\0hello"}, AREZZO)  # fmt: skip


@given(st.dictionaries(st.integers(6, len(GOOD) - 1), st.integers(0, 255), min_size=1, max_size=25), st.integers(0, 60))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_absurd_exif_never_fails_the_stage(tmp_path: Path, changes: dict[int, int], cut: int) -> None:
    data = bytearray(GOOD)
    for position, value in changes.items():
        data[position] = value
    facts(jpeg(tmp_path, bytes(data[: len(data) - cut])))


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_neither_do_other_bytes(tmp_path: Path, noise: bytes) -> None:
    facts(jpeg(tmp_path, b"Exif\0\0MM\0*\0\0\0\x08" + noise, xmp=noise))


def _rows() -> list[dict[str, str]]:
    table = EVALKIT / "exif/expected.csv"
    if not table.is_file():
        return []
    with table.open() as lines:
        return list(csv.DictReader(lines))


@needs_evalkit
@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["file"])
def test_the_evaluation_kit(row: dict[str, str]) -> None:
    (outcome,) = STAGE([item(EVALKIT / "exif" / row["file"])])
    assert isinstance(outcome, Found), outcome
    said = outcome.facts
    if row["format"] == "RAW":  # the list knows their sizes only
        assert {"taken_at", "exif"} <= said.keys()
        return
    assert said["orientation"] == (int(row["orientation"] or 1) or 1)
    camera = said.get("camera", {})
    assert (camera.get("make", ""), camera.get("model", "")) == (row["make"].strip(), row["model"].strip())
    if row["datetime_original"]:
        date, time = row["datetime_original"].split()
        assert said["taken_at"].startswith(f"{date.replace(':', '-')}T{time}")
    if row["offset"]:
        assert said["taken_at"].endswith(row["offset"])
    if row["lat"]:
        where = said["location"]
        assert (where["latitude"], where["longitude"]) == (pytest.approx(float(row["lat"]), abs=2e-6),
                                                           pytest.approx(float(row["lon"]), abs=2e-6))  # fmt: skip
    else:
        assert "location" not in said


@needs_evalkit
@pytest.mark.parametrize("year", [2000, 2010, 2020])
def test_the_kits_sidecars(tmp_path: Path, year: int) -> None:
    sidecar = EVALKIT / f"exif/immich_metadata/xmp_sidecar/{year}.xmp"
    assert facts(jpeg(tmp_path), sidecar)["taken_at"] == f"{year}-09-27T14:35:33+02:00"


def test_an_item_without_its_original_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="no path"):
        STAGE([item(None)])  # type: ignore[arg-type]


def test_outcomes_are_sentences(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (outcome,) = STAGE([item(tmp_path / "empty")])
    assert isinstance(outcome, Invalid)
    assert str(outcome) == "The file is empty."


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("beside", [False, True], ids=["embedded", "sidecar"])
def test_marked_faces_lie_on_the_upright_photo(tmp_path: Path, orientation: int, beside: bool) -> None:
    stored = (0.2, 0.3, 0.3, 0.5)
    marked = regions_packet(ELEMENTS, width=60, height=40)
    named = "<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Anna</rdf:li><rdf:li>Ben</rdf:li></rdf:Bag>"
    marked = marked.replace("<mwg-rs:Regions", f"{named}</Iptc4xmpExt:PersonInImage><mwg-rs:Regions", 1)
    marked = marked.replace("<rdf:RDF", '<rdf:RDF xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"', 1)
    sidecar, file = tmp_path / "a.xmp", tmp_path / "a.jpg"
    sidecar.write_text(marked)
    turn = exif({Base.Orientation: orientation})
    Image.new("RGB", (60, 40)).save(file, exif=turn, **({} if beside else {"xmp": marked.encode()}))
    found = facts(file, sidecar if beside else None)
    assert found["regions"] == [{"name": "Anna", "box": pytest.approx(list(turned(stored, orientation)))}]
    assert found["people"] == ["Anna", "Ben"]

import math

import pytest
from PIL import TiffImagePlugin
from PIL.ExifTags import GPS, Base

from shared.domain.photo import Camera, Location
from shared.imaging.exif import camera, exposure, gps_moment, location, number


@pytest.mark.parametrize(
    ("value", "result"),
    [
        (5, 5.0),
        (TiffImagePlugin.IFDRational(1, 4), 0.25),
        (TiffImagePlugin.IFDRational(1, 0), None),
        (TiffImagePlugin.IFDRational(0, 0), None),
        ((7, 8), 7.0),
        ((), None),
        ("2.8", 2.8),
        ("28/10", 2.8),
        ("1/0", None),
        (b"3\0", 3.0),
        (b"\1", None),
        (None, None),
        (math.nan, None),
        (math.inf, None),
        (101, None),
        (-1, None),
        ({}, None),
    ],
)
def test_numbers_of_any_make(value: object, result: float | None) -> None:
    assert number(value, 0, 100) == result


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1 / 250, "1/250"), (0.0166667, "1/60"), (0.25, "1/4"), (0.3, "0.3"), (0.5, "0.5"), (1.0, "1"), (1.3, "1.3"),
     (30.0, "30"), (None, "")],
)  # fmt: skip
def test_exposure_as_people_write_it(seconds: float | None, words: str) -> None:
    assert exposure(seconds) == words


def test_a_camera() -> None:
    tags = {
        Base.Make: "NIKON\0", Base.Model: " COOLPIX P6000 ", Base.LensModel: "28-112mm", Base.FNumber: (59, 10)[0] / 10,
        Base.ExposureTime: 4 / 300, Base.ISOSpeedRatings: (64, 0), Base.FocalLength: 24.0,
        Base.FocalLengthIn35mmFilm: 112, Base.Flash: 16,
    }  # fmt: skip
    assert camera(tags, {}) == Camera(
        make="NIKON", model="COOLPIX P6000", lens="28-112mm", aperture=5.9, exposure="1/75", iso=64,
        focal_length=24.0, focal_length_35mm=112.0, flash=False,
    )  # fmt: skip


def test_a_camera_of_nonsense_is_empty() -> None:
    tags = {
        Base.Make: (1, 2),
        Base.FNumber: b"x",
        Base.ExposureTime: -1,
        Base.ISOSpeedRatings: "many",
        Base.Flash: None,
    }
    assert camera(tags, {}) == Camera()


def test_what_exif_lacks_xmp_may_know() -> None:
    xmp = {"tiff:Make": ["Canon"], "tiff:Model": ["EOS R5"], "aux:Lens": ["RF50mm F1.2 L USM"]}
    assert camera({Base.ApertureValue: 2.0, Base.Model: "R5"}, xmp) == Camera(
        make="Canon", model="R5", lens="RF50mm F1.2 L USM", aperture=2.0
    )


def gps(**tags: object) -> dict[int, object]:
    return {int(GPS[f"GPS{name}"]): value for name, value in tags.items()}


AREZZO = gps(LatitudeRef="N", Latitude=(43.0, 28.0, 2.8140), LongitudeRef="E", Longitude=(11.0, 53.0, 6.4560))


def test_a_location() -> None:
    assert location(AREZZO, {}) == Location(43.467448, 11.885127)
    assert location(AREZZO | gps(Altitude=12.5, AltitudeRef=b"\1"), {}) == Location(43.467448, 11.885127, -12.5)
    assert location(AREZZO | gps(Altitude=12.5, AltitudeRef=b"\0"), {}) == Location(43.467448, 11.885127, 12.5)
    assert location(AREZZO | gps(Altitude=math.nan), {}) == Location(43.467448, 11.885127)


def test_the_other_hemispheres() -> None:
    found = location(gps(LatitudeRef="s", Latitude=(33, 51.4), LongitudeRef=b"W\0", Longitude=(70.5,)), {})
    assert found == Location(-33.856667, -70.5)
    assert location(gps(Latitude=(-33, 30, 0), Longitude=-70.5), {}) == Location(-33.5, -70.5)


@pytest.mark.parametrize(
    "tags",
    [
        {},
        gps(Latitude=(0, 0, 0), Longitude=(0, 0, 0)),
        gps(Latitude=(math.nan, 0, 0), Longitude=(1, 0, 0)),
        gps(Latitude=(91, 0, 0), Longitude=(1, 0, 0)),
        gps(Latitude=(90, 30, 0), Longitude=(1, 0, 0)),
        gps(Latitude=(43, 75, 0), Longitude=(1, 0, 0)),
        gps(Latitude=(43, 0, 0), Longitude=(181, 0, 0)),
        gps(Latitude=(43, 0, 0)),
        gps(Latitude=(), Longitude=()),
        gps(Latitude="north", Longitude=b"\xff"),
        gps(Latitude=(TiffImagePlugin.IFDRational(0, 0),) * 3, Longitude=(1, 0, 0)),
    ],
)
def test_no_location(tags: dict[int, object]) -> None:
    assert location(tags, {}) is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "found"),
    [
        ("39,6.9N", "108,24.05W", Location(39.115, -108.400833)),
        ("39,6,54S", "108,24,3E", Location(-39.115, 108.400833)),
        ("39.115", "-108.4", Location(39.115, -108.4)),
        ("39,x,54N", "108,24,3E", None),
        ("", "", None),
    ],
)
def test_a_location_in_xmp(latitude: str, longitude: str, found: Location | None) -> None:
    assert location({}, {"exif:GPSLatitude": [latitude], "exif:GPSLongitude": [longitude]}) == found


def test_the_satellites_clock() -> None:
    found = gps_moment(gps(DateStamp="2008:10:23", TimeStamp=(14.0, 27.0, 7.24)), {})
    assert found is not None
    assert (found.iso(), found.clock) == ("2008-10-23T14:27:07+00:00", True)
    day = gps_moment(gps(DateStamp="2008:10:23", TimeStamp=(math.nan, 1, 2)), {})
    assert day is not None
    assert (day.iso(), day.clock) == ("2008-10-23T00:00:00", False)
    assert gps_moment(gps(TimeStamp=(14.0, 27.0, 7.24)), {}) is None
    xmp = gps_moment({}, {"exif:GPSTimeStamp": ["2023-11-15T12:30:00"]})
    assert xmp is not None
    assert xmp.iso() == "2023-11-15T12:30:00+00:00"


def xmp_at(latitude: str, longitude: str, **more: str) -> dict[str, list[str]]:
    return {
        f"exif:GPS{name}": [value] for name, value in {"Latitude": latitude, "Longitude": longitude, **more}.items()
    }


def test_a_sign_that_stands_apart_from_its_number() -> None:
    letters = {"LatitudeRef": "N", "LongitudeRef": "W"}
    assert location({}, xmp_at("33.715", "118.32", **letters)) == Location(33.715, -118.32)
    assert location({}, xmp_at("33.715", "-118.32", **letters)) == Location(33.715, -118.32)
    assert location({}, xmp_at("33,42.9", "118,19.2", LatitudeRef="South", LongitudeRef="w")) == Location(
        -33.715, -118.32
    )
    assert location({}, {}, xmp_at("33.715", "118.32", **letters)) == Location(33.715, -118.32)


ANGELES = gps(LatitudeRef="N", Latitude=(33, 42, 54), LongitudeRef="W", Longitude=(118, 19, 12))


def test_of_two_positions_that_differ_only_in_signs_exif_is_believed() -> None:
    lost = xmp_at("33.715", "118.32")
    assert location(ANGELES, {}, lost) == Location(33.715, -118.32)
    assert location(
        {tag: value for tag, value in ANGELES.items() if tag in (2, 4)}, {}, xmp_at("33.715", "-118.32")
    ) == (Location(33.715, -118.32)), "EXIF without its letters says nothing of signs"
    assert location(ANGELES, {}, xmp_at("60.1467", "24.9068")) == Location(60.1467, 24.9068), "another place is one"


def test_an_altitude_in_xmp() -> None:
    assert location({}, xmp_at("1", "2", Altitude="1200/1", AltitudeRef="0")) == Location(1, 2, 1200)
    assert location({}, xmp_at("1", "2", Altitude="4300/10", AltitudeRef="1")) == Location(1, 2, -430)
    assert location(ANGELES, xmp_at("33.715", "-118.32", Altitude="12")) == Location(33.715, -118.32, 12)
    assert location(ANGELES, xmp_at("1", "2", Altitude="12")) == Location(33.715, -118.32), "that of another place"


def test_a_position_in_minutes_or_seconds_alone() -> None:
    assert location(gps(Latitude=(48, 0, 750), Longitude=(16, 0, 1343.16)), {}) == Location(48.208333, 16.3731)
    assert location(gps(Latitude=(0, 0, 173550), Longitude=(0, 982.386, 0)), {}) == Location(48.208333, 16.3731)
    assert location(gps(Latitude=(43, 59, 60), Longitude=(1, 0, 0)), {}) == Location(44, 1)

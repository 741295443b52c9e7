from pathlib import Path

import pytest
from PIL import Image
from PIL.ExifTags import Base

from shared.domain.photo import Location
from shared.imaging.exif import location
from shared.imaging.regions import upright
from shared.imaging.sidecar import Sidecar, written
from shared.imaging.source import Source, read_source

_FACES = [("Anna & <Ben>", (0.2, 0.3, 0.3, 0.5)), ("安娜", (0.6, 0.1, 0.8, 0.25))]


def _read(folder: Path, sidecar: Sidecar) -> Source:
    file, beside = folder / "a.jpg", folder / "a.jpg.xmp"
    stored = sidecar.size[::-1] if sidecar.orientation >= 5 else sidecar.size
    tags = Image.Exif()
    tags[Base.Orientation] = sidecar.orientation
    Image.new("RGB", stored).save(file, exif=tags.tobytes())
    beside.write_bytes(written(sidecar))
    return read_source(file, beside)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_faces_come_back_where_they_were(tmp_path: Path, orientation: int) -> None:
    source = _read(tmp_path, Sidecar(faces=_FACES, orientation=orientation, size=(60, 40)))
    found = [(each.name, upright(each, source.orientation, source.size)) for each in source.regions]
    assert found == [(name, pytest.approx(box, abs=1e-4)) for name, box in _FACES]
    only_microsoft = written(Sidecar(faces=_FACES, orientation=orientation)).replace(b"mwg-rs:Regions", b"x:Regions")
    (tmp_path / "a.jpg.xmp").write_bytes(only_microsoft)
    source = read_source(tmp_path / "a.jpg", tmp_path / "a.jpg.xmp")
    found = [(each.name, upright(each, source.orientation, source.size)) for each in source.regions]
    assert found == [(name, pytest.approx(box, abs=1e-4)) for name, box in _FACES]


def test_what_people_said_comes_back(tmp_path: Path) -> None:
    where = Location(-43.467448, 11.885127, -12.5)
    source = _read(
        tmp_path,
        Sidecar(
            title="Zu zweit", description="Am <Meer>", rating=4, keywords=["sea", "Über"],
            taken="2023-07-14T10:00:00+02:00",
            location=where, people=["Anna", "Ben"], size=(60, 40),
        ),
    )  # fmt: skip
    assert source.sidecar == {
        "dc:title": ["Zu zweit"], "dc:description": ["Am <Meer>"], "xmp:Rating": ["4"],
        "dc:subject": ["sea", "Über"], "digiKam:TagsList": ["sea", "Über"],
        "exif:DateTimeOriginal": ["2023-07-14T10:00:00+02:00"], "photoshop:DateCreated": ["2023-07-14T10:00:00+02:00"],
        "exif:GPSLatitude": ["43,28.046880S"], "exif:GPSLongitude": ["11,53.107620E"],
        "exif:GPSAltitude": ["1250/100"], "exif:GPSAltitudeRef": ["1"],
        "Iptc4xmpExt:PersonInImage": ["Anna", "Ben"],
    }  # fmt: skip
    assert location({}, {}, source.sidecar) == where


def test_of_a_photo_of_which_nothing_is_known_nothing_is_said(tmp_path: Path) -> None:
    assert _read(tmp_path, Sidecar(size=(60, 40))).sidecar == {}

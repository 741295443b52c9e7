"""The example of docs/plugins.md, by itself; tests/flows/test_plugins.py installs it."""

import json
import tomllib
from pathlib import Path

import pytest

from shared.domain.photo import new_photo
from shared.inference.base import Found, Item
from tests.running import REPO

EXAMPLE = REPO / "examples" / "plugin"


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(EXAMPLE)


@pytest.mark.parametrize(
    ("file_name", "app"),
    [
        ("IMG-20230714-WA0001.jpg", "WhatsApp"),
        ("WhatsApp Image 2023-07-14 at 12.00.00.jpeg", "WhatsApp"),
        ("photo_2023-07-14_12-00-00.jpg", "Telegram"),
        ("FB_IMG_1699999999999.jpg", "Facebook"),
        ("Snapchat-1234567.jpg", "Snapchat"),
        ("IMG_20230714_120000.jpg", None),
        ("a holiday with WhatsApp.jpg", None),
    ],
)
def test_files_tell_their_app(file_name: str, app: str | None) -> None:
    from heliograph_origin.apps import Origin

    photo = new_photo(id="1", owner="me", sha256="0", file_name=file_name, media_type="image/jpeg", bytes=1)
    (outcome,) = Origin()([Item(photo)])
    assert isinstance(outcome, Found)
    assert outcome.facts.get("app") == app


def test_a_takeout_with_what_google_knew(tmp_path: Path) -> None:
    from heliograph_origin.takeout import photos

    here, nowhere = {"latitude": 43.5, "longitude": 11.9}, {"latitude": 0.0, "longitude": 0.0}
    long = "a name that is much longer than Google likes it to be"
    files = {
        "a.jpg.json": {"description": "A", "photoTakenTime": {"timestamp": "0"}, "geoData": here, "geoDataExif": here},
        "a.jpg(1).json": {"favorited": True, "geoData": here, "geoDataExif": nowhere},
        "b.jpg.supplemental-metadata.json": {"archived": True, "geoData": nowhere},
        f"{long[:46]}.json": {"description": "long"},
        "c.jpg.json": ["not", "Google's"],
    }
    for name, known in files.items():
        (tmp_path / name).write_text(json.dumps(known))
    (tmp_path / "d.jpg.json").write_text("{")
    for name in ("a.jpg", "a(1).jpg", "a-edited.jpg", "b.jpg", f"{long}.jpg", "c.jpg", "d.JPG", "movie.mp4"):
        (tmp_path / name).write_bytes(b"")
    found = {each.path.name: (each.modified_at, dict(each.edits)) for each in photos(tmp_path)}
    assert found == {
        "a.jpg": ("1970-01-01T00:00:00+00:00", {"description": "A"}),
        "a-edited.jpg": ("1970-01-01T00:00:00+00:00", {"description": "A"}),
        "a(1).jpg": (None, {"favourite": True, "location": here}),
        "b.jpg": (None, {"archived": True}),
        f"{long}.jpg": (None, {"description": "long"}),
        "c.jpg": (None, {}),
        "d.JPG": (None, {}),
    }


def test_it_is_licensed_as_the_rest() -> None:
    assert tomllib.loads((EXAMPLE / "pyproject.toml").read_text())["project"]["license"] == "Apache-2.0"

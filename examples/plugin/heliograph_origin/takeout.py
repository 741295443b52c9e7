"""Google Takeout: beside every photo lies a JSON file with what Google Photos knew of it."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shared.plugins.importing import Imported

PHOTOS = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".avif", ".tif", ".tiff", ".bmp", ".dng"}
_COPY = re.compile(r"^(?P<stem>.*)(?P<number>\(\d+\))$")
_EDITED = "-edited"  # an edited photo shares the JSON of the one that it was made from
_LONGEST = 46  # letters of a JSON file's name before ".json": Google cuts longer ones


def photos(source: Path) -> Iterator[Imported]:
    for path in sorted(source.rglob("*")):
        if path.suffix.lower() in PHOTOS and path.is_file():
            known = _known(path)
            yield Imported(path, modified_at=_taken(known), edits=_edits(known))


def _known(path: Path) -> dict[str, Any]:
    """Nothing where there is no JSON, or another program's."""
    for name in _names(path):
        if (beside := path.with_name(name)).is_file():
            try:
                known = json.loads(beside.read_bytes())
            except ValueError:
                continue
            if isinstance(known, dict):
                return known
    return {}


def _names(path: Path) -> Iterator[str]:
    """Of "a(1).jpg" the JSON is "a.jpg(1).json", or with "supplemental-metadata", as much of that as has room."""
    stem, number = path.stem, ""
    if copy := _COPY.match(stem):
        stem, number = copy["stem"], copy["number"]
    file = stem.removesuffix(_EDITED) + path.suffix
    yield f"{file[:_LONGEST]}{number}.json"
    yield f"{f'{file}.supplemental-metadata'[:_LONGEST]}{number}.json"


def _taken(known: dict[str, Any]) -> str | None:
    """Where the file tells none of its own, it stands in the timeline by this."""
    try:
        return datetime.fromtimestamp(int(known["photoTakenTime"]["timestamp"]), UTC).isoformat()
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return None


def _edits(known: dict[str, Any]) -> dict[str, Any]:
    edits: dict[str, Any] = {}
    if isinstance(description := known.get("description"), str) and description.strip():
        edits["description"] = description
    if known.get("favorited") is True:
        edits["favourite"] = True
    if known.get("archived") is True:
        edits["archived"] = True
    # What the file says itself needs no edit: this is where somebody put it on the map.
    if (place := _place(known.get("geoData"))) and not _place(known.get("geoDataExif")):
        edits["location"] = place
    return edits


def _place(told: Any) -> dict[str, float] | None:
    """Google tells the corner of the world, 0 and 0, where it knows none."""
    if not isinstance(told, dict):
        return None
    latitude, longitude = told.get("latitude"), told.get("longitude")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float) or not (latitude or longitude):
        return None
    return {"latitude": latitude, "longitude": longitude}

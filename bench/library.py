"""A catalog of many photos that nobody took, filled by the adapter's own hands, off every path that is measured.

Numbers are uneven as in life: a few tags are on a third of all photos, most on a handful; cameras, places and days
alike; two things that exclude each other are both frequent.
"""

import random
import sqlite3
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tqdm import tqdm

from shared.catalog import sqlite_rows as rows
from shared.catalog.base import Doc
from shared.catalog.photos import PHOTOS
from shared.catalog.sqlite_prepare import prepare
from shared.catalog.sqlite_schema import prepare_own
from shared.catalog.sqlite_table import Table
from shared.domain.ids import SOLE_OWNER, new_id
from shared.domain.instants import instant
from shared.domain.photo import Mark, Photo, new_photo, to_doc
from shared.domain.settling import settle
from shared.pipeline import STAGES
from shared.sqlite.connection import connect
from shared.sqlite.errors import SqliteFile

FIRST = datetime(2004, 1, 1, tzinfo=UTC)
YEARS = 20
PATTERNS = 20_000  # what photos have in common with others; they differ in when they were taken

TAGS = [f"tag {n}" for n in range(1500)]
COLOURS = ["red", "orange", "yellow", "green", "turquoise", "blue", "purple", "pink", "brown", "black", "white", "grey"]
MOODS = ["calm", "joyful", "dramatic", "melancholic", "energetic", "mysterious", "cosy", "serene"]
COMPOSITIONS = ["rule_of_thirds", "centered", "symmetry", "leading_lines", "pattern", "framing", "negative_space"]
LIGHTS = ["golden hour", "blue hour", "backlit", "low key", "high key", "night"]
SEASONS = ["winter", "spring", "summer", "autumn"]
TIMES = ["night", "morning", "afternoon", "evening"]
CAMERAS = [("Maker", f"Model {n}") for n in range(40)]
CITIES = [(f"City {n}", f"Region {n // 8}", f"Country {n // 40}") for n in range(400)]
# Where each lies; the first is home, to every third photo.
WHERE = [(random.Random(n).uniform(-50, 65), random.Random(-n).uniform(-179, 179)) for n in range(len(CITIES))]


def fill(path: Path, photos: int, *, noted: str = "", skipped: Collection[str] = ()) -> None:
    """Makes the catalog's file. `noted`: the digest of the features that took note of all photos. `skipped`: the stages
    whose marks promise nothing, for who makes none of what they make: a system that runs would make it anew."""
    connection = connect(SqliteFile(path, "catalog"), writer=True)
    connection.execute("PRAGMA synchronous = OFF")
    prepare_own(connection)
    table = Table(PHOTOS)
    connection.execute("BEGIN")
    prepare(connection, PHOTOS)
    _without_indexes(connection)
    rows.load(connection, table, tqdm(library(photos, noted, skipped), total=photos, desc="photos", leave=False))
    for statement in table.indexes().values():
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _without_indexes(connection: sqlite3.Connection) -> None:
    """They are made at once, when all rows are there."""
    made = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'photos' AND sql != ''"
    )
    for (name,) in made.fetchall():
        connection.execute(f'DROP INDEX "{name}"')


def library(photos: int, noted: str = "", skipped: Collection[str] = ()) -> Iterator[Doc]:
    """The records, oldest first, all of them looked at."""
    rng = random.Random(2026)
    patterns = [to_doc(_pattern(rng, skipped)) for _ in range(min(photos, PATTERNS))]
    for n in range(photos):
        # Days without a photo, and days with hundreds.
        at = FIRST + timedelta(days=n * 365.25 * YEARS / photos, hours=rng.random() * 2)
        local = at.isoformat(timespec="seconds")
        yield rng.choice(patterns) | {
            "id": new_id(),
            "sha256": f"{rng.getrandbits(256):064x}",
            "noted": noted,
            "sort_at": instant(at),
            "taken_at": local,
            "day": local[:10],
            "month": local[:7],
            "date_source": "metadata",
            "date_precision": "second",
            "taken_day": local[:10],
            "taken_month": local[:7],
            "season": SEASONS[at.month % 12 // 3],
        }


def _pattern(rng: random.Random, skipped: Collection[str]) -> Photo:
    photo = new_photo(
        id=new_id(), owner=SOLE_OWNER, sha256="0", file_name="photo.jpg", media_type="image/jpeg", bytes=1_000_000
    )
    facts = found(rng)
    edits = {"favourite": True} if rng.random() < 0.02 else {"archived": True} if rng.random() < 0.02 else {}
    marks = {
        stage.name: (
            facts.get(stage.name),
            Mark("skipped" if stage.name in skipped else "done", stage.version, instant(FIRST)),
        )
        for stage in STAGES
    }
    return settle(photo, marks, STAGES, edits=edits)


def found(rng: random.Random) -> dict[str, dict[str, Any]]:
    make, model = CAMERAS[_rank(rng, len(CAMERAS))]
    tags = {TAGS[_rank(rng, len(TAGS))] for _ in range(8)} | {"cat" if rng.random() < 0.5 else "dog"}
    city = _rank(rng, len(CITIES))
    latitude, longitude = (where + rng.gauss(0, 0.05) for where in WHERE[city])
    located = {
        "place": dict(zip(("city", "region", "country"), CITIES[city], strict=True)),
        "location": {"latitude": latitude, "longitude": longitude},
    }
    return {
        "metadata": {
            "camera": {"make": make, "model": model, "iso": 100, "aperture": 2.8, "exposure": "1/250"},
            **(located if rng.random() < 0.7 else {}),
            **({"rating": rng.randint(1, 5)} if rng.random() < 0.1 else {}),
        },
        "classify": {"tags": [{"name": tag, "confidence": 0.9, "source": "model"} for tag in sorted(tags)]},
        "colour": {"names": sorted({COLOURS[_rank(rng, len(COLOURS))] for _ in range(3)})},
        "mood": {"names": sorted({MOODS[_rank(rng, len(MOODS))] for _ in range(2)})},
        "composition": {"names": sorted({COMPOSITIONS[_rank(rng, len(COMPOSITIONS))] for _ in range(2)})},
        "kind": {"kind": "photograph" if rng.random() < 0.95 else "screenshot"},
        "light": {
            "names": [LIGHTS[_rank(rng, len(LIGHTS))]],
            "time_of_day": rng.choice(TIMES),
        },
    }


def _rank(rng: random.Random, count: int) -> int:
    """Zipf's: the first is some hundred times as likely as the hundredth."""
    return int(count ** rng.random()) - 1 if count > 1 else 0

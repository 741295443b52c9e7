"""What is read of a file's metadata, beside what other readers read: `python -m eval.exif --evalkit ../shared/evalkit`.

The kit's table was made with Pillow, pillow-heif and rawpy; of raw files it knows the sizes only, and they are left
out. --write puts the table into a Markdown file, between its markers <!-- eval.exif --> and <!-- /eval.exif -->.
"""

import csv
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from eval.command import parser, publish
from eval.tables import table
from services.vision.stages.metadata import Metadata
from shared.domain.ids import SOLE_OWNER, new_id
from shared.domain.photo import new_photo
from shared.errors import Invalid
from shared.inference.base import Item

Told = Mapping[str, str]  # a row of the kit's table
Facts = Mapping[str, Any]

_NEAR = 2e-6  # degrees: the table's digits


def _moment(told: Told) -> str:
    """ "2008:05:30 15:56:01" as ISO 8601."""
    day, _, time = told["datetime_original"].partition(" ")
    return f"{day.replace(':', '-')}T{time}" if time else ""


def _near(told: str, read: float) -> bool:
    return abs(float(told) - read) <= _NEAR


# What is asked -> (whether the table knows it, what the stage says of it, whether that is right).
_QUESTIONS: dict[str, tuple[Callable[[Told], bool], Callable[[Facts], Any], Callable[[Told, Any], bool]]] = {
    "orientation": (
        lambda told: bool(told["orientation"]),
        lambda facts: facts.get("orientation"),
        lambda told, read: read == (int(told["orientation"]) or 1),
    ),
    "camera": (
        lambda told: bool(told["make"].strip() or told["model"].strip()),
        lambda facts: facts.get("camera"),
        lambda told, read: (
            (read.get("make", ""), read.get("model", "")) == (told["make"].strip(), told["model"].strip())
        ),
    ),
    "date and time": (
        lambda told: bool(_moment(told)),
        lambda facts: facts.get("taken_at"),
        lambda told, read: read.startswith(_moment(told)),
    ),
    "offset from UTC": (
        lambda told: bool(told["offset"]),
        lambda facts: facts.get("taken_at"),
        lambda told, read: read.endswith(told["offset"]),
    ),
    "place on earth": (
        lambda told: bool(told["lat"]),
        lambda facts: facts.get("location"),
        lambda told, read: _near(told["lat"], read["latitude"]) and _near(told["lon"], read["longitude"]),
    ),
}


def report(evalkit: Path) -> str:
    with (evalkit / "exif/expected.csv").open() as lines:
        rows = [row for row in csv.DictReader(lines) if row["format"] != "RAW"]
    stage = Metadata()
    read = [(row, _facts(stage, evalkit / "exif" / row["file"])) for row in rows]
    answers = []
    for what, (known, said, right) in _QUESTIONS.items():
        there = [(row, said(facts)) for row, facts in read if known(row)]
        good = sum(value is not None and right(row, value) for row, value in there)
        answers.append([what, str(len(there)), f"{good} ({good / len(there):.2f})"])
    measured = f"Measured {datetime.now(UTC):%d %b %Y}: {len(rows)} files of cameras, phones and programs."
    return f"{measured}\n\n{table(['what is asked', 'files that tell it', 'read right'], answers)}"


def _facts(stage: Metadata, path: Path) -> Facts:
    """Raises Invalid when the stage refuses the file."""
    photo = new_photo(
        id=new_id(), owner=SOLE_OWNER, sha256=path.name, file_name=path.name, media_type="image/jpeg",
        bytes=path.stat().st_size,
    )  # fmt: skip
    (outcome,) = stage([Item(photo, path=path)])
    if isinstance(outcome, Invalid):
        raise outcome
    return outcome.facts


def main() -> None:
    given = parser("eval.exif", __doc__, "evalkit").parse_args()
    publish("eval.exif", report(given.evalkit), given.write)


if __name__ == "__main__":
    main()

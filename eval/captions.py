"""How true captions are: `python -m eval.captions --evalkit ../shared/evalkit`.

Of the captioned photos (COCO), each thing that a caption names, against the boxes and captions that people gave; each
number ("two dogs") against the boxes, where a caption does not say it as well, and each plural ("several dogs"). What
people did not label may be there all the same. --write puts the table into a Markdown file, between its markers
<!-- eval.captions --> and <!-- /eval.captions -->.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from eval.command import parser, publish
from eval.library import Eyes
from eval.photosets import Labelled
from eval.ranking import estimate
from eval.tables import table
from eval.tags import is_true
from services.vision.sightings import Sighting, sightings
from shared.domain.captions.english import NUMBERS
from shared.domain.photo import from_doc
from shared.domain.tags import MEASURED
from shared.domain.words import tokens, words

_MANY = {"many", "several", "group", "couple", "herd", "flock", "bunch", "some", "people", "men", "women", "family"}

Marks = list[tuple[int, bool]]  # of each claim the photo's place, and whether it is confirmed


def measured(photos: Sequence[Labelled], records: Sequence[Mapping[str, Any]]) -> tuple[list[list[str]], list[str]]:
    """-> the rows of the table, and what was not confirmed."""
    marks: dict[str, Marks] = {"things": [], "numbers": [], "plurals": []}
    missed = []
    for place, (photo, record) in enumerate(zip(photos, records, strict=True)):
        for kind, what, true in _claims(photo, sightings(from_doc(record))):
            marks[kind].append((place, true))
            missed += [f"{what} ({photo.path.stem})"] * (not true)
    every = [mark for some in marks.values() for mark in some]
    rows = [[kind, *_row(some)] for kind, some in (*marks.items(), ("all of these", every)) if some]
    silent = sum(record["caption"]["source"] == MEASURED for record in records)
    return [*rows, ["photos of which nothing is named", str(silent), ""]], missed


def _claims(photo: Labelled, seen: Sequence[Sighting]) -> Iterator[tuple[str, str, bool]]:
    for one in seen:
        yield "things", one.name, is_true(one.name, photo)
        if one.count == 1:
            continue
        there = sum(count for name, count in photo.counts.items() if not set(words(name)).isdisjoint(words(one.name)))
        said = {token for caption in photo.captions for token in tokens(caption)}
        if one.count == one.most and one.count in NUMBERS:
            number = NUMBERS[one.count]
            agreed = there == one.count or number in said or (number == "two" and "couple" in said)
            yield "numbers", f"{number} {one.name}", agreed
        else:
            yield "plurals", f"several {one.name}", there > 1 or not said.isdisjoint(_MANY)


def _row(marks: Marks) -> list[str]:
    _, photos = np.unique([place for place, _ in marks], return_inverse=True)  # those of which something is claimed
    return [str(len(marks)), str(estimate(np.array([true for _, true in marks]), photos))]


def report(evalkit: Path, models: Path, cache: Path) -> str:
    parts = []
    for name, photos, records in Eyes(models, cache).see_labelled(evalkit):
        rows, missed = measured(photos, records)
        parts += [f"{name}, {len(photos)} photos:", table(["captions name", "number", "confirmed"], rows)]
        parts.append(f"Not confirmed: {', '.join(missed) or 'none'}.")
    return "\n\n".join(
        [f"Measured {datetime.now(UTC):%d %b %Y}. Brackets: 95 % bootstrap intervals, by photo.", *parts]
    )


def main() -> None:
    given = parser("eval.captions", __doc__, "evalkit", "models", "cache").parse_args()
    publish("eval.captions", report(given.evalkit, given.models, given.cache), given.write)


if __name__ == "__main__":
    main()

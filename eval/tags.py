"""How many tags are true: `python -m eval.tags --evalkit ../shared/evalkit`.

The first five tags of a photo, as they are shown, and all that the classifier gave, against what people said of it: the
objects and captions of COCO, the hand-written tags and captions. A tag is true when one of its words, or a word that
means as much or less (a terrier is a dog, a dog is an animal), stands there. What is measured on the pixels is counted
apart: it is true by definition. --write puts the tables into a Markdown file, between its markers <!-- eval.tags -->
and <!-- /eval.tags -->.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from eval.command import parser, publish
from eval.library import Eyes
from eval.photosets import Labelled
from eval.ranking import estimate
from eval.tables import table
from shared.domain.labels import labels
from shared.domain.tags import MEASURED
from shared.domain.words import words

FIRST = 5
# What people write in place of a word of ours: the names of COCO, and of everyday captions.
_SAID = {
    "vehicle": "car truck bus motorcycle motorbike train airplane plane boat bicycle bike van taxi scooter tram",
    "aircraft": "plane jet helicopter",
    "electronics": "laptop computer keyboard phone tv television monitor remote screen mouse microwave cell",
    "television": "tv monitor screen",
    "computer": "laptop keyboard monitor desktop mouse",
    "furniture": "chair table couch sofa bed bench desk cabinet shelf stool dresser",
    "interior": "room kitchen bathroom bedroom indoor inside",
    "dishes": "plate bowl cup glass mug dish",
    "food": "sandwich pizza cake fruit vegetable meal broccoli banana apple orange donut bread meat salad eat carrot",
    "meal": "plate dinner lunch breakfast food pizza sandwich eat dish",
    "sport": "tennis baseball soccer skateboard surf ski snowboard frisbee game player ball kite racket",
    "water": "ocean sea lake river pond pool wave beach boat harbor canal surf",
    "sea": "ocean beach wave surf coast shore island",
    "person": "man woman boy girl people child kid player lady guy men women person",
    "people": "man woman boy girl person men women children crowd",
    "animal": "dog cat horse cow sheep elephant bear zebra giraffe bird puppy kitten butterfly fish robin owl parrot",
    "pet": "dog cat puppy kitten",
    "wildlife": "bear elephant zebra giraffe bird lion deer owl falcon robin wild",
    "building": "house church tower skyscraper barn city temple castle street",
    "street": "road sidewalk traffic city intersection downtown",
    "transport": "train bus truck car tram subway track station",
    "railway": "train track rail",
    "plant": "flower tree leaf cactus grass bush",
    "nature": "tree grass forest mountain flower field river lake leaf water",
    "landscape": "mountain hill field valley lake sky",
    "bathroom": "toilet sink bath shower",
    "kitchen": "stove oven refrigerator sink counter cook microwave",
    "clothing": "shirt dress jacket suit tie hat coat uniform wear jeans",
    "snow": "ski snowboard winter",
    "outdoors": "",
    "indoors": "",
}
_OUTSIDE = """street road beach field grass mountain tree sky river lake ocean sea snow park forest garden building city
    boat train airplane plane bus car motorcycle horse elephant zebra giraffe sheep cow kite surf ski skateboard bench
    traffic hydrant outdoors outside flower water wave fence sidewalk rock bridge church house barn"""
_INSIDE = """kitchen bathroom bedroom toilet sink couch sofa bed desk tv television oven refrigerator microwave table
    room indoors inside laptop office restaurant counter plate pizza cake book vase keyboard"""
_ALSO = {"outdoors": _OUTSIDE, "indoors": _INSIDE}


def is_true(tag: str, photo: Labelled) -> bool:
    said = frozenset(words(" ".join((*photo.captions, *photo.names))))
    return not said.isdisjoint(_meant_by(tag))


@cache
def _meant_by(tag: str) -> frozenset[str]:
    """The stems of the tag, of what people write for it, and of the lemmas and tags of the labels below it."""
    own = labels_of().get(tag, ())
    narrower = [name for label in own for name in (label.tags[0], *label.lemmas)]
    return frozenset(words(" ".join((tag, _SAID.get(tag, ""), _ALSO.get(tag, ""), *narrower))))


@cache
def labels_of() -> Mapping[str, Sequence[Any]]:
    carriers = defaultdict(list)
    for label in labels():
        for tag in label.tags:
            carriers[tag].append(label)
    return carriers


def measured(photos: Sequence[Labelled], records: Sequence[Mapping[str, Any]]) -> tuple[list[list[str]], list[str]]:
    """-> the rows of the table, and tags that are false most often, with how often."""
    first: list[tuple[int, bool, bool]] = []  # photo, true, measured
    every: list[tuple[int, bool]] = []
    false: dict[str, int] = defaultdict(int)
    for place, (photo, record) in enumerate(zip(photos, records, strict=True)):
        for rank, tag in enumerate(record["tags"]):
            by_pixels = tag["source"] == MEASURED
            true = by_pixels or is_true(tag["name"], photo)
            if rank < FIRST:
                first.append((place, true, by_pixels))
            if not by_pixels:
                every.append((place, true))
                false[tag["name"]] += not true
    seen = [(place, true) for place, true, by_pixels in first if not by_pixels]
    rows = []
    for name, marks in (
        ("first five", [(place, true) for place, true, _ in first]),
        ("first five, without what is measured", seen),
        ("all but what is measured", every),
    ):
        places, truths = np.array([place for place, _ in marks]), np.array([true for _, true in marks])
        rows.append([name, str(len(marks)), str(estimate(truths, places))])
    few = min(len(record["tags"]) for record in records)
    rows.append(["fewest tags on a photo", "", str(few)])
    worst = sorted(false.items(), key=lambda item: -item[1])[:12]
    return rows, [f"{name} ({count})" for name, count in worst if count > 1]


def report(evalkit: Path, models: Path, cache: Path) -> str:
    parts = []
    for name, photos, records in Eyes(models, cache).see_labelled(evalkit):
        rows, worst = measured(photos, records)
        parts += [f"{name}, {len(photos)} photos:", table(["tags", "number", "true"], rows)]
        parts.append(f"Not confirmed most often: {', '.join(worst) or 'none'}.")
    head = (
        f"Measured {datetime.now(UTC):%d %b %Y}. Brackets: 95 % bootstrap intervals, by photo. People do not name all "
        "that is there, so that a tag that is not confirmed may be true."
    )
    return "\n\n".join([head, *parts])


def main() -> None:
    given = parser("eval.tags", __doc__, "evalkit", "models", "cache").parse_args()
    publish("eval.tags", report(given.evalkit, given.models, given.cache), given.write)


if __name__ == "__main__":
    main()

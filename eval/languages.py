"""How well text search finds in other languages: `python -m eval.languages --evalkit ../shared/evalkit`.

Two kinds of questions through the real engine, their language not told: short ones (languages.tsv, written before any
was asked), each of which wants the first photo that shows it by the kit's English labels; and the hand-labelled photos'
captions in three more languages (captions.tsv, whole sentences), each of which wants its own photo. The constants of
the multilingual space were chosen on the captioned photos. --write puts the tables into a Markdown file, between its
markers <!-- eval.languages --> and <!-- /eval.languages -->.
"""

import asyncio
import csv
import re
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from tqdm import tqdm

from eval.command import parser, publish
from eval.library import Eyes, Library
from eval.measure import Ask
from eval.photosets import Labelled, captioned, hand_labelled
from eval.ranking import Ranks, rank_of
from eval.tables import table
from services.embedder.encoder import query_encoder

_LIMIT = 200
_PEOPLE = re.compile(
    r"\b(person|people|man|men|woman|women|girl|boy|child|kid|player|guy|adult|skier|lady|couple|family)s?\b"
)


def shows(photo: Labelled, wanted: str) -> bool:
    """`wanted`: words of labels or captions, all of those between "+", one of those between "/"; "-person" at the end:
    and nobody."""
    wanted, _, nobody = wanted.partition("-")
    text = " ".join((*photo.names, *photo.captions)).lower()
    there = all(
        any(re.search(rf"\b{re.escape(word)}(s|es)?\b", text) for word in either.split("/"))
        for either in wanted.split("+")
    )
    return there and not (nobody and _PEOPLE.search(text))


async def first_right(ask: Ask, question: str, wanted: Sequence[int]) -> float:
    answer = await ask(question, _LIMIT)
    return min(rank_of(place, answer) for place in wanted)


async def short(ask: Ask, photos: Sequence[Labelled], name: str) -> list[list[str]]:
    rows = _read("languages.tsv")
    wanted = [[place for place, photo in enumerate(photos) if shows(photo, row["shown"])] for row in rows]
    asked = [(row, places) for row, places in zip(rows, wanted, strict=True) if places]
    told = []
    for language in list(rows[0])[1:]:
        ranks = [await first_right(ask, row[language], places) for row, places in tqdm(asked, language, disable=None)]
        told.append([name, language, str(len(ranks)), *Ranks(np.array(ranks), np.arange(len(ranks))).row()])
    return told


async def sentences(ask: Ask, photos: Sequence[Labelled], first: int) -> list[list[str]]:
    """Of the hand-labelled photos, which begin at `first`."""
    rows = [{"en": photo.captions[0]} | row for photo, row in zip(photos[first:], _read("captions.tsv"), strict=True)]
    told = []
    for language in rows[0]:
        ranks = [await first_right(ask, row[language], [first + place]) for place, row in enumerate(rows)]
        told.append([language, str(len(ranks)), *Ranks(np.array(ranks), np.arange(len(ranks))).row()])
    return told


def _read(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


async def report(libraries: Mapping[str, Sequence[Labelled]], models: Path, cache: Path) -> str:
    eyes, encoder = Eyes(models, cache), query_encoder("bundled", models)
    questions, captions = [], list[list[str]]()
    for name, photos in libraries.items():
        seen = [eyes.see(photo.path) for photo in tqdm(photos, f"looking: {name}", disable=None)]
        with tempfile.TemporaryDirectory() as folder:
            async with Library.open(Path(folder), seen, encoder) as library:
                questions += await short(library.ask, photos, name)
                if name == "hand-labelled":
                    captions = await sentences(library.ask, photos, 0)
    head = ["R@1", "R@5", "R@10", "MRR"]
    return "\n\n".join(
        [
            f"Measured {datetime.now(UTC):%d %b %Y} with the bundled models. Brackets: 95 % bootstrap intervals.",
            "Short questions, each of which wants a photo that shows it:",
            table(["library", "language", "questions", *head], questions),
            "Captions of the hand-labelled photos, each of which wants its own among them:",
            table(["language", "captions", *head], captions),
        ]
    )


def main() -> None:
    given = parser("eval.languages", __doc__, "evalkit", "models", "cache").parse_args()
    coco, hand = captioned(given.evalkit), hand_labelled(given.evalkit)
    libraries = {"captioned": coco, "hand-labelled": hand, "all together": [*coco, *hand]}
    publish("eval.languages", asyncio.run(report(libraries, given.models, given.cache)), given.write)


if __name__ == "__main__":
    main()

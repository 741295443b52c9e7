"""How well text is read: `python -m eval.ocr --evalkit ../shared/evalkit`.

The product's own stage reads the product's own previews of the evalkit's photos of text, upright and turned, and of its
photos of anything. --write puts the tables into a Markdown file, between its markers <!-- eval.ocr --> and
<!-- /eval.ocr -->.
"""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from tqdm import tqdm

from eval.command import parser, publish
from eval.photosets import captioned, hand_labelled
from eval.previews import preview
from eval.tables import table
from services.vision.stages import ocr
from shared.domain.ids import new_id
from shared.domain.photo import new_photo
from shared.domain.words import tokens
from shared.inference.base import Found, Item, Pixels

_TURNS = {0: "upright", 1: "a quarter to the left", 2: "upside down", 3: "a quarter to the right"}

# Photos of anything on which letters were seen, by one judge's eye, wherever the reader had found some. Whatever is
# read on another is invented.
_COCO = (
    885, 1296, 2592, 5001, 5037, 12120, 12667, 107438, 114174, 121647, 160012, 161044, 174632, 189775, 205401, 215778,
    231460, 252332, 338905, 361919, 369771, 379349, 408805, 423617, 433998, 434204, 460229, 463690, 475678, 476704,
    525891, 551780, 553664, 568290, 577932, 129648, 431848,
)  # fmt: skip
_LETTERS = {f"{number:012}" for number in _COCO} | {
    "Colmar", "gray-shirt-logo", "handwritten_text", "printed_text", "hot_dog", "book-beside-flowers", "craft-beer",
    "handwritten-notes", "japanese-shop", "kodim06", "kodim08", "kodim09",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """What was read on one picture, and the processor time that it took, in seconds."""

    text: str
    lines: tuple[str, ...]
    seconds: float


class Reader:
    def __init__(self, models: Path) -> None:
        self._stage = ocr.build("bundled", models)

    def __call__(self, pixels: Pixels) -> Read:
        photo = new_photo(id=new_id(), owner="me", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
        began = time.process_time()
        (found,) = self._stage([Item(photo, pixels=pixels)])
        seconds = time.process_time() - began
        if not isinstance(found, Found):
            raise found
        return Read(found.facts["text"] or "", tuple(line["text"] for line in found.facts["lines"]), seconds)


def reads(text: str, wanted: str) -> bool:
    """Whether the wanted words stand in the text, one after the other, as a quoted phrase would be found."""
    return f" {' '.join(tokens(wanted))} " in f" {' '.join(tokens(text))} "


def strings(reader: Reader, evalkit: Path) -> Iterator[list[str]]:
    """A row for each way in which the photos of text may lie. What was labelled as hard is wanted, too."""
    rows = json.loads((evalkit / "photos" / "ocr_labels.json").read_text())
    shown = [(preview(evalkit / "photos" / row["file"]), [*row["must_contain"], *row["hard"]]) for row in rows]
    for turn, name in _TURNS.items():
        right: list[bool] = []
        for pixels, wanted in tqdm(shown, name, disable=None):
            text = reader(np.ascontiguousarray(np.rot90(pixels, turn))).text
            right += [reads(text, each) for each in wanted]
        yield [name, str(len(shown)), str(len(right)), str(sum(right))]


def anything(reader: Reader, paths: Sequence[Path]) -> tuple[Mapping[str, Read], list[int]]:
    """-> what was read on each, by name, and the process' memory in MiB after each."""
    read, memory = {}, []
    for path in tqdm(paths, "anything", disable=None):
        read[path.stem] = reader(preview(path))
        memory.append(_memory())
    return read, memory


def _memory() -> int:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) // 1024


def report(models: Path, evalkit: Path) -> str:
    reader = Reader(models)
    photos = sorted({photo.path for photo in (*captioned(evalkit), *hand_labelled(evalkit))})
    read, memory = anything(reader, photos)
    invented = {name: each.lines for name, each in read.items() if each.lines and name not in _LETTERS}
    seconds = {
        "nothing to read": [each.seconds for each in read.values() if not each.lines],
        "something to read": [each.seconds for each in read.values() if each.lines],
    }
    costs = [
        [name, str(len(those)), f"{np.median(those):.2f} s", f"{np.quantile(those, 0.95):.2f} s"]
        for name, those in seconds.items()
    ]
    bare = sum(name not in _LETTERS for name in read)
    lines = "; ".join(line for each in invented.values() for line in each) or "none"
    early = min(20, len(memory) - 1)
    return "\n\n".join(
        [
            f"Measured {datetime.now(UTC):%d %b %Y} with the bundled reader.",
            "Strings that stand on photos of text, found as a quoted phrase would be:",
            table(["the photos lie", "photos", "strings", "found"], list(strings(reader, evalkit))),
            "Photos of anything, on which no letters are; what was read on them is invented:",
            table(
                ["photos", "with something read", "which"],
                [[str(bare), str(len(invented)), lines]],
            ),
            "Processor time of one thread, and memory of the process, which must not grow with the photos:",
            table(["photos of anything", "photos", "median", "p95"], costs),
            table(
                ["after photos", "memory"],
                [[str(count + 1), f"{memory[count]} MiB"] for count in (early, len(memory) // 2, len(memory) - 1)],
            ),
        ]
    )


def main() -> None:
    given = parser("eval.ocr", __doc__, "evalkit", "models").parse_args()
    publish("eval.ocr", report(given.models, given.evalkit), given.write)


if __name__ == "__main__":
    main()

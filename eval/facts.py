"""How well the checker of facts tells true texts from false ones: `python -m eval.facts <file>`, a file of lines of
JSON {"facts": {...}, "text": "...", "true": true, "language": "en"}, of which the language may be left out: then it is
the one whose plain words the text has most of. Shows every one that it judges otherwise than the file, and why."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.command import parser
from shared.domain.checking.checker import wrong
from shared.domain.checking.facts import LETTERS
from shared.domain.checking.words import LANGUAGES, plain_of


def language_of(text: str) -> str:
    words = {word.casefold() for word in LETTERS.findall(text)}
    return max(LANGUAGES, key=lambda language: len(words & plain_of(language)))


def judged(path: Path) -> Iterator[tuple[dict[str, Any], str, list[str]]]:
    """-> the line, its language, what the checker finds wrong."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            of = json.loads(line)
            language = of.get("language") or language_of(of["text"])
            yield of, language, wrong(of["text"], of["facts"], language)


def main() -> int:
    arguments = parser("eval.facts", __doc__)
    arguments.add_argument("file", type=Path)
    counts = Counter[tuple[bool, bool]]()
    for of, language, found in judged(arguments.parse_args().file):
        counts[of["true"], not found] += 1
        if of["true"] is not (not found):
            print(f"{'refused' if of['true'] else 'PASSED'} ({language}): {of['text']}")
            print("".join(f"    {each}\n" for each in found), end="")
    true, false = (counts[is_, True] + counts[is_, False] for is_ in (True, False))
    print(f"true texts: {counts[True, True]} of {true} pass; false texts: {counts[False, True]} of {false} pass")
    return 1 if counts[False, True] else 0


if __name__ == "__main__":
    sys.exit(main())

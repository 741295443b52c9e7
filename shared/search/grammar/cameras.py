"""Cameras of the owner's library: "taken with my iPhone 12", "canon eos 5d", "sony" by itself."""

from collections.abc import Iterator
from typing import Any

from shared.search.grammar.question import Question, plain_line
from shared.search.grammar.reading import Reading, Strength
from shared.search.grammar.vocabulary import Vocabulary
from shared.search.names import Names

_LONGEST = 6  # words of a name


class CameraReader:
    def __init__(self, words: Vocabulary, names: Names) -> None:
        said = words.cameras
        self._makes = frozenset(said.makes.split())
        self._with = [tuple(way.split()) for way in sorted(said.with_, key=len, reverse=True)]
        self._after = frozenset(said.camera.split())
        self._owned = {name: f" {plain_line(name)} " for name in names["cameras"]}
        self._fillers = frozenset(("", *words.fillers.split()))
        self._articles = frozenset(words.articles.split())

    def read(self, question: Question) -> Iterator[Reading]:
        for first in range(len(question)):
            for last in range(first + 1, min(first + _LONGEST, len(question)) + 1):
                if reading := self._camera(question, first, last):
                    yield reading

    def _camera(self, question: Question, first: int, last: int) -> Reading | None:
        said = question.plain[first:last]
        if said[0].isdigit():
            return None
        meant = tuple(name for name, line in self._owned.items() if f" {' '.join(said)} " in line)
        if not meant:
            return None
        numbered = any(sign.isdigit() for word in said for sign in word) and any(word.isalpha() for word in said)
        start, led = self._start(question, first)
        followed = question.at(last) in self._after and question.at(last + 1) in self._fillers
        # A sony laptop is no photo of a Sony, nor is a man with a sony laptop.
        full = len(said) > 1 and (numbered or said[0] in self._makes)
        sure = full or followed or led > 1 or (led == 1 and question.at(last) in self._fillers)
        if not sure and said[0] not in self._makes:
            return None
        strength: Strength = "sure" if sure else "alone"
        fields: dict[str, Any] = {"cameras": meant}
        label = meant[0] if len(meant) == 1 else question.said(first, last)
        return Reading("camera", label, start, last + followed, fields, {"no_cameras": meant}, strength)

    def _start(self, question: Question, first: int) -> tuple[int, int]:
        """-> (where "taken with a" begins, how many words that is but for the article)."""
        start = first
        while start > 0 and question.at(start - 1) in self._articles:
            start -= 1
        for way in self._with:
            if start >= len(way) and question.plain[start - len(way) : start] == way:
                return start - len(way), len(way)
        return first, 0

"""What the owner marked: favourites, stars, the archive."""

import re
from collections.abc import Iterator

from shared.search.grammar.question import Question
from shared.search.grammar.reading import Reading, Strength
from shared.search.grammar.vocabulary import Vocabulary

_STARS = re.compile(r"(★{1,5})")


class MarkReader:
    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._photos = {"", *words.photos.split()}
        self._numbers = {word: place + 1 for place, ways in enumerate(words.dates.numbers[:5]) for word in ways}
        number = rf"(?P<n>[0-5]|{'|'.join(sorted(self._numbers, key=len, reverse=True))})"
        stars, rated = "|".join(words.counting.stars), "|".join(words.counting.rated)
        more, least = f"(?: (?:{'|'.join(words.counting.more)}))?", f"(?:(?:{'|'.join(words.counting.least)}) )?"
        self._rated = re.compile(
            rf"\b(?:(?P<rated>{rated}) {least}{number}(?: (?:{stars}))?{more}"
            rf"|{least}{number.replace('<n>', '<n2>')} (?P<stars>{stars}){more})\b"
        )

    def read(self, question: Question) -> Iterator[Reading]:
        yield from self._favourites(question)
        yield from self._ratings(question)

    def _favourites(self, question: Question) -> Iterator[Reading]:
        marks = self._words.marks
        for index, word in enumerate(question.plain):
            if word in marks.favourite:
                after = question.at(index + 1)
                sure = word in marks.favourite_sure or after in self._photos - {""}
                strength: Strength = "sure" if sure else "alone"
                last = index + 2 if after in self._photos - {""} else index + 1
                yield Reading(
                    "favourite", "favourites", index, last, {"favourite": True}, {"favourite": False}, strength
                )
            if word in marks.archived:
                strength = "sure" if question.at(index + 1) in self._photos else "alone"
                yield Reading(
                    "archived", "archived", index, index + 1, {"archived": True}, {"archived": False}, strength
                )

    def _ratings(self, question: Question) -> Iterator[Reading]:
        for match, first, last in question.find(self._rated):
            said = match["n"] or match["n2"]
            count = int(said) if said.isdigit() else self._numbers[said]
            ends = last == len(question) or first == 0
            # A five star hotel is no rating, and neither is a flag with 50 stars.
            plural = match["stars"] is None or match["stars"] != self._words.counting.stars[0]
            sure = match["rated"] or (
                ends and plural and question.at(first - 1) not in self._words.counting.not_after.split()
            )
            label = f"{count} star{'s' if count != 1 else ''} or more" if count < 5 else "5 stars"
            if count:
                yield Reading("rating", label, first, last, {"rating": count}, None, "sure" if sure else "alone")

"""What the owner marked: favourites, stars, the archive."""

import re
from collections.abc import Iterator

from shared.search.grammar.question import Question
from shared.search.grammar.reading import Reading, Strength
from shared.search.grammar.vocabulary import Vocabulary, ways

_STARS = re.compile(r"(★{1,5})")


class MarkReader:
    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._favourite, self._sure, self._archived = map(
            ways, (words.marks.favourite, words.marks.favourite_sure, words.marks.archived)
        )
        self._photos = {"", *words.photos.split()}
        self._numbers = {word: place + 1 for place, ways in enumerate(words.dates.numbers[:5]) for word in ways}
        number = rf"(?P<n>[0-5]|{'|'.join(sorted(self._numbers, key=len, reverse=True))})"
        stars = "|".join((*words.counting.stars, *words.counting.star))
        rated = "|".join(words.counting.rated)
        more, least = f"(?: (?:{'|'.join(words.counting.more)}))?", f"(?:(?:{'|'.join(words.counting.least)}) )?"
        self._rated = re.compile(
            rf"\b(?:(?P<rated>{rated}) {least}{number}(?: (?:{stars}))?{more}"
            rf"|{least}{number.replace('<n>', '<n2>')} (?P<stars>{stars}){more})\b"
        )

    def read(self, question: Question) -> Iterator[Reading]:
        yield from self._favourites(question)
        yield from self._ratings(question)

    def _favourites(self, question: Question) -> Iterator[Reading]:
        for index in range(len(question)):
            if count := question.after(index, self._favourite):
                of_photos = question.at(index + count) in self._photos - {""}
                strength: Strength = "sure" if of_photos or question.after(index, self._sure) else "alone"
                last = index + count + of_photos
                yield Reading(
                    "favourite", "favourites", index, last, {"favourite": True}, {"favourite": False}, strength
                )
            if count := question.after(index, self._archived):
                strength = "sure" if question.at(index + count) in self._photos else "alone"
                yield Reading(
                    "archived", "archived", index, index + count, {"archived": True}, {"archived": False}, strength
                )

    def _ratings(self, question: Question) -> Iterator[Reading]:
        for match, first, last in question.find(self._rated):
            said = match["n"] or match["n2"]
            count = int(said) if said.isdigit() else self._numbers[said]
            ends = last == len(question) or first == 0
            # A five star hotel is no rating, and neither is a flag with 50 stars.
            plural = match["stars"] is None or match["stars"] not in self._words.counting.star
            sure = match["rated"] or (
                ends and plural and question.at(first - 1) not in self._words.counting.not_after.split()
            )
            label = f"{count} star{'s' if count != 1 else ''} or more" if count < 5 else "5 stars"
            if count:
                yield Reading("rating", label, first, last, {"rating": count}, None, "sure" if sure else "alone")

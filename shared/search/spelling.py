"""Slips of the finger: "piza" is no word, and the nearest word of the library or the vocabulary is pizza."""

import lzma
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from shared.domain.labels import labels
from shared.domain.thesaurus import terms
from shared.search.grammar.question import Question
from shared.search.grammar.vocabulary import words_of
from shared.search.names import NAMED, Names

_ENGLISH = Path(__file__).with_name("english.txt.xz")  # the vocabulary of the text model: words of four letters or more

_SHORTEST = 4  # letters of a word that may be misspelt
_LONG = 6  # from so many letters on, two slips are forgiven


class Spelling:
    """`names`: the library's, whose words go before the vocabulary's."""

    def __init__(self, names: Names) -> None:
        self._own = {word: None for name in _named(names) for word in Question(name).plain if _is_word(word)}

    def slips(self, words: Iterable[str]) -> dict[str, str]:
        """Of the words that nobody knows the nearest ones; of none, where one has no nearest: that is another language.
        As questions compare words: without case and accents."""
        unknown = [word for word in words if _is_word(word) and word not in self._own and word not in _known()]
        nearest = {word: self._nearest(word) for word in unknown}
        return nearest if all(nearest.values()) else {}

    def _nearest(self, word: str) -> str:
        from rapidfuzz import process  # a twentieth of a second, at the first slip
        from rapidfuzz.distance import OSA

        most = 2 if len(word) >= _LONG else 1
        for choices in (list(self._own), _things()):
            near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=5)
            # Hardly anybody errs in the first letter; one letter for another makes too many words of a short one.
            alike = [
                (distance, choice[0] != word[0], choice)
                for choice, distance, _ in near
                if len(word) > _SHORTEST or len(choice) != len(word) or sorted(choice) == sorted(word)
            ]
            if alike:
                return min(alike)[2]
        return ""


def _named(names: Names) -> Iterator[str]:
    for counts in (names[field.filter] for field in NAMED):
        yield from sorted(counts, key=lambda name: -counts[name])


def _is_word(word: str) -> bool:
    """Other scripts are other languages, of which nothing is known here."""
    return len(word) >= _SHORTEST and word.isalpha() and word.isascii()


@cache
def _things() -> list[str]:
    """What can be said of a photo, in the vocabulary's words."""
    said = [name for term in terms() for name in (term.name, *term.also)]
    said += [tag for label in labels() for tag in label.tags]
    said += [name for label in labels() for name in label.lemmas[:1]]
    said += sorted(words_of())
    return list(dict.fromkeys(word for name in said for word in Question(name).plain if _is_word(word)))


@cache
def english_words() -> frozenset[str]:
    """Without accents, of four letters or more."""
    return frozenset(lzma.decompress(_ENGLISH.read_bytes()).decode().split("\n"))


@cache
def _known() -> frozenset[str]:
    english = english_words()
    described = (word for label in labels() for word in Question(f"{label.described} {label.caption}").plain)
    plurals = (f"{word}s" for word in english)
    return frozenset((*english, *plurals, *_things(), *described))

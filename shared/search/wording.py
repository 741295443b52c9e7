"""The asked words, and where they stand on a photo."""

from collections.abc import Mapping
from functools import cached_property

from shared.domain.photo import ListedPhoto
from shared.domain.query import Query
from shared.domain.words import stem, tokens
from shared.search.answer import Words
from shared.search.written import written_on

# Of the asked words, this share must stand on a photo as facts to make it an answer by itself: one word that
# happens to be in a file's name does not make "the quick brown fox" a photo called brown.jpg.
_ENOUGH = 0.5


class Wording:
    def __init__(self, query: Query) -> None:
        self._asked = {stemmed: token for token in tokens(query.text) if (stemmed := stem(token))}
        self._phrases = tuple(f" {' '.join(tokens(phrase))} " for phrase in query.phrases)
        self._without = tuple(f" {' '.join(map(_stemmed, tokens(words)))} " for words in query.without)

    @cached_property
    def vector(self) -> Mapping[str, float]:
        """For the sparse space: each asked word once."""
        return dict.fromkeys(self._asked, 1.0)

    def __len__(self) -> int:
        return len(self._asked)

    def quoted_on(self, photo: ListedPhoto) -> bool:
        """Whether every quoted phrase stands on the photo, word for word."""
        texts = [f" {' '.join(tokens(written.text))} " for written in written_on(photo)]
        return all(any(phrase in text for text in texts) for phrase in self._phrases)

    def missing_on(self, photo: ListedPhoto) -> bool:
        """Whether nothing is written on the photo that it must do without."""
        if not self._without:
            return True
        texts = [f" {' '.join(map(_stemmed, tokens(written.text)))} " for written in written_on(photo)]
        return not any(words in text for words in self._without for text in texts)

    def found_on(self, photo: ListedPhoto) -> list[Words]:
        """Where which asked words stand, the surest place first."""
        places = ((written.where, self._in(written.text)) for written in written_on(photo))
        return [Words(tuple(self._asked[word] for word in found), where) for where, found in places if found]

    def known_of(self, photo: ListedPhoto) -> bool:
        """Whether the asked words stand on it as facts, enough of them to make it an answer."""
        facts = {word for written in written_on(photo) if written.sure for word in self._in(written.text)}
        return bool(facts) and len(facts) >= _ENOUGH * len(self._asked)

    def _in(self, text: str) -> list[str]:
        there = {stem(token) for token in tokens(text)}
        return [word for word in self._asked if word in there]


def _stemmed(token: str) -> str:
    return stem(token) or token

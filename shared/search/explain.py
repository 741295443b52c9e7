"""Why a photo is an answer: which parts of the question it meets, and where the asked words stand on it."""

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from shared.domain.fields import FIELDS
from shared.domain.photo import ListedPhoto
from shared.domain.query import Chip, Query
from shared.domain.spaces import Spaces
from shared.domain.where import value_at
from shared.domain.words import inflected, stem, tokens
from shared.domain.written import IN_WORDS, written_on
from shared.search.answer import Asked, Looks, Text, Why, Words
from shared.search.rank import granted
from shared.search.retrieve import Scores, passes
from shared.search.understand import Wording

# Of the asked words, this share must stand on a photo as facts to make it an answer by itself: one word that
# happens to be in a file's name does not make "the quick brown fox" a photo called brown.jpg.
_ENOUGH = 0.5

_CHIPS = [field for field in FIELDS if field.chip]

_EITHER = ("date", *(field.chip for field in _CHIPS if field.asked == "any"))  # chips of which one is enough

_REASONS: Mapping[str, type[Looks] | type[Text]] = {"looks": Looks, "looks_in_any_language": Looks, "meaning": Text}

_NOT_MET = ("phrase", "spelling", "unused")

# What a photo has, by the kind of chip. Where it is an id, its label is the chip's.
_VALUES = {"date": "day"} | {field.chip: field.name for field in _CHIPS if not field.many}
_LABELLED = {*(field.chip for field in _CHIPS if field.labels), "age", "no_birth_date"}


class Texts:
    """A photo and what is written on it, each text split once however often it is looked at."""

    def __init__(self, photo: ListedPhoto) -> None:
        self.photo = photo

    @cached_property
    def _written(self) -> list[tuple[str, bool, tuple[str, ...]]]:
        """(where, whether it is sure, its tokens), the surest first."""
        return [(written.where, written.sure, _tokens(written.text)) for written in written_on(self.photo)]

    @cached_property
    def _stems(self) -> list[frozenset[str]]:
        return [_stemmed(words, sure and where in IN_WORDS) for where, sure, words in self._written]

    def quotes(self, wording: Wording) -> bool:
        """Whether every quoted phrase stands on it, word for word."""
        texts = [f" {' '.join(words)} " for _, _, words in self._written]
        return all(any(phrase in text for text in texts) for phrase in wording.phrases)

    def lacks(self, wording: Wording) -> bool:
        """Whether nothing is written on it that it must do without."""
        if not wording.without:
            return True
        texts = [f" {' '.join(stem(word) or word for word in words)} " for _, _, words in self._written]
        return not any(words in text for words in wording.without for text in texts)

    def known_for(self, wording: Wording) -> bool:
        """Whether the asked words stand on it as facts, enough of them to make it an answer."""
        sure = (stems for (_, sure, _), stems in zip(self._written, self._stems, strict=True) if sure)
        facts = {wording.stems[stemmed] for stemmed in wording.stems.keys() & frozenset[str]().union(*sure)}
        return bool(facts) and len(facts) >= _ENOUGH * len(wording)

    def says_all(self, wording: Wording) -> bool:
        """Whether every asked word stands on it somewhere, be it only in what was seen there: who asks for the sentence
        of a photo finds it. One word alone is no sentence, and may have been seen wrongly."""
        there = frozenset[str]().union(*self._stems)
        said = {token for stemmed, token in wording.stems.items() if stemmed in there}
        return len(said) == len(wording) > 1

    def found(self, wording: Wording) -> Iterator[Words]:
        """Where which asked words stand, the surest place first."""
        for (where, _, _), stems in zip(self._written, self._stems, strict=True):
            if there := dict.fromkeys(token for stemmed, token in wording.stems.items() if stemmed in stems):
                yield Words(tuple(there), where)


def why(texts: Texts, query: Query, wording: Wording, scores: Mapping[str, Scores], spaces: Spaces) -> tuple[Why, ...]:
    """`scores` are by space."""
    near: list[Why] = []
    for space in spaces:
        score = scores.get(space.name, {}).get(texts.photo.id)
        if score is not None and (reason := _REASONS.get(space.role)):
            near.append(reason(round(score, 4)))
    return (*met(texts.photo, query), *near, *texts.found(wording))


def met(photo: ListedPhoto, query: Query) -> Iterator[Asked]:
    """The photo has passed the filter, so it meets every chip that is no mere wish, but for those of which one is
    enough."""
    had = {wish.value.replace("_", " ").lower() for wish in granted(photo, query.wishes)}
    for chip in query.chips:
        if chip.kind in _NOT_MET or (chip.soft and chip.label.lower() not in had):
            continue
        if chip.kind in _EITHER and not passes(photo, chip.filter):
            continue
        yield Asked(chip.kind, chip.label, _value(photo, chip), chip.soft)


def _value(photo: ListedPhoto, chip: Chip) -> str:
    if chip.label.startswith("not ") or chip.kind in _LABELLED:
        return ""
    if chip.filter.either:
        return next((value for group in chip.filter.either for field, value in group if _has(photo, field, value)), "")
    if chip.kind == "place":
        return ", ".join(photo.places)
    return str(value_at(photo, _VALUES[chip.kind]) or "") if chip.kind in _VALUES else ""


def _has(photo: ListedPhoto, field: str, value: str) -> bool:
    return value in (value_at(photo, field) or ())


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(tokens(text))


@lru_cache(maxsize=4096)
def _stemmed(words: tuple[str, ...], written: bool) -> frozenset[str]:
    """`written`: by people, in any language."""
    return frozenset((*map(stem, words), *(inflected(" ".join(words)) if written else ())))

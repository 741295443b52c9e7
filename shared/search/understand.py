"""What was asked, as the engine goes about it: the filter that holds, the words that are looked for, and the question's
vector in every space."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import msgspec

from shared.domain.fields import Asked
from shared.domain.filter import ASKED, PhotoFilter, Range, Span
from shared.domain.query import Chip, Query
from shared.domain.spaces import ENGLISH, WORDS, Spaces
from shared.domain.words import mark, stem, stemmed, tokens, words
from shared.search.encoder import Encoded, Encoder
from shared.search.grammar.things import Translation
from shared.search.grammar.vocabulary import vocabularies
from shared.vectors.base import Dense, Sparse


class Wording:
    """The asked words: `stems` maps what a word is compared by to the word as it was asked: its stem, and what it is
    called in English. `phrases` must stand on a photo word for word, nothing of `without` may; both are tokens with a
    space on either side."""

    def __init__(self, query: Query) -> None:
        self.stems = _stems(query.text, query.language)
        self.phrases = tuple(f" {' '.join(tokens(phrase))} " for phrase in query.phrases)
        self.without = tuple(f" {' '.join(stem(token) or token for token in tokens(each))} " for each in query.without)

    def __len__(self) -> int:
        return len(set(self.stems.values()))

    @cached_property
    def vector(self) -> Sparse:
        """For the space of words: each asked word once."""
        return dict.fromkeys(self.stems, 1.0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """`encoded` is None where there is no text to encode, or nobody who could."""

    query: Query
    filter: PhotoFilter
    wording: Wording
    encoded: Encoded | None = None

    @property
    def vectors(self) -> Mapping[str, Dense | Sparse]:
        """By the name of the space."""
        return {WORDS.name: self.wording.vector, **(self.encoded.vectors if self.encoded else {})}


async def understand(query: Query, within: PhotoFilter, encoder: Encoder, spaces: Spaces) -> Wanted | None:
    """None where nothing is asked, or no photo can be both what is asked and what is chosen beside it."""
    filter = narrowed(query.filter, within)
    if filter is None or not (query or within):
        return None
    encoded = await encoder.encode(query.text, spaces.asked_in(query.language)) if query.text else None
    return Wanted(query, filter, Wording(query), encoded)


def _stems(text: str, language: str) -> dict[str, str]:
    if language == ENGLISH or language not in vocabularies():
        return {stemming: token for token in tokens(text) if (stemming := stem(token))}
    translation, stemmer = _translation(language), vocabularies()[language].stemmer
    found: dict[str, str] = {}
    for part in translation.telling(text):
        said, meanings = tokens(part), [word for name in translation.meanings(part) for word in words(name)]
        # Signs without spaces that are no known word are as many as they make pairs.
        one = len(said) == 1 or bool(meanings)
        for token in said:
            forms = (stem(token) or token, *([mark(stemmed(token, stemmer))] if stemmer else ()))
            found |= dict.fromkeys(forms, part if one else token)
        found |= dict.fromkeys(meanings, part)
    return found


@cache
def _translation(language: str) -> Translation:
    return Translation(vocabularies()[language])


def without_text(query: Query) -> Query:
    """What was understood of it alone; a chip says which words are left out."""
    understood = tuple(chip for chip in query.chips if not chip.soft and chip.kind != "spelling")
    rest = " ".join(chip.words for chip in understood)
    unused = Chip("unused", " ".join(_telling(query.text)), query.text, rest)
    return msgspec.structs.replace(query, text="", thing=None, wishes=(), chips=(*understood, unused))


def _telling(text: str) -> list[str]:
    """The words that say something; all of them, where none does."""
    return [token for token in tokens(text) if stem(token)] or text.split()


def narrowed(one: PhotoFilter, other: PhotoFilter) -> PhotoFilter | None:
    """The photos that meet both; None where none can. Where one asks for archived photos, they are shown; of two
    boxes, which words never ask for, the other's counts."""
    fields: dict[str, Any] = {}
    for name in one.__struct_fields__:
        ours, theirs = getattr(one, name), getattr(other, name)
        if name not in _MEETING or _silent(ours) or _silent(theirs):
            fields[name] = _both(name, ours, theirs)
            continue
        fields[name] = _MEETING[name](ours, theirs)
        if _silent(fields[name]):
            return None
    return PhotoFilter(**fields)


def _silent(value: Any) -> bool:
    """Whether it asks for nothing."""
    return value is None or value == ()


def _both(name: str, ours: Any, theirs: Any) -> Any:
    if isinstance(ours, tuple):
        return tuple(dict.fromkeys((*ours, *theirs)))
    if name == "archived":
        return theirs if ours is False else ours
    return ours if theirs is None else theirs


def _overlaps(some: tuple[Span, ...], others: tuple[Span, ...]) -> tuple[Span, ...]:
    met = (Span(max(a.first, b.first), min(a.last, b.last)) for a in some for b in others)
    return tuple(span for span in met if span.first <= span.last)


# What both ask for where only one of several is true of a photo; it asks for nothing where none is.
_MEET: Mapping[Asked, Callable[[Any, Any], Any]] = {
    "any": lambda ours, theirs: tuple(each for each in ours if each in theirs),
    "least": max,
    "range": Range.meet,
    "is": lambda ours, theirs: ours if ours == theirs else None,
}
_MEETING = {"days": _overlaps} | {field.filter: _MEET[field.asked] for field in ASKED if field.asked in _MEET}

"""How the words for things hang together: what means the same, what is a kind of what, and as what a thing is seen.

thesaurus.tsv has a line for each term, in the words of tags. `kinds` are what it is a kind of: a puppy is a dog, a dog
an animal; a hot dog is no dog. `seen as` are tags that a classifier may give it in place of its own.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from shared.domain.words import tokens

_FILE = Path(__file__).with_suffix(".tsv")
_ARTICLES = frozenset(("a", "an", "the", "my", "our", "some"))

_PLURALS = (
    (re.compile(r"(?<![ea])ies$"), "y"),
    (re.compile(r"(?<=ch)es$|(?<=sh)es$|(?<=ss)es$|(?<=x)es$"), ""),
    (re.compile(r"(?<=[^us])s$"), ""),
)

Stems = tuple[str, ...]


class Term(msgspec.Struct, frozen=True):
    name: str
    also: tuple[str, ...]  # other words for it, and plurals that are no mere s
    kinds: tuple[str, ...]
    seen_as: tuple[str, ...]


class Meant(msgspec.Struct, frozen=True):
    """What a word asks of tags, each as its stems. `worn`: the word itself, others for it, and whatever is a kind of
    it. `seen_as`: what it may have been taken for. `denied`: an owner who takes one of these off a photo takes the word
    off it."""

    worn: frozenset[Stems]
    seen_as: frozenset[Stems] = frozenset()
    denied: frozenset[Stems] = frozenset()


@cache
def terms() -> tuple[Term, ...]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()[1:]
    return tuple(_term(*f"{line}\t\t\t".split("\t")[:4]) for line in lines)


@cache
def stems(words: str) -> Stems:
    """What words are compared by here: a dog and dogs are one."""
    found = tuple(singular(token) for token in tokens(words) if token not in _ARTICLES)
    return _preferred().get(found, found)


def singular(token: str) -> str:
    """The S-stemmer of Harman, "How effective is suffixing?" (1991), and churches. It keeps apart what a stemmer makes
    one: boxing is no box."""
    for ending, kept in _PLURALS:
        if match := ending.search(token):
            return token[: match.start()] + kept
    return token


@cache
def meant(words: str) -> Meant:
    """Of a word that is no term: the word itself."""
    asked = stems(words)
    above = frozenset(_above(asked))
    return Meant(
        worn=frozenset((asked, *_below(asked))),
        seen_as=_seen_as().get(asked, frozenset()) - {asked},
        denied=above | {asked},
    )


def is_kind_of(name: str, words: str) -> bool:
    """Whether what is called so is what the words mean, or a kind of it."""
    return stems(name) in meant(words).worn


@cache
def kinds(name: str) -> tuple[str, ...]:
    """What a thing of this name is a kind of, the nearest first, in the words of tags: a puppy is a dog, an animal."""
    above = {_plain(term.name): term.kinds for term in terms()}
    found = list(above.get(stems(name), ()))
    for kind in found:  # which grows as it is walked
        found += [further for further in above.get(stems(kind), ()) if further not in found]
    return tuple(found)


def is_term(words: str) -> bool:
    return stems(words) in _kinds()


def _above(asked: Stems) -> Iterator[Stems]:
    for kind in _kinds().get(asked, ()):
        yield kind
        yield from _above(kind)


def _below(asked: Stems) -> Iterator[Stems]:
    for kind in _narrower().get(asked, ()):
        yield kind
        yield from _below(kind)


@cache
def _preferred() -> Mapping[Stems, Stems]:
    """Other words for a term -> the term's own. What is a term itself is no other's."""
    own = {_plain(term.name): _plain(term.name) for term in terms()}
    return {_plain(other): _plain(term.name) for term in terms() for other in term.also} | own


@cache
def _kinds() -> Mapping[Stems, tuple[Stems, ...]]:
    return {_plain(term.name): tuple(map(stems, term.kinds)) for term in terms()}


@cache
def _narrower() -> Mapping[Stems, tuple[Stems, ...]]:
    found: dict[Stems, list[Stems]] = defaultdict(list)
    for name, kinds in _kinds().items():
        for kind in kinds:
            found[kind].append(name)
    return {kind: tuple(names) for kind, names in found.items()}


@cache
def _seen_as() -> Mapping[Stems, frozenset[Stems]]:
    return {_plain(term.name): frozenset(map(stems, term.seen_as)) for term in terms()}


def _plain(words: str) -> Stems:
    return tuple(map(singular, tokens(words)))


def _term(name: str, also: str, kinds: str, seen_as: str) -> Term:
    return Term(name, *(tuple(filter(None, column.split(","))) for column in (also, kinds, seen_as)))

"""The vocabulary: the thousand things that an ImageNet classifier can name, and how people speak of them.

labels.tsv holds a line for each: lemmas and definition are WordNet's (see labels.NOTICE), tags and caption were
written for Heliograph.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

# The summed probability of a tag's labels from which a photo may well show it: so low that asking for a thing finds
# as many of its photos as their looks alone do (docs/quality.md).
_PERHAPS = 0.01

_FILE = Path(__file__).with_suffix(".tsv")


class Label(msgspec.Struct, frozen=True):
    index: int  # the classifier's output
    synset: str  # WordNet's name of the thing, e.g. "n02123045"
    lemmas: tuple[str, ...]  # its names, the usual one first
    definition: str
    tags: tuple[str, ...]  # what people would file it under, the closest first
    caption: str  # a picture of it, as people would describe it

    @property
    def described(self) -> str:
        """The dictionary's entry: "tench, Tinca tinca: freshwater dace-like game fish ..."."""
        return f"{', '.join(self.lemmas)}: {self.definition}"


@cache
def labels() -> tuple[Label, ...]:
    """All of them, in the order of their index."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()[1:]
    return tuple(_label(*line.split("\t")) for line in lines)


@cache
def carriers() -> dict[str, frozenset[int]]:
    """Of each tag the labels that carry it, by their index."""
    found: dict[str, set[int]] = defaultdict(set)
    for label in labels():
        for tag in label.tags:
            found[tag].add(label.index)
    return {tag: frozenset(indexes) for tag, indexes in found.items()}


def masses(likely: Sequence[Sequence[float]], *, closest: int | None = None) -> dict[str, float]:
    """Of each tag the summed probability of its labels; of each label's tags so many count. `likely` as for perhaps."""
    found: dict[str, float] = defaultdict(float)
    for index, _, probability in likely:
        for tag in labels()[int(index)].tags[:closest]:
            found[tag] += probability
    return found


def perhaps(likely: Sequence[Sequence[float]]) -> list[str]:
    """The tags that may well be true of a photo, likeliest first. `likely`: (index, another probability, probability)
    of its labels, as the stage classify keeps them."""
    mass = masses(likely)
    return sorted((tag for tag, sum_ in mass.items() if sum_ >= _PERHAPS), key=lambda tag: (-mass[tag], tag))


def _label(index: str, synset: str, lemmas: str, definition: str, tags: str, caption: str) -> Label:
    return Label(int(index), synset, tuple(lemmas.split(", ")), definition, tuple(tags.split(",")), caption)

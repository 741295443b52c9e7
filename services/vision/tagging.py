"""A classifier's probabilities -> tags, each with the probability that it is true."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from shared.domain.labels import labels

_CLASSES = 15  # the likeliest are asked for their tags
_LEAST = 0.7  # a wrong tag is worse than none
TOLD = 0.85  # in a sentence: all of 132 such things on 167 of those photos were there

# Logistic regression of "the tag is true" over a tag's mass (the summed probability of those of the 15 classes that
# carry it), what mass is left, and the number of those classes, each as its log. Raw mass is far too modest: tags of
# mass .3 to .4 are true in 77 % of the cases. Fitted on 128 COCO photos (truth: objects, words of the captions) and 74
# hand-labelled ones of the evaluation kit; in five folds, tags of .5 .6 .7 .8 .9 were true in .54 .63 .79 .87 .89 of
# the cases, though captions do not name everything.
_OFFSET, _MASS, _LEFT, _NUMBER = -0.21, 0.59, -0.971, 0.982
_LEAST_MASS = 0.02

# Logistic regression of "taken outdoors" over the log ratio of the masses below, on the 131 of those photos whose
# captions name a scene of one kind only: from .85 on, right in 96 % of the cases.
_OUTDOORS_OFFSET, _OUTDOORS_RATIO = -0.089, 1.462
_SURE_OF_SCENE = 0.85
_INDOORS_TAGS = """
    appliance bar bathroom bathtub bed bedroom casino computer cooking couch desk dishes electronics furniture gym
    hospital interior kitchen laboratory laundry library museum office oven refrigerator restaurant sink stove
    toilet"""
_INDOORS = frozenset(_INDOORS_TAGS.split()) | {"home theater", "kitchen utensil", "living room"}
_OUTDOORS_TAGS = """
    agriculture aircraft airplane baseball beach bear bird boat bridge bus camping car city cliff coast countryside
    cow elephant farm fence field football forest garden horse lake landmark landscape motorcycle mountain nature park
    playground railway river road rugby sailboat sea sheep ship skiing sky snow stadium street tennis train tram truck
    underwater volcano wildlife zebra"""
_OUTDOORS = frozenset(_OUTDOORS_TAGS.split())
# Web site, comic book, crossword, book cover, menu: what is printed is neither inside nor outside.
_PRINTED = [916, 917, 918, 921, 922]
_MOSTLY_PRINTED = 0.3

# Said better by the scene.
_SCENE_ITSELF = frozenset({"interior", "outdoor"})


@dataclass(frozen=True, slots=True)
class Guess:
    tag: str
    confidence: float  # the probability that it is true


def tags(sharp: NDArray[np.float32]) -> list[Guess]:
    """`sharp`: shape (1000,), probabilities at temperature 1 -> tags of at least .7, surest first."""
    mass: dict[str, float] = defaultdict(float)
    number: dict[str, int] = defaultdict(int)
    for index in np.argsort(-sharp)[:_CLASSES]:
        for tag in labels()[index].tags:
            mass[tag] += float(sharp[index])
            number[tag] += 1
    found = [
        Guess(tag, confidence)
        for tag in mass.keys() - _SCENE_ITSELF
        if mass[tag] >= _LEAST_MASS and (confidence := _confidence(mass[tag], number[tag])) >= _LEAST
    ]
    return sorted(found, key=lambda guess: (-guess.confidence, guess.tag))


def _confidence(mass: float, number: int) -> float:
    left = max(1 - mass, 0.01)
    return _logistic(_OFFSET + _MASS * log(mass) + _LEFT * log(left) + _NUMBER * log(number))


def scene(sharp: NDArray[np.float32]) -> Guess | None:
    """Indoors or outdoors, where that is sure enough."""
    if sharp[_PRINTED].sum() >= _MOSTLY_PRINTED:
        return None
    inside, outside = (float(sharp[side].sum()) for side in _sides())
    outdoors = _logistic(_OUTDOORS_OFFSET + _OUTDOORS_RATIO * log((outside + 0.01) / (inside + 0.01)))
    if outdoors >= _SURE_OF_SCENE:
        return Guess("outdoors", outdoors)
    if outdoors <= 1 - _SURE_OF_SCENE:
        return Guess("indoors", 1 - outdoors)
    return None


@cache
def _sides() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """The labels that are found inside only, and outside only."""
    inside = np.array([not _INDOORS.isdisjoint(label.tags) for label in labels()])
    outside = np.array([not _OUTDOORS.isdisjoint(label.tags) for label in labels()])
    return inside & ~outside, outside & ~inside


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-x))

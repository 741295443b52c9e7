"""The vector spaces, named once: what is written under these names and what is asked of them must agree.

A name tells the model and its version; another model gets another space, which reconcile fills.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpaceName:
    """`dimension` is 0 for a sparse space of words. `idf`: rare words count for more."""

    name: str
    dimension: int = 0
    idf: bool = False


IMAGE = SpaceName("image.conse-1", 384)  # how a photo looks, in the words of the vocabulary
TEXT = SpaceName("text.minilm-1", 384)  # what its caption, tags and place mean
WORDS = SpaceName("words.1", idf=True)  # which words stand on it

SPACES = (IMAGE, TEXT, WORDS)

"""Captions, said in the reader's language: `said.py` is what one is made of, a file a language makes the sentence."""

from shared.domain.captions import english
from shared.domain.captions.said import Said


def sentence(said: Said) -> str:
    return english.sentence(said)

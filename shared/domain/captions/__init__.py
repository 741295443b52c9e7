"""Captions, said in the reader's language: `said.py` is what one is made of, kept with the photo. English makes its own
sentences, other languages theirs of a lexicon.
"""

from functools import lru_cache

from shared.domain.captions import english, spoken
from shared.domain.captions.said import Said
from shared.domain.lexicon import ENGLISH, lexicons


@lru_cache(maxsize=4096)
def told(said: Said, language: str) -> tuple[str, str]:
    """-> (the sentence, the language that it is in): English where this one has no lexicon, or no sure word for all of
    it."""
    lexicon = lexicons().get(language)
    text = spoken.sentence(said, lexicon, language) if lexicon else None
    return (text, language) if text else (english.sentence(said), ENGLISH)


def sentence(said: Said, language: str = ENGLISH) -> str:
    return told(said, language)[0]

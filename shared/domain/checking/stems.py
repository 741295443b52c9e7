"""What several of a thing have in common with one of it, where the lexicon has no word for several."""

import unicodedata
from functools import cache

_LEAST = 3  # letters of a stem
_ENDS = {
    "en": ("es", "s"), "de": ("ern", "en", "er", "es", "e", "n", "s"), "fr": ("aux", "x", "es", "s", "e"),
    "es": ("es", "s", "e"),
    "it": ("a", "e", "i", "o"), "pt": ("ões", "ns", "es", "s", "e"), "nl": ("en", "s"),
}  # fmt: skip
_TURNED = str.maketrans("äöü", "aou")


@cache
def stem_of(word: str, language: str) -> str:
    """Lower case. Of forms of one noun the same; of two nouns it may be the same, too: to compare with few."""
    plain = unicodedata.normalize("NFC", word.casefold().removeprefix("ein ").removeprefix("eine "))
    if language == "de":
        plain = plain.translate(_TURNED)
    for end in _ENDS[language]:
        if plain.endswith(end) and len(plain) - len(end) >= _LEAST:
            return plain.removesuffix(end)
    return plain

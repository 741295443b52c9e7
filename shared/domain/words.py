"""Text -> words that can be compared: how photos are indexed by words, and how questions are split into them.

Any script is taken. Words are stemmed as English, on both sides, so that a word always finds itself. What the owner
wrote, or what can be read on a photo, is stemmed as other languages do as well: whose it is need not be known, for the
question's is. Chinese and Japanese, which put no spaces, are cut into pairs of characters.
"""

import re
import unicodedata
from functools import lru_cache

import Stemmer

_OTHERS = ("german", "french", "spanish", "italian", "portuguese", "dutch")
_stemmers = {name: Stemmer.Stemmer(name) for name in ("english", *_OTHERS)}
_ASCII_TOKEN = re.compile(r"[a-z0-9]+")
_ACCENTS = dict.fromkeys(range(0x0300, 0x0370))
_POSSESSIVE = re.compile(r"['’]s\b")
# Kana and Han.
_UNSPACED = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+)")

_STOP_WORDS = """
    a about above after again against all also am an and any are aren as at be because been before being below
    between both but by can could couldn did didn do does doesn doing don down during each few for from further get
    got had hadn has hasn have haven having he her here hers herself him himself his how i if in into is isn it its
    itself just ll me more most my myself no nor not now of off on once only or other our ours ourselves out over own
    re same shan she should shouldn so some such than that the their theirs them themselves then there these they this
    those through to too under until up upon ve very was wasn we were weren what when where which while who whom why
    will with won would wouldn you your yours yourself yourselves
    image images photo photograph photographs photos pic pics picture pictures"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def tokens(text: str) -> list[str]:
    """The words as they stand, in order: folded in case, without accents or punctuation."""
    text = _POSSESSIVE.sub("", text)
    if text.isascii():  # nothing to fold but case: the same tokens, ten times as quick
        return _ASCII_TOKEN.findall(text.lower())
    plain = unicodedata.normalize("NFKD", text).translate(_ACCENTS)
    plain = unicodedata.normalize("NFC", plain).casefold()
    # Letters, digits and the marks that carry the vowels of Indic scripts; \w would cut words at those.
    spaced = "".join(sign if unicodedata.category(sign)[0] in "LNM" else " " for sign in plain)
    return [token for run in spaced.split() for token in _pairs(run)]


@lru_cache(maxsize=16384)
def stem(token: str) -> str:
    """What a token is compared by; "" for one that says nothing: a stop word or a single letter."""
    if token in STOP_WORDS or (len(token) == 1 and "a" <= token <= "z"):
        return ""
    return stemmed(token, "english")


@lru_cache(maxsize=16384)
def stemmed(token: str, stemmer: str) -> str:
    """By Snowball's stemmer of that name; the token itself where there is none."""
    if not stemmer:
        return token
    found: str = _stemmers[stemmer].stemWord(token)
    return found


def inflected(text: str) -> list[str]:
    """Of every token its stems in languages other than English, each once. They are marked, so that they are no word of
    English."""
    found = (mark(stemmed(token, name)) for token in tokens(text) if token.isalpha() for name in _OTHERS)
    return list(dict.fromkeys(found))


def mark(stem: str) -> str:
    """As `inflected` marks them."""
    return f"~{stem}"


def words(text: str) -> list[str]:
    """The stems of the tokens that say something, in order, repeats included."""
    return [stemmed for token in tokens(text) if (stemmed := stem(token))]


def _pairs(run: str) -> list[str]:
    """The run itself, its unspaced parts as overlapping pairs."""
    found: list[str] = []
    for part in filter(None, _UNSPACED.split(run)):
        if len(part) > 2 and _UNSPACED.match(part):
            found += [part[at : at + 2] for at in range(len(part) - 1)]
        else:
            found.append(part)
    return found

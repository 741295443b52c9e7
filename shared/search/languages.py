"""In which language a question is asked: what its words tell, else what its asker reads, else English."""

from collections.abc import Sequence
from functools import cache

from shared.domain.spaces import ENGLISH
from shared.domain.words import stemmed
from shared.search.grammar.question import Question, Word, plain_words
from shared.search.grammar.things import things_of
from shared.search.grammar.vocabulary import vocabularies, ways_of, words_of
from shared.search.spelling import english_words

UNKNOWN = ""  # a language that has no vocabulary here, or words of none

_OWN, _FOUND = 2, 1  # a word that a vocabulary means, and one that merely is a word of English


def spoken(accept_language: str | None) -> str:
    """What the reader's browser says that they read best (RFC 9110, 12.5.4), as two or three letters; UNKNOWN where
    that says nothing."""
    best, most = UNKNOWN, 0.0
    for part in (accept_language or "").split(","):
        tag, _, quality = part.partition(";")
        language = tag.strip().partition("-")[0].lower()
        weight = _weight(quality)
        if weight > most and language.isascii() and language.isalpha() and len(language) <= 3:
            best, most = language, weight
    return best


def asked_in(text: str, reader: str = UNKNOWN) -> str:
    """A language of vocabularies(), or UNKNOWN for another script, or what the asker reads: `reader`."""
    if (script := _by_script(text, reader)) is not None:
        return script
    words = Question(text).words
    said = {name: _score(text, words, name) for name, vocabulary in vocabularies().items() if vocabulary.spaced}
    most = max(said.values())
    if not any(character.isalpha() for character in text):
        return reader if reader in said else ENGLISH
    if most == 0:  # a name, or a word that nobody listed
        return reader or ENGLISH
    if reader != ENGLISH and said.get(reader) is not None and said[reader] + _FOUND >= most:
        return reader
    likeliest = [name for name, score in said.items() if score == most]
    return reader if reader in likeliest else likeliest[0]


def _weight(quality: str) -> float:
    try:
        return float(quality.strip().removeprefix("q=") or 1)
    except ValueError:
        return 0.0


def _by_script(text: str, reader: str) -> str | None:
    """None for Latin letters, or none."""
    letters = [character for character in text if character.isalpha()]
    if any("\u3041" <= letter <= "\u30ff" for letter in letters):
        return "ja"
    if any("\u3400" <= letter <= "\u9fff" for letter in letters):
        chinese, japanese = _in_signs("zh", text), _in_signs("ja", text)
        return "ja" if japanese > chinese or (japanese == chinese and reader == "ja") else "zh"
    if letters and all(letter > "\u036f" and not "\u1e00" <= letter <= "\u1eff" for letter in letters):
        return UNKNOWN
    return None


def _in_signs(language: str, text: str) -> int:
    """How many signs of the text are words of this language, and not of the other one."""
    own = ways_of(language) - ways_of("zh" if language == "ja" else "ja")
    return sum(len(way) for each in own if (way := each.replace(" ", "")) and way in text)


def _score(text: str, words: Sequence[Word], language: str) -> int:
    """`words` are the text's, but for those that lean on the next one in this language."""
    own, stems = _lexicon(language)
    vocabulary, english = vocabularies()[language], language == ENGLISH
    if vocabulary.elided and not {"'", "’"}.isdisjoint(text):
        words = Question(text, (), vocabulary.elided.split()).words
    score = 0
    for word in words:
        if not word.plain.isalpha() or (english and not word.said.isascii()):
            continue
        if word.plain in own or stemmed(word.plain, vocabulary.stemmer) in stems:
            score += _OWN
        elif english and word.plain in english_words():
            score += _FOUND
    return score


@cache
def _lexicon(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """-> (the words that its vocabulary means, the stems of those for things)."""
    vocabulary = vocabularies()[language]
    names = frozenset(word for name in things_of(vocabulary) for word in plain_words(name))
    return words_of(language) | names, frozenset(stemmed(name, vocabulary.stemmer) for name in names)

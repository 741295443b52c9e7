"""Numbers in words, 0 to 9,999, and dozens: what each language builds from those below a hundred (words.py)."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from shared.domain.checking.words import numbers_of

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 9  # words of one number
_DOZEN = {"en": "dozen", "de": "dutzend", "fr": "douzaine", "es": "docena", "it": "dozzina", "pt": "dúzia",
          "nl": "dozijn"}  # fmt: skip
_ONE = {"en": "a", "de": "ein|einem", "fr": "une", "es": "una", "it": "una", "pt": "uma", "nl": "een"}
_HUNDREDS = {
    "es": "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos",
    "pt": "cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos",
}


def numbers_in(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """-> the number, and where it begins and ends; of several at one place the longest."""
    known = numerals(language)
    words = list(_WORD.finditer(text))
    place = 0
    while place < len(words):
        for last in range(min(len(words), place + _LONGEST) - 1, place - 1, -1):
            start, end = words[place].start(), words[last].end()
            value = known.get(_plain(text[start:end]))
            if value is not None and _whole(text, start, end):
                yield value, start, end
                place = last
                break
        place += 1


def _whole(text: str, start: int, end: int) -> bool:
    """Not a part of a word with a hyphen."""
    return not re.search(r"[\w-]$", text[:start]) and not re.match(r"\w|-\w", text[end : end + 2])


def _plain(text: str) -> str:
    return text.casefold().replace("-", " ")


@cache
def numerals(language: str) -> Mapping[str, int]:
    """Lower case, with spaces for hyphens, -> the number."""
    small = {_plain(word): value for word, value in numbers_of(language).items()}
    if language in ("es", "pt"):
        small |= {f"{word[:-1]}a": value for word, value in small.items() if value % 10 == 1 and word.endswith("uno")}
    hundreds = dict(_hundreds(small, language))
    below = small | hundreds
    found = below | dict(_thousands(below, language))
    dozen = _DOZEN[language]
    for one in _ONE[language].split("|"):
        found[f"{one} {dozen}"] = 12
        if language == "en":
            found |= {"a hundred": 100, "a thousand": 1000}
    for word, value in small.items():
        if 1 < value < 20:
            found |= {f"{word} {dozen}": 12 * value, f"{word} {dozen}s": 12 * value}
    if language in ("de", "nl"):
        found[dozen] = 12
    return found


def _joined(stem: str, value: int, rests: Mapping[str, int], gaps: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    for word, rest in rests.items():
        if rest:
            yield from ((f"{stem}{gap}{word}", value + rest) for gap in gaps)


def _hundreds(small: Mapping[str, int], language: str) -> Iterator[tuple[str, int]]:
    """100 to 999, and to 9,900 where a language says "twelve hundred"."""
    for stem, bare, value in _hundred_stems(small, language):
        yield from ((each, value) for each in bare)
        yield from _joined(stem, value, small, _GAPS[language])


_GAPS = {"en": (" ", " and "), "de": ("", "und"), "fr": (" ",), "es": (" ",), "it": ("",), "pt": (" e ",),
         "nl": ("", "en", " ", "en ")}  # fmt: skip


def _hundred_stems(small: Mapping[str, int], language: str) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """-> what the rest is joined to, the forms without a rest, the number."""
    if language in _HUNDREDS:
        for place, word in enumerate(_HUNDREDS[language].split(), 1):
            bare = ({"es": "cien", "pt": "cem"}[language],) if place == 1 else (word, f"{word[:-2]}as")
            yield word, (*bare, word), 100 * place
            if place > 1:
                yield f"{word[:-2]}as", (), 100 * place
        return
    hundred = {"en": " hundred", "de": "hundert", "fr": " cent", "it": "cento", "nl": "honderd"}[language]
    if language != "en":
        yield hundred.strip(), (hundred.strip(),), 100
    for word, value in small.items():
        stem = "ein" if word == "eins" else word
        if 0 < value < 10 and (value > 1 or language in ("en", "de")):
            yield f"{stem}{hundred}", (f"{stem}{hundred}", f"{stem}{hundred}s"), 100 * value
        elif 10 < value < 100 and value % 10 and language in ("en", "de", "nl"):
            yield f"{stem}{hundred}", (f"{stem}{hundred}",), 100 * value


def _thousands(below: Mapping[str, int], language: str) -> Iterator[tuple[str, int]]:
    thousand = {"en": " thousand", "de": "tausend", "fr": " mille", "es": " mil", "it": "mila", "pt": " mil",
                "nl": "duizend"}[language]  # fmt: skip
    one = "mille" if language == "it" else thousand.strip()
    gaps = (" e ", " ") if language == "pt" else _GAPS[language]
    rests = {word: value for word, value in below.items() if value < 1000}
    if language != "en":
        yield one, 1000
        yield from _joined(one, 1000, rests, gaps)
    for word, value in below.items():
        stem = "ein" if word == "eins" else word
        if 0 < value < 10 and (value > 1 or language in ("en", "de")):
            yield f"{stem}{thousand}", 1000 * value
            yield from _joined(f"{stem}{thousand}", 1000 * value, rests, gaps)

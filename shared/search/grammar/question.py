"""A question as words that remember where they stand in it."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

# Han and hiragana, which put no spaces: each sign is a word. A run of katakana is one.
_SIGN = r"\u3005\u3041-\u309f\u3400-\u9fff\uf900-\ufaff"
_KATAKANA = r"\u30a1-\u30ff"
_SPACED = rf"(?:(?![{_SIGN}{_KATAKANA}])[^\W_])+"
_WORD = re.compile(rf"(?<![^\W_])['’]\d\d(?![^\W_])|[{_SIGN}]|[{_KATAKANA}]+|{_SPACED}(?:['’]{_SPACED})*")
SIGNS_TOGETHER = re.compile(rf"(?<=[{_SIGN}])(?=[{_SIGN}{_KATAKANA}])|(?<=[{_KATAKANA}])(?=[{_SIGN}])")
_LEANING = re.compile(r"([^\W\d_]+)['’](?=[^\W\d_])")
_ACCENTS = dict.fromkeys(range(0x0300, 0x0370))


def folded(text: str) -> str:
    """What words are compared by: no case, no accents, no apostrophes."""
    if text.isascii():  # most, and thousands of them are folded at a start
        return text.casefold().replace("'", "")
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_ACCENTS)
    return unicodedata.normalize("NFC", plain).replace("'", "").replace("’", "")


def plain_words(text: str) -> list[str]:
    """The plain words of a name, or of any text that is no question, as those of a Question are."""
    return [_plain(said) for said in _WORD.findall(text)]


def plain_line(text: str) -> str:
    """The same with one space between."""
    return " ".join(plain_words(text))


def _plain(said: str) -> str:
    return ("'" if said[0] in "'’" else "") + folded(said)


Words = tuple[str, ...]  # plain ones, side by side
Found = tuple[re.Match[str], int, int]  # the match, its first word, the word after it


@dataclass(frozen=True, slots=True)
class Word:
    """`start` and `end` are its place among the question's characters. `minus`: "-people". `plain` of a year that is
    cut short, "'08", keeps its apostrophe."""

    said: str
    plain: str
    start: int
    end: int
    minus: bool = False

    @property
    def capital(self) -> bool:
        return self.said[:1].isupper()


class Question:
    """`text` with its words; what is quoted is no word of it: a quote is asked for as it stands. `elided` are words
    that lean on the next one, as French puts them: l'été."""

    def __init__(
        self, text: str, quoted: tuple[tuple[int, int], ...] = (), elided: Collection[str] = frozenset()
    ) -> None:
        self.text = text
        self.quoted = quoted
        self._elided = elided
        self.words = tuple(self._words())

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def plain(self) -> Words:
        return tuple(word.plain for word in self.words)

    def at(self, index: int) -> str:
        """The plain word there, "" beyond either end."""
        return self.plain[index] if 0 <= index < len(self.plain) else ""

    def before(self, index: int, ways: Iterable[Words]) -> int:
        """How many words the longest of the ways has that ends there; 0 where none does."""
        return max((len(way) for way in ways if self.plain[max(0, index - len(way)) : index] == way), default=0)

    def after(self, index: int, ways: Iterable[Words]) -> int:
        """The same of one that begins there."""
        return max((len(way) for way in ways if self.plain[index : index + len(way)] == way), default=0)

    def said(self, first: int, last: int) -> str:
        """As it was typed, from the word `first` to before the word `last`."""
        return self.text[self.words[first].start : self.words[last - 1].end]

    @cached_property
    def line(self) -> str:
        """The plain words with one space between."""
        return " ".join(self.plain)

    def find(self, pattern: re.Pattern[str]) -> Iterator[Found]:
        """Where the pattern stands in `line` as whole words."""
        ends = list(accumulate(len(word) + 1 for word in self.plain))
        starts = {end - len(word) - 1: index for index, (word, end) in enumerate(zip(self.plain, ends, strict=True))}
        after = {end - 1: index + 1 for index, end in enumerate(ends)}
        return _whole(pattern, self.line, starts, after)

    def find_typed(self, pattern: re.Pattern[str]) -> Iterator[Found]:
        """The same in `text` as it was typed: for what lives by its punctuation."""
        starts = {word.start: index for index, word in enumerate(self.words)}
        after = {word.end: index + 1 for index, word in enumerate(self.words)}
        return _whole(pattern, self.text, starts, after)

    def _words(self) -> Iterator[Word]:
        for match in _WORD.finditer(self.text):
            start, end = match.span()
            if any(first <= start < last for first, last in self.quoted):
                continue
            leaning = _LEANING.match(match[0]) if self._elided else None
            if leaning and folded(leaning[1]) in self._elided:
                yield Word(leaning[0], folded(leaning[1]), start, start + leaning.end())
                start += leaning.end()
            before, said = self.text[:start], self.text[start:end]
            minus = before.endswith(("-", "−")) and (len(before) == 1 or before[-2].isspace())
            yield Word(said, _plain(said), start, end, minus)


def _whole(pattern: re.Pattern[str], text: str, starts: Mapping[int, int], after: Mapping[int, int]) -> Iterator[Found]:
    for match in pattern.finditer(text):
        if match.start() in starts and match.end() in after:
            yield match, starts[match.start()], after[match.end()]

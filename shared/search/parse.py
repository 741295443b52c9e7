"""What people type -> Query. It takes any text whatever, and refuses only one that is too long.

Readers of one kind each (grammar/) offer what a few words may mean; those that hold together become the filter, each
a chip; what no reader takes is looked for by its meaning.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache, partial

from msgspec.structs import replace

from shared.domain.query import Chip, Query
from shared.domain.spaces import ENGLISH
from shared.errors import Invalid
from shared.search.grammar.albums import AlbumReader
from shared.search.grammar.attributes import AttributeReader
from shared.search.grammar.cameras import CameraReader
from shared.search.grammar.clock import ClockReader
from shared.search.grammar.counts import CountReader
from shared.search.grammar.dates import DateReader
from shared.search.grammar.keywords import KeywordReader
from shared.search.grammar.marks import MarkReader
from shared.search.grammar.negation import NegationReader
from shared.search.grammar.occasions import OccasionReader
from shared.search.grammar.people import PeopleReader
from shared.search.grammar.places import PlaceReader
from shared.search.grammar.question import Question
from shared.search.grammar.reading import Reading, choose, combined
from shared.search.grammar.things import Things
from shared.search.grammar.typed import TypedReader
from shared.search.grammar.vocabulary import Vocabulary, vocabularies
from shared.search.languages import UNKNOWN, asked_in
from shared.search.names import Names
from shared.search.spelling import Spelling

_DATES = 4  # today, in the time zones of those who ask at once
LONGEST = 1000  # characters; the text models read some hundred words and no more

_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')
_QUOTES = re.compile(r'["“”„«»]')
_FIRST_EMOJI = 0x1F300
_LOOSE = " \t,;:.!?&+/-–—−"  # what a part that is cut out leaves at the edges

Range = tuple[int, int]  # of characters


class Parser:
    """Reads questions to one library: `names` is what it can answer."""

    def __init__(self, names: Names) -> None:
        self._in = cache(lambda language: _ParserOf(vocabularies()[language], names))
        self._spelling = Spelling(names)

    def parse(self, q: str, *, today: date | None = None, reader: str = UNKNOWN) -> Query:
        """`today` is the asker's, UTC's when it is not given; `reader` is the language that the asker reads, for words
        that are of several. A quote that never closes is no quote. Raises Invalid when `q` is longer than LONGEST."""
        if len(q) > LONGEST:
            raise Invalid(f"A search may be up to {LONGEST:,} characters long; this one has {len(q):,}.")
        language = asked_in(q, reader)
        known = next((each for each in (language, reader) if each in vocabularies()), ENGLISH)
        read = partial(self._in(known).parse, today=today or datetime.now(UTC).date())
        query = replace(read(q), language=language)
        english = language == ENGLISH and query.text.isascii()
        slips = self._spelling.slips(Question(query.text).plain) if english else {}
        spelt, chips = _spelt(q, slips)
        if not chips:
            return query
        instead = read(spelt)
        instead = replace(instead, chips=(*chips, *instead.chips), language=asked_in(spelt, reader))
        return replace(query, unknown=tuple(slips), instead=instead)


class _ParserOf:
    """Reads questions in one language. Its readers are made once, for any thread."""

    def __init__(self, words: Vocabulary, names: Names) -> None:
        self._words = words
        self._things = Things(names, words)
        self._readers = (
            PlaceReader(words, names),
            CameraReader(words, names),
            AttributeReader(words, names),
            ClockReader(words, names),
            MarkReader(words),
            TypedReader(words, names, self._things),
            CountReader(words, names, self._things),
        )
        self._keywords = KeywordReader(names)
        self._people = PeopleReader(words, names)
        self._albums = AlbumReader(words)
        self._occasions = OccasionReader(words, names)
        self._negations = NegationReader(words, names, self._things)
        self._dates = lru_cache(_DATES)(lambda today: DateReader(words, today, names))
        self._fillers = frozenset(words.fillers.split())

    def parse(self, q: str, today: date) -> Query:
        query = _parsed(q, self._words, lambda question: self._understood(question, today))
        return replace(query, thing=self._things.called(query.text)) if query.text else query

    def _understood(self, question: Question, today: date) -> list[Reading]:
        readers = (self._dates(today), *self._readers)
        readings = [reading for reader in readers for reading in reader.read(question)]
        albums = list(self._albums.read(question, readings))  # no name of a person takes their words
        readings = self._people.read(question, [*self._keywords.read(question, readings), *readings]) + albums
        readings = [*self._occasions.read(question, readings), *readings]
        negated = list(self._negations.read(question, readings))
        return choose(question, [*negated, *readings], self._fillers)


def parse(q: str, *, today: date | None = None, names: Names | None = None, reader: str = UNKNOWN) -> Query:
    """One question to a library of which nothing else will be asked; see Parser."""
    return Parser(names or Names()).parse(q, today=today, reader=reader)


def _parsed(q: str, said: Vocabulary, understood: Callable[[Question], list[Reading]]) -> Query:
    typed = "".join(map(_readable, unicodedata.normalize("NFC", q)))
    q, origins = _without_emoji(typed)
    quotes = [(match.span(), _tidy(match[1])) for match in _QUOTED.finditer(q)]
    question = Question(q, tuple(span for span, _ in quotes), said.elided.split())
    chosen = understood(question)

    hard = [reading for reading in chosen if not reading.soft]
    cuts = [_range(question, reading) for reading in chosen if not reading.soft or reading.spent]
    text = _tidy(_QUOTES.sub(" ", _without(q, cuts)))
    if cuts:
        text = _trimmed(text, said)
    chips = [(_range(question, reading), reading.chip) for reading in chosen]
    chips += [(span, Chip("phrase", phrase, "", "")) for span, phrase in quotes if phrase]
    spans = [((origins[start], origins[end - 1] + 1), chip) for (start, end), chip in chips]
    return Query(
        text=text,
        phrases=tuple(dict.fromkeys(phrase for _, phrase in quotes if phrase)),
        filter=combined(hard),
        without=tuple(dict.fromkeys(words for reading in hard for words in reading.without)),
        wishes=tuple(dict.fromkeys(reading.wish for reading in chosen if reading.wish and reading.soft)),
        chips=tuple(
            replace(chip, words=typed[slice(*span)], rest=_rest(typed, span, said))
            for span, chip in sorted(spans, key=lambda each: each[0])
        ),
    )


def _spelt(q: str, slips: Mapping[str, str]) -> tuple[str, list[Chip]]:
    """-> the question in the right words, and a chip for each, which leads back to the word as it was typed."""
    words = Question(q, tuple(match.span() for match in _QUOTED.finditer(q))).words
    spelt, chips = q, list[Chip]()
    for word in reversed([word for word in words if word.plain in slips]):
        right, before, after = slips[word.plain], q[: word.start], q[word.end :]
        spelt = spelt[: word.start] + right + spelt[word.end :]
        chips.insert(0, Chip("spelling", right, word.said, f'{before}"{word.said}"{after}'))
    return spelt, chips


def _range(question: Question, reading: Reading) -> Range:
    word = question.words[reading.first]
    return word.start - word.minus, question.words[reading.last - 1].end


def _rest(q: str, span: Range, said: Vocabulary) -> str:
    """The question without that part, and without the "or" that joined it."""
    words = _tidy(_without(q, [span])).split(" ")
    either = said.either.split()
    while words and words[0].lower() in either:
        words.pop(0)
    while words and words[-1].lower() in either:
        words.pop()
    return " ".join(words)


def _without(q: str, cuts: Sequence[Range]) -> str:
    """The question without these parts, and without the punctuation that hung between them."""
    kept, at = [], 0
    for start, end in sorted(cuts):
        kept.append(q[at:start])
        at = max(at, end)
    kept.append(q[at:])
    return " ".join(filter(None, (part.strip(_LOOSE) for part in kept))) if cuts else q


def _trimmed(text: str, said: Vocabulary) -> str:
    """What is left, without the "of" or "and" that led to what was cut out; "" where only such words are left."""
    words = Question(text, (), said.elided.split())
    if all(word in said.fillers.split() for word in words.plain):
        return ""
    articles = said.articles.split()
    loose = (*said.joining.split(), *said.either.split())
    first, last = 0, len(words)
    while words.at(first) in loose and words.at(first) not in articles:
        first += 1
    while words.at(last - 1) in loose:
        last -= 1
    return text[words.words[first].start :] if last == len(words) else words.said(first, last)


def _readable(character: str) -> str:
    """No control characters, and no halves of a broken surrogate pair."""
    return " " if unicodedata.category(character) in ("Cc", "Cs") else character


def _without_emoji(typed: str) -> tuple[str, list[int]]:
    """Text models know no emoji, but every emoji has a name -> the text with names, and of each of its characters the
    place of the one that it comes from."""
    parts = [_emoji_name(character) or character for character in typed]
    return "".join(parts), [place for place, part in enumerate(parts) for _ in part]


def _emoji_name(character: str) -> str:
    """ "" for what is no emoji."""
    if ord(character) < _FIRST_EMOJI or unicodedata.category(character) != "So":
        return ""
    return f" {unicodedata.name(character, '').lower()} "


def _tidy(text: str) -> str:
    return " ".join(text.split())

"""Names of things, in the tags of a library and of the vocabulary: what "dogs" asks of a photo's tags."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache
from itertools import chain

from shared.domain.labels import labels
from shared.domain.query import Thing
from shared.domain.thesaurus import Stems, meant, stems, terms
from shared.domain.words import stem, stemmed, tokens
from shared.search.grammar.question import Question, Words
from shared.search.grammar.vocabulary import Vocabulary
from shared.search.names import Names


class Things:
    """`names`: the library's; `words`: of the language in which things are named. Tags are compared without their
    plurals."""

    def __init__(self, names: Names, words: Vocabulary) -> None:
        self._tags: dict[Stems, list[str]] = defaultdict(list)
        for tag in dict.fromkeys((*names["tags"], *_vocabulary())):
            self._tags[stems(tag)].append(tag)
        self._names = Translation(words)

    def called(self, words: str) -> Thing | None:
        """None where the words are the name of nothing that a photo here can wear. "A photo of" it is it, too."""
        own = self._named(words) or self._named(_bare(words))
        return _either(filter(None, (own, *map(self._named, self._names.meanings(words)))))

    def _named(self, words: str) -> Thing | None:
        said = meant(words)
        worn, seen_as = self._of(said.worn), self._of(said.seen_as)
        return Thing(worn, seen_as, self._of(said.denied)) if worn or seen_as else None

    def _of(self, some: Iterable[Stems]) -> tuple[str, ...]:
        return tuple(sorted(tag for each in some for tag in self._tags.get(each, ())))


class Translation:
    """What things are called in a language -> in English, as tags are."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._elided, self._fillers = words.elided.split(), frozenset(words.fillers.split())
        self._english: dict[Words, list[str]] = defaultdict(list)
        for name, ways in words.things.items():
            for way in ways:
                self._english[self._key(way.split())].append(name)

    def meanings(self, said: str) -> list[str]:
        """[] for what is no name of a thing. Words that say nothing may stand around it."""
        if not self._english:
            return []
        words = Question(said, (), self._elided).plain
        telling = [place for place, word in enumerate(words) if word not in self._fillers]
        bare = words[telling[0] : telling[-1] + 1] if telling else ()
        return self._english.get(self._key(words)) or self._english.get(self._key(bare)) or []

    def telling(self, text: str) -> list[str]:
        """The words that say something, in order; of signs without spaces the runs between those that say nothing."""
        question = Question(text, (), self._elided)
        parts: list[tuple[int, int]] = []
        for word in question.words:
            if word.plain in self._fillers:
                continue
            if parts and not self._words.spaced and parts[-1][1] == word.start:
                parts[-1] = (parts[-1][0], word.end)
            else:
                parts.append((word.start, word.end))
        return [text[start:end] for start, end in parts]

    def _key(self, words: Collection[str]) -> Words:
        return tuple(stemmed(word, self._words.stemmer) for word in words)


def _either(some: Iterable[Thing]) -> Thing | None:
    """What is any of these."""
    every = list(some)
    if len(every) < 2:
        return every[0] if every else None
    worn = {tag for each in every for tag in each.worn}
    seen_as = {tag for each in every for tag in each.seen_as} - worn
    return Thing(
        tuple(sorted(worn)), tuple(sorted(seen_as)), tuple(sorted({tag for each in every for tag in each.denied}))
    )


def _bare(words: str) -> str:
    """Without what says nothing at either end."""
    said = tokens(words)
    telling = [place for place, token in enumerate(said) if stem(token)]
    return " ".join(said[telling[0] : telling[-1] + 1]) if telling else ""


@cache
def described() -> frozenset[str]:
    """What photos show, in the words of tags and of the labels' captions."""
    named = (name for term in terms() for name in (term.name, *term.also))
    return frozenset(
        (*named, *(said for label in labels() for said in (*label.tags, label.caption, *label.lemmas[:1])))
    )


def things_of(words: Vocabulary) -> Iterable[str]:
    """What things are called in the language."""
    return chain.from_iterable(words.things.values()) if words.things else described()


def _vocabulary() -> Iterable[str]:
    return (tag for label in labels() for tag in label.tags)

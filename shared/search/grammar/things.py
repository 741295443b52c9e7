"""Names of things, in the tags of a library and of the vocabulary: what "dogs" asks of a photo's tags."""

from collections import defaultdict
from collections.abc import Iterable

from shared.domain.labels import labels
from shared.domain.query import Thing
from shared.domain.thesaurus import Stems, meant, stems
from shared.domain.words import stem, tokens
from shared.search.names import Names


class Things:
    """`names`: the library's. Tags are compared without their plurals."""

    def __init__(self, names: Names) -> None:
        self._tags: dict[Stems, list[str]] = defaultdict(list)
        for tag in dict.fromkeys((*names.tags, *_vocabulary())):
            self._tags[stems(tag)].append(tag)

    def called(self, words: str) -> Thing | None:
        """None where the words are the name of nothing that a photo here can wear. "A photo of" it is it, too."""
        return self._named(words) or self._named(_bare(words))

    def _named(self, words: str) -> Thing | None:
        said = meant(words)
        worn, seen_as = self._of(said.worn), self._of(said.seen_as)
        return Thing(worn, seen_as, self._of(said.denied)) if worn or seen_as else None

    def _of(self, some: Iterable[Stems]) -> tuple[str, ...]:
        return tuple(sorted(tag for each in some for tag in self._tags.get(each, ())))


def _bare(words: str) -> str:
    """Without what says nothing at either end."""
    said = tokens(words)
    telling = [place for place, token in enumerate(said) if stem(token)]
    return " ".join(said[telling[0] : telling[-1] + 1]) if telling else ""


def _vocabulary() -> Iterable[str]:
    return (tag for label in labels() for tag in label.tags)

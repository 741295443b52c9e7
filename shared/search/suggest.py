"""What a question that is being typed may become: its last words completed to names that stand in the library."""

from calendar import month_name
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from shared.domain.fields import FIELDS
from shared.search.grammar.question import Question, plain_line
from shared.search.names import Names

_TAIL = 3  # of the last words, so many are tried together
_MISSPELT = 4  # letters from which a slip of the finger is forgiven
_ALIKE = 80.0  # of 100, for which rapidfuzz must take what was typed and the name's beginning


class Suggestion(msgspec.Struct, frozen=True):
    """`text` is the whole question to ask; `count`: of how many photos the completed name is."""

    text: str
    kind: str
    count: int


class _Entry(NamedTuple):
    line: str  # plain words
    name: str
    kind: str
    photos: int


class Suggester:
    """Made once for the names of a library as they are now."""

    def __init__(self, names: Names) -> None:
        entries = list(_entries(names))
        # A place or a colour is often a tag too.
        named = {entry.line for entry in entries if entry.kind != "tag"}
        own = (entry for entry in entries if entry.kind != "tag" or entry.line not in named)
        self._entries = sorted(own, key=lambda entry: (-entry.photos, entry.line))

    def suggest(self, q: str, *, limit: int) -> list[Suggestion]:
        """The most frequent first, names that begin so before those in which a later word does; of nothing typed, what
        there is most of."""
        question = Question(q)
        if not len(question):
            return [Suggestion(entry.name, entry.kind, entry.photos) for entry in self._entries[:limit]]
        found: dict[str, Suggestion] = {}
        for count in range(min(_TAIL, len(question)), 0, -1):
            first = len(question) - count
            head, tail = q[: question.words[first].start], " ".join(question.plain[first:])
            for entry in self._completing(tail):
                found.setdefault(entry.line, Suggestion(head + entry.name, entry.kind, entry.photos))
                if len(found) >= limit:
                    return list(found.values())
        last = question.words[-1]
        for entry in self._misspelt(last.plain, limit - len(found)):
            found.setdefault(entry.line, Suggestion(q[: last.start] + entry.name, entry.kind, entry.photos))
        return list(found.values())[:limit]

    def _completing(self, tail: str) -> Iterator[_Entry]:
        yield from (entry for entry in self._entries if entry.line.startswith(tail))
        inner = f" {tail}"
        yield from (entry for entry in self._entries if inner in entry.line)

    def _misspelt(self, word: str, limit: int) -> list[_Entry]:
        if len(word) < _MISSPELT or limit < 1:
            return []
        from rapidfuzz import fuzz, process  # a twentieth of a second, at the first slip

        beginnings = [entry.line[: len(word) + 1] for entry in self._entries]
        best = process.extract(word, beginnings, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=limit)
        return [self._entries[place] for _, _, place in best]


def _entries(names: Names) -> Iterator[_Entry]:
    for field in FIELDS:
        for name, count in names[field.filter].items() if field.suggested else ():
            said = field.says(name)
            yield _Entry(plain_line(said), said, field.chip, count)
    years: dict[str, int] = {}
    for month, count in names.months.items():
        year, _, number = month.partition("-")
        years[year] = years.get(year, 0) + count
        if not number:
            continue
        said = f"{month_name[int(number)]} {year}"
        yield _Entry(said.lower(), said, "date", count)
    for year, count in years.items():
        yield _Entry(year, year, "date", count)

"""Reading: what a few words of a question may mean. All kinds are offered, choose() takes those that hold."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from shared.domain.filter import PhotoFilter, Span
from shared.domain.query import Chip, Wish
from shared.search.grammar.question import Question

# sure: whatever stands beside it. alone: only where nothing else is left of the question, else these are just words:
# "may", "red", "nice", "2000".
Strength = Literal["sure", "alone"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The words from `first` to before `last`. `fields` are PhotoFilter's; `negated` is what "not" makes of them, None
    where it cannot be said. `wish` is what remains of a reading that is not sure: photos that have it come sooner.
    `spent`: its words are not looked for by their meaning, though it leaves nothing out. `sure`: the chip's."""

    kind: str
    label: str
    first: int
    last: int
    fields: Mapping[str, Any]
    negated: Mapping[str, Any] | None = None
    strength: Strength = "sure"
    wish: Wish | None = None
    without: tuple[str, ...] = ()
    spent: bool = False
    sure: float = 1.0
    extra: Mapping[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return self.last - self.first

    @property
    def soft(self) -> bool:
        """Whether it leaves nothing out."""
        return not self.fields and not self.without

    @property
    def chip(self) -> Chip:
        """As it is shown, but for the words, which are the question's."""
        return Chip(
            self.kind, self.label, "", "", self.soft, self.sure, PhotoFilter(**{"archived": None, **self.fields})
        )

    def softened(self) -> "Reading":
        return replace(self, fields={}, without=())

    def overlaps(self, other: "Reading") -> bool:
        return self.first < other.last and other.first < self.last


def choose(question: Question, offered: Iterable[Reading], fillers: Collection[str]) -> list[Reading]:
    """Those that hold together, in the order of the question: the longest first, sure ones before others, and what is
    only `alone` a reading when no word but fillers is left over."""
    ranked = sorted(offered, key=lambda reading: (-len(reading), reading.strength != "sure", reading.first))
    together = _apart(ranked)
    covered = {index for reading in together for index in range(reading.first, reading.last)}
    left = [word for index, word in enumerate(question.plain) if index not in covered and word not in fillers]
    if left:
        sure = _apart([reading for reading in ranked if reading.strength == "sure"])
        wishes = [reading for reading in ranked if reading.strength != "sure" and reading.wish]
        together = sure + [
            wish.softened() for wish in _apart(wishes) if not any(wish.overlaps(other) for other in sure)
        ]
    return sorted(together, key=lambda reading: reading.first)


def combined(readings: Iterable[Reading]) -> PhotoFilter:
    """All of them as one filter. Dates that meet narrow each other ("2019 ... in May"), others are either."""
    fields: dict[str, Any] = {}
    for reading in readings:
        for name, value in reading.fields.items():
            if name == "days" and name in fields:
                fields[name] = _met(fields[name], value) or tuple(dict.fromkeys((*fields[name], *value)))
            elif isinstance(value, tuple):
                fields[name] = tuple(dict.fromkeys((*fields.get(name, ()), *value)))
            elif name == "rating":
                fields[name] = max(value, fields.get(name, 0))
            else:
                fields[name] = value
    return PhotoFilter(**fields)


def _met(some: Iterable[Span], others: Iterable[Span]) -> tuple[Span, ...]:
    others = tuple(others)
    met = (Span(max(a.first, b.first), min(a.last, b.last)) for a in some for b in others)
    return tuple(span for span in met if span.first <= span.last)


def _apart(ranked: Sequence[Reading]) -> list[Reading]:
    taken: list[Reading] = []
    for reading in ranked:
        if not any(reading.overlaps(other) for other in taken):
            taken.append(reading)
    return taken

"""What a library could have albums of beside its occasions: people, pairs of people, places and themes, by counts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from shared.domain.album_proposal import THEMES, Source, filter_of
from shared.domain.filter import PhotoFilter
from shared.domain.person import Person

LEAST_OF_A_PERSON = 20  # photos
LEAST_OF_A_PAIR = 15
LEAST_OF_A_THEME = 20
IN_PAIRS = 12  # people on the most photos, who are looked for together

_MOST = 24  # of a source
_NEARLY = 0.8  # of the photos: an album of them would be the same one


@dataclass(frozen=True, slots=True)
class Candidate:
    """As of ProposalHead; `days` and `years` where they are known already."""

    source: Source
    about: tuple[str, ...]
    query: dict[str, Any]
    count: int
    days: int = 0
    years: int = 0

    @property
    def filter(self) -> PhotoFilter:
        return filter_of(self.query)


def of_people(people: Sequence[Person], counts: Mapping[str, int]) -> list[Candidate]:
    """`counts`: of photos that every page shows, by person."""
    known = [each for each in people if _may_be_named(each) and counts.get(each.id, 0) >= LEAST_OF_A_PERSON]
    return _most([Candidate("person", (each.id,), {"person": [each.id]}, counts[each.id]) for each in known])


def of_pairs(
    people: Collection[str], counts: Mapping[str, int], together: Mapping[str, Mapping[str, int]]
) -> list[Candidate]:
    """`people`: those of `of_people`. `together`: of one, on how many photos each of the others is, too. Who is hardly
    on any photo without the other makes no album of two."""
    found = []
    for one, other in combinations(sorted(people), 2):
        count = max(together.get(one, {}).get(other, 0), together.get(other, {}).get(one, 0))
        if LEAST_OF_A_PAIR <= count < _NEARLY * min(counts[one], counts[other]):
            found.append(Candidate("pair", (one, other), {"person": [one, other]}, count))
    return _most(found)


def of_themes(counts: Mapping[str, Mapping[str, int]]) -> list[Candidate]:
    """`counts`: of photos that every page shows, by what a query asks for and its value."""
    found = []
    for theme, query in THEMES.items():
        ((parameter, value),) = query.items()
        count = counts[parameter].get(value if isinstance(value, str) else value[0], 0)
        if count >= LEAST_OF_A_THEME:
            found.append(Candidate("theme", (theme,), dict(query), count))
    return found


def is_nearly_one(counts: Mapping[str, int], whole: int) -> bool:
    """Whether one of these, by the photos that it has of them, is as good as all of them."""
    return any(count >= _NEARLY * whole for count in counts.values())


def _may_be_named(person: Person) -> bool:
    return bool(person.name) and not person.hidden


def _most(found: Sequence[Candidate]) -> list[Candidate]:
    return sorted(found, key=lambda each: (-each.count, each.about))[:_MOST]

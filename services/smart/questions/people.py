"""Who is that, and is that Anna? Of groups of faces without a name."""

from collections.abc import Iterable, Mapping, Sequence

from shared.domain.person import Person
from shared.domain.question import PEOPLE_KEY, YES, Choice, Question, asking

LEAST = 3  # photos of a group that is worth a question

_UNKNOWN = 1.0  # nothing is known of who it is
_LIKELY = 0.7  # it might be them


def people_asked(owner: str, groups: Iterable[Person], named: Mapping[str, Person]) -> list[Question]:
    """`groups` without a name; `named` by id. A group that might be somebody is asked about them, unless that was said
    to be wrong: then they are no more what the group might be."""
    return [
        question
        for group in groups
        if group.photos >= LEAST and not (group.name or group.hidden or group.into)
        for question in [_same(owner, group, named) or _who(owner, group, named.values())]
    ]


def _same(owner: str, group: Person, named: Mapping[str, Person]) -> Question | None:
    person = named.get(group.perhaps)
    if person is None or person.hidden or person.into:
        return None
    return asking(
        owner, "same", f"{group.id}/{person.id}", key=PEOPLE_KEY, photos=[], touches=group.photos, uncertain=_LIKELY,
        choices=[Choice(YES)], facts={"group": group.id, "person": person.id},
    )  # fmt: skip


def _who(owner: str, group: Person, named: Iterable[Person]) -> Question:
    return asking(
        owner, "who", group.id, key=PEOPLE_KEY, photos=[], touches=group.photos, uncertain=_UNKNOWN,
        choices=[Choice(each.id) for each in _likely(named)], facts={"group": group.id},
    )  # fmt: skip


def _likely(named: Iterable[Person], most: int = 4) -> Sequence[Person]:
    """Who is on most photos is whom a group splits off from."""
    shown = (each for each in named if not each.hidden and not each.into)
    return sorted(shown, key=lambda each: (-each.photos, each.id))[:most]

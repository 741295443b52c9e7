"""Names of people in captions: put in whenever a caption is told, so that a rename writes none anew."""

from collections.abc import Sequence

from msgspec.structs import replace

from shared.domain.captions.said import Said
from shared.domain.thesaurus import is_kind_of

PERSON = "person"

_MOST = 4  # that are called by their names


def with_people(said: Said, names: Sequence[str], faces: int) -> Said:
    """With those who have a name in place of as many people, and the rest as others. Things seen and faces found are
    counted apart: whichever are more are there, as nobody is seen twice. `faces` are those that count, with a name or
    without."""
    if not names:
        return said
    told = tuple(names[:_MOST])
    people = [(count, most) for name, count, most in said.things if is_kind_of(name, PERSON)]
    seen, perhaps = sum(count for count, _ in people), sum(most for _, most in people)
    others = max(seen, faces, len(names)) - len(told)
    perhaps = max(perhaps - len(told), others)
    things = tuple(thing for thing in said.things if not is_kind_of(thing[0], PERSON))
    return replace(said, people=told, things=((PERSON, others, perhaps), *things) if others else things)

"""When was that? Of photos of which nobody says it, that came together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from services.smart.occasions.moments import UNSEEN
from shared.catalog.moments import Looked
from shared.domain.person import PEOPLE, Person
from shared.domain.question import Choice, Question, asking

LEAST = 3  # photos that are worth a question

_MOST = 4  # years to choose from


def undated(moments: Iterable[Looked]) -> list[Looked]:
    return [
        moment
        for moment in moments
        if moment.date_source in ("file", "upload") and not moment.archived and moment.kind not in UNSEEN
    ]


def when_asked(
    owner: str, key: str, day: str, photos: Sequence[Looked], alike: Iterable[str | None], people: Mapping[str, Person]
) -> list[Question]:
    """`photos`: undated, standing on that day; `alike`: the days on which photos that look like them were taken;
    `people` with a birth date, by id: nobody is on a photo of a year before they were born."""
    if len(photos) < LEAST:
        return []
    there = {id for photo in photos for id in photo.more.get(PEOPLE, ())}
    births = [people[id].birth_date[:4] for id in there if id in people]
    years = Counter(taken[:4] for taken in alike if taken)
    known = [year for year, _ in years.most_common() if all(year >= born for born in births)][:_MOST]
    return [
        asking(
            owner, "when", day, key=key, photos=[photo.id for photo in photos], uncertain=1.0,
            choices=[Choice(year, {"year": year}) for year in sorted(known)],
        )
    ]  # fmt: skip

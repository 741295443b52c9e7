"""When was that? Of photos of which nobody says it, that came together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from services.smart.occasions.moments import UNSEEN
from shared.catalog.moments import Looked
from shared.domain.person import PEOPLE, Person
from shared.domain.question import Choice, Question, asking
from shared.vectors.base import Dense

LEAST = 3  # photos that are worth a question
# How alike they are on average, in cosines of how they look: one answer is for all of them. Photos of one walk have
# .74, faces of one family .81; photos of the kit that have nothing to do with each other .14, of one photographer .22.
SERIES = 0.45

_MOST = 4  # years to choose from


def undated(moments: Iterable[Looked]) -> list[Looked]:
    return [
        moment
        for moment in moments
        if moment.date_source in ("file", "upload") and not moment.archived and moment.kind not in UNSEEN
    ]


def when_asked(
    owner: str, key: str, day: str, photos: Sequence[Looked], looks: Sequence[Dense], alike: Iterable[str | None],
    people: Mapping[str, Person],
) -> list[Question]:  # fmt: skip
    """`photos`: undated, standing on that day; `looks`: unit vectors of some of them; `alike`: the days on which photos
    that look like them were taken; `people` with a birth date, by id: nobody is on a photo of a year before they were
    born."""
    if len(photos) < LEAST or not is_series(looks):
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


def is_series(looks: Sequence[Dense]) -> bool:
    """Whether photos with these unit vectors, shape (d,) each, may be of one time: the mean cosine of two of them."""
    count = len(looks)
    if count < LEAST:
        return False
    together = float(np.square(np.sum(looks, axis=0, dtype=np.float64)).sum())
    return (together - count) / (count * (count - 1)) >= SERIES

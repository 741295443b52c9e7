"""The feature `questions`: what is worth asking the owner, because the answer puts many photos right.

Its keys are months, days of undated photos, pairs of tags, and one for all people. Work on a key makes its questions
anew, the most valuable of each kind; what the owner said of one stands, and so does an answered one whose photos need
it no more: it is not asked again, and an undo has it back.
"""

import asyncio
from collections.abc import Callable, Sequence

import numpy as np

from services.smart.questions.clock import Pair, clock_asked, off_by, off_by_hours, pairs, streams, was_reset
from services.smart.questions.occasion import occasions_asked
from services.smart.questions.people import people_asked
from services.smart.questions.tags import keys_of, pair_of, tags_asked
from services.smart.questions.when import undated, when_asked
from services.smart.questions.where import where_asked
from shared.catalog.features import DirtyKeys
from shared.catalog.libraries import Libraries
from shared.catalog.moments import Looked
from shared.catalog.occasions import Occasions
from shared.catalog.people import People
from shared.catalog.photos import Photos
from shared.catalog.questions import Questions, differs
from shared.domain.features import Keys
from shared.domain.filter import PhotoFilter
from shared.domain.instants import local_day, local_month
from shared.domain.person import Person, people_on
from shared.domain.photo import Photo
from shared.domain.question import MONTH_KEY, PEOPLE_KEY, QUESTIONS, TAG_KEY, UNDATED_KEY, Question
from shared.domain.scope import Scope
from shared.domain.spaces import KNOWN, Spaces
from shared.errors import Unavailable
from shared.vectors.base import Dense, VectorIndex

READS = (
    "taken_at", "taken_day", "month", "day", "date_source", "archived", "kind", "location", "place", "camera_name",
    "more.people", "more.occasions", "tag_names", "found.classify.labels",
)  # fmt: skip

_MONTH = len("2023-07")
_PAGE = 500
_AROUND = 10_000  # photos of a month that are looked at
_GROUPS = 60  # of faces, those on most photos
_OF_A_KIND = 8  # questions of a key
_SAMPLE = 40  # photos whose likes are looked for
_ALIKE = 5  # of each
_TAGGED = 2000  # photos of a pair of tags


def keys(photo: Photo) -> Keys:
    found = [MONTH_KEY + photo.month] if len(photo.month) == _MONTH and photo.taken_day else []
    if photo.taken_day is None and photo.day:
        found.append(UNDATED_KEY + photo.day)
    if people_on(photo).ids:
        found.append(PEOPLE_KEY)
    return (*found, *keys_of(photo))


class QuestionsWork:
    def __init__(
        self, photos: Photos, vectors: VectorIndex, occasions: Occasions, people: People, libraries: Libraries,
        questions: Questions, dirty: DirtyKeys, *, spaces: Callable[[], Spaces] = lambda: KNOWN,
    ) -> None:  # fmt: skip
        self._photos = photos
        self._vectors = vectors
        self._occasions = occasions
        self._people = people
        self._libraries = libraries
        self._questions = questions
        self._dirty = dirty
        self._spaces = spaces

    async def __call__(self, owner: str, key: str) -> bool:
        return await self._write(owner, key, await self._asked(owner, key))

    async def _asked(self, owner: str, key: str) -> list[Question]:
        if key == PEOPLE_KEY:
            return await self._of_people(owner)
        if key.startswith(UNDATED_KEY):
            return await self._of_undated(owner, key)
        if key.startswith(TAG_KEY):
            return await self._of_tags(owner, key)
        return await self._of_month(owner, key)

    async def _write(self, owner: str, key: str, asked: Sequence[Question]) -> bool:
        kinds = {each.kind for each in asked}
        of_kinds = [sorted((q for q in asked if q.kind == kind), key=lambda q: (-q.value, q.id)) for kind in kinds]
        wanted = {question.id: question for some in of_kinds for question in some[:_OF_A_KIND]}
        # What was asked under another key is made under this one from now on.
        there = {each.id: each for each in await self._questions.of_key(owner, key)}
        there |= await self._questions.get_many(owner, [id for id in wanted if id not in there])
        fresh = [each for id, each in wanted.items() if id not in there or differs(each, there[id])]
        stale = [each for id, each in there.items() if id not in wanted and each.state == "open"]
        for each in fresh:
            if not await self._questions.write(each, over=there.get(each.id)):
                raise Unavailable(f"Somebody else wrote the question {each.id} at the same time.")
        for each in stale:
            if not await self._questions.remove(each):  # it was answered just now
                await self._dirty.mark(owner, {(QUESTIONS, key)})
        return bool(fresh or stale)

    # People

    async def _of_people(self, owner: str) -> list[Question]:
        if not (await self._libraries.get(owner)).faces:
            return []
        groups = await self._people.page(Scope.of(owner), named=False, after=None, limit=_GROUPS)
        likely = await self._people.suggested(Scope.of(owner), after=None, limit=_GROUPS)
        named = {person.id: person for person in await self._people.named(owner)}
        return people_asked(owner, {each.id: each for each in (*groups, *likely)}.values(), named)

    # A month

    async def _of_month(self, owner: str, key: str) -> list[Question]:
        month = key.removeprefix(MONTH_KEY)
        first, last = local_month(month)
        moments = await self._looked(owner, first, last)
        within = [each for each in moments if each.month == month and each.taken_day]
        occasions = await self._occasions.beginning(owner, first, last)
        trips = {each.id for each in occasions if each.is_trip}
        trips |= {each.trip for each in occasions if each.trip}
        begun = [each for each in occasions if each.first[:_MONTH] == month]
        where = await asyncio.to_thread(where_asked, owner, key, month, moments, trips)
        what = await asyncio.to_thread(occasions_asked, owner, key, begun, moments)
        return [*where, *what, *await self._of_clocks(owner, key, month, within)]

    async def _looked(self, owner: str, first: str, last: str) -> list[Looked]:
        found: list[Looked] = []
        while len(found) < _AROUND:
            after = (found[-1].sort_at, found[-1].id) if found else None
            page = await self._photos.moments.between(owner, Looked, first=first, last=last, after=after, limit=_PAGE)
            found += page
            if len(page) < _PAGE:
                break
        return found

    async def _of_clocks(self, owner: str, key: str, month: str, moments: Sequence[Looked]) -> list[Question]:
        asked = []
        set_back = [moment for moment in moments if was_reset(moment)]
        for camera in {moment.camera_name for moment in set_back if moment.camera_name}:
            photos = [moment for moment in set_back if moment.camera_name == camera]
            found = await self._pairs_anywhere(owner, photos)
            if off := off_by(found):
                asked.append(clock_asked(owner, key, month, photos, found, off))
        both = streams([] if set_back else moments)
        needed = {photo.id for pair in both for photos in pair for photo in photos}
        looks = await self._looks(sorted(needed)) if needed else {}
        for wrong, right in both:
            found = await asyncio.to_thread(pairs, wrong, right, looks)
            if off := off_by_hours(found):
                asked.append(clock_asked(owner, key, month, moments, found, off))
        return asked

    async def _pairs_anywhere(self, owner: str, photos: Sequence[Looked]) -> list[Pair]:
        """Of photos that were dated by a clock that was set back: what looks most like them, and knows where it is."""
        found = []
        for photo, others in await self._alike(owner, photos[:_SAMPLE]):
            right = [each for each in others if each.location and each.taken_day and each.camera_name]
            if right and right[0].camera_name != photo.camera_name:
                found.append(Pair(photo, right[0]))
        return found

    # Undated photos

    async def _of_undated(self, owner: str, key: str) -> list[Question]:
        day = key.removeprefix(UNDATED_KEY)
        first, last = local_day(day)
        photos = [each for each in undated(await self._looked(owner, first, last)) if each.day == day]
        some = photos[:: max(1, len(photos) // _SAMPLE)][:_SAMPLE]
        looks = await self._looks([photo.id for photo in some])
        days = [each.taken_day for _, others in await self._alike(owner, some) for each in others]
        return when_asked(owner, key, day, photos, list(looks.values()), days, await self._born(owner))

    async def _born(self, owner: str) -> dict[str, Person]:
        return {person.id: person for person in await self._people.named(owner) if person.birth_date}

    # Two tags

    async def _of_tags(self, owner: str, key: str) -> list[Question]:
        one, other = pair_of(key)
        either = tuple((("tag_names", tag), ("perhaps", tag)) for tag in (one, other))
        ids = await self._photos.scoped.ids(Scope.of(owner), PhotoFilter(either=either), limit=_TAGGED)
        photos: list[Photo] = []
        for start in range(0, len(ids), _PAGE):
            photos += (await self._photos.get_many(owner, ids[start : start + _PAGE])).values()
        return tags_asked(owner, key, photos)

    # What looks alike

    async def _alike(self, owner: str, photos: Sequence[Looked]) -> list[tuple[Looked, list[Looked]]]:
        """Each with what looks most like it, nearest first."""
        space = self._spaces().looks.name
        hits = {
            photo.id: [hit.id for hit in await self._vectors.neighbours(space, owner, photo.id, limit=_ALIKE)]
            for photo in photos
        }
        known = await self._photos.moments.looked(owner, sorted({id for ids in hits.values() for id in ids}))
        return [(photo, [known[id] for id in hits[photo.id] if id in known]) for photo in photos]

    async def _looks(self, ids: Sequence[str]) -> dict[str, Dense]:
        found = await self._vectors.get(self._spaces().looks.name, ids)
        return {id: vector for id, vector in found.items() if isinstance(vector, np.ndarray)}

"""What the owner says of faces and people, written: each word conditional on what was said before, and shown at once on
the photo. What follows for other faces, the feature `people` finds in its next pass.
"""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from shared.catalog.features import DirtyKeys
from shared.catalog.parts import PartNotes, Said
from shared.catalog.people import People
from shared.catalog.photos import Photos
from shared.domain.actions import Action, Answers, Change, Deny, Difference, SayPerson, face_of
from shared.domain.album_proposal import ALBUM_PROPOSALS
from shared.domain.album_proposal import LIBRARY_KEY as ALBUMS_OF_THE_LIBRARY
from shared.domain.drawn import drawn_on
from shared.domain.occasion import BIRTHDAYS_KEY, OCCASIONS
from shared.domain.person import GROUP_KEY, LIBRARY_KEY, PEOPLE, FaceState, FaceWord, people_on, word_of
from shared.domain.photo import Photo
from shared.domain.question import PEOPLE_KEY, QUESTIONS
from shared.errors import NotFound


class PeopleActing:
    def __init__(self, photos: Photos, notes: PartNotes, people: People, dirty: DirtyKeys) -> None:
        self._photos = photos
        self._notes = notes
        self._people = people
        self._dirty = dirty

    async def begin(self, action: Action) -> None:
        """Before anything is written: whoever it concerns is counted again even if nobody comes to `end`."""
        keys = {GROUP_KEY + id for id in _concerned(action)}
        dirty = {(PEOPLE, key) for key in (*keys, LIBRARY_KEY)}
        dirty.add((QUESTIONS, PEOPLE_KEY))
        if isinstance(action.change, SayPerson):  # whose birthdays are known, what they are called, who is hidden
            dirty |= {(OCCASIONS, BIRTHDAYS_KEY), (ALBUM_PROPOSALS, ALBUMS_OF_THE_LIBRARY)}
        await self._dirty.mark(action.owner, dirty)

    async def say(self, action: Action, *, back: bool) -> int:
        """What it says of people, or takes back; of how many not all of it is so then."""
        left = 0
        for id, differences in action.people.items():
            wanted = [each.back if back else each for each in differences]
            left += not await self._people.say(action.owner, id, wanted)
        return left

    async def apply(self, photo: Photo, differences: tuple[Difference, ...]) -> bool:
        """What it says of faces of the photo, and who is on it then; whether all of it is so. What is said already, or
        what somebody has changed since `before`, stays."""
        shown: dict[str, str] = {}
        ignored: dict[str, bool] = {}
        of_faces = [each for each in differences if face_of(each)]
        for each in of_faces:
            before, after = msgspec.convert(each.before, FaceState), msgspec.convert(each.after, FaceState)
            face = face_of(each)
            try:
                noted = await self._notes.change(face, photo, _saying(before.word, after.word))
            except NotFound:
                return False
            if word_of(noted) == after.word:
                shown[face], ignored[face] = after.shown, after.ignored

        def facts(now: Photo) -> dict[str, Any]:
            return people_on(now).drawing(drawn_on(now)).placing(shown, ignored).facts()

        await self._photos.retell(photo, PEOPLE, facts)
        return len(shown) == len(of_faces)

    async def end(self, action: Action) -> None:
        # Again: who was counted since `begin` and before the photos were changed is clean by now, and the count that
        # follows here is true only until the next photo goes.
        dirty = {(PEOPLE, GROUP_KEY + id) for id in _concerned(action)}
        if isinstance(action.change, SayPerson):
            dirty.add((ALBUM_PROPOSALS, ALBUMS_OF_THE_LIBRARY))
        await self._dirty.mark(action.owner, dirty)
        answered = _denied(action.change)
        for id in _concerned(action):
            await self._people.recount(action.owner, id, ("", 0.0) if id in answered else None)


def touched(action: Action) -> set[tuple[str, str]]:
    """What of which faces, photos and people it changed."""
    of_photos = ((each.name, id) for id, differences in action.photos.items() for each in differences)
    return {*of_photos, *((each.name, id) for id, differences in action.people.items() for each in differences)}


def about(action: Action) -> tuple[str, ...]:
    """The people whom it concerns, also those whom a face was only said not to be of."""
    named = {getattr(action.change, name, "") for name in ("person", "into", "group")}
    return tuple(sorted(filter(None, named | _concerned(action))))


def _denied(change: Change) -> set[str]:
    match change:
        case Deny(group):
            return {group}
        case Answers(no=groups):
            return set(groups)
    return set()


def _concerned(action: Action) -> set[str]:
    return {id for id in _ids(action) if id}


def _ids(action: Action) -> Iterator[str]:
    yield from action.people
    for differences in action.photos.values():
        for each in filter(face_of, differences):
            for state in (each.before, each.after):
                yield msgspec.convert(state, FaceState).shown


def _saying(before: FaceWord, after: FaceWord) -> Callable[[Said], Said | None]:
    def become(now: Said) -> Said | None:
        if word_of(now) != before or before == after:
            return None
        others = {name: value for name, value in now.items() if name not in FaceWord.__struct_fields__}
        return {**others, **msgspec.to_builtins(after)}

    return become

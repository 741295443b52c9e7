"""The feature `days`: what the photos of each local day tell together, and the best of them."""

import heapq
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from services.smart.features.narratives import keys_of
from services.smart.likeness import BITS, Matrix, cosines, distances, seconds_apart
from services.smart.selection import varied
from shared.catalog.days import Days
from shared.catalog.features import DirtyKeys, Notes
from shared.catalog.photos import Photos
from shared.domain.day import Day
from shared.domain.features import Keys
from shared.domain.gist import Adding, names_of
from shared.domain.photo import ListedPhoto, Photo
from shared.domain.shots import NO_MEMORIES, Shot, is_seen, worth
from shared.domain.spaces import KNOWN, Spaces
from shared.errors import Unavailable
from shared.vectors.base import VectorIndex

Listed = TypeVar("Listed", bound=ListedPhoto)

NAME = "days"
BEST = 8
_CANDIDATES = 200  # the best of a day, of which the most varied are chosen
_PAGE = 200
_DAY = len("2023-07-14")
_SOON = 60.0  # seconds after which a moment is about another one

READS = (
    "taken_day",
    "archived",
    "taken_at",
    "sort_at",
    "place",
    "location",
    "tags",
    "quality",
    "kind",
    "rating",
    "favourite",
    "phash",
    "more.people",
)


def keys(photo: Photo) -> Keys:
    """The local day on which it was taken, where that is known."""
    return (photo.taken_day,) if photo.taken_day and len(photo.taken_day) == _DAY else ()


class DaysWork:
    """Writes the record of a day, or takes it away when no photo is left.

    A day that counts a photo of which nobody took note there stays dirty: it may be on another day before anybody does,
    and its note would never name this one.
    """

    def __init__(
        self, photos: Photos, vectors: VectorIndex, days: Days, notes: Notes, dirty: DirtyKeys, *,
        spaces: Callable[[], Spaces] = lambda: KNOWN, narrated: bool = False,
    ) -> None:  # fmt: skip
        self._photos = photos
        self._vectors = vectors
        self._days = days
        self._notes = notes
        self._dirty = dirty
        self._spaces = spaces
        self._narrated = narrated

    async def __call__(self, owner: str, key: str) -> bool:
        before, revision = await self._days.read(owner, key)
        after = await self._look(owner, key)
        if before == after:
            return False
        if not await self._days.write(owner, key, after, over=revision):
            raise Unavailable(f"Somebody else wrote the day {key} at the same time.")
        if self._narrated:
            await self._dirty.mark(owner, keys_of(key))
        return True

    async def _look(self, owner: str, day: str) -> Day | None:
        told, after, passing = Adding(), None, False
        candidates: list[tuple[float, str, Photo]] = []
        while page := await self._photos.moments.of_day(owner, day, after=after, limit=_PAGE):
            passing = passing or await self._passing(page, day)
            for photo in page:
                told.add(photo)
                if is_seen(photo):
                    candidates.append((worth(photo), photo.id, photo))
            candidates = heapq.nlargest(_CANDIDATES, candidates)
            after = (page[-1].sort_at, page[-1].id)
        if passing:
            await self._dirty.mark(owner, {(NAME, day)})
        if not told.count:
            return None
        photos = [photo for _, _, photo in candidates]
        vectors = await self._vectors.get(self._spaces().looks.name, [photo.id for photo in photos])
        best = chosen(photos, [vectors.get(photo.id) for photo in photos])
        in_order = sorted(best, key=lambda photo: (photo.sort_at, photo.id))
        gist = told.gist
        return Day(
            day=day,
            count=gist.count,
            places=names_of(gist.towns),
            things=[name for name, _ in gist.telling()],
            first=gist.first,
            last=gist.last,
            best=[photo.id for photo in in_order],
            cover=best[0].id if best else "",
            dated=gist.dated,
            gist=gist,
            shots=[Shot.of(photo) for photo in in_order if photo.kind not in NO_MEMORIES],
        )

    async def _passing(self, page: Sequence[Photo], day: str) -> bool:
        """Whether one of these may leave the day with nobody knowing that it was there."""
        fresh = [photo.id for photo in page if not photo.noted]
        notes = await self._notes.get_many(fresh) if fresh else {}
        seen = [note.seen.get(NAME) for note in map(notes.get, fresh) if note is not None]
        return len(seen) < len(fresh) or any(each is None or day not in each.keys for each in seen)


def chosen(photos: Sequence[Listed], vectors: Sequence[object]) -> list[Listed]:
    """The few that show them all, the best first: good ones, and no two alike."""
    if not photos:
        return []
    quality = np.array([worth(photo) for photo in photos])
    known = [vector if isinstance(vector, np.ndarray) else None for vector in vectors]
    return [photos[index] for index in varied(quality, _alike(photos, known), BEST)]


def _alike(photos: Sequence[ListedPhoto], vectors: Sequence[NDArray[np.float32] | None]) -> Matrix:
    """0..1: by whichever of looks, hash and time says most."""
    look = np.clip(cosines(vectors), 0, 1)
    # Hashes of different photos differ in half of their bits.
    same = np.clip(1 - 2 * distances([photo.phash for photo in photos]) / BITS, 0, 1)
    soon = 0.8 * np.exp(-seconds_apart(photos) / _SOON)
    alike: Matrix = np.fmax(np.fmax(np.nan_to_num(look * 0.9), np.nan_to_num(same)), np.nan_to_num(soon))
    return alike

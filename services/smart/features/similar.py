"""The feature `similar`: groups of copies, bursts and photos that are much alike, each with the one to keep.

A photo looks for its own neighbours only: those nearest by perceptual hash (a vector of 64 signs in a space of its
own, whose cosine is the Hamming distance), by image vector, and in time. With them come the groups that they are in;
all these are grouped anew, the copies first, then one of each with the rest. Whoever loses a companion thereby looks
for others in turn. Each such step makes the closest pairs of a library at least as close as before, so it ends.
"""

import asyncio
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from services.smart.choice import best_of
from services.smart.clustering import complete_linkage, joined
from services.smart.likeness import BITS, Matrix, bits, cosines, distances, seconds_apart
from services.smart.pairs import BURST, promising, strengths
from services.smart.verifier import Verifier
from shared.catalog.features import DirtyKeys
from shared.catalog.photos import Photos
from shared.catalog.proposals import SIMILAR, Proposals
from shared.domain.features import Keys
from shared.domain.photo import Photo
from shared.domain.proposals import Kind, Proposal
from shared.domain.spaces import KNOWN, Spaces
from shared.errors import Unavailable
from shared.vectors.base import Dense, Point, Space, Sparse, VectorIndex

SPACE = Space("phash.1", BITS, one_bit=True)

_NEIGHBOURS = 24  # by each of hash and looks (docs/quality.md: recall)
_MOST = 400  # photos grouped at once, and the rest of the last one's group
_ALIKE = 0.5
_SURELY = 0.97  # the same picture: so are those that are the same as one of the two
_IDS = uuid.UUID("6f0bb4a4-53a1-5a0c-8d5e-2f4f6d7a9c11")

READS = (
    "phash", "sort_at", "taken_at", "date_source", "width", "height", "archived", "quality", "rating", "favourite",
    "camera", "media_type",
)  # fmt: skip


def keys(photo: Photo) -> Keys:
    return (photo.id,)


class SimilarWork:
    """Brings the groups of one photo up to date. Proposes; deletes nothing."""

    def __init__(
        self, photos: Photos, vectors: VectorIndex, proposals: Proposals, dirty: DirtyKeys, verifier: Verifier, *,
        spaces: Callable[[], Spaces] = lambda: KNOWN,
    ) -> None:  # fmt: skip
        self._photos = photos
        self._vectors = vectors
        self._verifier = verifier
        self._proposals = proposals
        self._dirty = dirty
        self._spaces = spaces

    async def __call__(self, owner: str, key: str) -> bool:
        photo = (await self._there(owner, [key])).get(key)
        if await self._place(owner, key, photo):
            return False
        before: dict[str, Proposal] = {}
        ids = await self._with_groups(owner, [key], {key}, before)
        for id in await self._linked(photo) if photo is not None else ():
            if id not in ids and len(ids) < _MOST:
                ids = await self._with_groups(owner, [id], ids | {id}, before)
        photos = sorted((await self._there(owner, sorted(ids))).values(), key=lambda each: (each.sort_at, each.id))
        after = await self._grouped(owner, photos, list(before.values()))
        return await self._write(owner, key, before, {proposal.id: proposal for proposal in after})

    async def _place(self, owner: str, key: str, photo: Photo | None) -> bool:
        """Whether its hash was not in its space as it should be, and is now. That is all for this time: the key is
        marked before, and so is looked at again. What is written here by who has lost the lease, on a photo that has
        gone or come since, would else stay if it died at once: no write to the vectors can be conditional."""
        wanted = bits(photo.phash) if photo is not None and photo.phash else None
        stands = (await self._vectors.get(SPACE.name, [key])).get(key)
        if wanted is None and stands is None:
            return False
        if wanted is not None and isinstance(stands, np.ndarray) and np.array_equal(stands > 0, wanted > 0):
            return False
        await self._dirty.mark(owner, {(SIMILAR, key)})
        if wanted is None:
            await self._vectors.delete([key], space=SPACE.name)
        else:
            await self._vectors.upsert(SPACE.name, [Point(key, owner, wanted)])
        return True

    async def _with_groups(
        self, owner: str, fresh: Iterable[str], ids: set[str], groups: dict[str, Proposal]
    ) -> set[str]:
        """`ids` and all that are in a group with one of those that are fresh, or with these in turn."""
        waiting = list(fresh)
        while waiting:
            for proposal in await self._proposals.of(owner, SIMILAR, waiting.pop()):
                groups[proposal.id] = proposal
                waiting += set(proposal.photos) - ids
                ids = ids | set(proposal.photos)
        return ids

    async def _there(self, owner: str, ids: Sequence[str]) -> dict[str, Photo]:
        found = await self._photos.get_many(owner, ids)
        return {id: photo for id, photo in found.items() if not photo.archived}

    async def _linked(self, photo: Photo) -> list[str]:
        """Those that are alike enough, nearest first."""
        by_hash, by_looks, soon = await asyncio.gather(
            self._vectors.neighbours(SPACE.name, photo.owner, photo.id, limit=_NEIGHBOURS),
            self._vectors.neighbours(self._spaces().looks.name, photo.owner, photo.id, limit=_NEIGHBOURS),
            self._photos.moments.around(photo, seconds=BURST, limit=_NEIGHBOURS),
        )
        ids = dict.fromkeys([*(hit.id for hit in by_hash), *(hit.id for hit in by_looks), *(each.id for each in soon)])
        ids.pop(photo.id, None)
        others = list((await self._there(photo.owner, await self._promising(photo, list(ids)))).values())
        if not others:
            return []
        _, near = await self._strengths([photo, *others], rows=1)
        alike = near[0, 1:]
        return [others[index].id for index in np.argsort(-alike, kind="stable") if alike[index] >= _ALIKE]

    async def _promising(self, photo: Photo, ids: Sequence[str]) -> list[str]:
        """By vectors alone: most neighbours are far, and their records need not be read."""
        hashes, looks = await asyncio.gather(
            *(self._vectors.get(space, [photo.id, *ids]) for space in (SPACE.name, self._spaces().looks.name))
        )
        distance = (BITS - BITS * cosines(_in_order(hashes, [photo.id, *ids]))[0, 1:]) / 2
        cosine = cosines(_in_order(looks, [photo.id, *ids]))[0, 1:]
        return [id for id, hope in zip(ids, promising(distance, cosine), strict=True) if hope]

    async def _strengths(self, photos: Sequence[Photo], *, rows: int | None = None) -> tuple[Matrix, Matrix]:
        """Of the first `rows` with all of them; of the others among each other not all is looked at."""
        vectors = await self._vectors.get(self._spaces().looks.name, [photo.id for photo in photos])
        looks = cosines(_in_order(vectors, [photo.id for photo in photos]))
        seconds = seconds_apart(photos)
        found = strengths(distances([photo.phash for photo in photos]), looks, seconds)
        rows = len(photos) if rows is None else rows
        same = await self._verifier.same(photos, found.same, looks, seconds, rows)
        # Somebody made the black and white one of the other, and wants both: alike, and no copy to delete.
        grey = np.array([_grey(photo) for photo in photos])
        return np.where(grey[:, None] == grey[None, :], same, 0.0), np.maximum(same, found.near)

    async def _grouped(self, owner: str, photos: list[Photo], before: Sequence[Proposal]) -> list[Proposal]:
        if len(photos) < 2:
            return []
        same, near = await self._strengths(photos)
        copies = await asyncio.to_thread(joined, same, _ALIKE, _SURELY)
        groups: list[tuple[Kind, list[int]]] = [("duplicates", group) for group in copies]
        # One of each set of copies stands for it among the rest.
        rest = set(range(len(photos)))
        for group in copies:
            kept = best_of([photos[index] for index in group]).index
            rest -= {index for place, index in enumerate(group) if place != kept}
        rows = sorted(rest)
        for part in await asyncio.to_thread(complete_linkage, near[np.ix_(rows, rows)], _ALIKE):
            group = [rows[index] for index in part]
            groups.append((_kind([photos[index] for index in group]), group))
        return [_proposal(owner, kind, [photos[index] for index in group], before) for kind, group in groups]

    async def _write(self, owner: str, key: str, before: dict[str, Proposal], after: dict[str, Proposal]) -> bool:
        fresh = [new for id, new in after.items() if id not in before or not _equal(before[id], new)]
        stale = [old for id, old in before.items() if id not in after]
        if not fresh and not stale:
            return False
        # Before anything is written: what a crash cuts, they do again.
        await self._dirty.mark(owner, {(SIMILAR, id) for id in _bereft(before.values(), after.values()) if id != key})
        for new in fresh:
            if not await self._proposals.write(new, over=before.get(new.id)):
                raise Unavailable(f"Somebody else wrote the group {new.id} at the same time.")
        for old in stale:
            if not await self._proposals.remove(old):
                raise Unavailable(f"Somebody else wrote the group {old.id} at the same time.")
        return True


def _grey(photo: Photo) -> bool:
    return any(tag["name"] == "black and white" for tag in photo.found.get("colour", {}).get("tags", ()))


def _in_order(vectors: Mapping[str, Dense | Sparse], ids: Sequence[str]) -> list[Dense | None]:
    return [vector if isinstance(vector := vectors.get(id), np.ndarray) else None for id in ids]


def _kind(photos: Sequence[Photo]) -> Kind:
    """`photos` in the order of their taking."""
    apart = seconds_apart(photos).diagonal(1)
    return "burst" if bool((apart <= BURST).all()) and len({_grey(photo) for photo in photos}) == 1 else "similar"


def _proposal(owner: str, kind: Kind, photos: Sequence[Photo], before: Iterable[Proposal]) -> Proposal:
    ids = [photo.id for photo in photos]
    choice = best_of(photos)
    wide = kind != "duplicates"
    # What the owner said of a group holds for whatever is left of it, not when more photos come.
    states = [
        old.state for old in before
        if (old.kind != "duplicates") == wide and old.state != "open" and set(ids) <= set(old.photos)
    ]  # fmt: skip
    return Proposal(
        id=str(uuid.uuid5(_IDS, f"{owner} {wide} {min(ids)}")),
        owner=owner,
        feature=SIMILAR,
        kind=kind,
        photos=ids,
        best=photos[choice.index].id,
        reasons=[reason.sentence for reason in choice.reasons],
        because=[reason.name for reason in choice.reasons],
        at=photos[-1].sort_at,
        state=states[0] if states else "open",
    )


def _equal(old: Proposal, new: Proposal) -> bool:
    names = ("kind", "photos", "best", "reasons", "because", "at", "state")
    return all(getattr(old, name) == getattr(new, name) for name in names)


def _bereft(before: Iterable[Proposal], after: Iterable[Proposal]) -> set[str]:
    """Photos that lose a companion."""
    left, companions = set[str](), dict[str, set[str]]()
    for new in after:
        for id in new.photos:
            companions.setdefault(id, set()).update(new.photos)
    for old in before:
        left |= {id for id in old.photos if not set(old.photos) <= companions.get(id, {id})}
    return left

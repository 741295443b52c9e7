"""The trash: what is deleted is held there for some days, gone for everybody and whole, and then lost.

A photo's state says where it is; its points follow. While it lies in the trash they are no library's, so that however
much lies there, no search of what is left finds less for it; and nothing has to be made anew when it comes back. They
follow after the state, and whoever moves them looks at the state again: two who move one at once agree in the end. What
a crash in between leaves in the trash of a photo that is back, healing hands back (shared/runtime/healing.py).
"""

from collections import defaultdict
from collections.abc import Sequence

from shared.catalog.libraries import Libraries
from shared.catalog.photos import Photos
from shared.catalog.remembered import DeletedFiles
from shared.catalog.trashed import TrashedPhoto
from shared.domain.photo import Photo
from shared.vectors.base import VectorIndex

_ATTEMPTS = 5  # at photos that are thrown away and taken back under our hands


class Trash:
    def __init__(self, photos: Photos, vectors: VectorIndex, libraries: Libraries, deleted: DeletedFiles) -> None:
        self._photos = photos
        self._vectors = vectors
        self._libraries = libraries
        self._deleted = deleted

    async def restore(self, photo: Photo) -> Photo | None:
        """The photo as it is back; None when it does not lie in the trash any more. Who restores many has their points
        `follow` all together afterwards."""
        await self._vectors.give([photo.id], photo.owner)  # before it is seen again: then it is found, too
        return await self._photos.trash.release(photo)

    async def lose(self, photos: Sequence[TrashedPhoto]) -> list[TrashedPhoto]:
        """Puts tombstones on these -> those that nobody took back meanwhile, each still to be removed."""
        await self._remember([(photo.owner, photo.sha256) for photo in photos])
        return [photo for photo in photos if await self._photos.trash.lose(photo)]

    async def lose_at_once(self, photo: Photo) -> bool:
        """One that does not go through the trash. False when it was gone already."""
        await self._remember([(photo.owner, photo.sha256)])
        return await self._photos.tombstone(photo.owner, photo.id)

    async def refused(self, owner: str, sha256: str) -> str | None:
        """The id of the photo in the trash, or "" where it is not even there, of a file that its owner does not want to
        come back unasked; None of all others."""
        return (await self.remembered(owner, [sha256])).get(sha256)

    async def remembered(self, owner: str, sha256s: Sequence[str]) -> dict[str, str]:
        """By the digest, the same of each such file: none where nobody asked for that."""
        if not (await self._libraries.get(owner)).remember_deleted:
            return {}
        twins = await self._photos.trash.twins(owner, sha256s)
        lost = dict.fromkeys(await self._deleted.among(owner, sha256s) - twins.keys(), "")
        return lost | {sha256: twin.id for sha256, twin in twins.items() if twin.state == "held"}

    async def forget(self, owner: str, sha256: str) -> None:
        """That this file was deleted: it is here again."""
        await self._deleted.forget(owner, sha256)

    async def follow(self, ids: Sequence[str]) -> None:
        """Has the points of these photos be where the photos are."""
        stands = await self._photos.trash.stands(ids)
        for _ in range(_ATTEMPTS):
            by_owner: dict[str, list[str]] = defaultdict(list)
            for photo in stands.values():
                if photo.state in ("active", "held"):
                    by_owner[photo.owner if photo.state == "active" else trash_of(photo.owner)].append(photo.id)
            for owner, some in by_owner.items():
                await self._vectors.give(some, owner)
            before, stands = stands, await self._photos.trash.stands(ids)
            if stands == before:
                return

    async def _remember(self, files: Sequence[tuple[str, str | None]]) -> None:
        """(owner, sha256) of each. Before the tombstone, which takes the digest away."""
        by_owner: dict[str, list[str]] = defaultdict(list)
        for owner, sha256 in files:
            if sha256 and (await self._libraries.get(owner)).remember_deleted:
                by_owner[owner].append(sha256)
        for owner, sha256s in by_owner.items():
            await self._deleted.remember(owner, sha256s)


def trash_of(owner: str) -> str:
    """Whose points those of this owner's trash are: nobody's who could ask for them."""
    return f"trash of {owner}"

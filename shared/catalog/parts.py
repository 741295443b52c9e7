"""The parts of every photo, and what is said of them, written once over the Catalog port (shared/domain/part.py).

Nobody reads them with the photo: they are asked for, in pages.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch, Sort
from shared.catalog.clearing import clear
from shared.catalog.photos import PHOTOS
from shared.domain.ids import new_id
from shared.domain.part import Part, PartNote, shown_run
from shared.domain.photo import ListedPhoto, Photo
from shared.domain.where import Eq, Where, all_of
from shared.errors import Conflict, NotFound, Unavailable

PARTS = Collection(
    "parts",
    unique=(("point",),),
    orders=(Order(("photo", "stage"), "position", ("run",)), Order(("owner", "stage"), "id")),
    document=Part,
)
PART_NOTES = Collection("part_notes", orders=(Order(("photo",), "id"), Order(("owner",), "id")), document=PartNote)

Said = dict[str, Any]
Cursor = tuple[int, str]  # (position, key) of the last one seen

_BY_POSITION = Sort("position")
_PAGE = 500
_ATTEMPTS = 5  # at a note that others write, too
_RUNS = 20  # of a stage, that wrote of one part; those that are over are taken away soon


class Parts:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.notes = PartNotes(catalog)

    async def page(self, photo: str, stage: str, run: str, *, after: Cursor | None = None, limit: int) -> list[Part]:
        """Those that a run of the stage wrote, whether or not they are to be seen, in their order."""
        where = all_of(_of(photo, stage), Eq("run", run))
        return await self._find(where, after, limit)

    async def visible(self, photo: Photo, stage: str, *, after: Cursor | None = None, limit: int) -> list[Part]:
        """Those that the photo shows by the mark that it was read with; while the stage is due to look again, still."""
        run = shown_run(photo, stage)
        return await self.page(photo.id, stage, run, after=after, limit=limit) if run else []

    async def at(self, points: Sequence[str]) -> dict[str, Part]:
        """Whose points these are, by the ids of the points; of all runs."""
        found = await self._catalog.find_each(PARTS.name, Part, {}, "point", points)
        return {part.point: part for part in found}

    async def called(self, owner: str, stage: str, id: str) -> list[Part]:
        """What the runs of a stage wrote of the part with this id."""
        found = await self.of_owner(owner, stage, after=id, limit=_RUNS)
        return [part for part in found if part.id == id]

    async def of_owner(self, owner: str, stage: str, *, after: str = "", limit: int) -> list[Part]:
        """Of all runs, by key, which is in the order of their photos, from the one behind the key `after`. Which of
        them their photos show, shown_run tells."""
        where = all_of(Eq("owner", owner), Eq("stage", stage))
        cursor = (after, after) if after else None
        return await self._catalog.find(PARTS.name, Part, where, sort=Sort("id"), after=cursor, limit=limit)

    async def of_all_runs(self, photo: str, stage: str) -> AsyncIterator[list[Part]]:
        """Pages of what any run wrote."""
        after: Cursor | None = None
        while page := await self._find(_of(photo, stage), after, _PAGE):
            yield page
            after = (page[-1].position, page[-1].key)

    async def write(self, parts: Sequence[Part]) -> None:
        docs = [{"id": part.key, "point": part.point, **msgspec.to_builtins(part)} for part in parts]
        for start in range(0, len(docs), _PAGE):
            await self._catalog.replace_many(PARTS.name, docs[start : start + _PAGE])

    async def remove(self, keys: Sequence[str]) -> None:
        for start in range(0, len(keys), _PAGE):
            await self._catalog.delete_many(PARTS.name, keys[start : start + _PAGE])

    async def remove_of(self, photo: str) -> None:
        """All that any stage wrote."""
        await clear(self._catalog, PARTS.name, Eq("photo", photo))

    async def _find(self, where: Where, after: Cursor | None, limit: int) -> list[Part]:
        return await self._catalog.find(PARTS.name, Part, where, sort=_BY_POSITION, after=after, limit=limit)


class PartNotes:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def get_many(self, parts: Sequence[str]) -> dict[str, PartNote]:
        """What is said of these parts, by their ids."""
        return await self._catalog.get_many(PART_NOTES.name, PartNote, parts)

    async def of_photo(self, photo: str, *, after: str = "", limit: int) -> list[PartNote]:
        return await self._page(Eq("photo", photo), after, limit)

    async def of_owner(self, owner: str, *, after: str = "", limit: int) -> list[PartNote]:
        return await self._page(Eq("owner", owner), after, limit)

    async def say(self, part: str, photo: Photo, said: Mapping[str, Any]) -> None:
        """Adds to what is said of the part; None takes a word back. Raises NotFound when the photo goes meanwhile."""

        def more(before: Said) -> Said:
            return {name: value for name, value in {**before, **said}.items() if value is not None}

        await self.change(part, photo, more)

    async def change(self, part: str, photo: Photo, change: Callable[[Said], Said | None]) -> Said:
        """Has it be said of the part what the change makes of what is said; that stays where it makes None. -> what is
        said then. Raises NotFound when the photo goes meanwhile."""
        for _ in range(_ATTEMPTS):
            note = await self._catalog.get(PART_NOTES.name, PartNote, part)
            said = change(dict(note.said) if note else {})
            if said is None:
                return note.said if note else {}
            new = PartNote(id=part, photo=photo.id, owner=photo.owner, said=said, rev=new_id())
            if await self._write(new, over=note):
                await self._check_photo(photo)
                return said
        raise Unavailable(f"Too many say something of {part} at once. Try again in a few seconds.")

    async def _write(self, note: PartNote, *, over: PartNote | None) -> bool:
        if over is not None:
            patch = Patch(set={"said": note.said, "rev": note.rev})
            same = Eq("rev", over.rev or None)  # None: of an earlier release
            return await self._catalog.patch(PART_NOTES.name, note.id, patch, if_=same)
        with suppress(Conflict):
            await self._catalog.insert(PART_NOTES.name, msgspec.to_builtins(note))
            return True
        return False

    async def _check_photo(self, photo: Photo) -> None:
        # Whoever removes the photo may have looked for its notes before this one was there.
        still = await self._catalog.get(PHOTOS.name, ListedPhoto, photo.id)
        if still is None or still.state == "deleted":
            await self.remove_of(photo.id)
            raise NotFound(f"There is no photo {photo.id} in your library.")

    async def remove_of(self, photo: str) -> None:
        await clear(self._catalog, PART_NOTES.name, Eq("photo", photo))

    async def _page(self, where: Where, after: str, limit: int) -> list[PartNote]:
        cursor = (after, after) if after else None
        return await self._catalog.find(PART_NOTES.name, PartNote, where, sort=Sort("id"), after=cursor, limit=limit)


def _of(photo: str, stage: str) -> Where:
    return all_of(Eq("photo", photo), Eq("stage", stage))

"""Names in captions, for those who are told who is on a photo."""

from collections import defaultdict
from collections.abc import Collection, Sequence

import msgspec

from shared.catalog.people import People
from shared.domain.captions.people import with_people
from shared.domain.photo import ListedPhoto


class Naming:
    def __init__(self, people: People) -> None:
        self._people = people

    async def of(self, owner: str, ids: Collection[str]) -> dict[str, str]:
        """Who of them may be called by a name: by id."""
        found = await self._people.get_many(owner, sorted(ids)) if ids else {}
        return {id: person.name for id, person in found.items() if person.name and not person.hidden}

    async def name(self, photos: Sequence[ListedPhoto]) -> None:
        """Puts the names of those who are on them into the captions of photos that are about to be told. From whom that
        is withheld, to them the photos do not tell who is on them (shared/domain/telling.py)."""
        called_by = [photo for photo in photos if photo.caption and photo.caption.said and photo.more.get("people")]
        ids = defaultdict[str, set[str]](set)
        for photo in called_by:
            ids[photo.owner].update(photo.more["people"])
        names = {id: name for owner, some in ids.items() for id, name in (await self.of(owner, some)).items()}
        for photo in called_by:
            called = sorted(name for id in photo.more["people"] if (name := names.get(id)))
            if called and photo.caption and photo.caption.said:
                said = with_people(photo.caption.said, called, photo.more.get("people_count", 0))
                photo.caption = msgspec.structs.replace(photo.caption, said=said)

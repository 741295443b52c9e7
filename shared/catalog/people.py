"""The people of every library, written once over the Catalog port (shared/domain/person.py)."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from shared.catalog.base import Catalog, Collection, Order, Patch, Sort
from shared.catalog.clearing import clear
from shared.catalog.labels import BY_NAME
from shared.catalog.merging import every, merged
from shared.catalog.parts import PartNotes
from shared.catalog.photos import Photos
from shared.domain.actions import Difference
from shared.domain.filter import PhotoFilter
from shared.domain.instants import instant
from shared.domain.person import FaceWord, Person, name_key, people_on, word_of
from shared.domain.scope import Scope
from shared.domain.where import Eq, Ge, Gt, Ne, Where, all_of
from shared.errors import Conflict, Unavailable

PERSONS = Collection(
    "people",
    orders=(
        Order(("owner",), "photos", ("called", "hidden", "into", "perhaps")),
        Order(("owner",), "id"),
        BY_NAME,
    ),
    document=Person,
)  # `called`: the name as name_key has it

Cursor = tuple[int, str]  # (photos, id) of the last one seen

_SAID = ("name", "hidden", "birth_date", "consent", "into")  # by the owner: who has one of them stays

_MOST_FIRST = Sort("photos", descending=True)
_NAMED = 10_000  # people with names, of a library
_ATTEMPTS = 5  # at a person that others change, too
_LOOKED_AT = 24  # photos, for the best face


async def face_words(notes: PartNotes, faces: Sequence[str]) -> dict[str, FaceWord]:
    """What the owner says of these faces, of those that anything is said of."""
    return {id: word_of(note.said) for id, note in (await notes.get_many(faces)).items()}


class People:
    def __init__(self, catalog: Catalog, photos: Photos) -> None:
        self._catalog = catalog
        self._photos = photos

    async def find(self, id: str) -> Person | None:
        """Whoever's it is: for services/gateway/things.py, which asks the policy."""
        return await self._catalog.get(PERSONS.name, Person, id)

    async def get_many(self, owner: str, ids: Sequence[str]) -> dict[str, Person]:
        found = await self._catalog.get_many(PERSONS.name, Person, ids)
        return {id: person for id, person in found.items() if person.owner == owner}

    async def page(
        self, scope: Scope, *, named: bool | None = None, hidden: bool = False, least: int = 1, after: Cursor | None,
        limit: int,
    ) -> list[Person]:  # fmt: skip
        """On `least` photos or more, most photos first, those after the cursor of the last one seen. Who is in a
        library is private."""
        called: list[Where] = [] if named is None else [Ne("called", "") if named else Eq("called", "")]
        terms: list[Where] = [Eq("hidden", hidden), Ge("photos", least), *called]
        return await self._page(scope, terms, after, limit)

    async def suggested(self, scope: Scope, *, after: Cursor | None, limit: int) -> list[Person]:
        """Those without a name that might be somebody's who has one, most photos first."""
        terms: list[Where] = [Eq("called", ""), Eq("hidden", False), Gt("perhaps", ""), Ge("photos", 1)]
        return await self._page(scope, terms, after, limit)

    async def _page(self, scope: Scope, terms: Sequence[Where], after: Cursor | None, limit: int) -> list[Person]:
        """Of those that were merged into nobody."""

        async def of(owner: str) -> list[Person]:
            where = all_of(Eq("owner", owner), Eq("into", ""), *terms)
            return await self._catalog.find(PERSONS.name, Person, where, sort=_MOST_FIRST, after=after, limit=limit)

        pages = await every([of(entry.owner) for entry in scope.own.entries])
        return merged(pages, lambda person: (person.photos, person.id), descending=True, limit=limit)

    async def every(self, owner: str, *, after: str, limit: int) -> list[Person]:
        """In the order of ids, whatever is said of them."""
        cursor = (after, after) if after else None
        return await self._catalog.find(
            PERSONS.name, Person, Eq("owner", owner), sort=Sort("id"), after=cursor, limit=limit
        )

    async def named(self, owner: str) -> list[Person]:
        """All with a name, hidden ones too, most photos first."""
        return await self._called(owner, Ne("called", ""), _NAMED)

    async def hidden(self, owner: str) -> frozenset[str]:
        """Ids of those who are to be seen nowhere (shared/domain/showing.py)."""
        where = all_of(Eq("owner", owner), Eq("hidden", True), Eq("into", ""))
        found = await self._catalog.find(PERSONS.name, Person, where, sort=_MOST_FIRST, limit=_NAMED)
        return frozenset(person.id for person in found)

    async def called(self, owner: str, name: str) -> list[Person]:
        """Those with this name."""
        return await self._called(owner, Eq("called", name_key(name)), _NAMED)

    async def say(self, owner: str, id: str, differences: Sequence[Difference]) -> bool:
        """What the owner says of a person, by the names of its fields; whether it is so then. What is so already, or
        somebody has changed since `before`, stays."""
        for _ in range(_ATTEMPTS):
            person = await self.find(id) or Person(id=id, owner=owner, created=instant())
            wanted = [each for each in differences if getattr(person, each.name) == each.before != each.after]
            values = {each.name: each.after for each in wanted}
            same = all_of(*(_is(each.name, each.before) for each in wanted))
            if not values or await self._write(person, values, same):
                after = msgspec.structs.replace(person, **values)
                return all(getattr(after, each.name) == each.after for each in differences)
        raise Unavailable(f"Too many change person {id} at once. Try again in a few seconds.")

    async def recount(self, owner: str, id: str, perhaps: tuple[str, float] | None = None) -> bool:
        """Has a person be as the photos are, or go where none shows them; whether it was otherwise. `perhaps`: who it
        might be, and how like; None leaves what was said of that."""
        count, best = await self._seen(owner, id)
        told: dict[str, Any] = {"photos": count, "best": best}
        if perhaps is not None:
            told |= dict(zip(("perhaps", "likeness"), perhaps, strict=True))
        person = await self.find(id)
        if person is None:
            return bool(count) and await self._write(Person(id=id, owner=owner, created=instant()), told, None)
        if not count and not person.kept:
            unsaid = (_is(name, getattr(person, name)) for name in (*_SAID, "photos"))
            return await self._catalog.delete(PERSONS.name, id, if_=all_of(*unsaid))
        if all(getattr(person, name) == value for name, value in told.items()):
            return False
        return await self._catalog.patch(PERSONS.name, id, Patch(set=told))

    async def forget_all(self, owner: str) -> None:
        """Everybody, and what is said of them."""
        await clear(self._catalog, PERSONS.name, Eq("owner", owner))

    async def _seen(self, owner: str, id: str) -> tuple[int, str]:
        """-> how many photos show the person, and the face that shows them best of the newest ones."""
        shown = PhotoFilter(people=(id,), archived=None)
        mine = Scope.of(owner)
        ids, newest = await asyncio.gather(
            self._photos.scoped.ids(mine, shown, limit=1_000_000),
            self._photos.scoped.page(mine, shown, after=None, limit=_LOOKED_AT),
        )
        photos = await self._photos.get_many(owner, [photo.id for photo in newest])
        placed = [face for photo in photos.values() for face in people_on(photo).faces if face.person == id]
        faces = [face for face in placed if face.worth]  # else there is nothing to show
        return len(ids), max(faces, key=lambda face: (face.worth, face.face)).face if faces else ""

    async def _called(self, owner: str, called: Where, limit: int) -> list[Person]:
        where = all_of(Eq("owner", owner), called, Eq("into", ""))
        return await self._catalog.find(PERSONS.name, Person, where, sort=_MOST_FIRST, limit=limit)

    async def _write(self, person: Person, values: Mapping[str, Any], same: Where | None) -> bool:
        """False when it was another meanwhile."""
        told = dict(values)
        if "name" in values:
            told["called"] = name_key(values["name"])
        if await self._catalog.patch(PERSONS.name, person.id, Patch(set=told), if_=same):
            return True
        new = {**msgspec.to_builtins(person), "called": name_key(person.name), **told}
        try:
            await self._catalog.insert(PERSONS.name, new)
        except Conflict:
            return False
        return True


def _is(name: str, value: Any) -> Where:
    # A record of an earlier release says nothing, which means no.
    return Ne(name, True) if value is False else Eq(name, value)

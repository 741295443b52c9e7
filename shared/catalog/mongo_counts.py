"""Counters beside the documents: what count_by answers without a look at a document.

Whoever changes a document adds the difference right after it, in one write for all who change something at that
moment. A process that dies in between leaves them wrong, as does one of an earlier release; `recount` puts that right.
It corrects a counter that two recounts find at the same value beside the same documents, so that what is just being
added is not added twice. A field whose counters were not all right once is not answered from them.
"""

import asyncio
import contextlib
import hashlib
import logging
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from pymongo import WriteConcern
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError, PyMongoError

from shared.catalog.base import Collection, Doc, Patch
from shared.catalog.documents import apply, counts_of
from shared.catalog.mongo_errors import translated
from shared.catalog.mongo_language import filter_of
from shared.domain.where import fields_of
from shared.errors import Transient

log = logging.getLogger(__name__)

Count = tuple[str, str, str]  # field, per, value

_COUNTS = "counts"
_BATCH = 500  # documents in memory while all are counted


class Counts:
    """Those of a collection. In the collection "counts" they are a document for each `count_per` value, in which n is
    {field: {value: count}}, and one that names the fields whose counters tell."""

    def __init__(self, database: AsyncDatabase[Doc], collection: Collection) -> None:
        # What is lost of them is counted again: nobody waits until a majority has them on its disks.
        self._counts = database.get_collection(_COUNTS, write_concern=WriteConcern(w=1))
        self._documents = database[collection.name]
        self._collection = collection
        # What counts otherwise, a later release for instance, has counters of its own.
        how = hashlib.sha256(repr((collection.count_per, collection.counted)).encode()).hexdigest()[:8]
        self._id = f"{collection.name}:{how}"
        paths = {*collection.counters, collection.count_per} if collection.counters else set()
        if paths and collection.counted:
            paths |= fields_of(collection.counted)
        self._needed = {path.split(".")[0] for path in paths}  # of a document, to count it
        self._telling: set[str] = set()
        self._suspects: dict[Count, tuple[int, int]] = {}  # of the last recount: what is counted, and what there is
        self._due: Counter[Count] = Counter()
        self._writing: asyncio.Task[None] | None = None

    @property
    def projection(self) -> Mapping[str, int]:
        """What has to be read of a document."""
        return {"_id": 1} | dict.fromkeys(self._needed, 1)

    def touched_by(self, patch: Patch) -> bool:
        return any(map(self._needs, (*patch.set, *patch.unset, *patch.add, *patch.remove)))

    def _needs(self, path: str) -> bool:
        return path.split(".")[0] in self._needed

    async def those(self, ids: Sequence[str]) -> dict[str, Doc]:
        """The documents that are there, by id, as far as they are needed."""
        if not self._needed:
            return {}
        found = await self._documents.find({"_id": {"$in": list(ids)}}, self.projection).to_list()
        return {doc["_id"]: doc for doc in found}

    async def patched(self, before: Doc, patch: Patch) -> None:
        """Counts a document otherwise, of which that was needed before the patch."""
        self._due.subtract(counts_of(self._collection, before))
        of_it = Patch(
            set={path: value for path, value in patch.set.items() if self._needs(path)},
            unset=[path for path in patch.unset if self._needs(path)],
            add={path: value for path, value in patch.add.items() if self._needs(path)},
            remove={path: value for path, value in patch.remove.items() if self._needs(path)},
        )
        apply(of_it, before)
        self._due.update(counts_of(self._collection, before))
        await self._write()

    async def changed(self, *changes: tuple[Doc | None, Doc | None]) -> None:
        """Counts documents otherwise, of what they were before and are now; None is one that is not there."""
        for before, after in changes:
            self._due.subtract(counts_of(self._collection, before) if before else ())
            self._due.update(counts_of(self._collection, after) if after else ())
        await self._write()

    async def written(self) -> None:
        """Returns when nothing is being written any more."""
        if self._writing:
            await asyncio.wait([self._writing])

    async def _write(self) -> None:
        if self._due and (self._writing is None or self._writing.done()):
            self._writing = asyncio.create_task(self._write_due())
        if self._writing:
            await asyncio.shield(self._writing)

    async def _write_due(self) -> None:
        """What comes meanwhile goes into the next write."""
        while self._due:
            due, self._due = self._due, Counter()
            numbers: dict[str, dict[str, int]] = defaultdict(dict)
            for (field, per, value), by in due.items():
                if by:
                    numbers[per][_path(field, value)] = by
            for per, increments in numbers.items():
                await self._increment(per, increments)

    async def _increment(self, per: str, increments: Mapping[str, int]) -> None:
        try:
            while True:
                with contextlib.suppress(DuplicateKeyError):  # another process made the same one at that moment
                    await self._counts.update_one(
                        {"_id": self._of(per)}, {"$inc": increments, "$setOnInsert": {"per": per}}, upsert=True
                    )
                    return
        except PyMongoError as error:
            if not isinstance(translated(error), Transient):
                raise
            log.warning("%s: counters are wrong until they are counted again: %s", self._collection.name, error)

    async def read(self, field: str, per: str | None) -> dict[str, int] | None:
        """What count_by answers; None while that has to be counted."""
        if not await self._tells({field}):
            return None
        counts: Counter[str] = Counter()
        those = self._every if per is None else {"_id": self._of(per)}
        async for each in self._counts.find(those, {_path(field): 1}):
            counts.update({value: n for (_, _, value), n in _numbers(each).items()})
        return {value: n for value, n in counts.items() if n > 0}

    async def tell_all(self) -> bool:
        return await self._tells(set(self._collection.counters))

    async def _tells(self, fields: set[str]) -> bool:
        if not fields <= self._telling and (found := await self._counts.find_one({"_id": self._id})):
            self._telling = set(found["telling"])
        return fields <= self._telling

    async def found_if_empty(self) -> None:
        """Nothing is where nothing is."""
        if self._needed and not await self.tell_all() and await self._documents.find_one({}, {"_id": 1}) is None:
            await self._found(set(self._collection.counters))

    async def _found(self, fields: set[str]) -> None:
        await self._counts.update_one(
            {"_id": self._id}, {"$addToSet": {"telling": {"$each": sorted(fields)}}}, upsert=True
        )

    async def recount(self) -> int:
        """See shared/catalog/base.py."""
        if not self._needed:
            return 0
        apart = await self._apart()
        wrong = {what: pair for what, pair in apart.items() if self._suspects.get(what) == pair}
        if wrong:
            log.info("%s: %d counters are put right", self._collection.name, len(wrong))
        self._due.update({what: there - counted for what, (counted, there) in wrong.items()})
        await self._write()
        self._suspects = {what: pair for what, pair in apart.items() if what not in wrong}
        doubtful = {field for field, _, _ in self._suspects}
        if right := set(self._collection.counters) - doubtful - self._telling:
            await self._found(right)
        return len(self._suspects)

    async def _apart(self) -> dict[Count, tuple[int, int]]:
        """What is counted and what there is, where they differ. What is written meanwhile may be among them."""
        counted: Counter[Count] = Counter()
        async for each in self._counts.find(self._every):
            counted.update(_numbers(each))
        there: Counter[Count] = Counter()
        counted_only = {} if self._collection.sums else filter_of(self._collection.counted)
        documents = self._documents.find(counted_only, self.projection)
        while batch := await documents.to_list(_BATCH):
            for doc in batch:
                there.update(counts_of(self._collection, doc))
        every = counted.keys() | there.keys()
        return {what: (counted[what], there[what]) for what in every if counted[what] != there[what]}

    def _of(self, per: str) -> str:
        return f"{self._id}/{per}"

    @property
    def _every(self) -> Mapping[str, Mapping[str, str]]:
        """A range of ids: "0" comes after "/"."""
        return {"_id": {"$gte": f"{self._id}/", "$lt": f"{self._id}0"}}


def _path(*names: str) -> str:
    return ".".join(("n", *map(_escaped, names)))


def _escaped(name: str) -> str:
    """As it may stand on a path, where dots and dollars mean something, and nothing is none."""
    return name.replace("%", "%25").replace(".", "%2E").replace("$", "%24") or "%"


def _meant(escaped: str) -> str:
    return "" if escaped == "%" else escaped.replace("%24", "$").replace("%2E", ".").replace("%25", "%")


def _numbers(found: Doc) -> dict[Count, int]:
    return {
        (_meant(field), found.get("per", ""), _meant(value)): n
        for field, values in found.get("n", {}).items()
        for value, n in values.items()
    }

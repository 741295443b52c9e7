"""Counters beside the documents: what count_by answers without a look at a document.

Whoever changes a document adds the difference right after it, in one write for all who change something at that
moment. A process that dies in between leaves them wrong, as does one of an earlier release; `recount` puts that right.
It corrects a counter that two recounts find at the same value beside the same documents, so that what is just being
added is not added twice. A field whose counters were not all right once is not answered from them.
"""

import asyncio
import copy
import hashlib
import logging
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from pymongo import UpdateOne, WriteConcern
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import BulkWriteError, PyMongoError

from shared.catalog.base import Collection, Doc, Patch
from shared.catalog.documents import apply, counts_of
from shared.catalog.mongo_errors import DUPLICATE_KEY, translated
from shared.catalog.mongo_language import filter_of
from shared.domain.where import fields_of
from shared.errors import Transient

log = logging.getLogger(__name__)

Count = tuple[str, str, str]  # field, per, value

_COUNTS = "counts"
_BATCH = 500  # documents in memory while all are counted


class Counts:
    """Those of a collection. In the collection "counts" they are a document for each field and `count_per` value, with
    {value: n}, and one that names the fields whose counters tell."""

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

    def after(self, before: Doc, patch: Patch) -> Doc:
        """What is counted of the document when the patch is done."""
        after = copy.deepcopy(before)
        of_it = Patch(
            set={path: value for path, value in patch.set.items() if self._needs(path)},
            unset=[path for path in patch.unset if self._needs(path)],
            add={path: value for path, value in patch.add.items() if self._needs(path)},
            remove={path: value for path, value in patch.remove.items() if self._needs(path)},
        )
        apply(of_it, after)
        return after

    def _needs(self, path: str) -> bool:
        return path.split(".")[0] in self._needed

    async def those(self, ids: Sequence[str]) -> dict[str, Doc]:
        """The documents that are there, by id, as far as they are needed."""
        if not self._needed:
            return {}
        found = await self._documents.find({"_id": {"$in": list(ids)}}, self.projection).to_list()
        return {doc["_id"]: doc for doc in found}

    async def change(self, *changes: tuple[Doc | None, Doc | None]) -> None:
        """Counts what documents were before, and are now, otherwise; None is one that was not there."""
        for before, after in changes:
            self._due.update(counts_of(self._collection, after) if after else ())
            self._due.subtract(counts_of(self._collection, before) if before else ())
        await self._write()

    async def written(self) -> None:
        """Returns when nothing is being written any more."""
        if self._writing:
            await asyncio.wait([self._writing])

    async def _write(self) -> None:
        self._due = Counter({what: by for what, by in self._due.items() if by})
        if self._due and (self._writing is None or self._writing.done()):
            self._writing = asyncio.create_task(self._write_due())
        if self._writing:
            await asyncio.shield(self._writing)

    async def _write_due(self) -> None:
        while self._due:
            due, self._due = self._due, Counter()
            increments: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
            for (field, per, value), by in due.items():
                if by:
                    increments[field, per][f"n.{_escaped(value)}"] = by
            await self._increment(
                [
                    UpdateOne(
                        {"_id": f"{self._id}/{field}/{per}"},
                        {"$inc": numbers, "$setOnInsert": {"field": field, "per": per}},
                        upsert=True,
                    )
                    for (field, per), numbers in increments.items()
                ]
            )

    async def _increment(self, updates: list[UpdateOne]) -> None:
        try:
            while updates:
                try:
                    await self._counts.bulk_write(updates, ordered=False)
                    return
                except BulkWriteError as error:
                    # Another process has made the same document at that moment.
                    failed = error.details["writeErrors"]
                    if any(each["code"] != DUPLICATE_KEY for each in failed):
                        raise
                    updates = [updates[each["index"]] for each in failed]
        except PyMongoError as error:
            if not isinstance(translated(error), Transient):
                raise
            log.warning("%s: counters are wrong until they are counted again: %s", self._collection.name, error)

    async def read(self, field: str, per: str | None) -> dict[str, int] | None:
        """What count_by answers; None while that has to be counted."""
        if not await self._tells({field}):
            return None
        if per is not None:
            found = await self._counts.find_one({"_id": f"{self._id}/{field}/{per}"})
            return _positive(_numbers(found)) if found else {}
        total: Counter[str] = Counter()
        async for each in self._counts.find(self._all(field)):
            total.update(_numbers(each))
        return _positive(total)

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
        async for each in self._counts.find(self._all()):
            counted.update({(each["field"], each["per"], value): n for value, n in _numbers(each).items()})
        there: Counter[Count] = Counter()
        documents = self._documents.find(filter_of(self._collection.counted), self.projection)
        while batch := await documents.to_list(_BATCH):
            for doc in batch:
                there.update(counts_of(self._collection, doc))
        every = counted.keys() | there.keys()
        return {what: (counted[what], there[what]) for what in every if counted[what] != there[what]}

    def _all(self, field: str | None = None) -> Mapping[str, Mapping[str, str]]:
        """The documents of a field, or of all: a range of their ids."""
        begin = self._id if field is None else f"{self._id}/{field}"
        return {"_id": {"$gte": f"{begin}/", "$lt": f"{begin}0"}}


def _escaped(value: str) -> str:
    """As a name on a path, where dots and dollars mean something, and nothing is none."""
    return value.replace("%", "%25").replace(".", "%2E").replace("$", "%24") or "%"


def _numbers(found: Doc) -> dict[str, int]:
    return {
        "" if name == "%" else name.replace("%24", "$").replace("%2E", ".").replace("%25", "%"): n
        for name, n in found["n"].items()
    }


def _positive(counts: Mapping[str, int]) -> dict[str, int]:
    return {value: n for value, n in counts.items() if n > 0}

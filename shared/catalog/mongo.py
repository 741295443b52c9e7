"""Catalog in MongoDB, or what speaks its language: the cluster's.

Every write is acknowledged by a majority, journalled. Documents are stored as they are, their id as `_id`.
count_by of all that is counted answers from counters (mongo_counts.py); with another condition it is an aggregation.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from bson.codec_options import CodecOptions, TypeDecoder, TypeRegistry
from bson.int64 import Int64
from pymongo import AsyncMongoClient, ReplaceOne
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError, OperationFailure, PyMongoError

from shared.catalog.base import Collection, Doc, Patch, SetAside, Sort, SparseOrder
from shared.catalog.declared import check_count, check_name, check_sum, check_where, order_for, there, unique_key
from shared.catalog.documents import apply, as_text, check_sorts, storable
from shared.catalog.mongo_counts import Counts
from shared.catalog.mongo_errors import translated
from shared.catalog.mongo_language import (
    both,
    check_sorts_stay,
    counting,
    filter_of,
    from_mongo,
    index_keys,
    name_of,
    projection_of,
    summing,
    to_mongo,
    update_of,
)
from shared.catalog.mongo_sifted import Sifted
from shared.domain.instants import instant
from shared.domain.where import Where, fields_of, value_at
from shared.errors import Conflict, Unavailable

T = TypeVar("T")

log = logging.getLogger(__name__)

_FIND_MS = 5000  # how long a server is looked for before it is called unavailable
_ANSWER_SECONDS = 30.0  # how long it may take to answer

_SET_ASIDE = "set_aside"
_BATCH = 500  # documents in memory while all are read

_INDEX_NOT_FOUND = 27


class _PlainInt(TypeDecoder):
    """64-bit integers as int: nothing but pymongo knows its Int64."""

    bson_type = Int64

    def transform_bson(self, value: Any) -> int:
        return int(value)


_CODEC: CodecOptions[Doc] = CodecOptions(type_registry=TypeRegistry([_PlainInt()]))


class MongoCatalog:
    """See shared/catalog/base.py for the contract."""

    def __init__(self, client: AsyncMongoClient[Doc], database: str) -> None:
        self._client = client
        self._database: AsyncDatabase[Doc] = client.get_database(database, codec_options=_CODEC)
        self._declared: dict[str, Collection] = {}
        self._counts: dict[str, Counts] = {}
        self._asked = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._closed = False

    @classmethod
    async def open(cls, url: str, database: str) -> "MongoCatalog":
        """Connects when it is first used; `check` says whether the server answers."""
        client: AsyncMongoClient[Doc] = AsyncMongoClient(
            url, w="majority", journal=True, serverSelectionTimeoutMS=_FIND_MS
        )
        return cls(client, database)

    async def declare(self, *collections: Collection) -> None:
        for collection in collections:
            check_name(collection)
            # An index of a large library takes its time.
            async with self._speaking(seconds=None):
                counts = Counts(self._database, collection)
                await counts.found_if_empty()
                await _prepare(collection, self._database[collection.name], counted=await counts.tell_all())
            self._declared[collection.name], self._counts[collection.name] = collection, counts

    async def insert(self, collection: str, doc: Doc) -> None:
        async with self._documents(collection) as documents:
            stored = to_mongo(doc)
            check_sorts(self._declared[collection], doc)
            await documents.insert_one(stored)
            await self._counts[collection].changed((None, stored))

    async def get(self, collection: str, into: type[T], id: str) -> T | None:
        async with self._documents(collection) as documents:
            found = await documents.find_one({"_id": id}, projection_of(into))
            return (await self._whole(collection, [found] if found else [], into)).get(id)

    async def get_many(self, collection: str, into: type[T], ids: Sequence[str]) -> dict[str, T]:
        async with self._documents(collection) as documents:
            found = await documents.find({"_id": {"$in": list(ids)}}, projection_of(into)).to_list()
            return await self._whole(collection, found, into)

    async def find_one(self, collection: str, into: type[T], key: Mapping[str, Any]) -> T | None:
        async with self._documents(collection) as documents:
            fields = unique_key(self._declared[collection], key)
            if any(key[field] is None for field in fields):
                return None
            wanted = {name_of(field): {"$eq": key[field]} for field in fields}
            found = await documents.find_one(wanted, projection_of(into))
            return next(iter((await self._whole(collection, [found] if found else [], into)).values()), None)

    async def find_each(
        self, collection: str, into: type[T], key: Mapping[str, Any], field: str, values: Sequence[str]
    ) -> list[T]:
        async with self._documents(collection) as documents:
            unique_key(self._declared[collection], (*key, field))
            wanted: dict[str, Any] = {name_of(name): {"$eq": value} for name, value in key.items()}
            wanted[name_of(field)] = {"$in": list(values)}
            found = await documents.find(wanted, projection_of(into)).to_list()
            return list((await self._whole(collection, found, into)).values())

    async def patch(self, collection: str, id: str, patch: Patch, *, if_: Where | None = None) -> bool:
        async with self._documents(collection) as documents:
            check_sorts_stay(self._declared[collection], patch)
            update, counts = update_of(patch), self._counts[collection]
            condition = both({"_id": id}, filter_of(if_))
            if update is None:
                return await self._exchange(documents, condition, patch, counts)
            if not update:
                return await documents.find_one(condition, {"_id": 1}) is not None
            if not counts.touched_by(patch):
                return (await documents.update_one(condition, update)).matched_count == 1
            before = await documents.find_one_and_update(condition, update, counts.projection)
            if before is not None:
                await counts.patched(before, patch)
            return before is not None

    async def delete(self, collection: str, id: str, *, if_: Where | None = None) -> bool:
        async with self._documents(collection) as documents:
            counts = self._counts[collection]
            before = await documents.find_one_and_delete(both({"_id": id}, filter_of(if_)), counts.projection)
            if before is not None:
                await counts.changed((before, None))
            return before is not None

    async def replace_many(self, collection: str, docs: Sequence[Doc]) -> None:
        async with self._documents(collection) as documents:
            for doc in docs:
                check_sorts(self._declared[collection], doc)
            after = {stored["_id"]: stored for stored in map(to_mongo, docs)}
            writes = [ReplaceOne({"_id": id}, stored, upsert=True) for id, stored in after.items()]
            if not writes:
                return
            counts = self._counts[collection]
            before = await counts.those(list(after))
            await documents.bulk_write(writes, ordered=False)
            await counts.changed(*((before.get(id), stored) for id, stored in after.items()))

    async def delete_many(self, collection: str, ids: Sequence[str]) -> None:
        async with self._documents(collection) as documents:
            counts = self._counts[collection]
            before = await counts.those(ids)
            await documents.delete_many({"_id": {"$in": list(ids)}})
            await counts.changed(*((doc, None) for doc in before.values()))

    async def find(
        self,
        collection: str,
        into: type[T],
        where: Where | None = None,
        *,
        sort: Sort,
        after: tuple[Any, str] | None = None,
        limit: int,
    ) -> list[T]:
        async with self._documents(collection) as documents:
            order_for(self._declared[collection], where, sort)
            if limit < 1:
                return []
            order = [(name, -1 if sort.descending else 1) for name, _ in index_keys((sort.field, "id"))]
            condition = both(_beyond(sort, after), filter_of(there(self._declared[collection], sort)))
            if sifted := Sifted.of(documents, where):
                chosen: list[T] = []
                async with contextlib.aclosing(sifted.lots(limit, condition, order)) as lots:
                    async for ids in lots:
                        read = documents.find(both(sifted.rest, {"_id": {"$in": ids}}), projection_of(into))
                        known = await self._whole(collection, await read.to_list(), into)
                        chosen += [known[id] for id in ids if id in known]
                        if len(chosen) >= limit:  # else some changed meanwhile
                            break
                return chosen[:limit]
            condition = both(filter_of(where), condition)
            while True:
                found = await documents.find(condition, projection_of(into), sort=order, limit=limit).to_list()
                whole = await self._whole(collection, found, into)
                if len(whole) == len(found):  # else the page is not full
                    return list(whole.values())

    async def find_ids(self, collection: str, where: Where, *, limit: int) -> list[str]:
        async with self._documents(collection) as documents:
            order_for(self._declared[collection], where, None)
            if limit < 1:
                return []
            if sifted := Sifted.of(documents, where):
                return await sifted.ids(limit)
            return [each["_id"] async for each in documents.find(filter_of(where), {"_id": 1}, limit=limit)]

    async def find_few(self, collection: str, where: Where, *, most: int) -> list[str] | None:
        ids = await self.find_ids(collection, where, limit=max(most, 0) + 1)
        return ids if len(ids) <= most else None

    async def count_by(
        self, collection: str, field: str, *, per: str | None, where: Where | None = None
    ) -> dict[str, int]:
        async with self._documents(collection) as documents:
            declared = self._declared[collection]
            check_count(declared, field)
            check_where(declared, where)
            if where is None and (told := await self._counts[collection].read(field, per)) is not None:
                return told
            if sifted := Sifted.of(documents, where):
                return await sifted.counts({} if per is None else {declared.count_per: {"$eq": per}}, field)
            groups = await documents.aggregate(counting(declared, field, per, where or declared.counted))
            counts: dict[str, int] = {}
            async for group in groups:
                if isinstance(group["_id"], str | int | float):
                    counts[as_text(group["_id"])] = counts.get(as_text(group["_id"]), 0) + group["n"]
            return counts

    async def total(self, collection: str, field: str, *, per: str) -> int:
        async with self._documents(collection) as documents:
            declared = self._declared[collection]
            check_sum(declared, field)
            if (told := await self._counts[collection].read(field, per)) is not None:
                return told.get("", 0)
            summed = await documents.aggregate(summing(declared, field, per))
            return sum([group["n"] async for group in summed])

    async def recount(self) -> int:
        async with self._speaking(seconds=None):
            return sum([await counts.recount() for counts in self._counts.values()])

    async def verify(self, collection: str) -> int:
        count = 0
        async with self._documents(collection) as documents:
            found = documents.find()
            while batch := await found.to_list(_BATCH):
                count += len(await self._whole(collection, batch, self._declared[collection].document))
        return count

    async def set_aside(self, collection: str) -> list[SetAside]:
        async with self._documents(collection):
            found = self._database[_SET_ASIDE].find({"collection": collection}, {"doc": 0}, sort=[("_id", 1)])
            return [SetAside(each["id"], each["per"], each["why"], each["at"]) async for each in found]

    async def forget(self, collection: str, id: str) -> bool:
        async with self._documents(collection):
            done = await self._database[_SET_ASIDE].delete_one({"_id": f"{collection}/{id}"})
            return done.deleted_count == 1

    async def compact(self) -> None:
        return  # its files are the server's

    async def check(self) -> None:
        async with self._speaking():
            await self._database.command("ping")

    async def close(self) -> None:
        self._closed = True
        await self._idle.wait()
        for counts in self._counts.values():
            await counts.written()
        await self._client.close()

    async def _whole(self, collection: str, found: Iterable[Doc], into: type[T]) -> dict[str, T]:
        """Those that can be read, by id; what cannot is set aside. Raises msgspec.ValidationError for a sound document
        that is no `into`."""
        whole = {}
        for each in found:
            try:
                whole[each["_id"]] = from_mongo(each, into)
            except msgspec.ValidationError:
                if not await self._put_aside(self._declared[collection], each["_id"]):
                    raise
        return whole

    async def _put_aside(self, declared: Collection, id: str) -> bool:
        """False, and nothing done, for a document that its collection's type can hold."""
        documents = self._database[declared.name]
        doc = await documents.find_one({"_id": id})
        if doc is None:  # somebody else was quicker
            return True
        try:
            from_mongo(doc, declared.document)
        except msgspec.ValidationError as error:
            log.error("%s: the record of %s cannot be read and was set aside: %s", declared.name, id, error)
            key, per = {"_id": f"{declared.name}/{id}"}, value_at(doc, declared.count_per)
            about = {"collection": declared.name, "id": id, "per": per if isinstance(per, str) else None}
            kept: Doc = {**about, "why": str(error), "at": instant(), "doc": doc}
            await self._database[_SET_ASIDE].replace_one(key, kept, upsert=True)
            if (await documents.delete_one({"_id": id})).deleted_count:
                await self._counts[declared.name].changed((doc, None))
            return True
        return False

    async def _exchange(
        self, documents: AsyncCollection[Doc], condition: Mapping[str, Any], patch: Patch, counts: Counts
    ) -> bool:
        """The patch made here, and put in the place of the document if that is still the one that was read."""
        while True:
            found = await documents.find_one(condition)
            if found is None:
                return False
            doc: Doc = from_mongo(storable(found), dict)
            apply(patch, doc)
            unchanged = {"_id": found["_id"], "$expr": {"$eq": ["$$ROOT", {"$literal": found}]}}
            if (await documents.replace_one(unchanged, to_mongo(doc))).matched_count:
                await counts.changed((found, doc))
                return True

    @contextlib.asynccontextmanager
    async def _documents(self, collection: str) -> AsyncIterator[AsyncCollection[Doc]]:
        if collection not in self._declared:
            raise ValueError(f"{collection} is not declared")
        async with self._speaking():
            yield self._database[collection]

    @contextlib.asynccontextmanager
    async def _speaking(self, seconds: float | None = _ANSWER_SECONDS) -> AsyncIterator[None]:
        """Says the server's errors in our words, and lets close wait until all is said."""
        if self._closed:
            raise Unavailable("The catalog is closed.")
        self._asked += 1
        self._idle.clear()
        try:
            async with asyncio.timeout(seconds):
                yield
        except TimeoutError as error:
            raise Unavailable("The catalog's database does not answer.") from error
        except PyMongoError as error:
            raise translated(error) from error
        finally:
            self._asked -= 1
            if not self._asked:
                self._idle.set()


def _beyond(sort: Sort, after: tuple[Any, str] | None) -> Mapping[str, Any]:
    """What comes after the cursor. The first condition bounds the index, the second one decides among ties."""
    if after is None:
        return {}
    value, last = after
    sign, field = "$lt" if sort.descending else "$gt", name_of(sort.field)
    return {"$and": [{field: {f"{sign}e": value}}, {"$or": [{field: {sign: value}}, {"_id": {sign: last}}]}]}


async def _prepare(collection: Collection, documents: AsyncCollection[Doc], *, counted: bool) -> None:
    """Makes the declared indexes, and drops those of another declaration. An index's name says all of it, so that
    one of the same name is the same. `counted`: counters tell, and no index has to."""
    # Text only, which null is not; a query for a text is then known to lie inside the index.
    wanted: dict[str, tuple[list[tuple[str, int]], bool, Doc | None]] = {
        f"unique {','.join(key)}": (index_keys(key), True, {name: {"$gte": ""} for name, _ in index_keys(key)})
        for key in collection.unique
    }
    conditions = sorted(fields_of(collection.counted)) if collection.counted else []
    indexed = [
        (*order.partition, order.sort, "id", *order.filters)
        for order in collection.orders
        if not isinstance(order, SparseOrder)
    ]
    covered = set()
    for first in collection.orders[:1]:  # as the port promises; a term's also covers its counts
        indexed += [(many, *first.partition, first.sort, "id") for many in collection.many]
        indexed += [(*first.partition, term, first.sort, "id", *conditions) for term in collection.terms]
        covered = {*collection.many, *collection.terms} if collection.count_per in first.partition else set()
    if not counted:
        indexed += [(collection.count_per, *conditions, field) for field in collection.counters if field not in covered]
    for fields in indexed:
        if set(fields) != {"id"}:
            wanted[f"by {','.join(name for name, _ in index_keys(fields))}"] = (index_keys(fields), False, None)
    for sparse in (order for order in collection.orders if isinstance(order, SparseOrder)):
        keys, some = index_keys((*sparse.partition, sparse.sort, "id", *sparse.filters)), name_of(sparse.sort)
        wanted[f"by {','.join(name for name, _ in keys)} where {some}"] = (keys, False, {some: {"$gt": ""}})
    present = await documents.index_information()
    for name in present.keys() - wanted.keys() - {"_id_"}:
        # Another replica that starts may have dropped it a moment ago.
        with _ignoring(_INDEX_NOT_FOUND):
            await documents.drop_index(name)
    for name, (keys, unique, partial) in wanted.items():
        if name in present:
            continue
        options: Doc = {"unique": True} if unique else {}
        options |= {"partialFilterExpression": partial} if partial else {}
        try:
            await documents.create_index(keys, name=name, **options)
        except DuplicateKeyError as error:
            key = name.removeprefix("unique ")
            raise Conflict(f"{collection.name}: {key} is taken more than once", key=key) from error


@contextlib.contextmanager
def _ignoring(code: int) -> Iterator[None]:
    try:
        yield
    except OperationFailure as error:
        if error.code != code:
            raise

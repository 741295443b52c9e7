"""Catalog: a small document port. Documents are JSON objects with an "id" of text.

The contract, which tests/conformance/test_catalog.py runs on every adapter:
- A collection is declared before use, with everything that may be asked of it. A filter, sort or count on
  an undeclared field raises ValueError: at a million photos an undeclared filter costs seconds. "id" is a filter of
  every collection. A page is quick when `where` pins, with Eq, the partition of an order with its sort, or asks for
  ids.
- Whatever is read comes as the type `into`: dict for the whole document, or a msgspec Struct, of which only its own
  fields are fetched and decoded, off the event loop where the adapter can.
- A declaration may change from one opening to the next. What is asked of it is answered from the documents that are
  there from the moment on in which declare returns, which may be before all that is new is built: then what needs that
  takes longer, or raises Unavailable with how far it is, and is never answered in part. A new unique key holds at once.
  Who is interrupted while it is built goes on where he was.
- A declared field holds values of one kind (text, numbers or booleans) or none; an object only counts as present.
- insert raises Conflict (its `key` names the fields) when a declared unique key, or the id, is taken. The parts of a
  unique key are text; keys with a None part never conflict. When insert or patch returns, the change is durable.
- patch changes one document atomically: first `unset`, then `set`, then `add` (to a list, once each) and
  `remove` (from a list), all by dotted path; `set` and `add` make the objects on the way. It answers False, and
  changes nothing, when the document is missing or `if_` does not hold. `if_` may read any field: it looks at one
  document. A patch that takes a unique key raises Conflict and changes nothing. One that makes no sense raises
  ValueError and changes nothing: a path through something that is no object (null included), add or remove where
  there is no list, a change of the id.
- A page in the first order is quick by any mixture of `terms` and `many`, rare or frequent, wherever its page lies,
  when `where` pins its whole partition to texts; one in another order walks its partition. A list of 100,000 ids that
  must hold (In, best of a frozenset) costs a look at each place of the partition, and none at its documents.
- find returns whole documents in the order of `sort` (ties by id, in the same direction), after the cursor
  `after` = (sort value, id) of the last one seen; none for a limit below 1. Sort values are never None: a write that
  would leave one so raises ValueError. Pages are keyset pages: they neither skip nor repeat under concurrent writes
  to other documents. A sparse order has the documents whose sort is a text that is not empty, and no others: its pages
  leave the rest out, and no write is refused for want of it.
- count_by answers from counters kept with the document or right after it: of one `count_per` value, or where `per` is
  None of all. It counts only documents for which the collection's `counted` condition holds; with
  `where`, instead, those for which that holds, whose fields must be declared as find's: quickly where find would be
  quick.
- total answers from a counter, too: the sum of the whole numbers that a field of `sums` holds in the documents of one
  `count_per` value, whether they are counted or not.
- Counters that are written beside their documents, and not with them, may be wrong after a crash: recount finds and
  corrects those that it sees wrong twice and unmoved. Each of its calls reads all that is counted.
- delete answers False when the document is missing or `if_` does not hold.
- replace_many writes each document in the place of the one with its id, or as a new one; delete_many removes those that
  are there. Each document is written whole, and all are durable when the call returns; who is interrupted may have
  written some. ValueError is raised before anything is written; Conflict, as of insert, may come after some.
- Any text may be stored (NUL and lone surrogates excepted: they raise ValueError); so may 64-bit integers
  (larger ones raise ValueError). Numbers that JSON lacks (NaN, infinities) come back as None.
- A document that cannot be read as its collection's `document` (damage, of a disk for instance) is set aside whole,
  and is logged: whoever met it reads on as if it were not there. What was set aside is kept until it is forgotten.
- After compact, nothing that was deleted or written over before is in files of ours any more. Writes wait meanwhile.
  What a server keeps in its own files is its own business: there it does nothing.
- After close everything but close raises Unavailable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from shared.domain.where import Where

Doc = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sort:
    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """Pages in the order of `sort`, among the documents that agree in the fields of `partition`; in none: among all.
    `filters` are single-valued fields that its index holds as well, so that they are asked without a document."""

    partition: tuple[str, ...]
    sort: str
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SparseOrder(Order):
    """Of the documents whose sort is a text that is not empty. Its index holds those alone: it costs others nothing."""


@dataclass(frozen=True, slots=True)
class Collection:
    """`terms` are single-valued fields of few values, `many` are list fields asked by Has. `counters` are fields, of
    one or many values, that count_by may group by, per `count_per`, over documents that meet `counted`; of those of
    them that are `sums`, total tells the sum over all documents instead. `document` is the stored type that every one
    of its documents can be read into."""

    name: str
    unique: tuple[tuple[str, ...], ...] = ()
    orders: tuple[Order, ...] = ()
    terms: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()  # of the counters: whole numbers, single-valued
    count_per: str = "owner"
    counted: Where | None = None
    version: int = 1
    document: type = field(default=dict, repr=False)  # what changes the type alone builds nothing anew

    @property
    def sorts(self) -> tuple[str, ...]:
        """The fields that every document must have."""
        return tuple(dict.fromkeys(order.sort for order in self.orders if not isinstance(order, SparseOrder)))

    @property
    def fields(self) -> tuple[str, ...]:
        """The single-valued fields that may be asked for, beside the id."""
        ordered = (field for each in self.orders for field in (*each.partition, each.sort, *each.filters))
        return tuple(field for field in dict.fromkeys((*ordered, *self.terms)) if field != "id")


@dataclass(frozen=True, slots=True)
class Patch:
    """`add` and `remove` hold a list of values, or one, by path."""

    set: Mapping[str, Any] = field(default_factory=dict)
    unset: Sequence[str] = ()
    add: Mapping[str, Any] = field(default_factory=dict)
    remove: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A document that could not be read. `per` is its value of `count_per`, where that is still known."""

    id: str
    per: str | None
    why: str
    at: str  # an instant


class Catalog(Protocol):
    async def declare(self, *collections: Collection) -> None:
        """Makes collections ready; idempotent; migrates one whose declaration changed."""
        ...

    async def insert(self, collection: str, doc: Doc) -> None: ...

    async def get(self, collection: str, into: type[T], id: str) -> T | None: ...

    async def get_many(self, collection: str, into: type[T], ids: Sequence[str]) -> dict[str, T]:
        """Those that are there, by id."""
        ...

    async def find_one(self, collection: str, into: type[T], key: Mapping[str, Any]) -> T | None:
        """By a declared unique key: `key` holds exactly its fields."""
        ...

    async def find_each(
        self, collection: str, into: type[T], key: Mapping[str, Any], field: str, values: Sequence[str]
    ) -> list[T]:
        """Those that find_one would find by one of the values, in no order: `key` lacks the `field` that takes them."""
        ...

    async def patch(self, collection: str, id: str, patch: Patch, *, if_: Where | None = None) -> bool: ...

    async def delete(self, collection: str, id: str, *, if_: Where | None = None) -> bool: ...

    async def replace_many(self, collection: str, docs: Sequence[Doc]) -> None: ...

    async def delete_many(self, collection: str, ids: Sequence[str]) -> None: ...

    async def find(
        self,
        collection: str,
        into: type[T],
        where: Where | None = None,
        *,
        sort: Sort,
        after: tuple[Any, str] | None = None,
        limit: int,
    ) -> list[T]: ...

    async def find_ids(self, collection: str, where: Where, *, limit: int) -> list[str]:
        """The ids of up to `limit` documents for which the condition holds, in no order, without reading them where an
        index tells. What may be asked is what find may be asked."""
        ...

    async def find_few(self, collection: str, where: Where, *, most: int) -> list[str] | None:
        """As find_ids, all of them; None where there are more than `most`."""
        ...

    async def count_by(
        self, collection: str, field: str, *, per: str | None, where: Where | None = None
    ) -> dict[str, int]:
        """Value -> number of counted documents of that `count_per` value. Values count as text."""
        ...

    async def total(self, collection: str, field: str, *, per: str) -> int:
        """The sum of a field of `sums` over all documents of that `count_per` value."""
        ...

    async def recount(self) -> int:
        """Compares the counters of all collections with their documents -> how many differed for the first time, which
        may be because they are just being written: they are corrected by the next call that finds the same."""
        ...

    async def verify(self, collection: str) -> int:
        """Reads every document, so that whatever is damaged is set aside; says how many are well."""
        ...

    async def set_aside(self, collection: str) -> list[SetAside]:
        """In the order of ids."""
        ...

    async def forget(self, collection: str, id: str) -> bool:
        """Throws away what was set aside under that id; False when nothing was."""
        ...

    async def compact(self) -> None:
        """Raises Unavailable when somebody else reads in the files just now; it is tried again then."""
        ...

    async def check(self) -> None:
        """Raises Unavailable with a sentence when the store cannot be used."""
        ...

    async def close(self) -> None:
        """What was asked before is finished first. May be called again."""
        ...

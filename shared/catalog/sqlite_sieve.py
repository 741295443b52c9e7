"""Pages and counts by the bitmaps of sqlite_blocks.py: what they can tell is told by them, the rest by SQL.

Every function runs inside one read transaction.
"""

import json
import sqlite3
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, reduce
from itertools import islice
from typing import Any, NamedTuple

from shared.catalog.base import Sort
from shared.catalog.declared import conjuncts
from shared.catalog.sqlite_bits import Bits, bits_at, both, either, flags, slots, without
from shared.catalog.sqlite_blocks import EVERY, SLOTS, bits_of
from shared.catalog.sqlite_find import Conditions, of_ids
from shared.catalog.sqlite_table import Table, column, partition_of
from shared.domain.where import And, Eq, Ge, Gt, Has, In, Le, Lt, Ne, Not, Or, Where

_FEW_BLOCKS = 64  # blocks whose bits are sought one by one; those of more are read in a row
_FEW = 128  # candidates of a block that are looked up one by one; for more, the order is walked

_LOOK_UP = 10  # places that are looked through in the time in which one id is looked up

_SIGNS = {Lt: "<", Le: "<=", Gt: ">", Ge: ">="}

Range = Lt | Le | Gt | Ge


class Block(NamedTuple):
    number: int
    low: Any
    low_id: str


class Sieve:
    """The documents of a partition of the first order for which the conditions hold. None of its methods raises for
    what is undeclared."""

    def __init__(self, connection: sqlite3.Connection, table: Table, terms: list[Where]) -> None:
        """`terms` must all hold, and pin the partition."""
        self._connection = connection
        self._table = table
        self._partition = _pinned(table, terms) or ""
        self._rest: list[Where] = []  # what bitmaps cannot tell
        self._only: str | None = None  # the blocks that are still looked at, as a JSON list, once they are few
        self.narrows = False
        self._candidates = self._sifted([term for term in terms if term not in map(_pin, self._pins)])

    def _sifted(self, terms: list[Where]) -> Bits:
        """What is left by the terms that bitmaps can tell. Spans and boxes come first, for they leave few blocks; what
        must not be comes last, so that it is taken from little."""
        left: Bits | None = None
        for term in sorted(_grouped(terms, self._table), key=_rank):
            denied = _denied(term)
            bits = self._sift(denied or term)
            if bits is None:
                self._rest.append(term)
                continue
            self.narrows = True
            if denied:
                left = without(self._all if left is None else left, bits)
            else:
                left = bits if left is None else both(left, bits)
            if len(left) <= _FEW_BLOCKS:
                self._only = json.dumps(list(left))
        return self._all if left is None else left

    @classmethod
    def of(cls, connection: sqlite3.Connection, table: Table, where: Where | None) -> "Sieve | None":
        """None where another way is as good, or the only one."""
        terms = conjuncts(where)
        if not table.blocked or any(map(of_ids, terms)) or _pinned(table, terms) is None:
            return None
        sieve = cls(connection, table, terms)
        return sieve if sieve.narrows else None

    @cached_property
    def _blocks(self) -> list[Block]:
        sql = f"SELECT block, low, low_id FROM {self._table.blocks} WHERE partition = ? ORDER BY low, low_id"
        return [Block(*row) for row in self._connection.execute(sql, (self._partition,))]

    @property
    def _all(self) -> Bits:
        field, value = EVERY
        return self._having(field, "value = ?", value)

    def documents(self, sort: Sort, after: tuple[Any, str] | None, limit: int | None = None) -> Iterator[str]:
        """Their bodies, the first `limit` of them, in the order of the table's first sort."""
        left = limit
        blocks = self._blocks
        lows = [(block.low, block.low_id) for block in blocks]
        order = range(len(blocks))
        if after and blocks:
            inside = max(bisect_right(lows, after) - 1, 0)
            order = range(inside + 1) if sort.descending else range(inside, len(blocks))
        for n in reversed(order) if sort.descending else order:
            if left == 0:
                return
            bits = self._candidates.get(blocks[n].number, 0)
            if not bits:
                continue
            if bits.bit_count() <= _FEW:
                bodies = self._looked_up(blocks[n].number, bits, sort, after)
            else:
                bounds = (lows[n] if n else None, lows[n + 1] if n + 1 < len(blocks) else None)
                bodies = self._walked(bits, bounds, sort, after, left)
            for body in bodies:
                if left == 0:
                    return
                left = None if left is None else left - 1
                yield body

    def ids(self) -> Iterator[str]:
        """Of all the documents, block by block."""
        for block, bits in self._candidates.items():
            few = bits.bit_count() <= _FEW
            sql = Conditions(self._table)
            places = f"{self._table.places} AS p"
            if few:
                wanted = sql.arg(json.dumps(list(slots(bits))))
                places = f"json_each({wanted}) AS s CROSS JOIN {places} ON p.slot = s.value"
            conditions = [f"p.block = {sql.arg(block)}", *map(sql.compiled, self._rest)]
            joined = f" CROSS JOIN {self._table.name} AS d ON d.id = p.id" if self._rest else ""
            text = f"SELECT p.slot, p.id FROM {places}{joined} WHERE {' AND '.join(conditions)}"
            rows = self._connection.execute(text, sql.args)
            if few:
                yield from (id for _, id in rows)
            else:
                set_ = flags(bits, SLOTS)
                yield from (id for slot, id in rows if set_[slot] == "1")

    @property
    def count(self) -> int | None:
        """How many there are; None where bitmaps alone cannot tell."""
        return None if self._rest else sum(bits.bit_count() for bits in self._candidates.values())

    def counts(self, field: str) -> dict[str, int] | None:
        """Value -> how many have it, as text; None when bitmaps alone cannot tell."""
        if self._rest or field not in (*self._table.terms, *self._table.many):
            return None
        counts: Counter[str] = Counter()
        sql = f"SELECT value, block, bits FROM {self._table.bits} WHERE partition = ? AND field = ?"
        for value, block, bits in self._connection.execute(sql, (self._partition, field)):
            if not isinstance(value, str):  # true and 1 are the same here, and not as text
                return None
            counts[value] += (bits_of(bits) & self._candidates.get(block, 0)).bit_count()
        return {value: count for value, count in counts.items() if count}

    def _looked_up(self, block: int, bits: int, sort: Sort, after: tuple[Any, str] | None) -> Iterator[str]:
        sql = Conditions(self._table)
        wanted = sql.arg(json.dumps(list(slots(bits))))
        conditions = [f"p.block = {sql.arg(block)}", *self._conditions(sql, sort, after)]
        # The arguments stand in the order of the text: the slots come first, in the table that is asked first.
        text = (
            f"SELECT d.doc FROM json_each({wanted}) AS s CROSS JOIN {self._table.places} AS p ON p.slot = s.value"
            f" CROSS JOIN {self._table.name} AS d ON d.id = p.id"
            f" WHERE {' AND '.join(conditions)} ORDER BY {self._order(sort)}"
        )
        for (doc,) in self._connection.execute(text, sql.args):
            yield doc

    def _walked(
        self, bits: int, bounds: tuple[Any, Any], sort: Sort, after: tuple[Any, str] | None, limit: int | None
    ) -> Iterator[str]:
        low, high = bounds
        table, sql = self._table, Conditions(self._table)
        conditions = [f"d.{column(f)} = {sql.arg(v)}" for f, v in self._pins]
        for sign, bound in ((">=", low), ("<", high)):
            if bound:
                conditions.append(f"{self._keys(sort)} {sign} ({sql.arg(bound[0])}, {sql.arg(bound[1])})")
        conditions += self._conditions(sql, sort, after)
        text = (
            f"SELECT d.slot, d.id FROM {table.name} AS d INDEXED BY {table.by(table.first)}"
            f" WHERE {' AND '.join(conditions)} ORDER BY {self._order(sort)}"
        )
        set_ = flags(bits, SLOTS)
        walk = (id for slot, id in self._connection.execute(text, sql.args) if set_[slot] == "1")
        ids = json.dumps(list(islice(walk, limit)))
        # In the order of the ids, one statement for all of them.
        read = f"SELECT d.doc FROM json_each(?) AS i CROSS JOIN {self._table.name} AS d ON d.id = i.value"
        for (doc,) in self._connection.execute(read, (ids,)):
            yield doc

    @property
    def _pins(self) -> list[tuple[str, str]]:
        return list(zip(self._table.first.partition, json.loads(self._partition), strict=True))

    def _conditions(self, sql: Conditions, sort: Sort, after: tuple[Any, str] | None) -> list[str]:
        conditions = [sql.compiled(term) for term in self._rest]
        if after:
            sign = "<" if sort.descending else ">"
            conditions.append(f"{self._keys(sort)} {sign} ({sql.arg(after[0])}, {sql.arg(after[1])})")
        return conditions

    def _keys(self, sort: Sort) -> str:
        return f"(d.{column(sort.field)}, d.id)"

    def _order(self, sort: Sort) -> str:
        direction = "DESC" if sort.descending else "ASC"
        return f"d.{column(sort.field)} {direction}, d.id {direction}"

    def _sift(self, where: Where) -> Bits | None:
        """Exactly the documents for which the condition holds; None where bitmaps cannot tell."""
        table = self._table
        match where:
            case And(terms):
                if ranges := _of_one(terms, table):
                    return self._within(ranges)
                parts = [self._sift(term) for term in _grouped(terms, table)]
                return reduce(both, [p for p in parts if p is not None], self._all) if None not in parts else None
            case Or((Has(field), *_) as terms) if field in table.many and all(
                isinstance(term, Has) and term.field == field for term in terms
            ):
                return self._having_any(field, [term.value for term in terms if isinstance(term, Has)])
            case Or(terms):
                parts = [self._sift(term) for term in terms]
                return reduce(either, [p for p in parts if p is not None], Bits()) if None not in parts else None
            case Not(term):
                inner = self._sift(term)
                return None if inner is None else without(self._all, inner)
            case Has(field, value):
                return self._having(field, "value = ?", value) if field in table.many else None
            case Eq(field, value) if (field, value) in self._pins:
                return self._all
        if isinstance(where, In) and where.field == "id":
            return self._of_ids(where)
        if where.field not in table.terms:
            return None
        match where:
            case Eq(field, value) if value is not None:
                return self._having(field, "value = ?", value)
            case Ne(field, value) if value is not None:
                return without(self._all, self._having(field, "value = ?", value))
            case In(field, values) if None not in values:
                return self._having_any(field, values)
            case Lt() | Le() | Gt() | Ge():
                return self._within([where])
        return None

    def _within(self, terms: Sequence[Range]) -> Bits:
        """`terms` are about one field."""
        sql = Conditions(self._table)
        ranges = [sql.ordered("value", _SIGNS[type(term)], term.value) for term in terms]
        return self._having(terms[0].field, " AND ".join(ranges), *sql.args)

    def _of_ids(self, where: In) -> Bits:
        """Where the ids may be most of the partition, all its places are looked through: each costs a tenth of what it
        costs to look one id up."""
        found: dict[int, list[int]] = defaultdict(list)
        if len(where.values) * _LOOK_UP > len(self._blocks) * SLOTS:
            ids = frozenset(where.values)
            sql = f"SELECT slot, id FROM {self._table.places} WHERE block = ?"
            for block in self._blocks:
                found[block.number] = [slot for slot, id in self._connection.execute(sql, (block.number,)) if id in ids]
        else:
            lows = [(block.low, block.low_id) for block in self._blocks]
            for sort, id, slot in self._connection.execute(*self._looked_up_by_id(where)):
                found[self._blocks[max(bisect_right(lows, (sort, id)) - 1, 0)].number].append(slot)
        return {block: bits_at(members) for block, members in found.items() if members}

    def _looked_up_by_id(self, where: In) -> tuple[str, list[Any]]:
        table, sql = self._table, Conditions(self._table)
        ids = f"json_each({sql.arg(json.dumps(list(where.values)))}) AS i"
        pins = " AND ".join(f"d.{column(field)} = {sql.arg(value)}" for field, value in self._pins)
        return (
            f"SELECT d.{column(table.first.sort)}, d.id, d.slot FROM {ids}"
            f" CROSS JOIN {table.name} AS d ON d.id = i.value WHERE {pins}",
            sql.args,
        )

    def _having_any(self, field: str, values: Iterable[Any]) -> Bits:
        sql = Conditions(self._table)
        return self._having(field, f"value IN ({sql.among(tuple(values))})", *sql.args)

    def _having(self, field: str, condition: str, *args: Any) -> Bits:
        sql = f"SELECT block, bits FROM {self._table.bits} WHERE partition = ? AND field = ? AND {condition}"
        if self._only is not None:
            sql, args = f"{sql} AND block IN (SELECT value FROM json_each(?))", (*args, self._only)
        found: Bits = {}
        for block, bits in self._connection.execute(sql, (self._partition, field, *args)):
            found[block] = found.get(block, 0) | bits_of(bits)
        return found


def _pinned(table: Table, terms: list[Where]) -> str | None:
    """The partition that the terms ask for; None when they ask for more than one."""
    pinned = {term.field: term.value for term in terms if isinstance(term, Eq)}
    return partition_of(pinned.get(field) for field in table.first.partition)


def _pin(pinned: tuple[str, str]) -> Where:
    return Eq(*pinned)


def _denied(term: Where) -> Where | None:
    """What must not be, of a term that says so."""
    match term:
        case Not(inner):
            return inner
        case Ne(field, value):
            return Eq(field, value)
    return None


def _rank(term: Where) -> int:
    return 2 if _denied(term) else 0 if isinstance(term, And | Or) else 1


def _grouped(terms: Sequence[Where], table: Table) -> list[Where]:
    """The same terms, with all that bound one field as one: a range of values, instead of two halves of them all."""
    bounds: dict[str, list[Where]] = defaultdict(list)
    others: list[Where] = []
    for term in terms:
        if isinstance(term, Range) and term.field in table.terms:
            bounds[term.field].append(term)
        else:
            others.append(term)
    return others + [And(tuple(each)) if len(each) > 1 else each[0] for each in bounds.values()]


def _of_one(terms: Sequence[Where], table: Table) -> list[Range]:
    """The terms, when they are bounds of one field and nothing else; else nothing."""
    bounds = [term for term in terms if isinstance(term, Range)]
    one = len(bounds) == len(terms) and len({term.field for term in bounds}) == 1
    return bounds if one and bounds[0].field in table.terms else []

"""From a condition to SQL that pages through an index."""

import sqlite3
from collections.abc import Callable
from typing import Any

from shared.catalog.base import Sort
from shared.catalog.declared import check_find
from shared.catalog.sqlite_table import Table, column
from shared.domain.where import And, Eq, Ge, Gt, Has, In, Le, Lt, Ne, Not, Or, Where

_FEW = 5000  # counting so many entries of an index takes half a millisecond

_ORDER = {Lt: "<", Le: "<=", Gt: ">", Ge: ">="}


class Page:
    """One page of `find`, as `sql` and `args`. Raises ValueError for anything undeclared.

    The index is named in the statement: the planner has no statistics to choose by, and a sort in a temporary
    b-tree reads the whole library. A condition on ids goes by the primary key, one with Has (`leader`, see
    rarest) by the side table, and any other by the covering index of its sort.
    """

    def __init__(
        self,
        table: Table,
        where: Where | None,
        sort: Sort,
        after: tuple[Any, str] | None,
        limit: int,
        leader: Has | None = None,
    ) -> None:
        check_find(table.collection, where, sort)
        self._table = table
        self.args: list[Any] = []
        terms = _conjuncts(where)
        by_id = any(isinstance(term, Eq | In) and term.field == "id" for term in terms)
        leader = None if by_id else leader
        conditions = []
        if leader:
            terms.remove(leader)
            index = table.many_by(sort.field)
            source = f"{table.side} AS m INDEXED BY {index} CROSS JOIN {table.name} AS d ON d.id = m.id"
            conditions.append(f"m.field = {self._arg(leader.field)} AND m.value = {self._arg(leader.value)}")
        else:
            source = f"{table.name} AS d INDEXED BY {table.by_id if by_id else table.by(sort.field)}"
        # Whatever both tables have is asked of the first, whose index it is in.
        shared = ("id", *table.placed) if leader else ()
        self._column: Callable[[str], str] = lambda field: f"{'m' if field in shared else 'd'}.{column(field)}"
        conditions += [self._compiled(term) for term in terms]
        keys = [self._column(field) for field in dict.fromkeys((sort.field, "id"))]
        if after:
            # As a row value: SQLite seeks to it, where `a < x OR (a = x AND id < y)` walks from the beginning.
            cursor = ", ".join(self._arg(value) for value in after[-len(keys) :])
            conditions.append(f"({', '.join(keys)}) {'<' if sort.descending else '>'} ({cursor})")
        direction = "DESC" if sort.descending else "ASC"
        self.sql = (
            f"SELECT d.doc FROM {source} WHERE {' AND '.join(conditions) or '1'}"
            f" ORDER BY {', '.join(f'{key} {direction}' for key in keys)} LIMIT {self._arg(limit)}"
        )

    def _arg(self, value: Any) -> str:
        self.args.append(value)
        return "?"

    def _compiled(self, where: Where) -> str:
        """SQL that is true exactly where the condition holds; it may be NULL where it does not."""
        match where:
            case And(terms):
                return f"({' AND '.join(map(self._compiled, terms)) or '1'})"
            case Or(terms):
                return f"({' OR '.join(map(self._compiled, terms)) or '0'})"
            case Not(term):
                return f"NOT ifnull({self._compiled(term)}, 0)"
            case Has(field, value):
                return (
                    f"EXISTS (SELECT 1 FROM {self._table.side} AS h WHERE h.id = d.id"
                    f" AND h.field = {self._arg(field)} AND h.value = {self._arg(value)})"
                )
        name = self._column(where.field)
        match where:
            case Eq(value=None):
                return f"{name} IS NULL"
            case Eq():
                return f"{name} = {self._arg(where.value)}"
            case Ne(value=None):
                return f"{name} IS NOT NULL"
            case Ne():
                # Three ranges of an index, where <> is none.
                return f"({name} < {self._arg(where.value)} OR {name} > {self._arg(where.value)} OR {name} IS NULL)"
            case In(_, values):
                known = ", ".join(self._arg(value) for value in values if value is not None)
                return f"({name} IN ({known}){f' OR {name} IS NULL' if None in values else ''})"
            case _:
                return self._ordered(name, _ORDER[type(where)], where.value)

    def _ordered(self, name: str, sign: str, value: str | int | float) -> str:
        """SQLite orders NULL, numbers, text, blobs; only what is of the value's kind compares with it."""
        ours = f"{name} {sign} {self._arg(value)}"
        if isinstance(value, str):
            return f"({ours} AND {name} < x'')" if ">" in sign else f"({ours} AND {name} >= '')"
        return f"({ours} AND {name} < '')" if ">" in sign else ours


def rarest(connection: sqlite3.Connection, table: Table, where: Where | None) -> Has | None:
    """Of the values that every document found must have, the one that the fewest have (as far as _FEW)."""
    wanted = [term for term in _conjuncts(where) if isinstance(term, Has) and term.field in table.collection.many]
    if len(wanted) < 2:
        return wanted[0] if wanted else None
    count = f"SELECT count(*) FROM (SELECT 1 FROM {table.side} WHERE field = ? AND value = ? LIMIT {_FEW})"
    return min(wanted, key=lambda has: int(connection.execute(count, (has.field, has.value)).fetchone()[0]))


def _conjuncts(where: Where | None) -> list[Where]:
    match where:
        case None:
            return []
        case And(terms):
            return [part for term in terms for part in _conjuncts(term)]
    return [where]

"""From a condition to SQL that pages through an index."""

import json
from collections.abc import Sequence
from typing import Any

from shared.catalog.base import Sort
from shared.catalog.declared import conjuncts, narrowest, order_for, there
from shared.catalog.sqlite_table import Table
from shared.domain.where import And, Eq, Ge, Gt, Has, In, Le, Lt, Ne, Not, Or, Where

FEW = 500  # values of one condition that are written into its statement

_ORDER = {Lt: "<", Le: "<=", Gt: ">", Ge: ">="}


class Conditions:
    """SQL about a document `d` of the table, with the arguments for its question marks, in their order."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.args: list[Any] = []

    def arg(self, value: Any) -> str:
        self.args.append(value)
        return "?"

    def compiled(self, where: Where) -> str:
        """SQL that is true exactly where the condition holds; it may be NULL where it does not."""
        match where:
            case And(terms):
                return f"({' AND '.join(map(self.compiled, terms)) or '1'})"
            case Or(terms):
                return f"({' OR '.join(map(self.compiled, terms)) or '0'})"
            case Not(term):
                return f"NOT ifnull({self.compiled(term)}, 0)"
            case Has(field, value):
                path = self.arg("$" + "".join(f'."{part}"' for part in field.split(".")))
                return (
                    f"EXISTS (SELECT 1 FROM json_each(d.doc, {path}) AS h"
                    f" WHERE h.type = 'text' AND h.value = {self.arg(value)})"
                )
        name = self._table.value(where.field)
        match where:
            case Eq(value=None):
                return f"{name} IS NULL"
            case Eq():
                return f"{name} = {self.arg(where.value)}"
            case Ne(value=None):
                return f"{name} IS NOT NULL"
            case Ne():
                # Three ranges of an index, where <> is none.
                return f"({name} < {self.arg(where.value)} OR {name} > {self.arg(where.value)} OR {name} IS NULL)"
            case In(_, values):
                known = self.among(tuple(value for value in values if value is not None))
                return f"({name} IN ({known}){f' OR {name} IS NULL' if None in values else ''})"
            case _:
                return self.ordered(name, _ORDER[type(where)], where.value)

    def among(self, values: Sequence[Any]) -> str:
        """What stands in the brackets of IN: a statement takes some thousand question marks at most."""
        if len(values) <= FEW:
            return ", ".join(map(self.arg, values))
        return f"SELECT value FROM json_each({self.arg(json.dumps(values))})"

    def ordered(self, name: str, sign: str, value: str | int | float) -> str:
        """SQLite orders NULL, numbers, text, blobs; only what is of the value's kind compares with it."""
        ours = f"{name} {sign} {self.arg(value)}"
        if isinstance(value, str):
            return f"({ours} AND {name} < x'')" if ">" in sign else f"({ours} AND {name} >= '')"
        return f"({ours} AND {name} < '')" if ">" in sign else ours


class Page:
    """One page of `find`, as `sql` and `args`. Raises ValueError for anything undeclared.

    The index is named in the statement: the planner has no statistics to choose by, and a sort in a temporary
    b-tree reads the whole library. A condition on ids goes by the primary key, and any other by the index of the order
    that serves it; while that is not built, by another's, or through the whole table.
    """

    def __init__(
        self,
        table: Table,
        where: Where | None,
        sort: Sort,
        after: tuple[Any, str] | None,
        limit: int,
        *,
        what: str = "doc",
    ) -> None:
        order_for(table.collection, where, sort)
        order, terms = narrowest(table.walked, where, sort), conjuncts(where)
        way = "NOT INDEXED" if order is None else f"INDEXED BY {table.by(order)}"
        if any(map(of_ids, terms)):
            way = f"INDEXED BY {table.by_id}"
        sql = Conditions(table)
        conditions = [sql.compiled(term) for term in terms]
        if there(table.collection, sort):
            # With the value in it: else SQLite does not see that the index has all that is asked for.
            conditions.append(f"{table.value(sort.field)} > ''")
        keys = [table.value(field) for field in dict.fromkeys((sort.field, "id"))]
        if after:
            # As a row value: SQLite seeks to it, where `a < x OR (a = x AND id < y)` walks from the beginning.
            cursor = ", ".join(sql.arg(value) for value in after[-len(keys) :])
            conditions.append(f"({', '.join(keys)}) {'<' if sort.descending else '>'} ({cursor})")
        direction = "DESC" if sort.descending else "ASC"
        self.sql = (
            f"SELECT d.{what} FROM {table.name} AS d {way} WHERE {' AND '.join(conditions) or '1'}"
            f" ORDER BY {', '.join(f'{key} {direction}' for key in keys)} LIMIT {sql.arg(limit)}"
        )
        self.args = sql.args


def of_ids(where: Where) -> bool:
    """Of so few that each is looked up, and what is found is sorted."""
    return isinstance(where, Eq | In) and where.field == "id" and (isinstance(where, Eq) or len(where.values) <= FEW)

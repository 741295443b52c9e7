"""What was declared is what may be asked: the same refusals on every adapter."""

import re
from collections.abc import Iterable

from shared.catalog.base import Collection, Order, Sort
from shared.domain.where import And, Eq, Has, Not, Or, Where

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def check_name(collection: Collection) -> None:
    """Raises ValueError for a name that cannot name a table."""
    if not _NAME.fullmatch(collection.name):
        raise ValueError(f"{collection.name!r} cannot name a collection")


def order_for(collection: Collection, where: Where | None, sort: Sort | None) -> Order:
    """The order whose index serves it. Raises ValueError for a sort or a filter that none serves. The id is a filter of
    every collection."""
    check_where(collection, where)
    order = narrowest(collection.orders, where, sort)
    if order is None:
        raise ValueError(f"{collection.name} does not declare {f'the sort {sort.field}' if sort else 'any order'}")
    return order


def narrowest(orders: Iterable[Order], where: Where | None, sort: Sort | None) -> Order | None:
    """Of those with that sort, the one with the narrowest of the partitions that the condition pins."""
    pinned = {term.field for term in conjuncts(where) if isinstance(term, Eq)}
    return max(
        (order for order in orders if sort is None or order.sort == sort.field),
        key=lambda order: len(order.partition) if pinned.issuperset(order.partition) else -1,
        default=None,
    )


def check_where(collection: Collection, where: Where | None) -> None:
    if where:
        _check(collection, where, {"id", *collection.fields})


def _check(collection: Collection, where: Where, filters: set[str]) -> None:
    match where:
        case And(terms) | Or(terms):
            for term in terms:
                _check(collection, term, filters)
        case Not(term):
            _check(collection, term, filters)
        case Has(field, _):
            if field not in collection.many:
                raise ValueError(f"{collection.name} does not declare {field} as many-valued")
        case _:
            if where.field not in filters:
                raise ValueError(f"{collection.name} does not declare {where.field} as a filter")


def conjuncts(where: Where | None) -> list[Where]:
    """The terms that must all hold."""
    match where:
        case None:
            return []
        case And(terms):
            return [part for term in terms for part in conjuncts(term)]
    return [where]


def check_count(collection: Collection, field: str) -> None:
    if field not in collection.counters or field in collection.sums:
        raise ValueError(f"{collection.name} does not declare {field} as a counter")


def check_sum(collection: Collection, field: str) -> None:
    if field not in collection.sums:
        raise ValueError(f"{collection.name} does not declare {field} as a sum")


def unique_key(collection: Collection, fields: Iterable[str]) -> tuple[str, ...]:
    """The declared unique key of exactly these fields; raises ValueError when there is none."""
    wanted = frozenset(fields)
    for key in collection.unique:
        if frozenset(key) == wanted:
            return key
    raise ValueError(f"{collection.name} does not declare the unique key {', '.join(sorted(wanted))}")

"""How a declaration is written into the file, and read again by the release that finds it there."""

import ast
from typing import Any

from shared.catalog.base import Collection, Order, SparseOrder
from shared.catalog.sqlite_table import LAYOUT
from shared.domain.where import And, Eq, Ge, Gt, Has, In, Le, Lt, Ne, Not, Or

_SAID = {
    kind.__name__: kind for kind in (Collection, Order, SparseOrder, Eq, Ne, In, Lt, Le, Gt, Ge, Has, And, Or, Not)
}


def written(collection: Collection) -> str:
    # As Python says it: JSON does not tell Eq from Ne.
    return f"{LAYOUT} {collection!r}"


def read(declaration: str) -> Collection | None:
    """None for another layout's, and for one that cannot be read."""
    layout, _, said = declaration.partition(" ")
    if layout != str(LAYOUT):
        return None
    try:
        collection = _value(ast.parse(said, mode="eval").body)
    except (SyntaxError, ValueError, TypeError):
        return None
    return collection if isinstance(collection, Collection) else None


def _value(node: ast.expr) -> Any:
    match node:
        case ast.Call(func=ast.Name(id=kind), args=[], keywords=said) if kind in _SAID:
            return _SAID[kind](**{each.arg: _value(each.value) for each in said if each.arg})
        case ast.Tuple(elts=values):
            return tuple(map(_value, values))
    return ast.literal_eval(node)

"""How Compose fills ${NAME}, ${NAME:-default} and ${NAME:?message} in."""

import re
from typing import Any, NamedTuple

_VARIABLE = re.compile(r"(?<!\$)\$\{(?P<name>\w+)(?::(?P<kind>[-?])(?P<rest>[^}]*))?\}")


class Variable(NamedTuple):
    name: str
    required: bool
    default: str | None


def variables(text: str) -> list[Variable]:
    return [
        Variable(found["name"], found["kind"] == "?", found["rest"] if found["kind"] == "-" else None)
        for found in _VARIABLE.finditer(text)
    ]


def filled(value: Any, given: dict[str, str]) -> Any:
    """The value with all its strings filled in; a missing one without a default is an error, as in Compose."""
    if isinstance(value, dict):
        return {key: filled(inner, given) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, given) for inner in value]
    if not isinstance(value, str):
        return value

    def fill(found: re.Match[str]) -> str:
        if found["kind"] == "-":
            return given.get(found["name"]) or found["rest"]
        return given[found["name"]]

    return _VARIABLE.sub(fill, value)

"""Stored types: what documents are read into, in whatever thread reads them."""

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_decoders: dict[type, msgspec.json.Decoder[Any]] = {}


def stored(type: type[T]) -> type[T]:
    """Class decorator. msgspec works out what it must know of a type when the type is first met, and shows it to
    other threads before it is whole: where two meet there, the process dies of it (0.22.0). So it is done here, by the
    one thread that imports."""
    _decoders[type] = msgspec.json.Decoder(type)
    return type


stored(dict)


def decoder(type: type[T]) -> msgspec.json.Decoder[T]:
    """Raises TypeError for a type that is not `stored`."""
    try:
        return _decoders[type]
    except KeyError:
        raise TypeError(f"{type.__name__} cannot be read into: it is not @stored") from None

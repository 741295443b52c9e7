"""FILTERS: what photos can be narrowed down by, the same on every route that lists or searches them."""

import re
from collections.abc import Iterator
from datetime import date
from inspect import Parameter, Signature
from typing import Annotated, Any, Literal

from fastapi import Depends, Query
from pydantic import BaseModel, StringConstraints, create_model

from services.gateway.body import Body
from shared.domain.fields import FIELDS, Field
from shared.domain.filter import Box, PhotoFilter, Range, Span
from shared.errors import Invalid

_MOST = 20  # names of one kind

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
_ARCHIVED = {"false": False, "true": True, "any": None}
_BOX = "A box is west,south,east,north in degrees, as 9.5,46.3,17.2,49.1. West may be greater than east: such a box"
_BOX += " crosses the antimeridian."
_NUMBER = r"-?\d{1,15}(\.\d{1,15})?"
_IS_RANGE = re.compile(rf"^({_NUMBER}(\.\.({_NUMBER})?)?|\.\.{_NUMBER})$")
_RANGE = "a number, or those from one to another, as 2.., ..4 and 2..4"


def _parameters() -> Iterator[Parameter]:
    """What a request may narrow by: what is asked in ways of its own, and what a row of FIELDS says."""
    first = "First day on which they were taken; undated photos were on none"
    yield _parameter("from_", date | None, None, alias="from", description=first, examples=["2023-06-01"])
    yield _parameter("to", date | None, None, description="Last day, inclusive", examples=["2023-08-31"])
    there = "Standing there in the timeline, as /photos/months counts them: undated ones too"
    yield _parameter("month", str | None, None, description=there, pattern=r"^\d{4}-\d\d$", examples=["2023-07"])
    yield _parameter("box", str | None, None, max_length=200, description=_BOX, examples=["9.5,46.3,17.2,49.1"])
    yield _parameter("archived", Literal["false", "true", "any"], "false", description="Archived ones, or both")
    for field in FIELDS:
        if field.parameter:
            yield _of(field)
        if field.without:
            described = field.described.replace("All", "None")
            yield _parameter(field.without, list[Name], [], max_length=_MOST, description=described)


def _of(field: Field) -> Parameter:
    about: dict[str, Any] = {"description": field.described or None}
    if field.names and not field.one:
        about |= {"max_length": _MOST, "examples": [[field.example]] if field.example else None}
        return _parameter(field.parameter, list[Name], [], **about)
    about |= {"examples": [field.example] if field.example else None, "pattern": field.pattern}
    match field.asked:
        case "all" | "any":
            return _parameter(field.parameter, Name | None, None, **about)
        case "least":
            return _parameter(field.parameter, int | None, None, ge=field.least, le=field.most, **about)
        case "range":
            about["description"] = f"{field.described}: {_RANGE}"
            return _parameter(field.parameter, str | None, None, **about | {"pattern": _IS_RANGE.pattern})
        case "is":
            return _parameter(field.parameter, bool | None, None, **about)


def _parameter(name: str, type: Any, default: Any, **about: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[type, Query(**about)])


_PARAMETERS = tuple(_parameters())


async def filters(**asked_for: Any) -> PhotoFilter:
    """Raises Invalid for what no photo could ever meet."""
    given = {each.name: asked_for.get(each.name, each.default) for each in _PARAMETERS}
    fields: dict[str, Any] = {}
    for field in FIELDS:
        if field.parameter and (asked := given[field.parameter]) is not None:
            fields[field.filter] = _asked(field, asked)
        if field.without:
            fields[f"no_{field.filter}"] = tuple(given[field.without])
    box = given["box"]
    archived = _ARCHIVED[given["archived"]]
    if archived is False and fields.get("inbox"):
        archived = None
    return PhotoFilter(
        **fields,
        month=given["month"] or "",
        days=_span(given["from_"], given["to"]),
        box=_box(box) if box is not None else None,
        archived=archived,
    )


filters.__signature__ = Signature(_PARAMETERS)  # type: ignore[attr-defined] # which FastAPI reads

Filters = Annotated[PhotoFilter, Depends(filters)]

# The same, as an object of JSON.
_FIELDS: dict[str, Any] = {each.name: (each.annotation, each.default) for each in _PARAMETERS}
FilterIn = create_model("FilterIn", __base__=Body, **_FIELDS)


async def narrowed(body: BaseModel) -> PhotoFilter:
    """Of a FilterIn. Raises Invalid for one that asks for nothing, and for what no photo could ever meet."""
    if not body.model_fields_set:
        raise Invalid("The filter asks for nothing, which would be the whole library. Say which photos.")
    return await filters(**body.model_dump())


def _asked(field: Field, asked: Any) -> Any:
    if field.names:
        return (asked,) if field.one else tuple(asked)
    return _range(asked) if field.asked == "range" else asked


def _range(text: str) -> Range:
    first, dots, last = text.partition("..")
    low, high = (float(number) if number else None for number in (first, last if dots else first))
    if low is not None and high is not None and low > high:
        raise Invalid(f"{first} is more than {last}: no number lies between them.")
    return Range(low, high)


def _span(first: date | None, last: date | None) -> tuple[Span, ...]:
    if first and last and first > last:
        raise Invalid(f"from ({first}) is after to ({last}): no day lies between them.")
    if first is None and last is None:
        return ()
    return (Span(str(first or date.min), str(last or date.max)),)


def _box(text: str) -> Box:
    try:
        west, south, east, north = map(float, text.split(","))
    except ValueError:
        raise Invalid(f"{text!r} is no box. {_BOX}") from None
    # Written so that "nan" is refused too.
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= 90 and -90 <= north <= 90):
        raise Invalid("A box lies between -180 and 180 degrees of longitude, and -90 and 90 of latitude.")
    if south > north:
        raise Invalid(f"The box's south ({south:g}) lies north of its north ({north:g}).")
    return Box(west, south, east, north)

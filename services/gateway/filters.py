"""FILTERS: what photos can be narrowed down by, the same on every route that lists or searches them."""

from datetime import date
from inspect import signature
from typing import Annotated, Any, Literal

from fastapi import Depends, Query
from pydantic import BaseModel, ConfigDict, StringConstraints, create_model

from shared.domain.filter import Box, PhotoFilter, Span
from shared.errors import Invalid

_MOST = 20  # names of one kind

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Names = Annotated[list[Name], Query(max_length=_MOST)]

_ARCHIVED = {"false": False, "true": True, "any": None}
_BOX = "A box is west,south,east,north in degrees, as 9.5,46.3,17.2,49.1. West may be greater than east: such a box"
_BOX += " crosses the antimeridian."


async def filters(
    from_: Annotated[
        date | None,
        Query(
            alias="from",
            description="First day on which they were taken; undated photos were on none",
            examples=["2023-06-01"],
        ),
    ] = None,
    to: Annotated[date | None, Query(description="Last day, inclusive", examples=["2023-08-31"])] = None,
    month: Annotated[
        str | None,
        Query(
            description="Standing there in the timeline, as /photos/months counts them: undated ones too",
            pattern=r"^\d{4}-\d\d$",
            examples=["2023-07"],
        ),
    ] = None,
    tag: Annotated[Names, Query(description="All of these tags", examples=[["cat"]])] = [],  # noqa: B006 - FastAPI copies it
    without_tag: Annotated[Names, Query(description="None of these tags")] = [],  # noqa: B006
    colour: Annotated[Names, Query(description="All of these colours", examples=[["red"]])] = [],  # noqa: B006
    mood: Annotated[Names, Query(description="All of these moods", examples=[["calm"]])] = [],  # noqa: B006
    composition: Annotated[Names, Query(description="All of these", examples=[["leading_lines"]])] = [],  # noqa: B006
    light: Annotated[Names, Query(description="All of these lights", examples=[["golden hour"]])] = [],  # noqa: B006
    season: Annotated[Name | None, Query(examples=["summer"])] = None,
    time_of_day: Annotated[Name | None, Query(examples=["evening"])] = None,
    kind: Annotated[Name | None, Query(description="photograph, screenshot, document, drawing")] = None,
    camera: Annotated[Name | None, Query(examples=["Canon EOS 40D"])] = None,
    place: Annotated[Names, Query(description="All of these: city, region or country", examples=[["Italy"]])] = [],  # noqa: B006
    box: Annotated[str | None, Query(max_length=200, description=_BOX, examples=["9.5,46.3,17.2,49.1"])] = None,
    favourite: bool | None = None,
    archived: Annotated[Literal["false", "true", "any"], Query(description="Archived ones, or both")] = "false",
    rating: Annotated[int | None, Query(ge=1, le=5, description="At least so many stars")] = None,
    trouble: Annotated[
        Name | None,
        Query(
            description="A stage and how it went: stage:failed or stage:skipped; or original:damaged",
            pattern=r"^[a-z0-9_]+:[a-z]+$",
        ),
    ] = None,
) -> PhotoFilter:
    """Raises Invalid for what no photo could ever meet."""
    return PhotoFilter(
        month=month or "",
        days=_span(from_, to),
        tags=tuple(tag),
        no_tags=tuple(without_tag),
        colours=tuple(colour),
        moods=tuple(mood),
        compositions=tuple(composition),
        lights=tuple(light),
        places=tuple(place),
        kinds=_one(kind),
        seasons=_one(season),
        times_of_day=_one(time_of_day),
        cameras=_one(camera),
        troubles=_one(trouble),
        box=_box(box) if box is not None else None,
        rating=rating,
        favourite=favourite,
        archived=_ARCHIVED[archived],
    )


Filters = Annotated[PhotoFilter, Depends(filters)]

# The same, as an object of JSON.
_FIELDS: dict[str, Any] = {
    each.name: (each.annotation, each.default) for each in signature(filters).parameters.values()
}
FilterIn = create_model("FilterIn", __config__=ConfigDict(extra="forbid"), **_FIELDS)


async def narrowed(body: BaseModel) -> PhotoFilter:
    """Of a FilterIn. Raises Invalid for one that asks for nothing, and for what no photo could ever meet."""
    if not body.model_fields_set:
        raise Invalid("The filter asks for nothing, which would be the whole library. Say which photos.")
    return await filters(**body.model_dump())


def _one(name: str | None) -> tuple[str, ...]:
    return () if name is None else (name,)


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
